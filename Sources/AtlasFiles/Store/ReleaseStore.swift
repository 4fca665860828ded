public import AtlasCore
import AtlasData

/// The imported releases: a directory for each below the user's data directory, and a link to the one in use.
///
/// ```swift
/// let store = ReleaseStore(root: "/home/me/.local/share/atlas")
/// for release in store.releases { print(release.name) }
/// let base = try store.load("5.6.0").knowledgeBase
/// ```
///
/// Source of the default directory: XDG Base Directory Specification 0.8, freedesktop.org.
public struct ReleaseStore: Sendable {
  /// The name of the release compiled into the library.
  public static let bundledName = "bundled"

  /// The directory of all releases; nil when the environment names none.
  public let root: String?
  /// Whether an index is kept beside the pages of each release, and of page directories in ``cacheDirectory``, so that
  /// loading them takes no time.
  public var keepsIndexes = true
  /// The directory for copies of page directories with their indexes, which need not exist; empty for none.
  public var cacheDirectory = ""

  /// The store below the directory `root`, which need not exist.
  public init(root: String) { self.root = root }

  /// The store of the user: `$XDG_DATA_HOME/atlas`, or `$HOME/.local/share/atlas`.
  ///
  /// Its cache directory is `$XDG_CACHE_HOME/atlas`, or `$HOME/.cache/atlas` (on macOS, `$HOME/Library/Caches/atlas`). It keeps
  /// no indexes where `$ATLAS_CACHE` is `off`.
  ///
  /// - Parameter environment: the value of an environment variable; nil when it is not set.
  public init(environment: (String) -> String?) {
    if let data = environment("XDG_DATA_HOME"), data.hasPrefix("/") {
      root = data + "/atlas"
    } else if let home = environment("HOME"), home.hasPrefix("/") {
      root = home + "/.local/share/atlas"
    } else {
      root = nil
    }
    if let cache = environment("XDG_CACHE_HOME"), cache.hasPrefix("/") {
      cacheDirectory = cache + "/atlas"
    } else if let home = environment("HOME"), home.hasPrefix("/") {
      cacheDirectory = "\(home)/\(System.cacheFolder)/atlas"
    }
    keepsIndexes = environment("ATLAS_CACHE") != "off"
  }

  /// The directory of the release with this name, whether it exists or not; nil for a name that no release can have.
  public func path(of release: String) -> String? {
    guard let root, ReleaseStore.isName(release) else { return nil }
    return "\(root)/\(release)"
  }

  /// Whether a release can have this name, which is also the name of its directory.
  ///
  /// At most 64 letters, digits, dots, dashes and underscores, of which the first is a letter or a digit.
  public static func isName(_ name: String) -> Bool {
    guard name.utf8.count <= 64, name.utf8.first?.isAlphanumeric == true, name != bundledName, name != linkName else {
      return false
    }
    return name.utf8.allSatisfy { $0.isAlphanumeric || ".-_".utf8.contains($0) }
  }

  /// The names of the imported releases, sorted.
  public var names: [String] {
    guard let root, let names = try? System.names(in: root) else { return [] }
    return names.filter { ReleaseStore.isName($0) && contains($0) }
  }

  /// Whether a release with this name was imported.
  public func contains(_ release: String) -> Bool {
    path(of: release).map { (try? System.kind(of: $0)) == .directory } ?? false
  }

  /// The bundled release and the imported ones.
  public var releases: [StoredRelease] {
    let inUse = nameInUse
    return [StoredRelease(bundled: .bundled, isInUse: inUse == nil)]
      + names.map { name in
        StoredRelease(name, path(of: name).flatMap(ImportRecord.init(inDirectory:)), isInUse: inUse == name)
      }
  }

  // MARK: In use

  private static let linkName = "in-use"
  private var link: String? { root.map { $0 + "/" + ReleaseStore.linkName } }

  /// The name of the release in use; nil for the bundled one.
  ///
  /// Reads one symbolic link, because every command asks.
  public var nameInUse: String? {
    guard let link, let name = System.link(at: link), ReleaseStore.isName(name) else { return nil }
    return name
  }

