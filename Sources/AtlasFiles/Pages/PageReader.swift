import AtlasCore

/// Reads a part of the pages of a tree, so that several readers can share the work.
///
/// A page takes three system calls (open, read, close) and is read directly to its final place in memory. The reader is
/// a class so that its thread can store the result here; nothing else uses it until the thread has ended.
final class PageReader: @unchecked Sendable {
  /// The maximum size of a page in bytes.
  static let longestPage = 256 << 20
  /// The space reserved per page in bytes; unused memory is never touched.
  private static let room = 16 << 10
  /// The maximum space reserved at first, in bytes; after that, the memory moves as it grows.
  private static let maximumRoom = 1 << 30

  private let folders: [PageTree.Folder]
  private let isWanted: PageLoader.MakeTest?
  private(set) var corpus: Corpus?
  /// Whether any page is a record, including pages that the filter left out.
  private(set) var hasRecord = false
  /// The files and directories that were skipped.
  private(set) var remarks: [DataRemark] = []

  /// Creates a reader of a range of pages, numbered across all folders.
  init(_ folders: [PageTree.Folder], _ part: Range<Int>, _ isWanted: PageLoader.MakeTest?) {
    self.isWanted = isWanted
    var passed = 0
    self.folders = folders.map { folder in
      let first = passed
      passed += folder.pages.count
      let own = part.clamped(to: first..<passed)
      let start = folder.pages.startIndex + own.lowerBound - first
      return PageTree.Folder(path: folder.path, pages: folder.pages[start..<start + own.count])
    }
  }

  func read() {
    let pages = folders.reduce(0) { $0 + $1.pages.count }
    var buffer = PageBuffer(capacity: min(pages * PageReader.room, PageReader.maximumRoom))
    let isWanted = isWanted?()
    for folder in folders where !folder.pages.isEmpty {
      do throws(SystemError) {
        let directory = try Directory(folder.path)
        for page in folder.pages { read(page, in: directory, into: &buffer, isWanted) }
      } catch {
        remarks.append(.unreadable(error))
      }
    }
    corpus = buffer.corpus()
  }

  private func read(
    _ page: Directory.Entry, in directory: borrowing Directory, into buffer: inout PageBuffer,
    _ isWanted: ((Bytes) -> Bool)?
  ) {
    do throws(SystemError) {
      let file = try directory.open(page)
      defer { System.closeDescriptor(file) }
      var length = 0
      let keeping = { (page: Page) -> Bool in
        guard let isWanted else { return true }
        if !self.hasRecord, case .records = page.content { self.hasRecord = true }
        return isWanted(page.text)
      }
      try unsafe buffer.add(path: page.path, size: PageReader.room - 1, keepingIf: keeping) {
        memory throws(SystemError) in
        // A regular file returns less than requested only at its end, so a second read would double the cost of a page
        // for nothing.
        let got = unsafe System.read(file, into: memory)
        length += got
        if got < 0 { throw SystemError(.read, page.path.string, Int32(truncatingIfNeeded: -got)) }
        if length > PageReader.longestPage { throw .tooLong(page.path.string, limit: PageReader.longestPage) }
        return got
      }
    } catch {
      remarks.append(.unreadable(error))
    }
  }
}
