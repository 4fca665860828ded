import AtlasCore

/// A list of records as a table in markdown, its ids linked to the official pages.
struct ListMarkdown {
  let base: KnowledgeBase
  /// The kinds of record that may come; of one kind the columns that one scans for.
  let kinds: [RecordKind]
  /// Whether to say how each record is related to those asked for.
  var isNarrowed = false

  func write(_ rows: [ListedRecord], _ output: inout Output) {
    let more = ListColumns(kinds)
    let relations = RelationText(base: base, rows: rows)
    let titles = ["ID", "Name"] + more.columns.map(\.title) + (isNarrowed ? ["Relation"] : [])
    MarkdownTable.write(titles: titles.map { Bytes(copying: $0) }, &output)
    for row in rows {
      var cells = [
        Bytes(copying: base.isOfficial(row.id) ? "[\(row.id)](\(row.id.url))" : "\(row.id)"),
        MarkdownTable.escaped(base.fullNameBytes(of: row.id)),
      ]
      cells += more.cells(row.id, base).map(MarkdownTable.escaped)
      // A relation's text is markdown already; only what would end the cell is escaped.
      if isNarrowed {
        cells.append(
          Bytes(copying: base.portable(Bytes(copying: relations.line(row))).string.replacing("|", with: "\\|")))
      }
      MarkdownTable.write(cells, &output)
    }
  }
}
