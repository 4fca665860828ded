/// Moving from one line with content to the next.
extension YAMLParser {
  mutating func skipBlanks() {
    while byte(at) == .space || byte(at) == .tab { at += 1 }
  }

  /// Moves past the end of the line, on which nothing but a comment may still are, and on to the next content.
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

  /// Moves from the start of a line to the next content, past empty lines and comments, and sets `indent`.
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

  /// Whether a comment starts at `at`: behind anything but a space, `#` is text.
  func beginsComment() -> Bool {
    byte(at) == .hash && (at == lineStart || text[at - 1] == .space || text[at - 1] == .tab)
  }

  mutating func skipComment() { at = text[at..<end].firstIndex(of: .newline) ?? end }

  /// Moves from a line end to the text with which the next line goes on, in a scalar of several lines, and counts
  /// the line ends passed; spaces at the start of the line go too.
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

  /// Puts what `breaks` line ends mean in folded text into the pool: one is a space, more are that many less one.
  mutating func fold(_ breaks: Int) {
    if breaks == 1 { pool.append(.space) } else { for _ in 1..<breaks { pool.append(.newline) } }
  }

  /// Copies a part of the file into the pool.
  mutating func keep(_ range: Range<Int>) {
    unsafe text[range].withUnsafeBytes { unsafe pool.append(contentsOf: $0) }
  }
}
