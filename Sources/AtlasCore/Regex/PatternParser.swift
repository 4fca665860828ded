/// Parses POSIX extended regular expressions with extensions of other dialects; reports other constructs as errors.
///
///     alternatives = sequence *( "|" sequence )
///     sequence     = *( atom *repetition )
///     atom         = character | "." | bracket | escape | "^" | "$" | "(" alternatives ")" | "(?:" alternatives ")"
struct PatternParser {
  static let deepestGroup = 200
  static let largestRepetition = 1000

  /// The part of the pattern that is not read yet.
  var rest: Bytes
  /// The whole source, for the positions of errors.
  let text: Bytes
  /// The index of the source among several.
  let source: Int
  var ignoringCase: Bool
  /// Whether the pattern has a literal character, and one in upper case.
  private(set) var hasLiteral = false
  private(set) var hasUppercase = false
  private var depth = 0

  /// - Parameters:
  ///   - line: the pattern.
  ///   - text: the source that the pattern is a line of.
  ///   - number: the index of the source among several.
  ///   - ignoringCase: whether characters match their case variants.
  init(_ line: Bytes, in text: Bytes, number: Int, ignoringCase: Bool) {
    self.rest = line
    self.text = text
    self.source = number
    self.ignoringCase = ignoringCase
  }

  /// The pattern as a tree.
  mutating func parse() throws(PatternError) -> Syntax {
    if rest.eat("(?i)") { ignoringCase = true }
    let tree = try alternatives()
    guard rest.isEmpty else { throw error(.unopenedGroup, at: rest.startIndex) }
    return tree
  }

  /// The pattern as a sequence of literal characters.
  mutating func parseLiteral() -> Syntax {
    var parts: [Syntax] = []
    while let scalar = next() { parts.append(literal(scalar)) }
    return .joined(parts)
  }

  private mutating func alternatives() throws(PatternError) -> Syntax {
    var branches = [try sequence()]
    while rest.eat(.pipe) { branches.append(try sequence()) }
    return branches.count == 1 ? branches[0] : .alternatives(branches)
  }

  private mutating func sequence() throws(PatternError) -> Syntax {
    var parts: [Syntax] = []
    while let byte = rest.first, byte != .pipe, byte != .closeParenthesis {
      let atom = try atom()
      parts.append(try repetitions(of: atom))
    }
    return .joined(parts)
  }

  private mutating func atom() throws(PatternError) -> Syntax {
    let start = rest
    guard let scalar = next() else { return .empty }
    switch scalar {
    case "(":
      rest = start
      return try group()
    case "[":
      rest = start
      return .set(try bracket())
    case "\\":
      rest = start
      switch try escape(inBracket: false) {
      case .character(let scalar): return literal(scalar)
      case .kind(let kind, let negated): return .set(.kind(kind, negated: negated))
      case .assertion(let assertion): return .assertion(assertion)
      }
    case ".": return .set(.any)
    case "^": return .assertion(.lineStart)
    case "$": return .assertion(.lineEnd)
    case "*", "+", "?": throw error(.nothingToRepeat(start.prefix(1)), at: start.startIndex)
    case "{":
      rest = start
      if let interval = try interval() { throw error(.nothingToRepeat(interval.text), at: start.startIndex) }
      rest = start.dropFirst()
      return literal(scalar)
    default: return literal(scalar)
    }
  }

  private mutating func group() throws(PatternError) -> Syntax {
    let start = rest
    _ = rest.eat(.openParenthesis)
    if rest.first == UInt8(ascii: "?"), !rest.eat("?:") { throw unsupportedGroup(start) }
    depth += 1
    guard depth <= Self.deepestGroup else {
      throw error(.nestedTooDeeply(limit: Self.deepestGroup), at: start.startIndex)
    }
    let inside = try alternatives()
    guard rest.eat(.closeParenthesis) else { throw error(.unclosedGroup, at: start.startIndex) }
    depth -= 1
    return inside
  }

