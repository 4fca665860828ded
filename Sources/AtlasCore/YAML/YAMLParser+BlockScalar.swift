/// Block scalars: text below its key, literal (`|`) or folded (`>`).
extension YAMLParser {
  /// The indicators after `|` or `>`.
  private struct Header {
    var isFolded: Bool
    /// How to treat trailing line ends: `-` removes all, `+` keeps all, and without an indicator one is kept.
    var chomping: UInt8 = 0
    /// The number of columns by which the text is indented; nil if the first line determines it.
    var indentation: Int?
  }

  /// Reads the block scalar with its header at `at`.
  ///
  /// The text is indented more than `parent`, the column of the collection that contains the scalar.
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

  /// Whether the line at `at` is part of the text, which requires `column` leading spaces.
  private func isIndented(_ column: Int) -> Bool {
    guard end - at > column else { return false }
    for index in at..<at + column where text[index] != .space { return false }
    return column > 0 || !isMarker("---") && !isMarker("...")
  }

  /// Moves past lines of at most `column` spaces, and counts them.
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

  /// Moves past empty lines to the first line of text; returns their number and the column of the text.
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
      // An empty line with more spaces than the text's indentation would be ambiguous.
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
