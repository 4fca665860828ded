public import AtlasCore

/// Writes the full pages of a knowledge base into a directory.
///
/// Loading the directory gives the same knowledge base. Files that atlas did not write stay as they are.
public struct ExportRequest: Sendable {
  /// The directory for the pages.
  public var directory: String
  /// Whether to replace pages that were edited since atlas wrote them.
  public var isForced = false

  /// A request to write pages into `directory`.
  public init(to directory: String) { self.directory = directory }

  /// Writes the pages of `base`.
  ///
  /// - Throws: when a page was edited, something else is where a page belongs, or writing fails.
  public func answer(of base: KnowledgeBase) throws(DataError) -> ExportAnswer {
    let pages = FullPages.all(of: base)
    _ = try System.holdingLock(beside: directory) { () throws(DataError) in
      try PageDirectory.write(pages, into: directory, isForced: isForced)
    }
    return ExportAnswer(pageCount: pages.count)
  }
}

/// The result of an export.
public struct ExportAnswer: Sendable {
  /// The number of pages of the knowledge base.
  public let pageCount: Int
}
