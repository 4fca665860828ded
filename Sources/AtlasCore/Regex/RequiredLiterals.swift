/// Literals of which a matching line must contain at least one; they are found much faster than a pattern.
struct RequiredLiterals: Sendable {
  static let mostLiterals = 8

  let literals: [Literal]
  /// Whether every line with one of the literals matches, so that no further check is needed.
  let isSufficient: Bool

  /// The literals of a pattern; nil if none are rare enough to search for.
  init?(_ syntax: Syntax) {
    let facts = Facts(syntax)
    guard let best = facts.best else { return nil }
    literals = best
    isSufficient = facts.isPlain && facts.exact.map(Literal.withoutLonger) == best
    guard isSufficient || Literal.commonness(best) <= Literal.mostCommon else { return nil }
  }
}

/// Facts about the strings that a part of a pattern matches.
private struct Facts {
  /// All strings that the part matches, apart from conditions; nil if there are many.
  var exact: [Literal]?
  /// Literals of which each matched string contains at least one.
  var needed: [Literal]?
  /// Whether the part has no conditions.
  var isPlain = true

  init(_ node: Syntax) {
    switch node {
    case .empty: exact = [Literal()]
    case .assertion:
      exact = [Literal()]
      isPlain = false
    case .character(let scalar, let ignoringCase): exact = Literal.variants(of: scalar, ignoringCase)
    case .set(let set): exact = set.asciiMembers(atMost: 4)?.map { Literal(bytes: [$0], cases: [0]) }
    case .sequence(let parts):
      var joined = Joined()
      for part in parts { joined.append(Facts(part)) }
      self = joined.facts
    case .alternatives(let branches): unite(branches)
    case .repetition(let inner, let min, let max):
      let facts = Facts(inner)
      if min > 1, min == max, min <= 4 {
        var joined = Joined()
        for _ in 0..<min { joined.append(facts) }
        self = joined.facts
      } else if min > 0 {
        needed = facts.best
      } else if max == 1, let strings = facts.exact, strings.count < RequiredLiterals.mostLiterals {
        exact = strings + [Literal()]
      }
      isPlain = facts.isPlain
    }
  }

  fileprivate init(exact: [Literal]) { self.exact = exact }

  /// The rarest known set of literals of which each match contains one.
  var best: [Literal]? {
    var facts = self
    if let exact { facts.need(exact) }
    return facts.needed
  }

  /// Records that each match contains one of `literals`, if they are rarer than the known ones.
  mutating func need(_ literals: [Literal]) {
    let literals = Literal.withoutLonger(literals)
    guard !literals.isEmpty else { return }
    if let needed, Literal.commonness(needed) <= Literal.commonness(literals) { return }
    needed = literals
  }

  private mutating func unite(_ branches: [Syntax]) {
    var exact: [Literal]? = []
    var needed: [Literal]? = []
    for branch in branches where exact != nil || needed != nil {
      let facts = Facts(branch)
      isPlain = isPlain && facts.isPlain
      exact = Self.united(exact, facts.exact)
      needed = Self.united(needed, facts.best)
    }
    self.exact = exact
    if let needed { need(needed) }
  }

  private static func united(_ some: [Literal]?, _ others: [Literal]?) -> [Literal]? {
    guard let some, let others, some.count + others.count <= RequiredLiterals.mostLiterals else { return nil }
    return some + others
  }
}

/// Combines the facts of consecutive parts.
private struct Joined {
  private var known = Facts(exact: [Literal()])
  /// The strings that the last parts match together, since the last part with too many strings.
  private var run = [Literal()]

  mutating func append(_ part: Facts) {
    known.isPlain = known.isPlain && part.isPlain
    if let next = part.exact, let longer = Literal.products(run, next) {
      run = longer
      if known.exact != nil { known.exact = run }
    } else {
      known.need(run)
      if let needed = part.needed { known.need(needed) }
      known.exact = nil
      run = part.exact ?? [Literal()]
    }
  }

  var facts: Facts {
    var facts = known
    facts.need(run)
    return facts
  }
}
