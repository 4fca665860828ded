public import AtlasCore

/// Writes the full pages of a knowledge base into a directory.
///
/// Either everything is written or nothing is changed. Loading the directory gives the same knowledge base.
public struct ExportRequest: Sendable {
  /// The directory for the pages.
  public var directory: String
  /// Whether to replace a directory that holds other files than an earlier export; they are deleted.
  public var replacesAnything = false

  /// A request to write pages into `directory`.
  public init(to directory: String) { self.directory = directory }

  /// Writes the pages of `base`.
  ///
  /// - Throws: when the directory holds other files than an earlier export, or writing fails.
  public func answer(of base: KnowledgeBase) throws(DataError) -> ExportAnswer {
    if !replacesAnything { try ExportRequest.checkReplaceable(directory) }
    let pages = FullPages.all(of: base)
    do throws(SystemError) { try System.replaceDirectory(directory, with: pages) } catch { throw .system(error) }
    return ExportAnswer(pageCount: pages.count)
  }

  /// Refuses a directory that holds something other than an earlier export or import.
  ///
  /// Those have a page of the release, and folders and pages with known names. Hidden files, such as the settings of an
  /// Obsidian vault, are ignored.
  static func checkReplaceable(_ path: String) throws(DataError) {
    guard let kind = try? System.kind(of: path) else { return }
    guard kind == .directory else { throw .notDirectory(path) }
    let names: [String]
    do throws(SystemError) {
      names = try System.names(in: path).filter { !$0.hasPrefix(".") }
    } catch {
      throw .system(error)
    }
    guard let first = names.first else { return }
    guard names.contains(FullPages.releasePath) else { throw .foreignFile(first, directory: path) }
    let own =
      [FullPages.releasePath, FullPages.historyPath, ImportRecord.path]
      + RecordKind.allCases.flatMap { [$0.plural, $0.plural + ".md"] }
    if let foreign = names.first(where: { !own.contains($0) }) { throw .foreignFile(foreign, directory: path) }
  }
}

/// The result of an export.
public struct ExportAnswer: Sendable {
  /// The number of pages that were written.
  public let pageCount: Int
}
