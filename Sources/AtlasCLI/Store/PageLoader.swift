import AtlasCore
import AtlasFiles

/// Finds the pages of a directory tree and reads them, or one page.
struct PageLoader {
  /// The endings of files that are taken for pages.
  ///
  /// A file that is named itself may have any.
  static let endings = [".md", ".markdown", ".mdx", ".txt"]

  private let root: String
  private var folders: [Folder] = []
  /// What was read: one corpus, or several where that is quicker and does as well.
  private(set) var corpora: [Corpus] = []
  /// What was passed over, and why.
  private(set) var remarks: [String] = []
  /// The directories that were entered: a link may lead back into one.
  private var entered: Set<[UInt64]> = []

  /// A directory of the tree, and the pages in it.
  struct Folder: Sendable {
    let path: String
    var pages: ArraySlice<Directory.Entry>
  }

  /// Makes a test that says whether a page is wanted; each thread makes its own.
  typealias MakeTest = @Sendable () -> (Bytes) -> Bool

  /// Whether a page is a record, of those that were not wanted too.
  private(set) var hasRecord = false
  private var hasPages = false

  init(root: String) { self.root = root }

  /// Whether there were no pages at all.
  var isEmpty: Bool { !hasPages }

  /// Reads the pages.
  ///
  /// - Parameters:
  ///   - mayDivide: whether several corpora do, each of which is read by a thread of its own.
  ///   - isWanted: which pages to keep; nil for all.
  /// - Throws: when the root cannot be read; what cannot be read below it is a remark.
  mutating func load(mayDivide: Bool = false, keeping isWanted: MakeTest? = nil) throws(SystemError) {
    guard try System.kind(of: root) == .directory else {
      let text = try System.read(root, limit: PageReader.longestPage)
      var buffer = PageBuffer(capacity: text.count + 1)
      buffer.add(path: Bytes(copying: root), text: text)
      corpora = [buffer.corpus()]
      hasPages = true
      hasRecord = corpora.contains { !$0.sheets.isEmpty }
      return
    }
    try enter(root, isRoot: true)
    let pages = folders.reduce(0) { $0 + $1.pages.count }
    // A thread costs as much as some ten pages; where there are few, it does not matter.
    let parts = mayDivide && pages >= 1000 ? min(System.processors, 8) : 1
    let readers = (0..<parts).map { part in
      PageReader(folders, pages * part / parts..<pages * (part + 1) / parts, isWanted)
    }
    System.inParallel(parts) { readers[$0].read() }
    hasPages = pages > 0
    for reader in readers {
      hasRecord = hasRecord || reader.hasRecord || reader.corpus?.sheets.isEmpty == false
      if let corpus = reader.corpus { corpora.append(corpus) }
      remarks += reader.remarks
    }
  }

  private mutating func enter(_ path: String, isRoot: Bool = false) throws(SystemError) {
    let entries: [Directory.Entry]
    do throws(SystemError) {
      let directory = try Directory(path)
      guard entered.insert(directory.identity).inserted else { return }
      entries = try directory.entries(at: path, PageLoader.isPage)
    } catch {
      if isRoot { throw error }
      remarks.append("\(error.description); passed over")
      return
    }
    folders.append(Folder(path: path, pages: entries.filter { $0.kind == .file }[...]))
    for entry in entries where entry.kind != .file {
      if entry.kind == .directory { try enter(entry.path.string) }
      if entry.kind == nil { remarks.append("\(Sanitize.shown(entry.path.string)) leads nowhere; passed over") }
    }
  }

  private static func isPage(_ name: Bytes) -> Bool {
    endings.contains { ending in
      name.count >= ending.utf8.count
        && zip(name.suffix(ending.utf8.count), ending.utf8).allSatisfy { $0.lowercased == $1 }
    }
  }
}
