/// What a line must hold to match: at least one of a few literals, which are found far faster than a pattern.
struct RequiredLiterals: Sendable {
  /// A run of bytes; where `cases` has 0x20 in it, the letter in either case.
  struct Literal: Hashable, Sendable {
    var bytes: [UInt8] = []
    var cases: [UInt8] = []
  }

  static let mostLiterals = 8
  /// How long a literal gets; what is rare about it stands in fewer bytes.
  static let mostBytes = 64

  let literals: [Literal]
  /// Whether a line that holds one of the literals matches, with nothing more to ask.
  let isSufficient: Bool

  /// The literals of a pattern, or nil when it has none that are rare enough to look for.
  init?(_ syntax: Syntax) {
    let facts = Facts(syntax)
    guard let best = facts.best, Facts.commonness(best) <= 11 else { return nil }
    literals = best
    isSufficient = facts.isPlain && best == facts.exact
  }
}

/// What is known of the strings that a part of a pattern matches.
private struct Facts {
  typealias Literal = RequiredLiterals.Literal

  /// All strings the part matches, when they are few; conditions left aside.
  var exact: [Literal]?
  /// Every string the part matches holds one of these.
  var needed: [Literal]?
  /// Whether there is no condition in it.
  var isPlain = true

  init(exact: [Literal]? = nil) { self.exact = exact }

  init(_ node: Syntax) {
    switch node {
    case .empty: exact = [Literal()]
    case .assertion:
      exact = [Literal()]
      isPlain = false
    case .character(let scalar, let ignoringCase): exact = Self.literals(scalar, ignoringCase)
    case .set(let set): exact = set.asciiMembers(atMost: 4)?.map { Literal(bytes: [$0], cases: [0]) }
    case .sequence(let parts): self = Self.joined(parts.lazy.map(Facts.init))
    case .alternatives(let branches): self = Self.either(branches)
    case .repetition(let inner, let min, let max):
      let facts = Facts(inner)
      if min == 1 || (min > 1 && max != min) || min > 4 {
        needed = facts.best
      } else if min > 1 {
        self = Self.joined(repeatElement(facts, count: min))
      } else if max == 1, let strings = facts.exact, strings.count < RequiredLiterals.mostLiterals {
        exact = strings + [Literal()]
      }
      isPlain = facts.isPlain
    }
  }

  /// The better of what is known to be in every match: the literals that stand in the fewest lines.
  var best: [Literal]? {
    let known = [exact.map(Self.withoutLonger), needed].compactMap(\.self).filter { !$0.isEmpty }
    return known.min { Self.commonness($0) < Self.commonness($1) }
  }

  private static func joined(_ parts: some Sequence<Facts>) -> Facts {
    var whole = Facts(exact: [Literal()])
    var run: [Literal] = [Literal()]
    for part in parts {
      whole.isPlain = whole.isPlain && part.isPlain
      if let next = part.exact, next.count * run.count <= RequiredLiterals.mostLiterals,
        (run.first?.bytes.count ?? 0) < RequiredLiterals.mostBytes
      {
        run = run.flatMap { head in next.map { Literal(bytes: head.bytes + $0.bytes, cases: head.cases + $0.cases) } }
        if whole.exact != nil { whole.exact = run }
      } else {
        whole.consider(run)
        whole.consider(part.best)
        whole.exact = nil
        run = part.exact ?? [Literal()]
        if run.count > RequiredLiterals.mostLiterals { run = [Literal()] }
      }
    }
    whole.consider(run)
    return whole
  }

  private mutating func consider(_ literals: [Literal]?) {
    guard let literals = literals.map(Self.withoutLonger), !literals.isEmpty else { return }
    if needed.map({ Self.commonness(literals) < Self.commonness($0) }) ?? true { needed = literals }
  }

