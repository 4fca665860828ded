import AtlasCore

/// The matrix as a markdown page: a section a tactic, a bullet a technique.
///
/// Not a table: one of sixteen columns is too wide to be read anywhere.
struct MatrixMarkdown {
  let base: KnowledgeBase
  let answer: MatrixAnswer
  let showsSubtechniques: Bool

  func write(_ output: inout Output) {
    output.append("# ")
    output.text(MarkdownTable.escaped(Bytes(copying: answer.title)))
    output.append("\n\n")
    if !answer.legend.items.isEmpty {
      let title = answer.legend.title.isEmpty ? "" : answer.legend.title + ": "
      let items = answer.legend.items.map { "\($0.label) (\($0.count))" }.joined(separator: ", ")
      output.text(MarkdownTable.escaped(Bytes(copying: title + items)))
      output.append("\n\n")
    }
    for (index, column) in answer.columns.enumerated() {
      if index > 0 { output.newline() }
      output.append("## ")
      output.text(MarkdownTable.escaped(Bytes(copying: column.name)))
      output.append("\n\n")
      for cell in column.cells {
        write(cell, indent: 0, &output)
        // Marks of sub-techniques are facts that must not be lost.
        for sub in cell.subtechniques where showsSubtechniques || sub.mark != nil { write(sub, indent: 2, &output) }
      }
    }
  }

  private func write(_ cell: MatrixAnswer.Cell, indent: Int, _ output: inout Output) {
    output.spaces(indent)
    output.append("- ")
    let isMarked = cell.mark != nil
    if isMarked { output.append("**") }
    output.append(base.isOfficial(cell.technique) ? "[\(cell.technique)](\(cell.technique.url))" : "\(cell.technique)")
    output.append(" ")
    output.text(MarkdownTable.escaped(cell.nameBytes))
    if isMarked { output.append("**") }
    let facts = [cell.value, cell.mark?.category?.label ?? ""].filter { !$0.isEmpty }.joined(separator: ", ")
    if !facts.isEmpty {
      output.append(" (")
      output.text(MarkdownTable.escaped(Bytes(copying: facts)))
      output.append(")")
    }
    output.newline()
  }
}
