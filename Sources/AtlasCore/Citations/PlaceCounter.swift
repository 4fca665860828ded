/// Counts lines and columns up to places that come one after the other.
struct PlaceCounter {
  /// How many bytes of the file are before the text at hand.
  private(set) var base = 0
  /// How far it has counted, in the file.
  private var counted = 0
  private var line = 1
  /// How many characters of the line were counted.
  private var characters = 0
  private static let mark: Bytes = "\u{FEFF}"

  /// The place of `index` in `text`, which is not before the one asked for last.
  mutating func place(of index: Int, in text: Bytes) -> Citation.Place {
    count(to: index, in: text)
    return Citation.Place(offset: counted, line: line, column: characters + 1)
  }

  /// Forgets the text before `index`, which is where the next text will start.
  mutating func leave(_ text: Bytes, at index: Int) {
    count(to: index, in: text)
    base += index - text.startIndex
  }

  private mutating func count(to index: Int, in text: Bytes) {
    var from = counted - base + text.startIndex
    guard from < index else { return }
    // Some editors start UTF-8 with a mark, which nothing sees and no column counts.
    if counted == 0, text.starts(with: PlaceCounter.mark) { characters = -1 }
    let newlines = text.newlineCount(in: from..<index)
    if newlines > 0 {
      line += newlines
      from = text.startOfLine(at: index, notBefore: from)
      characters = 0
    }
    // Every byte of UTF-8 but those that go on with a character starts one.
    for place in from..<index where text[place] & 0xC0 != 0x80 { characters &+= 1 }
    counted = index - text.startIndex + base
  }
}
