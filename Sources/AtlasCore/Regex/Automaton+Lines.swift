/// Reads whole texts with one table lookup per byte.
extension Automaton {
  /// The first place at which a match is certain: in the matching line of `text`, or at its newline.
  mutating func firstMatch(in text: Bytes) -> Int? {
    let end = text.last == .newline ? text.endIndex - 1 : text.endIndex
    var index = text.startIndex
    return run(text[index..<end], &index) ? index : nil
  }

  /// Whether `line`, which must not contain a newline, matches.
  mutating func matches(_ line: Bytes) -> Bool {
    var index = line.startIndex
    return run(line, &index)
  }

  /// Reads lines until one matches or the text ends, with or without a final newline.
  private mutating func run(_ text: Bytes, _ index: inout Int) -> Bool {
    let beginning = start(after: .edge)
    guard beginning != Self.found else { return true }
    var row = beginning
    while true {
      if row < Self.matched { advance(text, &index, &row) }
      guard index < text.endIndex else { break }
      var letter = alphabet.ofByte[Int(text[index])]
      var length = 1
      if letter == alphabet.decoded {
        let character = text.character(at: index)
        letter = learn(character.scalar)
        length = character.count
      }
      let entry = row == Self.dead ? Self.dead : step(from: row, by: letter)
      switch entry {
      case Self.found: return true
      case Self.dead:
        // The rest of this line cannot match; continue with the next line.
        index = text.endOfLine(from: index)
        guard index < text.endIndex else { return false }
        index += 1
        row = start(after: .edge)
      default:
        row = entry
        index += length
      }
    }
    return row != Self.dead && step(from: row, by: alphabet.endOfLine) == Self.found
  }

  /// Reads on as long as the steps are in the table.
  @inline(__always) private func advance(_ text: Bytes, _ index: inout Int, _ row: inout Entry) {
    var place = index
    var state = row
    while place < text.endIndex {
      let entry = table[Int(state) &+ Int(alphabet.ofByte[Int(text[place])])]
      if entry >= Self.matched { break }
      state = entry
      place &+= 1
    }
    index = place
    row = state
  }
}
