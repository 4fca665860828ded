/// Pages in one piece of memory, one after the other; a piece for each would cost more than writing its text.
public struct JoinedPages: Sendable {
  /// The text of all pages.
  private(set) var text: [UInt8] = []
  /// The path of each page below the directory of the pages, and the end of its text.
  private(set) var ends: [(path: String, end: Int)] = []

  /// Each page with its path and its text, to write them as files.
  public var files: [(path: String, text: [UInt8])] {
    var start = 0
    return ends.map { page in
      defer { start = page.end }
      return (page.path, Array(text[start..<page.end]))
    }
  }

  /// No pages yet.
  ///
  /// - Parameter capacity: the number of bytes to reserve for the text.
  public init(capacity: Int = 0) { text.reserveCapacity(capacity) }

  /// Adds a page.
  public mutating func add(path: String, text page: [UInt8]) { add(path: path) { $0 += page } }

  /// Adds the page that `write` appends to the text.
  mutating func add(path: String, _ write: (inout [UInt8]) -> Void) {
    write(&text)
    ends.append((path, text.count))
  }

  /// Returns the text and leaves an empty one.
  mutating func takeText() -> [UInt8] {
    var taken: [UInt8] = []
    swap(&taken, &text)
    return taken
  }
}
