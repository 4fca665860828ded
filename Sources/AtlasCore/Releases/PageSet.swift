/// Pages one behind the other in one piece of memory: hundreds of small ones would cost more than all that is on them.
public struct PageSet: Sendable {
  /// All pages.
  private(set) var text: [UInt8] = []
  /// The path of each page below the directory of the pages, and where it ends.
  private(set) var ends: [(path: String, end: Int)] = []

  /// The pages as files: each with its path and its text.
  public var files: [(path: String, text: [UInt8])] {
    var start = 0
    return ends.map { page in
      defer { start = page.end }
      return (page.path, Array(text[start..<page.end]))
    }
  }

  /// A set with room for so many bytes.
  public init(capacity: Int = 0) { text.reserveCapacity(capacity) }

  /// Adds a page.
  public mutating func add(path: String, text page: [UInt8]) { add(path: path) { $0 += page } }

  /// Adds the page that `write` appends to the text it is given.
  mutating func add(path: String, _ write: (inout [UInt8]) -> Void) {
    write(&text)
    ends.append((path, text.count))
  }

  /// Takes the text out, and leaves none.
  mutating func takeText() -> [UInt8] {
    var taken: [UInt8] = []
    swap(&taken, &text)
    return taken
  }
}
