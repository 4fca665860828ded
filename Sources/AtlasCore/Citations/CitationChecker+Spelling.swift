/// Suggestions for misspelled ids.
extension CitationChecker {
  /// The record that a misspelled id probably means.
  ///
  /// Typical mistakes are an extra or missing digit, the letters of another kind, and a sub-technique number without
  /// exactly three digits.
  ///
  /// - Parameter text: the misspelled id, with or without `AML.`.
  /// - Returns: the record; nil if no id of the release is similar enough.
  func suggestion(for text: Bytes) -> RecordID? {
    var rest = text
    _ = rest.eat(ignoringCase: "AML.")
    let letters = rest.eat(while: \.isLetter)
    let digits = rest.eat(while: \.isDigit)
    var sub: Int?
    if rest.eat(.dot) {
      let number = rest.eat(while: \.isDigit)
      sub = number.count <= 6 ? number.reduce(0) { $0 * 10 + Int($1 &- 0x30) } : nil
    }
    let numbers = CitationChecker.numbers(near: Array(digits))
    let kinds = RecordKind.allCases.filter { $0.prefix.lowercased() == letters.string.lowercased() }
    for kind in kinds + [.technique, .mitigation, .tactic, .caseStudy]
    where kinds.isEmpty || kinds.contains(kind) || digits.count == 4 {
      for number in numbers {
        let id = RecordID(kind, number)
        if let sub, (0...999).contains(sub), kind == .technique {
          let whole = RecordID(kind, number, sub: sub)
          if base.contains(whole) { return whole }
          let tens = RecordID(kind, number, sub: sub / 10)
          if sub >= 10, base.contains(tens) { return tens }
        }
        if base.contains(id) { return id }
      }
    }
    return nil
  }

  /// The four-digit numbers that differ from the digits by one extra or missing digit.
  private static func numbers(near digits: [UInt8]) -> [Int] {
    func number(_ digits: [UInt8]) -> Int { digits.reduce(0) { $0 * 10 + Int($1 &- 0x30) } }
    switch digits.count {
    case 4: return [number(digits)]
    case 3: return [number(digits)]
    case 5...8:
      var found: [Int] = []
      // Remove repeated digits first, then others from the end.
      let twice = digits.indices.dropFirst().filter { digits[$0] == digits[$0 - 1] }
      for index in twice + digits.indices.reversed() {
        var shorter = digits
        shorter.remove(at: index)
        let value = number(shorter)
        if value <= 9999, !found.contains(value) { found.append(value) }
      }
      return found
    default: return []
    }
  }

  /// Whether a tactic's number is so high that a technique is meant; ATLAS has few tactics.
  func isMisspelled(_ id: RecordID, _ meant: RecordID?) -> Bool {
    guard let meant, meant.kind != id.kind, id.kind == .tactic else { return false }
    return id.number > (base.ids(of: .tactic).last?.number ?? 0) + 8
  }
}

extension RecordID {
  /// Whether the number is in the range of ATT&CK techniques.
  var isOfAttack: Bool { kind == .technique && (1001...1999).contains(number) }
}
