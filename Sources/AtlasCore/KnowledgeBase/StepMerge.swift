/// The steps of a procedure, as the pages of the case study and of its techniques tell them.
extension Linker {
  /// The steps in which one case study employs one technique.
  ///
  /// Those that a page numbers are the measure; text without a number joins the only one there is, and is dropped where
  /// several could be meant.
  mutating func steps(_ told: [Linked]) -> [Linked] {
    var steps: [Linked] = []
    for step in told where step.number != nil {
      guard let same = steps.firstIndex(where: { $0.number == step.number }) else {
        steps.append(step)
        continue
      }
      if let one = steps[same].tactic, let other = step.tactic, one != other {
        let reason = "step \(step.number ?? 0) of \(step.source) serves \(other) here, \(one) elsewhere"
        findings.append(Finding(.warning, .contradiction, at: step.place, reason))
      }
      steps[same] = Linker.longer(steps[same], step)
    }
    let isNumbered = !steps.isEmpty
    for step in told where step.number == nil {
      if isNumbered {
        if steps.count == 1 {
          steps[0] = Linker.longer(steps[0], step)
        } else if !step.text.source.isEmpty, !steps.contains(where: { $0.text.text == step.text.text }) {
          let reason = "this text fits any of the \(steps.count) steps of \(step.source) and is dropped: number it"
          findings.append(Finding(.note, .ambiguousText, at: step.place, reason))
        }
      } else if let same = steps.firstIndex(where: {
        $0.tactic == nil || step.tactic == nil || $0.tactic == step.tactic
      }) {
        steps[same] = Linker.longer(steps[same], step)
      } else {
        steps.append(step)
      }
    }
    return steps
  }

  /// Steps of one case study that have the same number and different techniques, which only two pages can tell.
  static func sharedNumbers(_ relations: [Linked]) -> [Finding] {
    zip(relations, relations.dropFirst()).compactMap { one, other in
      guard one.kind == .employs, other.kind == .employs, one.source == other.source, let number = other.number,
        one.number == number
      else { return nil }
      let reason = "step \(number) of \(one.source) employs \(other.target) here, \(one.target) elsewhere"
      return Finding(.warning, .contradiction, at: other.place, reason)
    }
  }
}
