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
    line(titles.map { Bytes(copying: $0) }, &output)
    line(titles.map { _ in "---" }, &output)
    for row in rows {
      var cells = [Bytes(copying: "[\(row.id)](\(row.id.url))"), ListMarkdown.escaped(base.fullName(of: row.id))]
      cells += more.cells(row.id, base).map(ListMarkdown.escaped)
      // A relation's text is markdown already; only what would end the cell is escaped.
      if isNarrowed { cells.append(Bytes(copying: relations.line(row).replacing("|", with: "\\|"))) }
      line(cells, &output)
    }
  }

  private func line(_ cells: [Bytes], _ output: inout Output) {
    for cell in cells {
      output.append("| ")
      output.text(cell)
      output.append(" ")
    }
    output.append("|\n")
  }

  /// Text in which nothing is markdown.
  static func escaped(_ text: Bytes) -> Bytes {
    guard text.contains(where: \.isMark) else { return text }
    var escaped: [UInt8] = []
    for byte in text {
      if byte.isMark { escaped.append(UInt8(ascii: "\\")) }
      escaped.append(byte)
    }
    return Bytes(copying: escaped)
  }
}

extension UInt8 {
  /// Whether the character may mean something in markdown, in the middle of a line.
  fileprivate var isMark: Bool {
    switch self {
    case UInt8(ascii: "|"), UInt8(ascii: "\\"), UInt8(ascii: "`"), UInt8(ascii: "*"), UInt8(ascii: "_"),
      UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "<"):
      true
    default: false
    }
  }
}
