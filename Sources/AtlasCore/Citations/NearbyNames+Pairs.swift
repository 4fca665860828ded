/// Keys and values: JSON, YAML, TOML, the arguments of a call.
extension NearbyNames {
  /// The values beside the id's in the same object whose keys call them its name.
  func siblings() -> [Name] {
    let entries = bracedEntries() ?? lineEntries()
    guard
      let own = entries.first(where: { $0.value.startIndex <= unit.lowerBound && $0.value.endIndex >= unit.upperBound }
      ),
      own.value.unwrapped.count <= unit.count
    else { return [] }
    let subject = own.key.subject
    return entries.filter { $0.key.isName && $0.key.subject == subject }
      .map { Name(text: $0.value.unwrapped, standing: .named) }
  }

  struct Entry {
    let key: FieldKey
    let value: Bytes
  }

  // MARK: Braces

  /// The entries of the braces or parentheses around the id; nil when there are none in reach.
  private func bracedEntries() -> [Entry]? {
    guard let index = opening(before: unit.lowerBound, notBefore: unit.lowerBound - NearbyNames.reach),
      text[index] != .openBracket
    else { return nil }
    let entries = entries(from: index + 1)
    return entries.isEmpty ? nil : entries
  }

  /// The brace, bracket or parenthesis that is open at `place`; nil when there is not one in reach.
  func opening(before place: Int, notBefore low: Int) -> Int? {
    let low = max(text.startIndex, low)
    var depth = 0
    var place = place
    while let index = text.lastBracket(before: place, notBefore: low) {
      switch text[index] {
      case UInt8(ascii: "}"), .closeParenthesis, .closeBracket: depth += 1
      default:
        if depth == 0 { return index }
        depth -= 1
      }
      place = index
    }
    return nil
  }

  /// The entries of an object whose brace is before `start`, as far as they are in reach.
  func entries(from start: Int, to reach: Int = NearbyNames.reach) -> [Entry] {
    var entries: [Entry] = []
    var rest = text[start..<min(text.endIndex, unit.upperBound + reach)]
    while true {
      rest.eat { $0.isBlank || $0 == .comma }
      guard let key = eatScalar(&rest), !key.isEmpty else { return entries }
      rest.eat(while: \.isBlank)
      guard rest.eat(.colon) || rest.eat("=") else { return entries }
      rest.eat(while: \.isBlank)
      if let first = rest.first, first == UInt8(ascii: "{") || first == .openBracket || first == .openParenthesis {
        guard skipNested(&rest) else { return entries }
      } else {
        guard let value = eatScalar(&rest) else { return entries }
        entries.append(Entry(key: FieldKey(key), value: value))
      }
    }
  }

  /// Takes a string in quotes, or what is up to the next sign.
  private func eatScalar(_ rest: inout Bytes) -> Bytes? {
    guard let mark = rest.first else { return nil }
    guard mark == .quote || mark == UInt8(ascii: "'") else {
      return rest.eat {
        $0 != .comma && $0 != .colon && $0 != UInt8(ascii: "=") && $0 != UInt8(ascii: "}") && $0 != .closeParenthesis
          && $0 != .closeBracket && $0 != .newline && $0 != UInt8(ascii: "{")
      }.trimmed
    }
    let start = rest.startIndex
    rest = rest.dropFirst()
    while let byte = rest.first {
      rest = rest.dropFirst()
      if byte == .backslash { rest = rest.dropFirst() }
      if byte == mark { return text[start..<rest.startIndex] }
    }
    return nil
  }

  /// Leaves a nested object; false when its end is out of reach.
  private func skipNested(_ rest: inout Bytes) -> Bool {
    var depth = 0
    while let byte = rest.first {
      if byte == .quote {
        guard eatScalar(&rest) != nil else { return false }
        continue
      }
      rest = rest.dropFirst()
      switch byte {
      case UInt8(ascii: "{"), .openBracket, .openParenthesis: depth += 1
      case UInt8(ascii: "}"), .closeBracket, .closeParenthesis: depth -= 1
      default: break
      }
      if depth == 0 { return true }
    }
    return false
  }
}
