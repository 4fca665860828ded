import AtlasCore

/// A copy of the pages of a directory with their index, below the user's cache directory, so that the pages are read and
/// indexed only after a change.
///
/// It has the form of an imported release, in a directory whose name stands for the path and for the state of the pages: for
/// another state another directory takes its place. It appears with its index in one step, and never changes. Errors are
/// ignored, because the pages themselves can always be read.
struct PageCache {
  /// The smallest number of pages whose check is clearly faster than reading them.
  static let fewestPages = 16
  /// The size of the pages, in bytes, up to which they are copied.
  static let longestText = 128 << 20
  /// The number of copies that are kept, of which the oldest goes first.
  static let mostCopies = 16
  /// The prefixes of the names of copies, and of copies being made.
  private static let (copyName, newName) = ("pages-", ".atlas-new-")

  /// For how many seconds no page may have changed.
  ///
  /// Two changes within the resolution of a file system's clock have the same time, so the second would go unnoticed. On FAT
  /// the resolution is two seconds.
  static let settlingTime = 2

  private let root: String
  private let path: String
  private let state: PageTree.Stamp
  /// How the names of all copies of the directory begin.
  private let start: String
  /// What the index must name.
  private let origin: String

  private var directory: String { "\(root)/\(start)\(state.digits)" }

  /// Looks at the pages of the directory at `path`; nil if there is not one, or it is not worth a copy.
  ///
  /// - Parameters:
  ///   - path: the directory of the pages, as the user names it, with which the paths of all records begin.
  ///   - root: the directory for copies.
  init?(of path: String, in root: String) {
    guard (try? System.kind(of: path)) == .directory, let tree = try? PageTree(path), tree.remarks.isEmpty,
      tree.count >= PageCache.fewestPages, let state = tree.stamp, let real = System.absolute(path)
    else { return nil }
    self.root = root
    self.path = path
    self.state = state
    start = "\(PageCache.copyName)\(ContentHash.of(Bytes(copying: "\(real)\0\(path)")))-"
    origin = "\(state.digits) \(real) \(path)"
  }

  /// The knowledge base of the copy; nil if there is not one of the pages as they are.
  var knowledgeBase: KnowledgeBase? { bundle(in: directory)?.indexed }

  /// Makes a copy of the pages, which were read since they were looked at.
  ///
  /// - Parameters:
  ///   - corpus: the pages.
  ///   - settlingTime: for how many seconds no page may have changed.
  /// - Returns: the knowledge base of the copy; nil if none is made, because a page changed just now, or writing fails.
  func keep(_ corpus: Corpus, settlingTime: Int = settlingTime) -> KnowledgeBase? {
    guard state.isSettled(for: settlingTime), (try? PageTree(path))?.stamp == state,
      corpus.text.count <= PageCache.longestText,
      let bundle = PageBundle.write(corpus.pages), PageCache.makeDirectory(root),
      let new = try? System.makeTemporary(.directory, "\(root)/\(PageCache.newName)").path
    else { return nil }
    let base = write(bundle, in: new)
    if base == nil {
      System.removeTree(new)
      return nil
    }
    makeRoom()
    if System.move(new, to: directory) != 0 { System.removeTree(new) }
    return base
  }

  private func bundle(in directory: String) -> MappedBundle? {
    MappedBundle("\(directory)/\(PageBundle.fileName)", keepsIndex: true, copyOf: origin)
  }

  private func write(_ bundle: [UInt8], in directory: String) -> KnowledgeBase? {
    let path = "\(directory)/\(PageBundle.fileName)"
    // A text has no checksum: it must be on the disk before its name is.
    guard (try? System.replace(path, with: bundle, permissions: 0o600)) != nil,
      let base = try? self.bundle(in: directory)?.knowledgeBase(),
      (try? System.kind(of: "\(directory)/\(MappedBundle.indexName)")) == .file
    else { return nil }
    return base
  }

  /// Removes the copies of earlier states of the pages, and the oldest of too many copies.
  private func makeRoom() {
    var others: [(age: Int, path: String)] = []
    for name in (try? System.names(in: root)) ?? [] {
      let path = "\(root)/\(name)"
      if name.hasPrefix(start) {
        System.removeTree(path)
      } else if name.hasPrefix(PageCache.copyName) || name.hasPrefix(PageCache.newName) {
        others.append((System.age(of: path) ?? 0, path))
      }
    }
    others.sort { $0.age < $1.age }
    for other in others.dropFirst(PageCache.mostCopies) { System.removeTree(other.path) }
  }

  /// Makes a private directory, and those above it, below one of the user's; returns whether it is there.
  ///
  /// With `sudo`, the cache directory can be that of another user, who could not remove what is made there.
  private static func makeDirectory(_ path: String) -> Bool {
    if (try? System.kind(of: path)) == .directory { return System.isOwn(path) }
    guard let slash = path.lastIndex(of: "/"), slash > path.startIndex, makeDirectory(String(path[..<slash])) else {
      return false
    }
    let code = System.makeOneDirectory(path, permissions: 0o700)
    return code == 0 || code == System.alreadyThere
  }
}
