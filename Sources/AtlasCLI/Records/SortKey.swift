import AtlasCore

/// By what a list can be sorted.
///
/// Names and places in an order go up; what is measured goes down, so that the newest, the most and the ripest come
/// first. Records that do not have what is asked for come last, and those that are alike keep the order of their kind.
enum SortKey: String, CaseIterable {
  case id, name, modified, created, maturity, date, position, mitigations, techniques
  case caseStudies = "case-studies"
  case steps

  /// The kinds of record that have it; nil for all.
  private var kinds: [RecordKind]? {
    switch self {
    case .id, .name, .modified, .created: nil
    case .maturity, .mitigations: [.technique]
    case .date, .steps: [.caseStudy]
    case .position: [.tactic]
    case .techniques: [.tactic, .mitigation]
    case .caseStudies: [.tactic, .technique]
    }
  }

  private var note: String {
    switch self {
    case .id, .name: ""
    case .modified, .created, .date: "newest first"
    case .maturity: "realized first"
    case .position: "column of the matrix"
    case .mitigations, .techniques, .caseStudies, .steps: "most first"
    }
  }

  /// Those by which lists of any of the kinds can be sorted.
  static func choices(of kinds: [RecordKind]) -> [Choice] {
    allCases.filter { key in key.kinds?.contains { kinds.contains($0) } ?? true }.map { Choice($0.rawValue, $0.note) }
  }

  /// `ids` in the order of the key, or the other way round.
  func sorted(_ ids: [RecordID], in base: KnowledgeBase, isReversed: Bool) -> [RecordID] {
    switch self {
    case .id: isReversed ? ids.sorted(by: >) : ids.sorted()
    case .name: sorted(ids, isReversed) { Bytes(copying: base.fullName(of: $0).map(\.lowercased)) }
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
    case .id, .name, .position: nil
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
  /// The title of a column that shows what a list is sorted by; nil where ids and names do already.
  var title: String? {
    switch self {
    case .id, .name: nil
    case .position: "Column"
    case .caseStudies: "Case studies"
    default: (rawValue.first?.uppercased() ?? "") + rawValue.dropFirst()
    }
  }

  /// What such a column says of a record.
  func text(_ id: RecordID, _ base: KnowledgeBase) -> Bytes {
    let text =
      switch self {
      case .modified, .created, .date: date(id, base)?.iso
      case .maturity: base.maturity(of: id)?.rawValue
      case .position: base.position(of: id).map { "\($0)" }
      default: measure(id, base).map { "\($0)" }
      }
    return Bytes(copying: text ?? "")
  }
}
