/// The order of a list of records.
///
/// Ids, names and positions ascend. Dates and counts descend, so that the newest and the largest come first. Records
/// without the value come last, and records with equal values keep the order of their kind.
public enum SortKey: String, CaseIterable, Sendable {
  /// By id.
  case id
  /// By full name, ignoring case.
  case name
  /// By the date of the last change, newest first.
  case modified
  /// By the date of creation, newest first.
  case created
  /// Techniques by maturity, realized first.
  case maturity
  /// Case studies by date, newest first.
  case date
  /// Tactics by their column in the matrix.
  case position
  /// Techniques by their number of mitigations, most first.
  case mitigations
  /// Tactics and mitigations by their number of techniques, most first.
  case techniques
  /// Tactics and techniques by their number of case studies, most first.
  case caseStudies = "case-studies"
  /// Case studies by their number of procedure steps, most first.
  case steps
  /// Techniques of case studies by the number of the step, a row for each; only for lists of related records.
  case step
  /// By how many of the records asked for they are related to, most first; only for lists of related records.
  case matches

  /// Whether only related records have the value.
  public var isOfRelations: Bool { self == .step || self == .matches }

  /// The kinds of record that have the value; nil for all.
  package var kinds: [RecordKind]? {
    switch self {
    case .id, .name, .modified, .created, .matches: nil
    case .maturity, .mitigations, .step: [.technique]
    case .date, .steps: [.caseStudy]
    case .position: [.tactic]
    case .techniques: [.tactic, .mitigation]
    case .caseStudies: [.tactic, .technique]
    }
  }

  /// `ids` in the order of the key, or in reverse.
  package func sorted(_ ids: [RecordID], in base: KnowledgeBase, isReversed: Bool) -> [RecordID] {
    switch self {
    case .id: isReversed ? ids.sorted(by: >) : ids.sorted()
    case .name: sorted(ids, isReversed) { Bytes(copying: base.fullNameBytes(of: $0).map(\.lowercased)) }
    case .position: sorted(ids, isReversed) { base.position(of: $0) }
    default: sorted(ids, !isReversed) { measure($0, base) }
    }
  }

  private func sorted<Value: Comparable>(
    _ ids: [RecordID], _ isDown: Bool, by value: (RecordID) -> Value?
  ) -> [RecordID] {
    let rows = ids.enumerated().map { (place: $0, id: $1, value: value($1)) }
    let sorted = rows.sorted { one, other in
      guard let left = one.value, let right = other.value else {
        return one.value != nil || other.value == nil && one.place < other.place
      }
      if left == right { return one.place < other.place }
      return isDown ? left > right : left < right
    }
    return sorted.map(\.id)
  }

  private func measure(_ id: RecordID, _ base: KnowledgeBase) -> Int? {
    guard kinds?.contains(id.kind) ?? true else { return nil }
    return switch self {
    case .id, .name, .position, .step, .matches: nil
    case .modified, .created, .date: date(id, base).map { ($0.year * 100 + ($0.month ?? 0)) * 100 + ($0.day ?? 0) }
    case .maturity: base.maturity(of: id)?.rank
    case .techniques: id.kind == .tactic ? base.techniques(of: id).count : base.uses(of: id).count
    case .mitigations: base.uses(of: id).count
    case .caseStudies: base.caseStudies(of: id).count
    case .steps: base.steps(of: id).count
    }
  }

  private func date(_ id: RecordID, _ base: KnowledgeBase) -> PartialDate? {
    let record = base.record(id)
    return switch self {
    case .modified: record?.modified
    case .created: record?.created
    default: record?.details.caseStudy?.date
    }
  }
}

extension SortKey {
  /// The value by which `id` is sorted, as text; empty when the record has none.
  package func text(_ id: RecordID, _ base: KnowledgeBase) -> String {
    let text =
      switch self {
      case .id: id.description
      case .name: base.fullNameBytes(of: id).string
      case .modified, .created, .date: date(id, base)?.iso
      case .maturity: base.maturity(of: id)?.rawValue
      case .position: base.position(of: id).map { "\($0)" }
      default: measure(id, base).map { "\($0)" }
      }
    return text ?? ""
  }
}
