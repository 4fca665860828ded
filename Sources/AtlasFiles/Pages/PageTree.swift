import AtlasCore

/// The directories from a path downwards, with the names of their pages.
struct PageTree {
  /// The file extensions of pages.
  static let endings = [".md", ".markdown", ".mdx", ".txt"]

  /// A directory of the tree with its pages.
  struct Folder: Sendable {
    let path: String
    var pages: ArraySlice<Directory.Entry>
  }

  private(set) var folders: [Folder] = []
  /// The directories and links that were skipped.
  private(set) var remarks: [DataRemark] = []
  /// The directories already entered, because a link can lead back into one.
  private var entered: Set<[UInt64]> = []

  /// The number of pages.
  var count: Int { folders.reduce(0) { $0 + $1.pages.count } }

  /// Finds the pages of the directory at `path`; fails if that cannot be read.
  init(_ path: String) throws(SystemError) { try enter(path, isRoot: true) }

  private mutating func enter(_ path: String, isRoot: Bool = false) throws(SystemError) {
    let entries: [Directory.Entry]
    do throws(SystemError) {
      let directory = try Directory(path)
      guard entered.insert(directory.identity).inserted else { return }
      entries = try directory.entries(at: path, PageTree.isPage)
    } catch {
      if isRoot { throw error }
      remarks.append(.unreadable(error))
      return
    }
    folders.append(Folder(path: path, pages: entries.filter { $0.kind == .file }[...]))
    for entry in entries where entry.kind != .file {
      if entry.kind == .directory { try enter(entry.path.string) }
      if entry.kind == nil { remarks.append(.brokenLink(path: entry.path.string)) }
    }
  }

  private static func isPage(_ name: Bytes) -> Bool {
    endings.contains { ending in
      name.count >= ending.utf8.count
        && zip(name.suffix(ending.utf8.count), ending.utf8).allSatisfy { $0.lowercased == $1 }
    }
  }
}

extension PageTree {
  /// What tells the pages of a tree from what they were before any change.
  struct Stamp: Equatable {
    /// A checksum of the names, numbers, sizes and times of all pages.
    let digits: String
    /// The time of the last change of a page, in nanoseconds since January 1, 1970.
    let changed: Int

    /// Whether the last change was more than some seconds ago.
    func isSettled(for seconds: Int) -> Bool { changed < (System.seconds() - seconds) * 1_000_000_000 }
  }

  /// The stamp of the pages as they are now; nil if a page is gone.
  var stamp: Stamp? {
    var (sum, changed) = (Checksum(), 0)
    func add(_ stamp: System.Stamp) {
      for number in [stamp.number, stamp.size, stamp.written, stamp.changed] { sum.add(number) }
      changed = max(changed, stamp.written, stamp.changed)
    }
    // While pages are being replaced, and after that was interrupted, the list says so.
    if let root = folders.first, let list = (try? Directory(root.path))?.stamp(ofName: PageManifest.fileName) {
      add(list)
    }
    for folder in folders {
      guard let directory = try? Directory(folder.path) else { return nil }
      sum.add(Bytes(copying: folder.path))
      sum.add(folder.pages.count)
      for page in folder.pages {
        guard let stamp = directory.stamp(of: page) else { return nil }
        sum.add(page.name)
        add(stamp)
      }
    }
    return Stamp(digits: sum.digits, changed: changed)
  }
}
