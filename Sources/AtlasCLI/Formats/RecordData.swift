import AtlasCore

/// Prints records in the formats that programs read, one after the other, so that many need no more memory than one.
struct RecordData {
  private let base: KnowledgeBase
  private let format: RecordFormat
  /// The kinds of record that may come, which the columns of tables depend on.
  private let kinds: [RecordKind]

  init(base: KnowledgeBase, kinds: [RecordKind], format: RecordFormat) {
    self.base = base
    self.kinds = kinds
    self.format = format
  }

  func write(_ rows: [ListedRecord], _ output: inout Output) {
    switch format.form {
    case .json: writeArray(rows, &output)
    case .jsonl:
      for row in rows {
        guard let object = object(row) else { continue }
        JSON(isIndented: false).write(object, to: &output)
        output.newline()
      }
    case .csv: writeTable(rows, .csv, &output)
    case .tsv: writeTable(rows, .tsv, &output)
    case .ids, .text, .markdown:
      for row in rows {
        output.append(row.id.description)
        output.append(format.isNULTerminated ? 0 : UInt8(ascii: "\n"))
      }
    }
  }

  private func subject(_ row: ListedRecord) -> Field.Subject? {
    base.record(row.id).map { Field.Subject(base: base, record: $0, links: row.links, answer: row.answer) }
  }

  private func object(_ row: ListedRecord) -> Value? {
    subject(row).map { subject in
      guard let columns = format.columns else { return Field.object(subject) }
      return .object(columns.map { ($0.name, $0.value(of: subject) ?? .null) })
    }
  }

  private func writeArray(_ rows: [ListedRecord], _ output: inout Output) {
    let json = JSON(isIndented: true)
    var isFirst = true
    output.append("[")
    for row in rows {
      guard let object = object(row) else { continue }
      output.append(isFirst ? "\n  " : ",\n  ")
      isFirst = false
      json.write(object, depth: 1, to: &output)
    }
    output.append(isFirst ? "]\n" : "\n]\n")
  }

  private func writeTable(_ rows: [ListedRecord], _ style: DelimitedText, _ output: inout Output) {
    let columns =
      format.columns ?? FieldColumn.all(of: kinds, adding: format.extras).filter { !$0.isRare }
    style.write(columns.map { .string(Bytes($0.name)) }, &output)
    for row in rows {
      guard let subject = subject(row) else { continue }
      style.write(columns.map { $0.value(of: subject) ?? .null }, &output)
    }
  }
}
