/// Plain text (without quotes), on one or several lines.
extension YAMLParser {
  /// Whether plain text can start at `at`.
  func beginsPlain() -> Bool {
    switch byte(at) {
    case .dash, UInt8(ascii: "?"), .colon: !endsWord(at + 1)
    case .comma, .openBracket, .closeBracket, UInt8(ascii: "{"), UInt8(ascii: "}"), .hash, UInt8(ascii: "&"),
      UInt8(ascii: "*"), UInt8(ascii: "!"), .pipe, .greater, UInt8(ascii: "'"), .quote, UInt8(ascii: "%"),
      UInt8(ascii: "@"), .backtick, .newline, 0:
      false
    default: true
    }
  }

  /// The end of the plain text that starts at `start` on its line, including trailing spaces.
  ///
  /// The text ends at a colon, a comment or the line end; in flow style, also at an indicator of that style.
  func plainEnd(from start: Int, inFlow: Bool) -> Int {
    var index = start
    while true {
      if !inFlow { index = text.place(of: .newline, .colon, .hash, from: index) }
      guard index < end else { return index }
      let byte = text[index]
      if byte == .newline { return index }
      if byte == .colon, endsWord(index + 1) || inFlow && isFlowMark(self.byte(index + 1)) { return index }
      if byte == .hash, index > start, text[index - 1] == .space || text[index - 1] == .tab { return index }
      if inFlow, isFlowMark(byte) { return index }
      index += 1
    }
  }

  /// Reads plain text, including further lines that are indented more than `parent`.
  mutating func plain(parent: Int, inFlow: Bool, isText: Bool) throws(YAMLError) -> Int32 {
    guard beginsPlain() else {
      switch byte(at) {
      case .dash, .colon, UInt8(ascii: "?"), .newline, .hash, 0: throw unexpected()
      default: throw error(.reserved(byte(at)), at: at)
      }
    }
    let start = at
    var lineEnd = try plainLine(from: start, inFlow: inFlow)
    guard byte(at) == .newline, let breaks = try nextPlainLine(parent: parent, inFlow: inFlow) else {
      let isNull = !isText && YAMLParser.isNull(text[start..<lineEnd])
      return isNull ? add(.null, at: start) : add(.slice, at: start, start, lineEnd)
    }
    let first = pool.count
    keep(start..<lineEnd)
    fold(breaks)
    while true {
      let line = at
      lineEnd = try plainLine(from: line, inFlow: inFlow)
      keep(line..<lineEnd)
      guard byte(at) == .newline, let breaks = try nextPlainLine(parent: parent, inFlow: inFlow) else { break }
      fold(breaks)
    }
    return add(.pooled, at: start, first, pool.count)
  }

  /// Moves past the plain text of one line and returns its end without trailing spaces.
  private mutating func plainLine(from start: Int, inFlow: Bool) throws(YAMLError) -> Int {
    at = plainEnd(from: start, inFlow: inFlow)
    if !inFlow, byte(at) == .colon { throw error(.colonInText, at: at) }
    var last = at
    while last > start, text[last - 1] == .space || text[last - 1] == .tab { last -= 1 }
    return last
  }

  /// Moves from a line end to the next line of the text and returns the number of line ends; nil, with nothing passed,
  /// if the text ends.
  private mutating func nextPlainLine(parent: Int, inFlow: Bool) throws(YAMLError) -> Int? {
    let before = (at, lineStart)
    let breaks = skipBreaks()
    let column = text[lineStart..<at].firstIndex(of: .tab).map { $0 - lineStart } ?? at - lineStart
    let goesOn = at < end && byte(at) != .hash && (inFlow ? !isFlowEnd() : column > parent)
    if goesOn, !isMarker("---"), !isMarker("...") { return breaks }
    (at, lineStart) = before
    return nil
  }

  /// Whether plain text in flow style ends at `at`.
  private func isFlowEnd() -> Bool {
    isFlowMark(byte(at)) || byte(at) == .colon && (endsWord(at + 1) || isFlowMark(byte(at + 1)))
  }

  /// Whether plain text means null.
  static func isNull(_ text: Bytes) -> Bool {
    switch text.count {
    case 0: true
    case 1: text.first == UInt8(ascii: "~")
    case 4: text == "null" || text == "Null" || text == "NULL"
    default: false
    }
  }
}
