import AtlasCore
import AtlasFiles

/// Reads a part of the pages of a tree, maybe while others read the rest.
///
/// Three calls of the system a page (open, read, close), each page into its place in one piece of memory. A class, so that
/// a thread can leave its result here; nobody else touches it until the thread has ended.
final class PageReader: @unchecked Sendable {
  /// The longest page, in bytes.
  static let longestPage = 256 << 20
  /// Room for one page; what is not used is never touched.
  private static let room = 16 << 10
  /// Room for all of them, at first: beyond it, memory has to move.
  private static let mostRoom = 1 << 30

  private let folders: [PageLoader.Folder]
  private let isWanted: PageLoader.MakeTest?
  private(set) var corpus: Corpus?
  /// Whether one of the pages is a record, be it wanted or not.
  private(set) var hasRecord = false
  /// What was passed over, and why.
  private(set) var remarks: [String] = []

  /// A reader of the pages that have these numbers, all folders counted together.
  init(_ folders: [PageLoader.Folder], _ part: Range<Int>, _ isWanted: PageLoader.MakeTest?) {
    self.isWanted = isWanted
    var passed = 0
    self.folders = folders.map { folder in
      let first = passed
      passed += folder.pages.count
      let own = part.clamped(to: first..<passed)
      let start = folder.pages.startIndex + own.lowerBound - first
      return PageLoader.Folder(path: folder.path, pages: folder.pages[start..<start + own.count])
    }
  }

  func read() {
    let pages = folders.reduce(0) { $0 + $1.pages.count }
    var buffer = PageBuffer(capacity: min(pages * PageReader.room, PageReader.mostRoom))
    let isWanted = isWanted?()
    for folder in folders where !folder.pages.isEmpty {
      do throws(SystemError) {
        let directory = try Directory(folder.path)
        for page in folder.pages { read(page, in: directory, into: &buffer, isWanted) }
      } catch {
        remarks.append("\(error.description); passed over")
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
        // A file on a disk gives less than was asked for only at its end; asking again would cost as much as the page.
        let got = unsafe System.read(file, into: memory)
        length += got
        let code = got < 0 ? Int32(truncatingIfNeeded: -got) : length > PageReader.longestPage ? System.tooLarge : 0
        guard code == 0 else { throw SystemError(.read, page.path.string, code) }
        return got
      }
    } catch {
      remarks.append("\(error.description); passed over")
    }
  }
}