  private func unsupportedGroup(_ start: Bytes) -> PatternError {
    let kinds: [(Bytes, PatternError.Unsupported)] = [
      ("(?=", .lookAround), ("(?!", .lookAround), ("(?<=", .lookAround), ("(?<!", .lookAround),
      ("(?P<", .namedGroup), ("(?P=", .backreference), ("(?<", .namedGroup), ("(?'", .namedGroup),
      ("(?>", .atomicGroup),
    ]
    for (opening, what) in kinds where start.starts(with: opening) {
      return error(.unsupported(what, start.prefix(opening.count)), at: start.startIndex)
    }
    var flags = start.dropFirst(2)
    let letters = flags.eat { $0.isLetter || $0 == .dash }
    let isFlags = !letters.isEmpty && (flags.first == .colon || flags.first == .closeParenthesis)
    let shown = start[start.startIndex..<Swift.min(flags.startIndex + 1, start.endIndex)]
    return error(.unsupported(isFlags ? .inlineFlags : .otherGroup, shown), at: start.startIndex)
  }

  /// Reads the repetitions after an atom: `*`, `+`, `?` and intervals; several can follow each other, as in grep.
  private mutating func repetitions(of atom: Syntax) throws(PatternError) -> Syntax {
    var node = atom
    var isRepeated = false
    while let byte = rest.first {
      let start = rest
      switch byte {
      case UInt8(ascii: "?") where isRepeated:
        throw error(.unsupported(.lazyQuantifier, start.prefix(1)), at: start.startIndex)
      case UInt8(ascii: "+") where isRepeated:
        throw error(.unsupported(.possessiveQuantifier, start.prefix(1)), at: start.startIndex)
      case .star: node = .repeated(node, min: 0, max: nil)
      case UInt8(ascii: "+"): node = .repeated(node, min: 1, max: nil)
      case UInt8(ascii: "?"): node = .repeated(node, min: 0, max: 1)
      case UInt8(ascii: "{"):
        guard let interval = try interval() else { return node }
        node = .repeated(node, min: interval.min, max: interval.max)
        isRepeated = true
        continue
      default: return node
      }
      isRepeated = true
      rest = rest.dropFirst()
    }
    return node
  }

  /// Reads `{n}`, `{n,}`, `{,m}` or `{n,m}`; nil, with nothing read, if the brace is literal, as in `{"a": 1}`.
  private mutating func interval() throws(PatternError) -> (min: Int, max: Int?, text: Bytes)? {
    let start = rest
    var inside = rest.dropFirst()
    let content = inside.eat { $0.isDigit || $0 == .comma }
    guard !content.isEmpty, inside.eat(UInt8(ascii: "}")) else { return nil }
    let text = start[start.startIndex..<inside.startIndex]
    let bounds = content.split(separator: .comma, omittingEmptySubsequences: false)
    guard bounds.count <= 2 else { throw error(.malformedRepetition(text), at: start.startIndex) }
    func number(_ digits: Bytes) -> Int { digits.reduce(0) { Swift.min($0 * 10 + ($1.digit ?? 0), 1_000_000) } }
    let min = number(bounds[0])
    let max = bounds.count == 1 ? min : bounds[1].isEmpty ? nil : number(bounds[1])
    guard Swift.max(min, max ?? 0) <= Self.largestRepetition else {
      throw error(.repetitionTooLarge(text, limit: Self.largestRepetition), at: start.startIndex)
    }
    if let max, max < min { throw error(.repetitionBackwards(text), at: start.startIndex) }
    rest = inside
    return (min, max, text)
  }

  private mutating func literal(_ scalar: Unicode.Scalar) -> Syntax {
    note(scalar)
    return .character(scalar, ignoringCase: ignoringCase)
  }

  /// Records a literal character for smart case.
  mutating func note(_ scalar: Unicode.Scalar) {
    hasLiteral = true
    if scalar.value < 0x80 ? UInt8(scalar.value).isUpper : scalar.properties.isUppercase { hasUppercase = true }
  }

  /// Takes one character off the front; nil at the end.
  mutating func next() -> Unicode.Scalar? {
    guard !rest.isEmpty else { return nil }
    let (scalar, count) = rest.character(at: rest.startIndex)
    rest = rest.dropFirst(count)
    return scalar
  }

  func error(_ reason: PatternError.Reason, at index: Int) -> PatternError {
    PatternError(reason: reason, source: source, position: index - text.startIndex)
  }
}