  /// Makes a release the one in use.
  ///
  /// - Parameter name: the name of an imported release; ``bundledName``, or its version, for the bundled release.
  /// - Returns: the source of the release.
  /// - Throws: when there is no such release, or the choice cannot be stored; the choice is then unchanged.
  @discardableResult
  public func use(_ name: String) throws(DataError) -> DataSource {
    let source = try source(ofRelease: name)
    do throws(SystemError) {
      if case .release(let name) = source, let root, let link {
        try System.makeDirectory(root)
        try System.makeLink(at: link, to: name)
        prepareIndex(of: name)
      } else if let link {
        try System.removeLink(at: link)
      }
    } catch {
      throw .system(error)
    }
    return source
  }

  /// Makes the index of a release, if it has none that is right; without one, loading the release takes longer.
  func prepareIndex(of name: String) {
    if keepsIndexes { _ = try? load(.release(name)) }
  }

  /// Removes an imported release; when it was in use, the bundled release is in use afterwards.
  ///
  /// The release disappears in one step; its files are deleted after that.
  ///
  /// - Returns: whether it was in use.
  /// - Throws: when the release is the bundled one or does not exist, or cannot be removed.
  @discardableResult
  public func remove(_ name: String) throws(DataError) -> Bool {
    guard case .release(let name) = try source(ofRelease: name) else { throw .bundledRelease }
    guard let path = path(of: name), let link else { throw .noStore }
    let wasInUse = nameInUse == name
    do throws(SystemError) {
      // The link goes first: if the process ends between the two steps, no missing release is in use.
      if wasInUse { try System.removeLink(at: link) }
      do throws(SystemError) {
        try System.removeDirectory(path)
      } catch {
        if wasInUse, contains(name) { try? System.makeLink(at: link, to: name) }
        throw error
      }
    } catch {
      throw .system(error)
    }
    return wasInUse
  }
}

/// A release in the list of a store.
public struct StoredRelease: Sendable {
  /// The name: ``ReleaseStore/bundledName``, or the name of the directory.
  public let name: String
  /// The version of the content; nil when the files of the release do not say.
  public let version: Bytes?
  /// The date of the release.
  public let date: PartialDate?
  /// The number of records of each kind; zeros when the files of the release do not say.
  public let counts: [RecordKind: Int]
  /// The name of the file it was imported from.
  public let file: String?
  /// Whether commands use this release.
  public let isInUse: Bool

  /// Whether it is the release compiled into the library.
  public var isBundled: Bool { name == ReleaseStore.bundledName }

  init(bundled base: KnowledgeBase, isInUse: Bool) {
    name = ReleaseStore.bundledName
    version = base.release.versionBytes
    date = base.release.date
    counts = StoredRelease.counts(RecordKind.allCases.map { base.ids(of: $0).count })
    file = base.release.version.map { "ATLAS \($0)" }
    self.isInUse = isInUse
  }

  init(_ name: String, _ record: ImportRecord?, isInUse: Bool) {
    self.name = name
    version = record?.release
    date = Release(version: record?.release, date: record?.date).knownDate
    counts = StoredRelease.counts(record?.counts ?? [])
    file = record?.file.string
    self.isInUse = isInUse
  }

  private static func counts(_ counts: [Int]) -> [RecordKind: Int] {
    Dictionary(uniqueKeysWithValues: zip(RecordKind.allCases, counts + [0, 0, 0, 0]))
  }
}

extension ImportRecord {
  /// The record of the import into a directory; nil when there is not one.
  package init?(inDirectory directory: String) {
    if let page = try? System.read(
      "\(directory)/\(ImportRecord.path)", limit: PageBundle.maximumLength, regularOnly: true)
    {
      self.init(page)
    } else if let bundle = try? System.read(
      PageBundle.path(directory), limit: PageBundle.maximumLength, regularOnly: true),
      let page = try? PageBundle.read(bundle).first(where: { $0.path.string == ImportRecord.path })
    {
      self.init(page.text)
    } else {
      return nil
    }
  }
}
