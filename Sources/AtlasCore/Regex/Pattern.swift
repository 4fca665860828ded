/// What to look for in lines of text: one or several patterns, any of which may match.
///
/// Patterns are POSIX extended regular expressions, with `\d \w \s \b \< \>`, `(?:…)` and `(?i)` from other dialects;
/// a match is the leftmost and there the longest, as with grep. What is not supported is refused, see ``PatternError``.
public struct Pattern: Sendable {
  /// How a pattern is read.
  public struct Options: Sendable {
    /// What to do about case.
    public enum LetterCase: Sendable {
      case matters
      case ignored
      /// Ignored when the patterns hold a character that stands for itself and none in upper case.
      case smart
    }

    /// Every character stands for itself.
    public var isLiteral = false
    /// Whether `a` is `A`.
    public var letterCase = LetterCase.matters
    /// A match has no word character at either side.
    public var isWord = false
    /// A match is a whole line; then `isWord` says nothing more.
    public var isWholeLine = false

    /// As grep without flags.
    public init() {}
  }

  /// How long all patterns may be together, in bytes.
  public static let maximumBytes = 1 << 20

  let syntax: Syntax
  let required: RequiredLiterals?

  /// Reads patterns; none at all match nothing, an empty one matches every line.
  ///
  /// - Parameters:
  ///   - sources: the patterns, in UTF-8. One that holds newlines is several, one a line, as with grep.
  ///   - options: how to read them.
  /// - Throws: ``PatternError`` for what is malformed, not supported or too large.
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
