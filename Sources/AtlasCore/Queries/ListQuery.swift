/// A list of records: all of some kinds, or those related to given records, narrowed, sorted and cut.
public struct ListQuery: Sendable {
  /// The kinds of record to list, in the order in which they are listed.
  public var kinds: [RecordKind]
  /// Only records related to one of these, with how they are related; nil to list all.
  public var origins: [RecordID]?
  /// Whether the parent and the sub-techniques of each technique count as the technique, for `origins`.
  public var includesRelated = false
  /// The conditions that each record must meet.
  public var filter = RecordFilter()
  /// The order; nil for the order of the kinds: tactics as in the matrix, techniques of case studies by step, and other
  /// records by id.
  public var sortKey: SortKey?
  /// Whether the order is reversed.
  public var isReversed = false
  /// The greatest number of records to return; nil for all of them.
  public var limit: Int?

  /// A list of all records of `kinds`, to be narrowed by its properties.
  public init(_ kinds: [RecordKind] = RecordKind.allCases) { self.kinds = kinds }

  /// Lists the records of `base`.
  ///
  /// - Throws: when a word in the filter means no value of its property or several, or a pattern is not valid.
  public func answer(in base: KnowledgeBase) throws(FilterError) -> ListAnswer {
    var filter = filter
    filter.includesRelated = includesRelated
    let test = filter.isEmpty ? nil : try filter.test(in: base)
    let possible = kinds.filter(filter.possibleKinds.contains)
    var rows: [RelatedRecord] = []
    for kind in possible {
      let found =
        if let origins {
          base.related(kind, to: origins, includeRelated: includesRelated)
        } else {
          base.ordered(kind).map { RelatedRecord(id: $0, links: []) }
        }
      rows += test.map { test in found.filter { test.passes($0.id) } } ?? found
    }
    if effectiveSortKey == .step { rows = steps(of: rows) }
    let total = rows.count
    return ListAnswer(records: Array(ordered(rows, in: base).prefix(limit ?? .max)), total: total, kinds: possible)
  }

  /// The order, where nil means that of the kinds.
  private var effectiveSortKey: SortKey? {
    if let sortKey { return sortKey }
    guard let origins, !origins.isEmpty, kinds == [.technique] else { return nil }
    return origins.allSatisfy { $0.kind == .caseStudy } ? .step : nil
  }

  /// The records in the order of the steps that relate them, a row for each step; those without a step come last.
  private func steps(of rows: [RelatedRecord]) -> [RelatedRecord] {
    func rank(_ row: RelatedRecord) -> (Int, Int) {
      guard let link = row.links.first, let number = link.relation?.number else { return (.max, .max) }
      return (origins?.firstIndex(of: link.origin) ?? .max, number)
    }
    return rows.flatMap { $0.links.isEmpty ? [$0] : $0.separated }.sorted { rank($0) < rank($1) }
  }

  private func ordered(_ rows: [RelatedRecord], in base: KnowledgeBase) -> [RelatedRecord] {
    guard let sortKey = effectiveSortKey else { return isReversed ? rows.reversed() : rows }
    switch sortKey {
    case .step: return isReversed ? rows.reversed() : rows
    case .matches:
      let sorted = rows.sorted { $0.matches == $1.matches ? false : $0.matches > $1.matches }
      return isReversed ? sorted.reversed() : sorted
    default: break
    }
    let byID = Dictionary(uniqueKeysWithValues: rows.map { ($0.id, $0) })
    return sortKey.sorted(rows.map(\.id), in: base, isReversed: isReversed).compactMap { byID[$0] }
  }
}

/// The records that a `ListQuery` found.
public struct ListAnswer: Sendable {
  /// The records in the order asked for; each has links when the list was of related records.
  public let records: [RelatedRecord]
  /// How many records there would be without a limit.
  public let total: Int
  /// The kinds of record that could be in the list.
  public let kinds: [RecordKind]
}

extension ListQuery {
  /// How many more records the list has with the parents and sub-techniques of the techniques in `origins`.
  ///
  /// - Returns: 0 when it includes them already.
  /// - Throws: when the filter cannot be applied.
  public func countThroughRelated(in base: KnowledgeBase) throws(FilterError) -> Int {
    guard !includesRelated, let origins, origins.contains(where: { !base.relatives(of: $0).isEmpty }) else { return 0 }
    var wider = self
    wider.includesRelated = true
    wider.sortKey = .id
    wider.limit = nil
    return try wider.answer(in: base).records.count { $0.links.allSatisfy { $0.rolledUp != nil } }
  }
}

extension KnowledgeBase {
  /// The records of a kind in the order in which they are listed: tactics as in the matrix, others by id.
  public func ordered(_ kind: RecordKind) -> [RecordID] {
    kind == .tactic ? ids(of: kind).sorted(by: precedesInMatrix) : ids(of: kind)
  }
}

extension [RecordID] {
  /// Keeps the first of equal ids.
  package mutating func removeRepeated() {
    guard count > 1 else { return }
    var seen: Set<RecordID> = []
    removeAll { !seen.insert($0).inserted }
  }
}
