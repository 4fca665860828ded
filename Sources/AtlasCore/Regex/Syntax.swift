/// A pattern as a tree: what the parser makes of the words someone typed.
indirect enum Syntax: Sendable {
  /// Matches the empty string.
  case empty
  /// One character, or one that differs from it by case alone.
  case character(Unicode.Scalar, ignoringCase: Bool)
  /// One character of a set.
  case set(CharacterSet)
  /// A place between two characters.
  case assertion(Assertion)
  case sequence([Syntax])
  case alternatives([Syntax])
  /// As many as there are between `min` and `max`; nil is no limit.
  case repetition(Syntax, min: Int, max: Int?)

  /// The parts one after the other.
  static func joined(_ parts: [Syntax]) -> Syntax {
    parts.isEmpty ? .empty : parts.count == 1 ? parts[0] : .sequence(parts)
  }

  /// `node` repeated, with repetitions of repetitions made one where that is the same, so that `a****` costs nothing.
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

/// A condition on the characters at both sides of a place.
///
/// The edge of the line is no word character.
enum Assertion: UInt8, Hashable, Sendable {
  case lineStart, lineEnd
  case wordBoundary, notWordBoundary, wordStart, wordEnd
  /// The two halves of `-w`.
  case noWordBefore, noWordAfter

  /// The same condition for text read backwards.
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

  /// What is known when only the character before is: an answer, or nil when it depends on the next.
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

/// What an assertion asks of a character: whether there is one in this line, and whether it belongs to a word.
enum Neighbor: UInt8 {
  case edge, word, other
}
