/// Graphs of the steps of case studies.
extension GraphAnswer {
  /// The steps of one case study, or of none if it has no steps.
  init(procedure studies: [RecordID], in base: KnowledgeBase) {
    self.init(.procedure, studies)
    let steps = studies.first.map(base.steps(of:)) ?? []
    let tactics = GraphAnswer.matrixOrder(steps.map(\.tactic), in: base)
    lanes = tactics.map { Lane(.tactic($0)) }
    for (index, step) in steps.enumerated() {
      let lane = tactics.firstIndex(of: step.tactic) ?? 0
      nodes.append(Node(id: step.target, lane: lane, steps: [step], key: "step-\(index + 1)"))
      guard index > 0 else { continue }
      edges.append(Edge(from: index - 1, to: index, relation: .precedes, caseStudies: [(step.source, 1)]))
    }
  }

  /// The procedures of several case studies, with one node for each technique.
  package init(overlay studies: [RecordID], in base: KnowledgeBase) {
    self.init(.overlay, studies)
    let procedures = studies.map(base.steps(of:))
    var uses: [RecordID: [Relation]] = [:]
    for step in procedures.joined() { uses[step.target, default: []].append(step) }
    let tacticOf = uses.mapValues { GraphAnswer.usualTactic(of: $0, in: base) }
    let tactics = GraphAnswer.matrixOrder(tacticOf.keys.sorted().map { tacticOf[$0] ?? nil }, in: base)
    lanes = tactics.map { Lane(.tactic($0)) }
    for (lane, tactic) in tactics.enumerated() {
      for id in tacticOf.keys.sorted() where tacticOf[id] == .some(tactic) {
        nodes.append(Node(id: id, lane: lane, steps: uses[id] ?? [], key: "\(id)"))
      }
    }
    let places = Dictionary(uniqueKeysWithValues: nodes.enumerated().map { ($1.id, $0) })
    var counts: [Pair: [(id: RecordID, count: Int)]] = [:]
    for (study, steps) in zip(studies, procedures) {
      for (first, second) in zip(steps, steps.dropFirst()) {
        guard let from = places[first.target], let to = places[second.target] else { continue }
        let pair = Pair(from: from, to: to)
        let known = counts[pair, default: []].last
        if let known, known.id == study { counts[pair, default: []].removeLast() }
        counts[pair, default: []].append((study, known?.id == study ? (known?.count ?? 0) + 1 : 1))
      }
    }
    edges = counts.keys.sorted { ($0.from, $0.to) < ($1.from, $1.to) }.map { pair in
      let caseStudies = (counts[pair] ?? []).sorted { $0.id < $1.id }
      return Edge(
        from: pair.from, to: pair.to, relation: .precedes, count: caseStudies.reduce(0) { $0 + $1.count },
        caseStudies: caseStudies)
    }
  }

  private struct Pair: Hashable {
    let from: Int
    let to: Int
  }

  /// Each tactic once, as in the matrix; an unknown tactic comes last.
  private static func matrixOrder(_ tactics: [RecordID?], in base: KnowledgeBase) -> [RecordID?] {
    var known = tactics.compactMap(\.self).sorted(by: base.precedesInMatrix)
    known.removeRepeated()
    return known + (tactics.contains(nil) ? [nil] : [])
  }

  /// The tactic of most of the steps; of several, the first in the matrix.
  private static func usualTactic(of steps: [Relation], in base: KnowledgeBase) -> RecordID? {
    var counts: [RecordID: Int] = [:]
    for step in steps { if let tactic = step.tactic { counts[tactic, default: 0] += 1 } }
    return counts.keys.min { one, other in
      let (left, right) = (counts[one] ?? 0, counts[other] ?? 0)
      return left == right ? base.precedesInMatrix(one, other) : left > right
    }
  }
}
