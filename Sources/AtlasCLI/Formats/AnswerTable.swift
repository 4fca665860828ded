import AtlasCore

/// An answer that is rows of values, for programs: declared once by its columns, written in any format but text.
struct AnswerTable {
  struct Column: Sendable {
    /// The key in JSON, and the name in CSV and TSV.
    let key: StaticString
    /// The heading in markdown.
    let title: String
    /// Whether only JSON has it: what nests has no place in a table.
    var isNested = false
  }

  let columns: [Column]
  /// The values of the columns of each row; a long answer makes them as they are written.
  var rows: any Sequence<[Value]>

  func write(_ format: Format, _ output: inout Output) {
    switch format {
    case .json:
      writeArray(&output)
    case .jsonl:
      for row in rows {
        output.json(object(row), isIndented: false)
        output.newline()
      }
    case .csv: writeDelimited(.csv, &output)
    case .tsv: writeDelimited(.tsv, &output)
    case .text, .markdown: writeMarkdown(&output)
    case .ids:
      for row in rows {
        guard case .id(let id)? = row.first else { continue }
        output.append("\(id)\n")
      }
    }
  }

  /// The rows as JSON has them.
  var objects: [Value] { rows.map(object) }

  /// Writes the rows as `JSONWriter` writes an array.
  private func writeArray(_ output: inout Output) {
    var isEmpty = true
    output.append("[")
    for row in rows {
      output.append(isEmpty ? "\n  " : ",\n  ")
      output.json(object(row), isIndented: true, depth: 1)
      isEmpty = false
    }
    output.append(isEmpty ? "]\n" : "\n]\n")
  }

  private func object(_ row: [Value]) -> Value { .object(zip(columns, row).map { (key: $0.key, value: $1) }) }

  private func flat<Item>(_ items: [Item]) -> [Item] { zip(columns, items).compactMap { $0.isNested ? nil : $1 } }

  private func writeDelimited(_ style: DelimitedText, _ output: inout Output) {
    style.write(flat(columns.map { .string(Bytes($0.key)) }), &output)
    for row in rows { style.write(flat(row), &output) }
  }

  private func writeMarkdown(_ output: inout Output) {
    let titles = flat(columns.map { Bytes(copying: $0.title) })
    MarkdownTable.write(titles: titles, &output)
    for row in rows { MarkdownTable.write(flat(row).map(AnswerTable.markdown), &output) }
  }

  /// A value in one cell; ids are links to the official pages.
  private static func markdown(_ value: Value) -> Bytes {
    switch value {
    case .null: .empty
    case .bool(let flag): flag ? "yes" : "no"
    case .number(let number): Bytes(copying: String(number))
    case .real(let number): Bytes(copying: number.description)
    case .string(let text): MarkdownTable.escaped(text)
    case .text(let text): MarkdownTable.escaped(Bytes(copying: text))
    case .id(let id): Bytes(copying: "[\(id)](\(id.url))")
    case .array(let values): Bytes(copying: values.map { markdown($0).string }.joined(separator: ", "))
    case .object(let pairs): pairs.first.map { markdown($0.value) } ?? .empty
    }
  }
}
