/// Objects that the id does not be in as the value of a key: it is the key of them, or is deeper.
extension NearbyNames {
  /// The name within the object that the id is the key of, or that refers to the id as STIX does.
  func entry() -> [Name] {
    let entries = entriesUnderKey() ?? entriesAroundReferences() ?? []
    return entries.filter { $0.key.isName && $0.key.subject.isEmpty }
      .map { Name(text: $0.value.unwrapped, standing: .named) }
  }

  // MARK: The id as a key

  /// What is under the id: `"AML.T0051": {"name": …}`, `AML.T0051: Technique(name=…)`, a block of YAML.
  private func entriesUnderKey() -> [Entry]? {
    var rest = text[unit.upperBound..<min(text.endIndex, unit.upperBound + NearbyNames.reach)]
    rest.eat(while: \.isWrapping)
    rest.eat { $0 == .space || $0 == .closeBracket }
    guard rest.eat(.colon) || rest.eat("=>") || rest.eat("=") else { return nil }
    rest.eat { $0 == .space || $0 == .tab }
    if rest.first == .newline || rest.first == .carriageReturn || rest.first == .hash {
      if let block = block() { return block }
    }
    rest.eat(while: \.isBlank)
    rest.eat { $0.isAlphanumeric || $0 == .dot || $0 == UInt8(ascii: "_") }
    guard let open = rest.first, open == UInt8(ascii: "{") || open == .openParenthesis else { return nil }
    return entries(from: rest.startIndex + 1)
  }

  /// The entries on the lines below the id's that are further indented, when nothing but the key is on its line.
  private func block() -> [Entry]? {
    var front = head
    let indent = front.eat { $0 == .space || $0 == .dash }.count
    guard front.allSatisfy(\.isWrapping) else { return nil }
    var entries: [Entry] = []
    var column: Int?
    var rest = text[line.upperBound..<min(text.endIndex, unit.upperBound + NearbyNames.reach)].dropFirst()
    while let next = rest.eatLine() {
      guard let own = next.indent else { continue }
      if own <= indent { break }
      column = column ?? own
      if own == column, let found = LineEntry(next), found.column == own { entries.append(found.entry) }
    }
    return entries.isEmpty ? nil : entries
  }

  // MARK: STIX

  /// The entries of the object whose `external_references` have the id as their `external_id`, or at the end of a `url`.
  ///
  /// Source: OASIS, STIX Version 2.1, 3.1 Common Properties.
  private func entriesAroundReferences() -> [Entry]? {
    var key = head
    guard key.drop(suffix: "\""), key.drop(lastWhile: { $0.isBlank || $0 == .colon }) > 0,
      key.hasSuffix(ignoringCase: "\"external_id\"") || key.hasSuffix(ignoringCase: "\"url\"")
    else { return nil }
    let low = unit.lowerBound - NearbyNames.farReach
    guard let reference = opening(before: unit.lowerBound, notBefore: low),
      let list = opening(before: reference, notBefore: low), text[list] == .openBracket
    else { return nil }
    var front = text[text.startIndex..<list]
    front.drop { $0.isBlank || $0 == .colon }
    guard front.hasSuffix(ignoringCase: "\"external_references\""),
      let object = opening(before: list, notBefore: low), text[object] == UInt8(ascii: "{")
    else { return nil }
    return entries(from: object + 1, to: NearbyNames.farReach)
  }
}
