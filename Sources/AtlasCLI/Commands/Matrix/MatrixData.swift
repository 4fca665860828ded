import AtlasCore

/// The matrix for programs.
struct MatrixData {
  let base: KnowledgeBase
  let answer: MatrixAnswer

  /// The techniques and sub-techniques of each tactic, a row each.
  var table: AnswerTable {
    let columns: [AnswerTable.Column] = [
      .init(key: "id", title: "ID"), .init(key: "name", title: "Name"), .init(key: "tactic", title: "Tactic"),
      .init(key: "tacticName", title: "Tactic name"), .init(key: "marked", title: "Marked"),
      .init(key: "score", title: "Score"), .init(key: "category", title: "Category"),
      .init(key: "step", title: "Step"), .init(key: "value", title: "Value"),
      .init(key: "comment", title: "Comment"),
    ]
    var rows: [[Value]] = []
    for column in answer.columns {
      for cell in column.cells {
        rows.append(row(cell, column, name: cell.nameBytes))
        for sub in cell.subtechniques {
          let name = Array(cell.nameBytes) + Array(": ".utf8) + sub.nameBytes
          rows.append(row(sub, column, name: Bytes(copying: name)))
        }
      }
    }
    return AnswerTable(columns: columns, rows: rows)
  }

  private func row(_ cell: MatrixAnswer.Cell, _ column: MatrixAnswer.Column, name: Bytes) -> [Value] {
    [.id(cell.technique), .string(name), .id(column.tactic), .string(Bytes(copying: column.name))] + facts(cell)
  }

  /// How a cell is marked and shaded.
  private func facts(_ cell: MatrixAnswer.Cell) -> [Value] {
    var step: Int?
    if case .step(let number) = cell.paint { step = number }
    return [
      answer.hasMarks ? .bool(cell.mark != nil) : .null, .score(cell.mark?.score),
      .text(cell.mark?.category?.rawValue), .number(step), cell.value.isEmpty ? .null : .text(cell.value),
      .string(cell.mark?.comment.map { Bytes(copying: $0) }),
    ]
  }

  /// The whole matrix.
  var object: Value {
    .keyed(
      ("title", .string(Bytes(copying: answer.title))), ("release", .string(base.release.versionBytes)),
      ("measure", .text(answer.measure?.rawValue)), ("techniqueCount", .number(answer.techniqueCount)),
      ("markedCount", answer.hasMarks ? .number(answer.markedCount) : .null),
      (
        "legend",
        .array(
          answer.legend.items.map { item in
            .keyed(
              ("label", .string(Bytes(copying: item.label))), ("count", .number(item.count)),
              ("fill", .text(MatrixScale.fill(item.paint))), ("ink", .text(MatrixScale.ink(item.paint))))
          })
      ),
      (
        "tactics",
        .array(
          answer.columns.map { column in
            .keyed(
              ("id", .id(column.tactic)), ("name", .string(Bytes(copying: column.name))),
              ("shortName", .string(Bytes(copying: column.shortName))),
              ("techniques", .array(column.cells.map(object))))
          })
      ))
  }

  private func object(_ cell: MatrixAnswer.Cell) -> Value {
    let keys: [StaticString] = ["marked", "score", "category", "step", "value", "comment"]
    return .object(
      [("id", .id(cell.technique)), ("name", .string(cell.nameBytes))]
        + zip(keys, facts(cell)).map { (key: $0, value: $1) }
        + [("subtechniques", .array(cell.subtechniques.map(object)))])
  }
}
