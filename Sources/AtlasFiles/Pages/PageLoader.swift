package import AtlasCore

/// Finds and reads the pages of a directory tree, or reads one page.
package struct PageLoader {
  /// Creates a filter for the text of a page; each thread creates its own.
  package typealias MakeTest = @Sendable () -> (Bytes) -> Bool

  /// The pages as one corpus, or as several that were read in parallel.
  package private(set) var corpora: [Corpus] = []
  /// The files and directories that were skipped.
  package private(set) var remarks: [DataRemark] = []
  /// Whether any page is a record, including pages that the filter left out.
  package private(set) var hasRecord = false

  private var root: String
  private var hasPages = false

  /// Reads the pages at `path`, a directory or a single page, which can have any extension.
  ///
  /// - Parameters:
  ///   - path: the directory or page.
  ///   - inParallel: whether several threads may read the pages, each into its own corpus.
  ///   - isWanted: the filter for pages; nil keeps all.
  /// - Throws: if `path` cannot be read or has no pages. Unreadable files below it only become remarks.
  package init(_ path: String, inParallel: Bool = false, keeping isWanted: MakeTest? = nil) throws(DataError) {
    root = path
    let blank = self
    // Another process may be replacing the pages, which takes far less than a second.
    for attempt in 1... {
      let snapshot = PageSnapshot(path)
      do throws(SystemError) { try load(inParallel, isWanted) } catch { throw .system(error) }
      if snapshot.isWhole { break }
      guard attempt < 200 else { throw .unfinishedPages(path) }
      self = blank
      System.pause(milliseconds: 10)
    }
    if !hasPages { throw .noPages(path) }
  }

  private mutating func load(_ inParallel: Bool, _ isWanted: MakeTest?) throws(SystemError) {
    guard try System.kind(of: root) == .directory else {
      let text = try System.read(root, limit: PageReader.longestPage, regularOnly: true)
      var buffer = PageBuffer(capacity: text.count + 1)
      buffer.add(path: Bytes(copying: root), text: text)
      corpora = [buffer.corpus()]
      hasPages = true
      hasRecord = corpora.contains { !$0.sources.isEmpty }
      return
    }
    let tree = try PageTree(root)
    remarks = tree.remarks
    let pages = tree.count
    // A thread costs as much as about ten pages, which only pays off for many pages.
    let parts = inParallel && pages >= 1000 ? min(System.processors, 8) : 1
    let readers = (0..<parts).map { part in
      PageReader(tree.folders, pages * part / parts..<pages * (part + 1) / parts, isWanted)
    }
    System.inParallel(parts) { readers[$0].read() }
    hasPages = pages > 0
    for reader in readers {
      hasRecord = hasRecord || reader.hasRecord || reader.corpus?.sources.isEmpty == false
      if let corpus = reader.corpus { corpora.append(corpus) }
      remarks += reader.remarks
    }
  }
}
