/// What surrounds one record.
extension GraphAnswer {
  /// A technique, tactic or mitigation, and the records that it is directly related to.
  init(neighborhood subject: RecordID, limit: Int?, in base: KnowledgeBase) {
    self.init(.neighborhood, [subject])
    lanes = [Lane(.group(.subject))]
    nodes = [Node(id: subject, lane: 0, key: "\(subject)")]
    let limit = limit ?? .max
    if subject.kind == .technique {
      add(.tactics, base.tactics(of: subject).map { ($0, 1, []) }, .hasTechnique, limit)
    }
    if subject.kind == .technique || subject.kind == .tactic {
      add(.before, GraphAnswer.neighbors(.before, of: subject, in: base), .precedes, limit)
    }
    if subject.kind == .technique {
      add(.mitigations, base.uses(of: subject).map { ($0.source, 1, []) }, .mitigates, limit)
      add(.parent, (base.parent(of: subject).map { [$0] } ?? []).map { ($0, 1, []) }, .hasSubtechnique, limit)
      add(.subtechniques, base.subtechniques(of: subject).map { ($0, 1, []) }, .hasSubtechnique, limit)
    }
    if subject.kind == .technique || subject.kind == .tactic {
      add(.after, GraphAnswer.neighbors(.after, of: subject, in: base), .precedes, limit)
    }
    switch subject.kind {
    case .technique: add(.caseStudies, GraphAnswer.caseStudies(of: subject, in: base), .employs, limit)
    case .tactic: add(.techniques, base.techniques(of: subject).map { ($0, 1, []) }, .hasTechnique, limit)
    case .mitigation: add(.techniques, base.uses(of: subject).map { ($0.target, 1, []) }, .mitigates, limit)
    case .caseStudy: break
    }
  }

  private typealias Neighbor = (id: RecordID, count: Int, caseStudies: [(id: RecordID, count: Int)])

  /// Adds a lane, if there is anything in it.
  private mutating func add(_ group: Group, _ neighbors: [Neighbor], _ relation: Edge.Relation, _ limit: Int) {
    guard !neighbors.isEmpty else { return }
    var lane = Lane(.group(group))
    lane.omitted = max(0, neighbors.count - limit)
    for neighbor in neighbors.prefix(limit) {
      nodes.append(Node(id: neighbor.id, lane: lanes.count, key: "\(group.rawValue)-\(neighbor.id)"))
      let ends = group.isTarget ? (0, nodes.count - 1) : (nodes.count - 1, 0)
      edges.append(
        Edge(
          from: ends.0, to: ends.1, relation: relation, count: neighbor.count, caseStudies: neighbor.caseStudies))
    }
    lanes.append(lane)
  }

  private static func neighbors(
    _ direction: SequenceQuery.Direction, of subject: RecordID, in base: KnowledgeBase
  ) -> [Neighbor] {
    // The query fails for mixed kinds only, and here is one subject.
    let rows = (try? SequenceQuery(direction, [subject]).answer(in: base).rows) ?? []
    return rows.map { row in
      let caseStudies = row.caseStudies.map { id in
        (id: id, count: row.pairs.count { $0.caseStudy == id })
      }
      return (row.id, row.pairs.count, caseStudies)
    }
  }

  /// The case studies that used a technique, the latest first.
  private static func caseStudies(of technique: RecordID, in base: KnowledgeBase) -> [Neighbor] {
    var counts: [RecordID: Int] = [:]
    for step in base.steps(of: technique) { counts[step.source, default: 0] += 1 }
    let found = counts.map { id, count in (id: id, count: count, date: base.record(id)?.details.caseStudy?.date) }
    return found.sorted { one, other in
      guard one.date != other.date else { return one.id < other.id }
      guard let left = one.date, let right = other.date else { return one.date != nil }
      return left > right
    }.map { ($0.id, $0.count, [($0.id, $0.count)]) }
  }
}

extension GraphAnswer.Group {
  /// Whether edges go from the subject to the records of the group, and not the other way.
  package var isTarget: Bool {
    switch self {
    case .subtechniques, .after, .techniques: true
    case .subject, .tactics, .before, .mitigations, .parent, .caseStudies: false
    }
  }
}
