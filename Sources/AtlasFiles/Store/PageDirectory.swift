import AtlasCore

/// Puts a plan for pages into effect.
///
/// The pages are written beside their place first. A directory without files of the user is then exchanged as a whole. In
/// one with such files, or where the system cannot exchange directories, each page is renamed to its place; the list of
/// pages has the old and the new ones in the meantime, so that after an interruption the next run knows them all as its own.
struct PageDirectory {
  private let plan: PagePlan
  private var root: String { plan.root }

  /// How the names of temporary directories start.
  private static let stagedName = ".atlas-staged-"
  private static let list = PageManifest.fileName
  private static let unfinishedList = PageManifest.fileName + ".unfinished"

  private init(_ plan: PagePlan) { self.plan = plan }

  /// Writes pages into a directory.
  ///
  /// - Parameters:
  ///   - pages: the pages, each with its path below the directory.
  ///   - directory: the directory, which need not exist.
  ///   - isForced: whether edited pages are replaced too.
  ///   - isStored: whether the directory belongs to a store.
  /// - Returns: whether anything was changed.
  /// - Throws: when a page was edited, something else is where a page belongs, or writing fails.
  static func write(
    _ pages: [(path: String, text: [UInt8])], into directory: String, isForced: Bool, isStored: Bool = false
  ) throws(DataError) -> Bool {
    // A link to the directory is followed; a link inside of it is the user's.
    let root = System.absolute(directory) ?? directory.withoutSlashes
    do throws(DataError) {
      let plan = try PagePlan(pages, into: root, isForced: isForced, isStored: isStored)
      do throws(DataError) {
        try PageDirectory(plan).write()
      } catch {
        // Another process may have made the directory in the meantime.
        guard !plan.exists, case .system(let reason) = error,
          [System.notEmpty, System.alreadyThere].contains(reason.code)
        else { throw error }
        return try write(pages, into: root, isForced: isForced, isStored: isStored)
      }
      return !plan.isEmpty
    } catch {
      throw error.naming(below: root, as: directory)
    }
  }

  /// Makes the changes.
  ///
  /// A signal that ends the process does so when they are done.
  private func write() throws(DataError) {
    if plan.isEmpty { return }
    do throws(SystemError) {
      try System.holdingSignals { () throws(SystemError) in
        if !plan.exists {
          try System.makeDirectory(parent)
          try create()
        } else if try !exchange() {
          try replaceEach()
        }
      }
    } catch {
      throw .system(error)
    }
  }

  private var parent: String {
    guard let slash = root.lastIndex(of: "/") else { return "." }
    return slash == root.startIndex ? "/" : String(root[..<slash])
  }

  // MARK: As a whole

  private func create() throws(SystemError) {
    let staged = try stage(Array(plan.pages.indices), in: parent)
    let code = System.move(staged, to: root)
    if code != 0 { System.removeTree(staged) }
    try System.check(code, root)
  }

  /// Exchanges the directory for a new one; false if that cannot be done or would take away files of the user.
  private func exchange() throws(SystemError) -> Bool {
    // A shell whose directory it is would be left in the old one.
    guard System.isOwn(root), System.accessToWrite(parent) == 0, System.absolute(".").map(isOutside) ?? true,
      PageDirectory.holdsOnly(Set(plan.found.keys), root)
    else { return false }
    let staged = try stage(Array(plan.pages.indices), in: parent)
    if let permissions = System.permissions(of: root) { System.permit(permissions, staged) }
    guard System.exchange(staged, root) == 0 else {
      System.removeTree(staged)
      return false
    }
    for path in plan.found.keys where isAsFound(path, in: staged) { _ = System.removeOne("\(staged)/\(path)") }
    for name in [PageDirectory.list, MappedBundle.indexName] { _ = System.removeOne("\(staged)/\(name)") }
    rescue("", of: staged)
    return true
  }

  private func isOutside(_ directory: String) -> Bool { !"\(directory)/".hasPrefix("\(root)/") }

  /// Moves what was saved into the old directory since it was checked, and removes the directory.
  private func rescue(_ prefix: String, of old: String) {
    for name in (try? System.names(in: "\(old)/\(prefix)")) ?? [] {
      let path = prefix + name
      let (from, to) = ("\(old)/\(path)", "\(root)/\(path)")
      if PageDirectory.isDirectory(from), PageDirectory.isDirectory(to) {
        rescue(path + "/", of: old)
      } else if path != PageDirectory.list, !isAsFound(path, in: old) {
        _ = System.move(from, to: to)
      }
    }
    _ = System.removeOne("\(old)/\(prefix)")
  }

  /// Whether an old page is the one that was checked.
  private func isAsFound(_ path: String, in old: String) -> Bool {
    guard let digest = plan.found[path], let page = try? System.read("\(old)/\(path)", limit: PageBundle.maximumLength)
    else { return false }
    return PageManifest.digest(page) == digest
  }

  // MARK: Page by page

