public import AtlasCore

/// Writes the pages of a release file into a store, or into a directory of the user's.
///
/// Either everything is written or nothing is changed.
public struct ImportRequest: Sendable {
  /// The release file.
  public var file: ReleaseFileOnDisk
  /// The directory for the pages, each in a file of its own; nil for the store.
  public var directory: String?
  /// Whether the store keeps a file for each page.
  ///
  /// One file for all pages is much faster to write.
  public var hasPageFiles = false
  /// Whether to replace whatever is there: the same release, or a directory with other files.
  public var replacesAnything = false
  /// The version of the program that imports; another version may read more out of the same file.
  public var toolVersion: String

  /// A request to import `file` into a store.
  public init(_ file: ReleaseFileOnDisk, toolVersion: String = "") {
    self.file = file
    self.toolVersion = toolVersion
  }

  /// Imports the release.
  ///
  /// - Throws: when the release cannot be stored under its name, the directory holds other files, or writing fails.
  public func answer(in store: ReleaseStore) throws(DataError) -> ImportAnswer {
    let directory = if let directory { directory } else { try storedDirectory(in: store) }
    let release = file.release
    let record = ImportRecord(
      release, named: release.version ?? .empty, file: file.text,
      path: Bytes(copying: Sanitize.shown(file.name.split(separator: "/").last.map(String.init) ?? file.name)),
      tool: Bytes(copying: toolVersion))
    let hasPageFiles = hasPageFiles || self.directory != nil
    let bundle = PageBundle.path(directory)
    let hasBundle = (try? System.kind(of: bundle)) != nil
    if !replacesAnything {
      let earlier = ImportRecord(inDirectory: directory)
      if let earlier, earlier.isOfSameFile(as: record), hasBundle != hasPageFiles {
        return ImportAnswer(record: earlier, directory: directory, isUnchanged: true)
      }
      if earlier == nil, self.directory != nil { try ExportRequest.checkReplaceable(directory) }
    }
    var pages = PageWriter(release).pages()
    pages.add(path: ImportRecord.path, text: record.page)
    do throws(SystemError) {
      if hasPageFiles {
        try System.replaceDirectory(directory, with: pages.files)
      } else if hasBundle {
        System.removeLeftovers(in: directory, beginning: PageBundle.fileName + ".")
        try System.replace(bundle, with: PageBundle.write(&pages))
      } else {
        try System.replaceDirectory(directory, with: [(PageBundle.fileName, PageBundle.write(&pages))])
      }
    } catch {
      throw .system(error)
    }
    return ImportAnswer(record: record, directory: directory, isUnchanged: false)
  }

  private func storedDirectory(in store: ReleaseStore) throws(DataError) -> String {
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
}

extension ImportRecord {
  /// Whether the same file was read by the same version of the program.
  fileprivate func isOfSameFile(as other: ImportRecord) -> Bool {
    (release, size, fingerprint, tool) == (other.release, other.size, other.fingerprint, other.tool)
  }
}
