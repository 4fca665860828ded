/// Merges the steps of a procedure, as stated on the pages of the case study and of its techniques.
extension Linker {
  /// The steps in which one case study uses one technique.
  ///
  /// Numbered steps define the result. Text without a number is merged into the only step, or dropped if there are
  /// several.
  mutating func steps(_ told: [Linked]) -> [Linked] {
    // The case study's own page takes precedence.
    let told = told.filter(\.isOwn) + told.filter { !$0.isOwn }
    var numbered: [Linked] = []
    var rows: [Int: Int] = [:]
    for step in told {
      guard let number = step.number else { continue }
      guard let row = rows[number] else {
        rows[number] = numbered.count
        numbered.append(step)
        continue
      }
      if let one = numbered[row].tactic, let other = step.tactic, one != other {
        let reason = "step \(number) of \(step.source) serves \(other) here, \(one) elsewhere"
        findings.append(Finding(.warning, .contradiction, at: step.place, reason))
      }
      numbered[row] = Linker.longer(numbered[row], step)
    }
    let rest = told.filter { $0.number == nil }
    if numbered.isEmpty { return unnumbered(rest) }
    if numbered.count == 1 { return [rest.reduce(numbered[0]) { Linker.longer($0, $1) }] }
    let texts = Set(numbered.map(\.text.text))
    for step in rest where !step.text.source.isEmpty && !texts.contains(step.text.text) {
      let reason = "this text fits any of the \(numbered.count) steps of \(step.source) and is dropped: number it"
      findings.append(Finding(.note, .ambiguousText, at: step.place, reason))
    }
    return numbered
  }

  /// Merges steps without numbers: one for each tactic.
  ///
  /// A step without a tactic is merged into the first.
  private func unnumbered(_ told: [Linked]) -> [Linked] {
    var steps: [Linked] = []
    var rows: [RecordID: Int] = [:]
    for step in told.filter({ $0.tactic != nil }) + told.filter({ $0.tactic == nil }) {
      guard let row = step.tactic.map({ rows[$0] }) ?? steps.indices.first else {
        if let tactic = step.tactic { rows[tactic] = steps.count }
        steps.append(step)
        continue
      }
      steps[row] = Linker.longer(steps[row], step)
    }
    return steps
  }

  /// Steps of one case study with the same number and different techniques; this needs two pages.
  static func sharedNumbers(_ relations: [Linked]) -> [Finding] {
    zip(relations, relations.dropFirst()).compactMap { one, other in
      guard one.kind == .employs, other.kind == .employs, one.source == other.source, let number = other.number,
        one.number == number
      else { return nil }
      let (here, elsewhere) = one.isOwn ? (other, one) : (one, other)
      let reason = "step \(number) of \(one.source) employs \(here.target) here, \(elsewhere.target) elsewhere"
      return Finding(.warning, .contradiction, at: here.place, reason)
    }
  }
}
