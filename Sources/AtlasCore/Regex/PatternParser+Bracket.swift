/// Bracket expressions: `[a-z]`, `[^"]`, `[]x]`, `[[:alpha:]_]`, and the forms of other dialects `[\w.-]`, `[\]]`.
extension PatternParser {
  mutating func bracket() throws(PatternError) -> CharacterSet {
    let start = rest
    rest = rest.dropFirst()
    if let kind = kindOutsideBrackets(start) { throw error(.kindOutsideBrackets(kind), at: start.startIndex) }
    let isNegated = rest.eat(UInt8(ascii: "^"))
    var set = CharacterSet()
    var isFirst = true
    while isFirst || rest.first != .closeBracket {
      isFirst = false
      let from = rest
      switch try member(of: start) {
      case .kind(let kind, let negated):
        set.insert(kind, negated: negated)
      case .character(let lower):
        note(lower)
        guard rest.first == .dash, rest.count > 1, rest.dropFirst().first != .closeBracket else {
          set.insert(lower...lower)
          continue
        }
        rest = rest.dropFirst()
        let upperStart = rest
        guard case .character(let upper) = try member(of: start) else {
          throw error(.rangeOfKinds(upperStart[upperStart.startIndex..<rest.startIndex]), at: upperStart.startIndex)
        }
        note(upper)
        guard lower <= upper else {
          throw error(.rangeBackwards(from[from.startIndex..<rest.startIndex]), at: from.startIndex)
        }
        set.insert(lower...upper)
      case .assertion:
        throw error(.unknownEscape(from[from.startIndex..<rest.startIndex]), at: from.startIndex)
      }
    }
    rest = rest.dropFirst()
    if ignoringCase { set.ignoreCase() }
    if isNegated { set.negate() }
    return set
  }

  /// One member: a character, an escape or a class.
  private mutating func member(of start: Bytes) throws(PatternError) -> Escape {
    let from = rest
    if rest.first == .backslash, rest.count > 1 { return try escape(inBracket: true) }
    if rest.eat("[:") {
      let name = rest.eat(while: \.isAlphanumeric)
      guard rest.eat(":]") else { throw error(.unclosedBracket, at: start.startIndex) }
      guard let kind = CharacterKind(name: name) else {
        throw error(.unknownKind(from[from.startIndex..<rest.startIndex]), at: from.startIndex)
      }
      return .kind(kind, negated: false)
    }
    for (opening, closing, what) in [
      ("[." as Bytes, ".]" as Bytes, PatternError.Unsupported.collatingElement), ("[=", "=]", .equivalenceClass),
    ] where rest.starts(with: opening) {
      let end = rest.range(of: closing)?.upperBound ?? rest.endIndex
      throw error(.unsupported(what, from[from.startIndex..<end]), at: from.startIndex)
    }
    guard let scalar = next() else { throw error(.unclosedBracket, at: start.startIndex) }
    return .character(scalar)
  }

  /// `[:space:]` without outer brackets, which would otherwise be a set of the letters in its name.
  private func kindOutsideBrackets(_ start: Bytes) -> Bytes? {
    var inside = start.dropFirst()
    guard inside.eat(.colon) else { return nil }
    inside.eat(while: \.isLetter)
    return inside.eat(":]") ? start[start.startIndex..<inside.startIndex] : nil
  }
}