  private func replaceEach() throws(SystemError) {
    var both = plan.earlier.merging(plan.manifest)
    both.isUnfinished = true
    let staged = try stage(plan.writes, in: root)
    defer { System.removeTree(staged) }
    try write(both.text, PageDirectory.unfinishedList, staged)
    for index in plan.writes {
      if let folder = PagePlan.folder(of: plan.pages[index].path) { try System.makeDirectory("\(root)/\(folder)") }
    }
    try move(PageDirectory.unfinishedList, from: staged, to: PageDirectory.list)
    for index in plan.writes { try move(plan.pages[index].path, from: staged) }
    for path in plan.removals {
      let code = System.removeOne("\(root)/\(path)")
      if code != System.notFound, code != 0 { throw SystemError(.remove, "\(root)/\(path)", code) }
      // This fails, as it should, unless the folder is empty.
      if let folder = PagePlan.folder(of: path) { _ = System.removeOne("\(root)/\(folder)") }
    }
    if !plan.manifest.digests.isEmpty { return try move(PageDirectory.list, from: staged) }
    _ = System.removeOne("\(root)/\(PageDirectory.list)")
  }

  private func move(_ path: String, from staged: String, to place: String? = nil) throws(SystemError) {
    let place = "\(root)/\(place ?? path)"
    try System.check(System.move("\(staged)/\(path)", to: place), place)
  }

  // MARK: Beside the place

  /// Writes pages and the list of all pages into a new directory.
  private func stage(_ indices: [Int], in place: String) throws(SystemError) -> String {
    removeLeftovers(in: place)
    let staged: String
    do throws(SystemError) {
      staged = try System.makeTemporary(.directory, "\(place)/\(PageDirectory.stagedName)").path
    } catch {
      throw SystemError(.write, place, error.code)
    }
    // Made for its owner alone; the result is to be as other directories are.
    System.permit(System.usualPermissions(of: 0o777), staged)
    do throws(SystemError) {
      if !plan.manifest.digests.isEmpty { try write(plan.manifest.text, PageDirectory.list, staged) }
      var folders: Set<String> = []
      for index in indices {
        if System.isEndPending { throw SystemError(.write, root, System.interrupted) }
        let (path, text) = plan.pages[index]
        if let folder = PagePlan.folder(of: path), folders.insert(folder).inserted {
          try System.makeDirectory("\(staged)/\(folder)")
        }
        try write(text, path, staged)
      }
    } catch {
      System.removeTree(staged)
      // Nothing asked for the temporary directory.
      guard error.path.hasPrefix(staged) else { throw error }
      throw SystemError(.write, root + error.path.dropFirst(staged.count), error.code)
    }
    return staged
  }

  private func write(_ text: [UInt8], _ path: String, _ staged: String) throws(SystemError) {
    let place = "\(staged)/\(path)"
    let descriptor = try System.open(place, to: .write, isNew: true)
    defer { System.closeDescriptor(descriptor) }
    try System.write(text, to: descriptor, path: place)
    if plan.exists, let permissions = System.permissions(of: "\(root)/\(path)") { System.permit(permissions, place) }
    // A full disk may say so only now. Many small files would each wait for the disk, half a minute in all, and pages
    // can be written again.
    if plan.exists, plan.pages.count <= 4 { try System.check(System.flush(descriptor), place) }
  }

  // MARK: What else is there

  /// Removes temporary directories of processes that ended long ago, if they hold nothing but pages.
  private func removeLeftovers(in directory: String) {
    var known = Set(plan.pages.map(\.path)).union(plan.earlier.digests.keys)
    known.insert(PageBundle.fileName)
    for name in (try? System.names(in: directory)) ?? [] where name.hasPrefix(PageDirectory.stagedName) {
      // Writing takes no minutes; nor do clocks of other machines, whose process it may be, differ by as much.
      let path = "\(directory)/\(name)"
      guard PageDirectory.isDirectory(path), let age = System.age(of: path), age > 900 else { continue }
      let list = (try? PagePlan.file(at: "\(path)/\(PageDirectory.list)")).flatMap { $0 }
      let listed = list.map { Set(PageManifest($0).digests.keys) } ?? []
      if PageDirectory.holdsOnly(known.union(listed), path) { System.removeTree(path) }
    }
  }

  /// Whether a directory has nothing but files at these paths, the folders of such files, and a list of pages.
  private static func holdsOnly(_ paths: Set<String>, _ directory: String) -> Bool {
    let folders = Set(paths.compactMap(PagePlan.folder))
    func holds(_ prefix: String) -> Bool {
      guard let names = try? System.names(in: "\(directory)/\(prefix)") else { return false }
      return names.allSatisfy { name in
        let path = prefix + name
        switch try? System.kind(of: "\(directory)/\(path)", following: false) {
        case .file: return [list, unfinishedList, MappedBundle.indexName].contains(path) || paths.contains(path)
        case .directory: return folders.contains(path) && holds(path + "/")
        default: return false
        }
      }
    }
    return holds("")
  }

  private static func isDirectory(_ path: String) -> Bool {
    (try? System.kind(of: path, following: false)) == .directory
  }
}

extension String {
  /// The path without slashes at its end.
  var withoutSlashes: String {
    var path = self[...]
    while path.count > 1, path.last == "/" { path.removeLast() }
    return String(path)
  }
}
