import AtlasCore

/// A list of records: on a terminal columns to scan, in a pipe `ID<TAB>name`, which our own commands read back.
struct ListText {
  private let base: KnowledgeBase
  private let rows: [ListedRecord]
  /// How many rows there would be without a limit.
  private let total: Int
  /// What the list is sorted by, which is then shown.
  private let sortKey: SortKey?
  private let relations: RelationText
  /// What the list was narrowed by, which need not be repeated in each row.
  private let filter: RecordFilter

  init(
    base: KnowledgeBase, rows: [ListedRecord], of total: Int, sortKey: SortKey? = nil,
    filter: RecordFilter = RecordFilter()
  ) {
    self.filter = filter
    self.base = base
    self.rows = rows
    self.total = total
    self.sortKey = sortKey
    relations = RelationText(base: base, rows: rows)
  }

  func write(_ output: inout Output) {
    guard output.isTerminal else { return rows.forEach { writePlain($0, &output) } }
    if rows.first?.links != nil || (output.width ?? .max) < ListText.leastForColumns {
      for row in rows { relations.write(row, &output) }
    } else {
      writeGroups(&output)
    }
    writeFoot(&output)
  }

  private func writeGroups(_ output: inout Output) {
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
    output.text(base.fullNameBytes(of: row.id))
    if row.links != nil {
      output.append("\t")
      output.text(relations.line(row))
    }
    if let mark = row.mark {
      output.append("\t\(mark.scoreText)\t")
      output.text(mark.comment ?? "")
    }
    output.newline()
  }

  // MARK: On a terminal

  /// Below this width a table has no room for names.
  private static let leastForColumns = 44

  /// How many records were listed, and of which release that is true.
  private func writeFoot(_ output: inout Output) {
    guard let first = rows.first else { return }
    // Techniques of a case study have a row for each step.
    let steps = rows.count - Set(rows.map(\.id)).count
    let isOneKind = rows.allSatisfy { $0.id.kind == first.id.kind }
    let noun = isOneKind ? first.id.kind.noun(total) : total == 1 ? "record" : "records"
    let count = rows.count == total ? "\(total)" : "\(rows.count) of \(total)"
    let release = base.release.versionBytes.map { " · release \($0.string)" } ?? ""
    output.newline()
    var wrap = Wrap(width: output.proseWidth)
    wrap.add("\(count) \(steps > 0 ? total == 1 ? "step" : "steps" : noun)\(release)", as: .note, to: &output)
    wrap.finish(&output)
  }

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
    let more = ListColumns(group.kinds, narrowedBy: filter)
    let name = Columns.Column(title: "Name", minimum: 28, isWrapped: true)
    let sorted = sortKey.flatMap { key in
      key.title.flatMap { title in more.columns.contains { $0.title == title } ? nil : (key: key, title: title) }
    }
    let hasScores = group.rows.contains { $0.mark?.score != nil }
    let hasCategories = group.rows.contains { $0.mark?.category != nil }
    let extra =
      (hasScores ? [Columns.Column(title: "Score", role: .note, isNumber: true)] : [])
      + (hasCategories ? [Columns.Column(title: "Category", role: .note)] : [])
      + (sorted.map { [Columns.Column(title: $0.title, role: .note)] } ?? [])
    var columns = Columns(
      [Columns.Column(title: "ID", role: .id)] + extra + more.columns[..<more.leading] + [name]
        + more.columns[more.leading...])
    /// The technique under which the row is: right below it a sub-technique goes by its own name.
    var parent: RecordID?
    for row in group.rows {
      let isInContext = row.id.parent != nil && row.id.parent == parent
      if !isInContext { parent = row.id.parent == nil ? row.id : nil }
      let shownName =
        isInContext ? Bytes(copying: "  " + base.nameBytes(of: row.id).string) : base.fullNameBytes(of: row.id)
      let cells = more.cells(row.id, base).map { Columns.Cell.text($0, nil) }
      var line: [Columns.Cell] = [.id(row.id)]
      if hasScores { line.append(.text(Bytes(copying: row.mark?.scoreText ?? ""), nil)) }
      if hasCategories { line.append(.text(Bytes(copying: row.mark?.category?.label ?? ""), nil)) }
      if let sorted { line.append(.text(Bytes(copying: sorted.key.text(row.id, base)), nil)) }
      columns.add(line + cells[..<more.leading] + [.text(shownName, nil)] + cells[more.leading...])
    }
    columns.write(&output)
  }
}
