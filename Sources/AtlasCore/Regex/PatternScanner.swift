/// Finds the lines of a text that a pattern matches, and the matches in a line.
///
/// It holds what was learned of the pattern on the way, so one scanner is used for many pages. Everything it answers is
/// found in time linear in the text, whatever the pattern.
public struct PatternScanner {
  /// What to look for.
  public let pattern: Pattern
  private let finder: LiteralFinder?
  private let isSufficient: Bool
  // Each is made when it is first needed: the lines of a plain word are found, and counted, without either.
  private var lines: Automaton?
  private var matcher: LineMatcher?

  /// A scanner that has seen nothing yet.
  public init(_ pattern: Pattern) {
    self.pattern = pattern
    finder = pattern.required.map(LiteralFinder.init)
    isSufficient = pattern.required?.isSufficient ?? false
  }

  /// The first line at or after `from` that matches.
  ///
  /// - Parameters:
  ///   - text: any number of lines, of any number of pages; a newline at the very end starts no further line.
  ///   - from: the beginning of a line.
  /// - Returns: the place of the line without its newline, or nil when no further line matches.
  public mutating func nextMatchingLine(in text: Bytes, from: Int) -> Range<Int>? {
    guard let finder else {
      guard from < text.endIndex else { return nil }
      prepare()
      guard let place = lines?.firstMatch(in: text[from...]) else { return nil }
      return text.startOfLine(at: place, notBefore: from)..<text.endOfLine(from: place)
    }
    if !isSufficient { prepare() }
    var index = from
    while index < text.endIndex, let place = finder.first(in: text, from: index) {
      let line = text.startOfLine(at: place, notBefore: index)..<text.endOfLine(from: place)
      if isSufficient || lines?.matches(text[line]) == true { return line }
      index = line.upperBound + 1
    }
    return nil
  }

  /// Whether `line`, which holds no newline, matches.
  public mutating func isMatch(_ line: Bytes) -> Bool {
    if let finder, finder.first(in: line, from: line.startIndex) == nil { return false }
    guard !isSufficient else { return true }
    prepare()
    return lines?.matches(line) == true
  }

  /// The matches in `line`, which holds no newline: each the longest at the first place after the one before, empty
  /// ones too, except right behind another match.
  public mutating func matches(in line: Bytes) -> [Range<Int>] {
    var current = matcher.take() ?? LineMatcher(pattern)
    let matches = current.matches(in: line)
    matcher = current
    return matches
  }

  /// Makes the automaton at its first use.
  private mutating func prepare() {
    if lines == nil { lines = Automaton(Program(pattern.syntax, .forwards), for: .lines) }
  }
}
