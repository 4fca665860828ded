/// Finds the first occurrence of any of a few literals.
struct LiteralFinder: Sendable {
  private let literals: [Literal]
  private let pairs: [BytePair]
  private let reach: Int

  init(_ required: RequiredLiterals) { self.init(required.literals) }

  /// Creates a finder for `literals`, of which there must be at least one and none empty.
  init(_ literals: [Literal]) {
    self.literals = literals
    pairs = literals.map(BytePair.init)
    reach = literals.map(\.bytes.count).max() ?? 1
  }

  /// The first place from `from` on where a literal starts.
  func first(in text: Bytes, from: Int) -> Int? {
    var index = from
    while let candidate = text.firstCandidate(pairs, from: index, reach: reach) {
      for literal in literals where stands(literal, in: text, at: candidate) { return candidate }
      index = candidate &+ 1
    }
    return nil
  }

  private func stands(_ literal: Literal, in text: Bytes, at index: Int) -> Bool {
    guard index &+ literal.bytes.count <= text.endIndex else { return false }
    for offset in literal.bytes.indices where text[index &+ offset] | literal.cases[offset] != literal.bytes[offset] {
      return false
    }
    return true
  }
}
