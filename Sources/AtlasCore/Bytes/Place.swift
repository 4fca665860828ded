/// A place in a text that only moves forward, so that each line and each character of a line is counted once.
struct Place {
  /// The line, from 1.
  private(set) var line = 1
  /// The column in characters, from 1.
  private(set) var column = 1
  private var index: Int

  /// The start of the text, which is at `index`.
  init(index: Int) { self.index = index }

  /// Moves to a place further on; an earlier place leaves it where it is.
  mutating func advance(to place: Int, in text: Bytes) {
    let end = min(max(place, index), text.endIndex)
    while let newline = text[index..<end].firstIndex(of: .newline) {
      (line, column, index) = (line + 1, 1, newline + 1)
    }
    column += text[index..<end].characterCount
    index = end
  }
}
