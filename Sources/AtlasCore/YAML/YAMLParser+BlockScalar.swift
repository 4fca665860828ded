/// Text below its key, as it is (`|`) or folded (`>`).
extension YAMLParser {
  /// What the marks behind `|` or `>` say.
  private struct Header {
    var isFolded: Bool
    /// What becomes of the line ends at the end of the text: `-` takes all off, `+` keeps all, without a mark one
    /// stays.
    var chomping: UInt8 = 0
    /// By how many columns the text is indented, or nil when its first line shows it.
    var indentation: Int?
  }

  /// Reads the block scalar whose header is at `at`; its text is further in than `parent`, the column of the
  /// collection that it belongs to.
  mutating func blockScalar(parent: Int) throws(YAMLError) -> Int32 {
    let start = at
    let header = try header()
    let first = pool.count
    var breaks = 0
    var column: Int
    if let given = header.indentation {
      column = max(parent, 0) + given
      breaks = emptyLines(column: column)
    } else {
      (breaks, column) = try firstLine(after: parent)
    }
    var isFirst = true
    var wasMore = false
    while at < end, isIndented(column) {
      let isMore = byte(at + column) == .space || byte(at + column) == .tab
      if isFirst {
        newlines(breaks)
      } else if header.isFolded, !wasMore, !isMore {
        fold(breaks)
      } else {
        newlines(breaks)
      }
      let lineEnd = text[at..<end].firstIndex(of: .newline) ?? end
      keep(at + column..<lineEnd)
      isFirst = false
      wasMore = isMore
      at = lineEnd
      breaks = 0
      if at < end {
        at += 1
        lineStart = at
        breaks = 1 + emptyLines(column: column)
      }
    }
    chomp(breaks, header.chomping, isEmpty: isFirst)
    try skipLines()
    return add(.pooled, at: start, first, pool.count)
  }

  private mutating func header() throws(YAMLError) -> Header {
    var header = Header(isFolded: byte(at) == .greater)
    at += 1
    while !endsWord(at) {
      let mark = byte(at)
      if mark == .dash || mark == UInt8(ascii: "+"), header.chomping == 0 {
        header.chomping = mark
      } else if let digit = mark.digit, digit > 0, header.indentation == nil {
        header.indentation = digit
      } else {
        throw error(.badBlockHeader, at: at)
      }
      at += 1
    }
    skipBlanks()
    if beginsComment() { skipComment() }
    guard at >= end || byte(at) == .newline else { throw error(.badBlockHeader, at: at) }
    at = min(at + 1, end)
    lineStart = at
    return header
  }

  /// Whether the line at `at` is part of the text: `column` spaces are before whatever it holds.
  private func isIndented(_ column: Int) -> Bool {
    guard end - at > column else { return false }
    for index in at..<at + column where text[index] != .space { return false }
    return column > 0 || !isMarker("---") && !isMarker("...")
  }

  /// Moves past lines that hold nothing but at most `column` spaces and counts them.
  private mutating func emptyLines(column: Int) -> Int {
    var count = 0
    while at < end {
      var index = at
      while index - at < column, byte(index) == .space { index += 1 }
      guard byte(index) == .newline else { break }
      count += 1
      at = index + 1
      lineStart = at
    }
    return count
  }

  /// Moves past empty lines to the first line of the text and returns how many there are and its column.
  private mutating func firstLine(after parent: Int) throws(YAMLError) -> (breaks: Int, column: Int) {
    var breaks = 0
    var widest = 0
    while at < end {
      var index = at
      while byte(index) == .space { index += 1 }
      let column = index - at
      if byte(index) == .newline {
        widest = max(widest, column)
        breaks += 1
        at = index + 1
        lineStart = at
        continue
      }
      let isText = index < end && column > parent
      // A line of more spaces than the text is indented by would be part of the text, if one knew which part.
      if isText, widest > column { throw error(.indentation, at: index) }
      if byte(index) == .tab, column <= max(parent, 0) { throw error(.tab, at: index) }
      return (breaks, isText ? column : max(widest, parent + 1, 1))
    }
    return (breaks, max(widest, parent + 1, 1))
  }

  private mutating func newlines(_ count: Int) {
    for _ in 0..<count { pool.append(.newline) }
  }

  private mutating func chomp(_ breaks: Int, _ chomping: UInt8, isEmpty: Bool) {
    switch chomping {
    case .dash: break
    case UInt8(ascii: "+"): newlines(breaks)
    default: newlines(isEmpty ? 0 : min(breaks, 1))
    }
  }
}
