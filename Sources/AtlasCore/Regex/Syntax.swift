/// The syntax tree of a pattern.
indirect enum Syntax: Sendable {
  /// Matches the empty string.
  case empty
  /// One character, or any of its case variants.
  case character(Unicode.Scalar, ignoringCase: Bool)
  /// One character of a set.
  case set(CharacterSet)
  /// A condition at a place between two characters.
  case assertion(Assertion)
  case sequence([Syntax])
  case alternatives([Syntax])
  /// Between `min` and `max` repetitions; a nil `max` is no limit.
  case repetition(Syntax, min: Int, max: Int?)

  /// The parts in sequence.
  static func joined(_ parts: [Syntax]) -> Syntax {
    parts.isEmpty ? .empty : parts.count == 1 ? parts[0] : .sequence(parts)
  }

  /// Repeats `node`; nested repetitions are merged where the result is the same, so that `a****` costs nothing.
  static func repeated(_ node: Syntax, min: Int, max: Int?) -> Syntax {
    if max == 0 { return .empty }
    if min == 1, max == 1 { return node }
    switch node {
    case .empty: return node
    case .repetition(let inner, let innerMin, let innerMax):
      if max == nil, min <= 1, innerMin <= 1 { return .repetition(inner, min: min * innerMin, max: nil) }
      if max == 1, innerMin == 0 { return node }
      if max == 1, innerMin == 1 { return .repetition(inner, min: 0, max: innerMax) }
    default: break
    }
    return .repetition(node, min: min, max: max)
  }
}

/// A condition on the characters on both sides of a place.
///
/// The edge of a line is not a word character.
enum Assertion: UInt8, Hashable, Sendable {
  case lineStart, lineEnd
  case wordBoundary, notWordBoundary, wordStart, wordEnd
  /// The two conditions of `-w`.
  case noWordBefore, noWordAfter

  /// The condition for text read backwards.
  var mirrored: Assertion {
    switch self {
    case .lineStart: .lineEnd
    case .lineEnd: .lineStart
    case .wordStart: .wordEnd
    case .wordEnd: .wordStart
    case .noWordBefore: .noWordAfter
    case .noWordAfter: .noWordBefore
    case .wordBoundary, .notWordBoundary: self
    }
  }

  /// Whether the condition holds between two neighbors.
  func holds(after before: Neighbor, before after: Neighbor) -> Bool {
    switch self {
    case .lineStart: before == .edge
    case .lineEnd: after == .edge
    case .wordBoundary: (before == .word) != (after == .word)
    case .notWordBoundary: (before == .word) == (after == .word)
    case .wordStart: before != .word && after == .word
    case .wordEnd: before == .word && after != .word
    case .noWordBefore: before != .word
    case .noWordAfter: after != .word
    }
  }

  /// The result if only the preceding character is known; nil if it depends on the next one.
  func settled(after before: Neighbor) -> Bool? {
    switch self {
    case .lineStart: before == .edge
    case .noWordBefore: before != .word
    case .wordStart: before == .word ? false : nil
    case .wordEnd: before == .word ? nil : false
    case .lineEnd, .noWordAfter, .wordBoundary, .notWordBoundary: nil
    }
  }
}

/// The property of a character that assertions test: outside the line, a word character, or another.
enum Neighbor: UInt8 {
  case edge, word, other
}
