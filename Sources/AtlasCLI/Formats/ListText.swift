import AtlasCore

/// A list of records: on a terminal columns to scan, in a pipe `ID<TAB>name`, which our own commands read back.
struct ListText {
  private let base: KnowledgeBase
  private let rows: [ListedRecord]
  /// What the list is sorted by, which is then shown.
  private let sortKey: SortKey?
  private let relations: RelationText

  init(base: KnowledgeBase, rows: [ListedRecord], sortKey: SortKey? = nil) {
    self.base = base
    self.rows = rows
    self.sortKey = sortKey
    relations = RelationText(base: base, rows: rows)
  }

  func write(_ output: inout Output) {
    guard output.isTerminal else { return rows.forEach { writePlain($0, &output) } }
    guard rows.first?.links == nil else { return rows.forEach { relations.write($0, &output) } }
    let groups = groups()
    for (index, group) in groups.enumerated() {
      if groups.count > 1 {
        if index > 0 { output.newline() }
        output.text("\(group.kinds[0].heading) (\(group.rows.count))", as: .heading)
        output.newline()
      }
      writeColumns(group, &output)
    }
  }

  private func writePlain(_ row: ListedRecord, _ output: inout Output) {
    output.append(row.id.description)
    output.append("\t")
    output.text(base.fullName(of: row.id))
    if row.links != nil {
      output.append("\t")
      output.text(relations.line(row))
    }
    output.newline()
  }

  // MARK: On a terminal

  private typealias Group = (kinds: [RecordKind], rows: ArraySlice<ListedRecord>)

  /// The rows by kind, where the kinds follow each other; else all of them together.
  private func groups() -> [Group] {
    var groups: [Group] = []
    for (index, row) in rows.enumerated() {
      if groups.last?.kinds[0] == row.id.kind {
        groups[groups.count - 1].rows = rows[groups[groups.count - 1].rows.startIndex...index]
      } else if groups.contains(where: { $0.kinds[0] == row.id.kind }) {
        return [(RecordKind.allCases, rows[...])]
      } else {
        groups.append(([row.id.kind], rows[index...index]))
      }
    }
    return groups
  }

  private func writeColumns(_ group: Group, _ output: inout Output) {
    let more = ListColumns(group.kinds)
    let name = Columns.Column(title: "Name", minimum: 28, isWrapped: true)
    let sorted = sortKey.flatMap { key in
      key.title.flatMap { title in more.columns.contains { $0.title == title } ? nil : (key: key, title: title) }
    }
    let extra = sorted.map { [Columns.Column(title: $0.title, role: .note)] } ?? []
    var columns = Columns(
      [Columns.Column(title: "ID", role: .id)] + extra + more.columns[..<more.leading] + [name]
        + more.columns[more.leading...])
    /// The technique under which the row stands: right below it a sub-technique goes by its own name.
    var parent: RecordID?
    for row in group.rows {
      let isInContext = row.id.parent != nil && row.id.parent == parent
      if !isInContext { parent = row.id.parent == nil ? row.id : nil }
      let shownName =
        isInContext ? Bytes(copying: "  " + base.name(of: row.id).string) : base.fullName(of: row.id)
      let cells = more.cells(row.id, base).map { Columns.Cell.text($0, nil) }
      columns.add(
        [.id(row.id)] + (sorted.map { [.text($0.key.text(row.id, base), nil)] } ?? [])
          + cells[..<more.leading] + [.text(shownName, nil)] + cells[more.leading...])
    }
    columns.write(&output)
  }
}
