import AtlasCore

/// What writing pages into a directory changes, checked in full before the first change.
///
/// Files that atlas did not write stay as they are. A page that was edited since atlas wrote it is replaced only by force.
struct PagePlan {
  /// The directory.
  let root: String
  /// Whether the directory exists.
  let exists: Bool
  /// The pages that the directory is to have.
  let pages: [(path: String, text: [UInt8])]
  /// The positions in `pages` of those that differ from what is there.
  private(set) var writes: [Int]
  /// The paths of the pages that are removed because their record is gone.
  private(set) var removals: [String] = []
  /// The digests of the pages that are there and are kept, replaced or removed.
  private(set) var found: [String: Bytes] = [:]
  /// The list of pages that is there.
  let earlier: PageManifest
  /// The list of pages that will be there.
  let manifest: PageManifest

  private let isForced: Bool
  private var edited: [String] = []
  private var folders: [String: Bool] = [:]

  /// Whether the directory has these pages already.
  var isEmpty: Bool { exists && writes.isEmpty && removals.isEmpty && earlier == manifest }

  /// Plans to write `pages` into a directory.
  ///
  /// - Parameters:
  ///   - pages: the pages, each with its path below the directory.
  ///   - directory: the directory, which need not exist; a link to it is not followed.
  ///   - isForced: whether edited pages are replaced too.
  ///   - isStored: whether the directory belongs to a store, in which a bundle of pages is always atlas's own.
  /// - Throws: when a page was edited, something else is where a page belongs, or the system refuses access.
  init(
    _ pages: [(path: String, text: [UInt8])], into directory: String, isForced: Bool, isStored: Bool
  ) throws(DataError) {
    self.pages = pages
    self.isForced = isForced
    manifest = PageManifest(of: pages)
    root = directory
    let kind = try PagePlan.kind(of: root)
    exists = kind != nil
    guard exists else {
      (writes, earlier) = (Array(pages.indices), PageManifest())
      return
    }
    guard kind == .directory else { throw .notDirectory(directory) }
    writes = []
    earlier = try PagePlan.file(at: "\(root)/\(PageManifest.fileName)").map { PageManifest($0) } ?? PageManifest()
    for index in pages.indices { try check(index, isStored) }
    let paths = Set(pages.map(\.path))
    let gone = earlier.digests.keys.sorted() + (isStored ? [PageBundle.fileName] : [])
    for path in gone where !paths.contains(path) { try checkRemoval(of: path, isStored) }
    if !edited.isEmpty {
      // Pages of another process, which came after the list was read, are not edits of the user.
      let list = try PagePlan.file(at: "\(root)/\(PageManifest.fileName)").map { PageManifest($0) } ?? PageManifest()
      throw list == earlier ? .editedPages(edited, directory: directory) : .unfinishedPages(directory)
    }
    if !isEmpty { try PagePlan.checkAccess(root) }
  }

  // MARK: Checks

  private mutating func check(_ index: Int, _ isStored: Bool) throws(DataError) {
    let (path, text) = pages[index]
    guard try isFolder(of: path) else { return writes.append(index) }
    let place = "\(root)/\(path)"
    let kind = try PagePlan.kind(of: place)
    guard kind != nil else { return writes.append(index) }
    let isLink = kind == .symbolicLink
    let target = isLink ? System.absolute(place) : place
    let page = Bytes(copying: text)
    if let target, isLink, let other = try? PagePlan.file(at: target), other == page { return }
    guard let found = try PagePlan.file(at: place) else { return writes.append(index) }
    self.found[path] = PageManifest.digest(found)
    if found == page { return }
    writes.append(index)
    if !isOwn(path, isStored) { edited.append(path) }
  }

  private mutating func checkRemoval(of path: String, _ isStored: Bool) throws(DataError) {
    // What the user put in the place of a page or a folder stays.
    let folder = PagePlan.folder(of: path)
    if let folder, try PagePlan.kind(of: "\(root)/\(folder)") != .directory { return }
    guard try PagePlan.kind(of: "\(root)/\(path)") == .file else { return }
    guard let found = try PagePlan.file(at: "\(root)/\(path)") else { return }
    self.found[path] = PageManifest.digest(found)
    removals.append(path)
    if !isOwn(path, isStored) { edited.append(path) }
    if let folder { try PagePlan.checkAccess("\(root)/\(folder)") }
  }

  private func isOwn(_ path: String, _ isStored: Bool) -> Bool {
    isForced || isStored && path == PageBundle.fileName || earlier.contains(path, found[path] ?? .empty)
  }

  /// Whether the folder of a page exists.
  private mutating func isFolder(of path: String) throws(DataError) -> Bool {
    guard let folder = PagePlan.folder(of: path) else { return true }
    if let isThere = folders[folder] { return isThere }
    let place = "\(root)/\(folder)"
    let kind = try PagePlan.kind(of: place)
    guard kind == nil || kind == .directory else {
      throw .blockedPath(place, is: PagePlan.noun(kind), belongs: "a directory")
    }
    if kind != nil { try PagePlan.checkAccess(place) }
    folders[folder] = kind != nil
    return kind != nil
  }

  private static func checkAccess(_ directory: String) throws(DataError) {
    let code = System.accessToWrite(directory)
    if code != 0 { throw .system(SystemError(.write, directory, code)) }
  }

  // MARK: What is there

  /// The folder of a page; nil for one in the directory itself.
  static func folder(of path: String) -> String? { path.lastIndex(of: "/").map { String(path[..<$0]) } }

  /// What is at a path, where links are not followed; nil if nothing is.
  static func kind(of path: String) throws(DataError) -> System.Kind? {
    do throws(SystemError) {
      return try System.kind(of: path, following: false)
    } catch {
      if error.code == System.notFound { return nil }
      throw .system(error)
    }
  }

  /// The content of a file; nil if nothing is there.
  ///
  /// Anything but a file is refused without waiting for it.
  static func file(at path: String) throws(DataError) -> Bytes? {
    guard let kind = try kind(of: path) else { return nil }
    guard kind == .file else { throw .blockedPath(path, is: noun(kind), belongs: "a file") }
    do throws(SystemError) { return try System.read(path, limit: PageBundle.maximumLength, regularOnly: true) } catch {
      throw .system(error)
    }
  }

  private static func noun(_ kind: System.Kind?) -> String {
    switch kind {
    case .file: "a file"
    case .directory: "a directory"
    case .symbolicLink: "a link"
    case .other, nil: "a special file"
    }
  }
}
