/// The lines of a text that match or, if inverted, those that do not, from first to last.
package struct SelectedLines {
  /// Finds the lines, and the matches in a selected line.
  package var scanner: PatternScanner
  private let isInverted: Bool
  private var text = Bytes.empty
  private var position = 0
  /// The start of the next matching line, while inverted selection returns the lines before it.
  private var passing: Int?

  /// No lines yet; see `begin(_:)`.
  package init(_ scanner: PatternScanner, isInverted: Bool = false) {
    self.scanner = scanner
    self.isInverted = isInverted
  }

  /// Starts another text: a page, or the pages of many records.
  package mutating func begin(_ text: Bytes) {
    self.text = text
    position = text.startIndex
    passing = nil
  }

  /// Continues with the line that starts at `index`, unless it is already past.
  package mutating func skip(to index: Int) {
    position = Swift.max(position, index)
    if let passing, passing < position { self.passing = nil }
  }

  /// The next selected line without its newline, or nil at the end.
  package mutating func next() -> Range<Int>? {
    guard isInverted else {
      guard let line = scanner.nextMatchingLine(in: text, from: position) else {
        position = text.endIndex
        return nil
      }
      position = line.upperBound + 1
      return line
    }
    while position < text.endIndex {
      let matching = passing ?? scanner.nextMatchingLine(in: text, from: position)?.lowerBound ?? text.endIndex
      let line = position..<text[position...].endOfLine(from: position)
      position = line.upperBound + 1
      passing = matching == line.lowerBound ? nil : matching
      if passing != nil { return line }
    }
    return nil
  }
}
