/// Moves from one line with content to the next.
extension YAMLParser {
  mutating func skipBlanks() {
    while byte(at) == .space || byte(at) == .tab { at += 1 }
  }

  /// Moves past the rest of the line, which may only contain a comment, to the next content.
  mutating func endLine() throws(YAMLError) {
    skipBlanks()
    if beginsComment() { skipComment() }
    if at < end {
      guard byte(at) == .newline else { throw unexpected() }
      at += 1
      lineStart = at
    }
    try skipLines()
  }

  /// Moves from the start of a line past empty lines and comments to the next content, and sets `indent`.
  mutating func skipLines() throws(YAMLError) {
    while at < end {
      while byte(at) == .space { at += 1 }
      var first = byte(at)
      let content = at
      if first == .tab {
        skipBlanks()
        first = byte(at)
      }
      if first == .hash { skipComment() }
      if byte(at) == .newline {
        at += 1
        lineStart = at
      } else if at < end {
        if at > content { throw error(.tab, at: content) }
        indent = isMarker("---") || isMarker("...") ? -1 : at - lineStart
        return
      }
    }
    indent = -1
  }

  /// Whether a comment starts at `at`; a `#` is text unless it starts the line or follows a space or tab.
  func beginsComment() -> Bool {
    byte(at) == .hash && (at == lineStart || text[at - 1] == .space || text[at - 1] == .tab)
  }

  mutating func skipComment() { at = text[at..<end].firstIndex(of: .newline) ?? end }

  /// In a scalar of several lines, moves from a line end past the indentation of the next line; returns the number of
  /// line ends.
  mutating func skipBreaks() -> Int {
    var breaks = 0
    while byte(at) == .newline {
      breaks += 1
      at += 1
      lineStart = at
      skipBlanks()
    }
    return breaks
  }

  /// Appends folded line ends to the pool: one becomes a space, more become one line end less.
  mutating func fold(_ breaks: Int) {
    if breaks == 1 { pool.append(.space) } else { for _ in 1..<breaks { pool.append(.newline) } }
  }

  /// Appends a part of the file to the pool.
  mutating func keep(_ range: Range<Int>) {
    unsafe text[range].withUnsafeBytes { unsafe pool.append(contentsOf: $0) }
  }
}
