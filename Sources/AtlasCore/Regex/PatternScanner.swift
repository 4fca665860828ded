/// Finds the lines of a text that match a pattern, and the matches in a line.
///
/// A scanner keeps what it computes for the pattern, so use one scanner for many pages. Every search takes time linear
/// in the text, whatever the pattern.
public struct PatternScanner {
  /// The pattern to search for.
  public let pattern: Pattern
  private let finder: LiteralFinder?
  private let isSufficient: Bool
  // Created on first use; finding and counting the lines of a plain word needs neither.
  private var lines: Automaton?
  private var matcher: LineMatcher?

  /// Creates a scanner for `pattern`.
  public init(_ pattern: Pattern) {
    self.pattern = pattern
    finder = pattern.required.map(LiteralFinder.init)
    isSufficient = pattern.required?.isSufficient ?? false
  }

  /// The first line at or after `from` that matches.
  ///
  /// - Parameters:
  ///   - text: any number of lines of any number of pages; a final newline does not start another line.
  ///   - from: the start of a line.
  /// - Returns: the line without its newline, or nil if no further line matches.
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

  /// Whether `line`, which must not contain a newline, matches.
  public mutating func isMatch(_ line: Bytes) -> Bool {
    if let finder, finder.first(in: line, from: line.startIndex) == nil { return false }
    guard !isSufficient else { return true }
    prepare()
    return lines?.matches(line) == true
  }

  /// The matches in `line`, which must not contain a newline.
  ///
  /// Matches are the longest from left to right. Empty matches count, unless they are directly after another match.
  public mutating func matches(in line: Bytes) -> [Range<Int>] {
    var current = matcher.take() ?? LineMatcher(pattern)
    let matches = current.matches(in: line)
    matcher = current
    return matches
  }

  /// Creates the automaton on first use.
  private mutating func prepare() {
    if lines == nil { lines = Automaton(Program(pattern.syntax, .forwards), for: .lines) }
  }
}
