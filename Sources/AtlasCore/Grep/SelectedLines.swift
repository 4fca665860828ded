/// The lines of a text that are asked for, from first to last: those that match or, inverted, those that do not.
package struct SelectedLines {
  /// Finds the matches in a line that was selected also.
  package var scanner: PatternScanner
  private let isInverted: Bool
  private var text = Bytes.empty
  private var position = 0
  /// Where the next matching line starts, when lines that do not match are passed on the way to it.
  private var passing: Int?

  /// No lines yet, see `begin(_:)`.
  package init(_ scanner: PatternScanner, isInverted: Bool = false) {
    self.scanner = scanner
    self.isInverted = isInverted
  }

  /// Goes on with the lines of another text: a page, or the pages of many records at once.
  package mutating func begin(_ text: Bytes) {
    self.text = text
    position = text.startIndex
    passing = nil
  }

  /// Goes on with the line that starts at `index`: what is before it is of no more interest.
  package mutating func skip(to index: Int) {
    position = Swift.max(position, index)
    if let passing, passing < position { self.passing = nil }
  }

  /// The place of the next line without its newline, or nil at the end.
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
