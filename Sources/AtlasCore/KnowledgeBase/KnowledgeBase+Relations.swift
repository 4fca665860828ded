/// The relations of one record, by topic.
extension KnowledgeBase {
  /// The order of tactics: by position in the matrix; tactics without a position come last, by id.
  package func precedesInMatrix(_ one: RecordID, _ other: RecordID) -> Bool {
    let columns = (position(of: one) ?? .max, position(of: other) ?? .max)
    return columns.0 == columns.1 ? one < other : columns.0 < columns.1
  }

  /// The tactics of a technique, in matrix order.
  public func tactics(of technique: RecordID) -> [RecordID] {
    relations(.tacticTechnique, of: technique).filter { $0.target == technique }.map(\.source)
      .sorted(by: precedesInMatrix)
  }

  /// Whether a technique has the tactic, or a step of a case study uses it for the tactic.
  package func pairs(_ technique: RecordID, with tactic: RecordID) -> Bool {
    guard let row = index.row(of: technique), let wanted = index.row(of: tactic) else { return false }
    return index.record(row).rows(.firstEdge, .edgeCount, of: index.edges).contains { edge in
      let relation = index.relation(index.edge(edge))
      return switch Relation.Kind(rawValue: relation[.kind]) {
      case .tacticTechnique: relation[.source] == wanted && relation[.target] == row
      case .employs: relation[.tactic] == wanted + 1
      default: false
      }
    }
  }

  /// The techniques and sub-techniques of a tactic, by id.
  public func techniques(of tactic: RecordID) -> [RecordID] {
    relations(.tacticTechnique, of: tactic).map(\.target).sorted()
  }

  /// The parent of a sub-technique, if known.
  public func parent(of id: RecordID) -> RecordID? { id.parent.flatMap { contains($0) ? $0 : nil } }

  /// The sub-techniques of a technique, by id.
  public func subtechniques(of id: RecordID) -> [RecordID] {
    relations(.subtechnique, of: id).filter { $0.source == id }.map(\.target).sorted()
  }

  /// The relations between mitigations and techniques: for a technique by mitigation id, for a mitigation by technique
  /// id.
  public func uses(of id: RecordID) -> [Relation] {
    relations(.mitigates, of: id).sorted { ($0.source, $0.target) < ($1.source, $1.target) }
  }

  /// The steps of a case study in order; for a technique or tactic, its steps by case study.
  public func steps(of id: RecordID) -> [Relation] { relations(.employs, of: id) }

  /// The case studies related to a technique or a tactic, by id.
  public func caseStudies(of id: RecordID) -> [RecordID] {
    var all: [RecordID] = []
    for relation in relations(of: id) {
      if relation.kind == .employs { all.append(relation.source) }
      if relation.kind == .tacticCaseStudy { all.append(relation.target) }
    }
    all.sort()
    // Building the type `Set` at runtime would take longer than everything else here.
    var ids: [RecordID] = []
    for id in all where id != ids.last { ids.append(id) }
    return ids
  }
}
