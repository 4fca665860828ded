/// Pages in one block of memory; a block for each page would cost more than writing its text.
public struct JoinedPages: Sendable {
  /// The text of all pages.
  private(set) var text: [UInt8] = []
  /// The path of each page below the directory of the pages, with the end of its text.
  private(set) var ends: [(path: String, end: Int)] = []

  /// Each page with its path and text, for writing to files.
  public var files: [(path: String, text: [UInt8])] {
    var start = 0
    return ends.map { page in
      defer { start = page.end }
      return (page.path, Array(text[start..<page.end]))
    }
  }

  /// Creates a value without pages.
  ///
  /// - Parameter capacity: the number of bytes to reserve for the text.
  public init(capacity: Int = 0) { text.reserveCapacity(capacity) }

  /// Adds a page.
  public mutating func add(path: String, text page: [UInt8]) { add(path: path) { $0 += page } }

  /// Adds a page with the text that `write` appends.
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