  private static func either(_ branches: [Syntax]) -> Facts {
    var whole = Facts(exact: [])
    whole.needed = []
    for branch in branches {
      let facts = Facts(branch)
      whole.isPlain = whole.isPlain && facts.isPlain
      whole.exact = facts.exact.flatMap { strings in whole.exact.map { $0 + strings } }
      whole.needed = facts.best.flatMap { literals in whole.needed.map { $0 + literals } }
      if let exact = whole.exact, exact.count > RequiredLiterals.mostLiterals { whole.exact = nil }
      if let needed = whole.needed, needed.count > RequiredLiterals.mostLiterals { whole.needed = nil }
      if whole.exact == nil, whole.needed == nil { break }
    }
    return whole
  }

  /// A character as bytes.
  ///
  /// One that has no case, or is an ASCII letter with no relative beyond ASCII, is one literal.
  private static func literals(_ scalar: Unicode.Scalar, _ ignoringCase: Bool) -> [Literal] {
    guard ignoringCase else { return [literal(scalar)] }
    let variants = scalar.caseVariants
    if variants.count == 2, variants.allSatisfy(\.isASCII) {
      return [Literal(bytes: [UInt8(truncatingIfNeeded: scalar.value) | 0x20], cases: [0x20])]
    }
    return variants.map(literal)
  }

  private static func literal(_ scalar: Unicode.Scalar) -> Literal {
    let bytes = Array(UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
    return Literal(bytes: bytes, cases: bytes.map { _ in 0 })
  }

  /// The literals without those that hold another: where the longer stands, so does the shorter.
  ///
  /// An empty one stands in every line, so nothing is left to look for then.
  private static func withoutLonger(_ literals: [Literal]) -> [Literal] {
    var kept: [Literal] = []
    for literal in literals.sorted(by: { $0.bytes.count < $1.bytes.count }) {
      if literal.bytes.isEmpty { return [] }
      if !kept.contains(where: { $0.stands(in: literal) }) { kept.append(literal) }
    }
    return kept
  }

  /// How common the literals are in text, on a scale of logarithms: that of the most common one, more for several.
  static func commonness(_ literals: [Literal]) -> Int {
    (literals.map(\.commonness).max() ?? 99) + (literals.count > 1 ? 1 : 0)
  }
}

extension RequiredLiterals.Literal {
  fileprivate func stands(in other: Self) -> Bool {
    guard bytes.count <= other.bytes.count else { return false }
    return (0...other.bytes.count - bytes.count).contains { offset in
      bytes.indices.allSatisfy { bytes[$0] == other.bytes[offset + $0] && cases[$0] == other.cases[offset + $0] }
    }
  }

  /// The places of the two rarest bytes, which a search looks for; the same place twice in a literal of one byte.
  var rarest: (first: Int, second: Int) {
    var first = 0
    var second = bytes.count - 1
    for index in bytes.indices where weight(index) < weight(first) { first = index }
    if second == first { second = 0 }
    for index in bytes.indices where index != first && weight(index) < weight(second) { second = index }
    return (min(first, second), max(first, second))
  }

  /// How common the two rarest bytes are together.
  fileprivate var commonness: Int {
    let (first, second) = rarest
    return weight(first) + (first == second ? 8 : weight(second))
  }

  /// How common the byte at `index` is in English prose, on a scale of logarithms from 0 to 7.
  private func weight(_ index: Int) -> Int {
    let byte = bytes[index]
    let weight =
      switch byte {
      case UInt8(ascii: " "), UInt8(ascii: "e"): 7
      case UInt8(ascii: "a"), UInt8(ascii: "i"), UInt8(ascii: "n"), UInt8(ascii: "o"), UInt8(ascii: "r"),
        UInt8(ascii: "s"),
        UInt8(ascii: "t"):
        6
      case UInt8(ascii: "c"), UInt8(ascii: "d"), UInt8(ascii: "l"), UInt8(ascii: "m"), UInt8(ascii: "p"): 5
      case UInt8(ascii: "j"), UInt8(ascii: "q"), UInt8(ascii: "x"), UInt8(ascii: "z"): 2
      default: byte.isLower ? 4 : byte.isUpper ? 2 : byte < 0x80 ? 3 : 1
      }
    return cases[index] == 0 ? weight : min(weight + 1, 7)
  }
}
