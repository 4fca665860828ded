/// One or several patterns to search for in lines; a line matches if any of them matches.
///
/// Patterns are POSIX extended regular expressions, plus `\d \w \s \b \< \>`, `(?:…)` and `(?i)` from other dialects. A
/// match is the leftmost one, and the longest at that place, as in grep. Unsupported constructs are errors; see
/// ``PatternError``.
public struct Pattern: Sendable {
  /// How to read a pattern.
  public struct Options: Sendable {
    /// How to treat case.
    public enum LetterCase: Sendable {
      case matters
      case ignored
      /// Ignored if the patterns have a literal character and no upper-case one.
      case smart
    }

    /// Whether to treat every character literally.
    public var isLiteral = false
    /// Whether `a` matches `A`.
    public var letterCase = LetterCase.matters
    /// Whether a match must have no word character on either side.
    public var isWord = false
    /// Whether a match must be a whole line; if so, `isWord` has no effect.
    public var isWholeLine = false

    /// The options of grep without flags.
    public init() {}
  }

  /// The maximum total length of all patterns, in bytes.
  public static let maximumBytes = 1 << 20

  let syntax: Syntax
  let required: RequiredLiterals?

  /// Reads patterns.
  ///
  /// An empty list matches nothing; an empty pattern matches every line.
  ///
  /// - Parameters:
  ///   - sources: the patterns in UTF-8. A source with newlines is several patterns, one per line, as in grep.
  ///   - options: how to read them.
  /// - Throws: ``PatternError`` if a pattern is malformed, unsupported or too large.
  public init(_ sources: [Bytes], options: Options = Options()) throws(PatternError) {
    var ignoresCase = options.letterCase == .ignored
    if options.letterCase == .smart {
      let parsed = try Self.parse(sources, options, ignoringCase: false)
      ignoresCase = parsed.hasLiteral && !parsed.hasUppercase
    }
    var tree = try Self.parse(sources, options, ignoringCase: ignoresCase).syntax
    guard tree.expandedSize <= Program.maximumSteps else {
      throw PatternError(reason: .tooManySteps(limit: Program.maximumSteps), source: 0, position: 0)
    }
    if options.isWholeLine {
      tree = .sequence([.assertion(.lineStart), tree, .assertion(.lineEnd)])
    } else if options.isWord {
      tree = .sequence([.assertion(.noWordBefore), tree, .assertion(.noWordAfter)])
    }
    syntax = tree
    required = RequiredLiterals(tree)
  }

  private typealias Parsed = (syntax: Syntax, hasLiteral: Bool, hasUppercase: Bool)

  private static func parse(
    _ sources: [Bytes], _ options: Options, ignoringCase: Bool
  ) throws(PatternError) -> Parsed {
    var branches: [Syntax] = []
    var hasLiteral = false
    var hasUppercase = false
    var length = 0
    for (number, source) in sources.enumerated() {
      func refused(_ reason: PatternError.Reason, at index: Int) -> PatternError {
        PatternError(reason: reason, source: number, position: index - source.startIndex)
      }
      length += source.count
      guard length <= maximumBytes else { throw refused(.tooLong(limit: maximumBytes), at: source.startIndex) }
      if let nul = source.firstIndex(of: 0) { throw refused(.nul, at: nul) }
      if let invalid = source.firstInvalidUTF8 { throw refused(.invalidUTF8, at: invalid) }
      for line in source.split(separator: .newline, omittingEmptySubsequences: false) {
        var parser = PatternParser(line, in: source, number: number, ignoringCase: ignoringCase)
        branches.append(options.isLiteral ? parser.parseLiteral() : try parser.parse())
        hasLiteral = hasLiteral || parser.hasLiteral
        hasUppercase = hasUppercase || parser.hasUppercase
      }
    }
    let syntax: Syntax =
      switch branches.count {
      case 0: .set(CharacterSet())
      case 1: branches[0]
      default: .alternatives(branches)
      }
    return (syntax, hasLiteral, hasUppercase)
  }
}
