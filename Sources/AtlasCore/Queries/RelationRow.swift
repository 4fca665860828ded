/// A record and one related to it: a row of a sheet with both sides.
public struct RelationRow: Sendable {
  /// The record on the left.
  public let record: RecordID
  /// The record on the right.
  public let related: RecordID
  /// The steps and texts that relate the two; at least one.
  public let paths: [RelatedRecord.Path]

  /// What the right side of a sheet holds.
  public enum Side: String, CaseIterable, Sendable {
    case tactics, techniques, mitigations
    case caseStudies = "case-studies"
    /// The procedure steps: of a case study its techniques, of other records the case studies.
    case steps

    /// The kind of record on the right of records of `kind`; nil where the two are not related.
    public func kind(for kind: RecordKind) -> RecordKind? {
      let related: RecordKind =
        switch self {
        case .tactics: .tactic
        case .techniques: .technique
        case .mitigations: .mitigation
        case .caseStudies: .caseStudy
        case .steps: kind == .caseStudy ? .technique : .caseStudy
        }
      return related == kind || self == .steps && kind == .mitigation ? nil : related
    }
  }
}

extension KnowledgeBase {
  /// A row for each record related to one of `ids`, in their order; with `.steps` a row for each step, in the order of
  /// the steps.
  ///
  /// - Parameters:
  ///   - side: what the right side holds.
  ///   - ids: the records on the left; those that have no related record have no row.
  ///   - includeRelated: whether the parent and the sub-techniques of each technique count as the technique.
  /// - Returns: the rows.
  public func rows(
    with side: RelationRow.Side, of ids: [RecordID], includeRelated: Bool = false
  ) -> [RelationRow] {
    ids.flatMap { id -> [RelationRow] in
      guard let kind = side.kind(for: id.kind) else { return [] }
      let found = related(kind, to: [id], includeRelated: includeRelated)
      guard side == .steps else { return found.map { RelationRow(record: id, related: $0.id, paths: $0.links) } }
      let steps = found.flatMap { row in row.links.map { RelationRow(record: id, related: row.id, paths: [$0]) } }
      guard id.kind == .caseStudy else { return steps }
      return steps.sorted { ($0.paths[0].relation?.number ?? .max) < ($1.paths[0].relation?.number ?? .max) }
    }
  }
}
