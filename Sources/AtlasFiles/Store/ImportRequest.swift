public import AtlasCore
import AtlasData

/// Writes the pages of a release file into a store, or into a directory of the user's.
///
/// Files that atlas did not write stay as they are.
public struct ImportRequest: Sendable {
  /// The release file.
  public var file: ReleaseFileOnDisk
  /// The directory for the pages, each in a file of its own; nil for the store.
  public var directory: String?
  /// Whether the store keeps a file for each page.
  ///
  /// One file for all pages is much faster to write.
  public var hasPageFiles = false
  /// Whether to replace pages that were edited since atlas wrote them, to import a release of which a part seems to be
  /// missing, and to write a release again that was imported from the same file.
  public var isForced = false
  /// The version of the program that imports; another version may read more out of the same file.
  public var toolVersion: String

  /// A request to import `file` into a store.
  public init(_ file: ReleaseFileOnDisk, toolVersion: String = "") {
    self.file = file
    self.toolVersion = toolVersion
  }

  /// Checks several requests as far as that is possible without a change, so that none is begun if another must fail.
  ///
  /// - Parameters:
  ///   - requests: the requests, which will be answered in this order.
  ///   - store: the store of the releases.
  /// - Throws: the first reason why a release cannot be imported; two files with the same release must be the same.
  public static func check(_ requests: [ImportRequest], in store: ReleaseStore) throws(DataError) {
    var files: [Bytes: ReleaseFileOnDisk] = [:]
    for request in requests {
      let file = request.file
      _ = try request.checked(against: request.target(in: store))
      guard let release = file.release.version, let first = files.updateValue(file, forKey: release) else { continue }
      if first.text != file.text { throw .sameRelease(release.string, files: [first.name, file.name]) }
    }
  }

  /// Imports the release.
  ///
  /// - Throws: when the release has no records, seems to be incomplete or cannot be stored under its name, a page was edited,
  ///   something else is where a page belongs, or writing fails.
  public func answer(in store: ReleaseStore) throws(DataError) -> ImportAnswer {
    let directory = try target(in: store)
    return try System.holdingLock(beside: directory) { () throws(DataError) in
      try write(to: directory, in: store)
    }
  }

  private func write(to directory: String, in store: ReleaseStore) throws(DataError) -> ImportAnswer {
    let (record, earlier, signs) = try checked(against: directory)
    let release = file.release
    let hasPageFiles = hasPageFiles || self.directory != nil
    let bundle = PageBundle.path(directory)
    let hasBundle = (try? System.kind(of: bundle)) == .file
    let isSame = !isForced && earlier?.isOfSameFile(as: record) == true
    var isUnchanged = isSame && hasBundle && !hasPageFiles
    if !isUnchanged {
      var pages = PageWriter(release).pages()
      pages.add(path: ImportRecord.path, text: record.page)
      if hasBundle, !hasPageFiles {
        do throws(SystemError) { try System.replace(bundle, with: PageBundle.write(&pages)) } catch {
          throw .system(error)
        }
      } else {
        let files = hasPageFiles ? pages.files : [(PageBundle.fileName, PageBundle.write(&pages))]
        let isChanged = try PageDirectory.write(
          files, into: directory, isForced: isForced, isStored: self.directory == nil)
        isUnchanged = isSame && !isChanged
      }
    }
    if self.directory == nil { store.prepareIndex(of: record.release.string) }
    return ImportAnswer(record: record, directory: directory, isUnchanged: isUnchanged, signsOfLoss: signs)
  }

  private typealias Checked = (record: ImportRecord, earlier: ImportRecord?, signs: [String])

  /// The record of the import and of the one before into the directory, and signs of loss that are accepted.
  private func checked(against directory: String) throws(DataError) -> Checked {
    let release = file.release
    let record = ImportRecord(
      release, named: release.version ?? .empty, file: file.text,
      path: Bytes(copying: Sanitize.shown(file.name.split(separator: "/").last.map(String.init) ?? file.name)),
      tool: Bytes(copying: toolVersion), leftOut: file.leftOut)
    let earlier = ImportRecord(inDirectory: directory)
    let signs = file.signsOfLoss + record.losses(since: earlier, besides: file.signsOfLoss)
    if record.counts.allSatisfy({ $0 == 0 }) { throw .emptyRelease(file.name) }
    if !signs.isEmpty, !isForced { throw .incompleteRelease(file.name, signs) }
    return (record, earlier, signs)
  }

  /// The directory for the pages.
  private func target(in store: ReleaseStore) throws(DataError) -> String {
    if let directory { return directory }
    guard let name = file.release.version?.string, !name.isEmpty else { throw .unnamedRelease(file.name) }
    guard ReleaseStore.isName(name) else { throw .badReleaseName(name, file: file.name) }
    guard let directory = store.path(of: name) else { throw .noStore }
    return directory
  }
}

/// The result of an import.
public struct ImportAnswer: Sendable {
  /// The release and the file that it came from.
  public let record: ImportRecord
  /// The directory of its pages.
  public let directory: String
  /// Whether the release had been imported from the same file before, so that nothing was written.
  public let isUnchanged: Bool
  /// What seems to be missing from the release, which was imported by force; each is a phrase.
  public let signsOfLoss: [String]
}

extension ImportRecord {
  /// Whether the same file was read by the same version of the program.
  fileprivate func isOfSameFile(as other: ImportRecord) -> Bool {
    (release, size, fingerprint, tool) == (other.release, other.size, other.fingerprint, other.tool)
  }

  /// The kinds of which there are under half of the records that the release of the same name has.
  fileprivate func losses(since earlier: ImportRecord?, besides signs: [String]) -> [String] {
    let bundled = KnowledgeBase.bundled
    let before: [Int]
    if let earlier, earlier.release == release {
      before = earlier.counts
    } else if release == bundled.release.versionBytes {
      before = RecordKind.allCases.map { bundled.ids(of: $0).count }
    } else {
      return []
    }
    return RecordKind.allCases.indices.compactMap { index in
      let kind = RecordKind.allCases[index]
      guard 2 * counts[index] < before[index], !signs.contains("no \(kind.noun(0))") else { return nil }
      return "\(counts[index]) \(kind.noun(counts[index])), where \(release) has \(before[index])"
    }
  }
}
