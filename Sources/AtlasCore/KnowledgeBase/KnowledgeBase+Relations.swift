/// The relations of one record, by what one asks for.
extension KnowledgeBase {
  /// The order of tactics: by their column in the matrix, those without one behind by id.
  package func precedesInMatrix(_ one: RecordID, _ other: RecordID) -> Bool {
    let columns = (position(of: one) ?? .max, position(of: other) ?? .max)
    return columns.0 == columns.1 ? one < other : columns.0 < columns.1
  }

  /// The tactics of a technique, in the order of the matrix.
  public func tactics(of technique: RecordID) -> [RecordID] {
    relations(of: technique).filter { $0.kind == .tacticTechnique && $0.target == technique }.map(\.source)
      .sorted(by: precedesInMatrix)
  }

  /// The techniques and sub-techniques of a tactic, by id.
  public func techniques(of tactic: RecordID) -> [RecordID] {
    relations(of: tactic).filter { $0.kind == .tacticTechnique }.map(\.target).sorted()
  }

  /// The technique that a sub-technique belongs to, when it is known.
  public func parent(of id: RecordID) -> RecordID? { id.parent.flatMap { contains($0) ? $0 : nil } }

  /// The sub-techniques of a technique, by id.
  public func subtechniques(of id: RecordID) -> [RecordID] {
    relations(of: id).filter { $0.kind == .subtechnique && $0.source == id }.map(\.target).sorted()
  }

  /// How mitigations apply to techniques: of a technique by the mitigation's id, of a mitigation by the technique's.
  public func uses(of id: RecordID) -> [Relation] {
    relations(of: id).filter { $0.kind == .mitigates }
      .sorted { ($0.source, $0.target) < ($1.source, $1.target) }
  }

  /// The steps of a case study in their order; the steps that employ a technique, or serve a tactic, by case study.
  public func steps(of id: RecordID) -> [Relation] { relations(of: id).filter { $0.kind == .employs } }

  /// The case studies that have to do with a technique or a tactic, by id.
  public func caseStudies(of id: RecordID) -> [RecordID] {
    var all: [RecordID] = []
    for relation in relations(of: id) {
      if relation.kind == .employs { all.append(relation.source) }
      if relation.kind == .tacticCaseStudy { all.append(relation.target) }
    }
    all.sort()
    // No set: the runtime would have to build the type, which takes longer than all the rest.
    var ids: [RecordID] = []
    for id in all where id != ids.last { ids.append(id) }
    return ids
  }
}
