/// Many pages in one file, because writing hundreds of small files takes much longer than the rest of an import.
///
/// The first line is `atlas pages 1`. Each page then has a line with its length in bytes, a space and its path. After
/// an empty line, the pages follow one after the other.
public enum PageBundle {
  /// The name of the file in the directory of an imported release.
  public static let fileName = "atlas.pages"

  private static let mark: Bytes = "atlas pages 1\n"

  /// The bundle of `pages`; their text is moved into it.
  public static func write(_ pages: inout JoinedPages) -> [UInt8] {
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

  /// The bundle of `pages`; nil if it cannot hold the path of one.
  package static func write(_ pages: [Page]) -> [UInt8]? {
    var bundle = Array(mark)
    bundle.reserveCapacity(pages.reduce(mark.count + 1) { $0 + $1.text.count + $1.path.count + 16 })
    for page in pages {
      if page.path.isEmpty || page.path.contains(.newline) { return nil }
      bundle.append(digitsOf: page.text.count)
      bundle.append(.space)
      bundle.append(page.path)
      bundle.append(.newline)
    }
    bundle.append(.newline)
    for page in pages { bundle.append(page.text) }
    return bundle
  }

  /// Why a file is not a valid bundle.
  public struct Broken: Error, Sendable {
    /// The line number, from 1; if pages are missing, the line of the first one.
    public let line: Int
    /// What is wrong.
    public let reason: String
  }

  /// The pages of a bundle, as slices of it.
  public static func read(_ file: Bytes) throws(Broken) -> [Page] {
    var rest = file
    guard rest.starts(with: mark) else { throw Broken(line: 1, reason: "it does not start like a bundle of pages") }
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
        throw Broken(line: row + 2, reason: "the bundle is cut off within this page")
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
