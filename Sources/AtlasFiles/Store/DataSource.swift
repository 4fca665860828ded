public import AtlasCore
import AtlasData

/// Where a knowledge base comes from.
public enum DataSource: Sendable, Hashable {
  /// The release compiled into the library.
  case bundled
  /// An imported release, by its name.
  case release(String)
  /// A directory of pages, one page, or the bundle of pages of an imported release, by its path.
  case pages(String)
  /// An official release file, by its path; `-` is standard input.
  case releaseFile(String)
}

/// A knowledge base that was read from disk.
public struct LoadedData: Sendable {
  /// The knowledge base.
  public let knowledgeBase: KnowledgeBase
  /// What was skipped or irregular.
  public let remarks: [DataRemark]
}

extension ReleaseStore {
  /// The source that a word stands for: the path of a release file (`.yaml`, `.yml`, `.json` or `-`), the name of a release, or
  /// the path of a directory of pages or of one page.
  ///
  /// - Throws: when there is no such release, file or directory.
  public func source(_ word: String) throws(DataError) -> DataSource {
    if DataSource.isReleaseFile(word) { return .releaseFile(word) }
    if word == ReleaseStore.bundledName { return .bundled }
    if contains(word) { return .release(word) }
    do throws(SystemError) {
      _ = try System.kind(of: word)
      return .pages(word)
    } catch {
      if word.contains("/") { throw .system(error) }
      return try source(ofRelease: word)
    }
  }

  /// The source of the release with this name, which can also be the version of the bundled release.
  ///
  /// - Throws: when there is no such release.
  public func source(ofRelease name: String) throws(DataError) -> DataSource {
    if name == ReleaseStore.bundledName { return .bundled }
    if contains(name) { return .release(name) }
    if name == KnowledgeBase.bundled.release.versionBytes?.string { return .bundled }
    throw .unknownRelease(name, installed: [ReleaseStore.bundledName] + names)
  }

  /// The source of the release in use.
  ///
  /// - Throws: when it was removed by other means than ``remove(_:)``.
  public var sourceInUse: DataSource {
    get throws(DataError) {
      guard let name = nameInUse else { return .bundled }
      guard contains(name) else { throw .missingReleaseInUse(name) }
      return .release(name)
    }
  }

  /// Loads the knowledge base that a word stands for; see ``source(_:)``.
  ///
  /// - Throws: when it cannot be read, or holds no records.
  public func load(_ word: String) throws(DataError) -> LoadedData { try load(try source(word)) }

  /// Loads a knowledge base.
  ///
  /// - Throws: when it cannot be read, or holds no records.
  public func load(_ source: DataSource) throws(DataError) -> LoadedData {
    if case .releaseFile(let path) = source {
      let file = try ReleaseFileOnDisk(path)
      return LoadedData(knowledgeBase: KnowledgeBase(file.release), remarks: file.remarks)
    }
    guard let path = pagesPath(of: source) else { return LoadedData(knowledgeBase: .bundled, remarks: []) }
    let isRelease = if case .release = source { true } else { PageBundle.exists(path) }
    if isRelease, let bundle = MappedBundle(PageBundle.path(path), keepsIndex: keepsIndexes) {
      let base = try bundle.knowledgeBase()
      guard base.hasRecords else { throw .noRecord(path) }
      return LoadedData(knowledgeBase: base, remarks: [])
    }
    let isKept = keepsIndexes && !isRelease && !cacheDirectory.isEmpty
    let cache = isKept ? PageCache(of: path, in: cacheDirectory) : nil
    if let base = cache?.knowledgeBase { return LoadedData(knowledgeBase: base, remarks: []) }
    let (corpus, remarks) = try Corpus.load(path)
    if remarks.isEmpty, !corpus.sources.isEmpty, let base = cache?.keep(corpus) {
      return LoadedData(knowledgeBase: base, remarks: [])
    }
    let base = KnowledgeBase(corpus, wording: isRelease ? .official : .own)
    guard base.hasRecords else { throw .noRecord(path) }
    return LoadedData(knowledgeBase: base, remarks: remarks)
  }

  /// The path of the pages of a source; nil for the bundled release and for release files.
  package func pagesPath(of source: DataSource) -> String? {
    switch source {
    case .bundled, .releaseFile: nil
    case .release(let name): path(of: name)
    case .pages(let path): path
    }
  }
}

extension DataSource {
  /// Whether a word is the path of a release file, by its extension.
  package static func isReleaseFile(_ word: String) -> Bool {
    word == "-" || [".yaml", ".yml", ".json"].contains(where: word.lowercased().hasSuffix)
  }
}
