/// Many pages in one file: writing hundreds of small files takes far longer than all the rest of an import.
///
/// The first line is `atlas pages 1`. Then comes a line for each page, its length in bytes, a blank and its path; an
/// empty line; and the pages, one behind the other.
public enum PageBundle {
  /// The name of the file in a directory.
  public static let fileName = "atlas.pages"

  private static let mark: Bytes = "atlas pages 1\n"

  /// The bundle of `pages`, whose text it takes over: only the list is put before it.
  public static func write(_ pages: inout PageSet) -> [UInt8] {
    var list = Array(mark)
    var start = 0
    for page in pages.ends {
      list += "\(page.end - start) \(page.path)\n".utf8
      start = page.end
    }
    list.append(.newline)
    var bundle = pages.takeText()
    bundle.insert(contentsOf: list, at: 0)
    return bundle
  }

  /// Why a file is no bundle, and on which line that shows.
  public struct Broken: Error, Sendable {
    /// The line, the first being 1; for what is missing at the end, the last of the list.
    public let line: Int
    /// What is wrong.
    public let reason: String
  }

  /// The pages of a bundle, as slices of it.
  public static func read(_ file: Bytes) throws(Broken) -> [Page] {
    var rest = file
    guard rest.starts(with: mark) else { throw Broken(line: 1, reason: "it does not begin as a bundle of pages does") }
    rest = rest.dropFirst(mark.count)
    var list: [(count: Int, path: Bytes)] = []
    while true {
      guard var line = rest.eatLine() else {
        throw Broken(line: list.count + 2, reason: "the list of pages has no end")
      }
      if line.isEmpty { break }
      guard let count = line.eatNumber(), line.eat(.space), !line.isEmpty else {
        throw Broken(line: list.count + 2, reason: "not a length and a path")
      }
      list.append((count, line))
    }
    return try list.enumerated().map { row, entry throws(Broken) in
      guard entry.count <= rest.count else {
        throw Broken(line: row + 2, reason: "the bundle ends before this page does; take the release in again")
      }
      let text = rest.prefix(entry.count)
      rest = rest.dropFirst(entry.count)
      return Page(path: entry.path, text: text)
    }
  }
}

extension PageBundle.Broken: CustomStringConvertible {
  /// The line and the reason.
  public var description: String { "line \(line): \(reason)" }
}
