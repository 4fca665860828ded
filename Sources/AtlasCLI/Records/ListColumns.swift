import AtlasCore

/// What one scans the list of a kind for, besides ids and names.
struct ListColumns {
  let columns: [Columns.Column]
  /// How many of the columns are before the name: those whose cells are short and alike.
  let leading: Int
  /// The texts under the columns, read from the record's page only where the index does not have them.
  let cells: @Sendable (RecordID, KnowledgeBase) -> [Bytes]

  /// The columns of one kind; of several, which kind each record is of.
  init(_ kinds: [RecordKind]) {
    guard kinds.count == 1 else {
      columns = [Columns.Column(title: "Kind", role: .note)]
      leading = 1
      cells = { id, _ in [Bytes(copying: id.sub == nil ? id.kind.noun() : "sub-technique")] }
      return
    }
    switch kinds[0] {
    case .tactic:
      leading = 1
      columns = [
        Columns.Column(title: "Column", role: .note, isNumber: true, dispensability: 2),
        Columns.Column(title: "Techniques", role: .note, isNumber: true, dispensability: 1),
      ]
      cells = { id, base in
        [base.position(of: id).map { "\($0)" } ?? "", "\(base.techniques(of: id).count)"].map { Bytes(copying: $0) }
      }
    case .technique:
      leading = 1
      columns = [
        Columns.Column(title: "Maturity", role: .note, dispensability: 1),
        Columns.Column(title: "Tactics", role: .tactic, dispensability: 2),
      ]
      cells = { id, base in
        [base.maturity(of: id)?.word ?? .empty, ListColumns.joined(base.tactics(of: id).map(base.nameBytes))]
      }
    case .mitigation:
      leading = 0
      columns = [Columns.Column(title: "Category", role: .note, minimum: 17, dispensability: 1)]
      cells = { id, base in [ListColumns.joined(base.record(id)?.details.mitigation?.categoriesBytes ?? [])] }
    case .caseStudy:
      leading = 2
      columns = [
        Columns.Column(title: "Date", role: .note, dispensability: 1),
        Columns.Column(title: "Type", role: .note, dispensability: 2),
        Columns.Column(title: "Target", role: .note, dispensability: 3),
      ]
      cells = { id, base in
        let study = base.record(id)?.details.caseStudy
        return [
          Bytes(copying: study?.date?.iso ?? ""), Bytes(copying: study?.type?.rawValue ?? ""),
          study?.targetBytes ?? .empty,
        ]
      }
    }
  }

  /// The columns without those in which a filter leaves one value for all rows.
  init(_ kinds: [RecordKind], narrowedBy filter: RecordFilter) {
    let all = ListColumns(kinds)
    let constant = [
      filter.tactics?.count == 1 ? "Tactics" : nil, filter.maturities?.count == 1 ? "Maturity" : nil,
      filter.categories?.count == 1 ? "Category" : nil, filter.types?.count == 1 ? "Type" : nil,
      filter.targets?.count == 1 ? "Target" : nil,
    ]
    let kept = all.columns.indices.filter { !constant.contains(all.columns[$0].title) }
    columns = kept.map { all.columns[$0] }
    leading = kept.count { $0 < all.leading }
    cells = { id, base in
      let cells = all.cells(id, base)
      return kept.map { cells[$0] }
    }
  }

  private static func joined(_ texts: [Bytes]) -> Bytes {
    texts.count == 1 ? texts[0] : Bytes(copying: texts.map(\.string).joined(separator: ", "))
  }
}
