import AtlasCore

/// Which fields of records are printed, as `--fields` chooses them.
struct FieldSelection: Sendable {
  /// The fields chosen, in their order; nil for all.
  let columns: [FieldColumn]?
  /// The fields that records have besides their own: how they are related, or how well they answer.
  let extras: [Field]

  /// - Parameters:
  ///   - invocation: the command line.
  ///   - format: the format in which records will be printed.
  ///   - kinds: the kinds of record that may be printed.
  ///   - extras: fields of the list besides those of the record.
  /// - Throws: for a format without fields, and for a field that no record of the kinds has.
  init(
    _ invocation: Invocation, _ format: Format, _ kinds: [RecordKind], adding extras: [Field] = []
  ) throws(Failure) {
    self.extras = extras
    guard invocation.has(.fields) else {
      columns = nil
      return
    }
    guard format.hasFields else {
      throw invocation.command.misuse(
        "--fields needs --format json, jsonl, csv or tsv, not \(format.rawValue)")
    }
    let known = FieldColumn.all(of: kinds, adding: extras)
    columns = try FieldSelection.names(invocation).map { name throws(Failure) in
      if let column = known.first(where: { Bytes($0.name).equals(ignoringCase: name.trimmed) }) { return column }
      let names = known.map { "\($0.name)" }.listed("and")
      throw invocation.command.misuse("no field \(Sanitize.quoted(name.string)); the fields are \(names)")
    }
  }

  fileprivate static func names(_ invocation: Invocation) -> [Bytes] {
    invocation.values(of: .fields).flatMap { $0.split(separator: ",") }.map { Bytes(copying: String($0)) }
  }

  /// Lists the fields that there are, when `--fields` was given without a value.
  ///
  /// - Returns: whether it was.
  static func list(
    _ invocation: Invocation, _ kinds: [RecordKind], adding extras: [Field] = [], _ output: inout Output
  ) -> Bool {
    guard invocation.has(.fields), names(invocation).isEmpty else { return false }
    for column in FieldColumn.all(of: kinds, adding: extras) {
      output.append(column.name)
      output.newline()
    }
    return true
  }
}
import AtlasCore

extension AnswerTable {
  /// The table with the columns that `--fields` chooses, in its order; all of them without the flag.
  ///
  /// - Throws: for a column that the table does not have.
  func selecting(_ invocation: Invocation) throws(Failure) -> AnswerTable {
    let names = FieldSelection.names(invocation)
    guard !names.isEmpty else { return self }
    let indices = try names.map { name throws(Failure) in
      if let index = columns.firstIndex(where: { Bytes($0.key).equals(ignoringCase: name.trimmed) }) { return index }
      let known = columns.map { "\($0.key)" }.listed("and")
      throw invocation.command.misuse("no field \(Sanitize.quoted(name.string)); the fields are \(known)")
    }
    return AnswerTable(columns: indices.map { columns[$0] }, rows: rows.map { row in indices.map { row[$0] } })
  }
}

/// A key of records of several kinds, which may come to its value in another way in each: a column of a table.
struct FieldColumn: Sendable {
  let name: StaticString
  private let fields: [Field]

  /// The value of a record's key; nil when the record has no such key.
  func value(of subject: Field.Subject) -> Value? { fields.first { $0.isOf(subject.id.kind) }?.value(subject) }

  /// The keys that records of any of the kinds have, in the order of the contract.
  ///
  /// - Parameters:
  ///   - kinds: the kinds of record.
  ///   - extras: keys that only lists of some sort have.
  /// - Returns: each key once.
  static func all(of kinds: [RecordKind], adding extras: [Field]) -> [FieldColumn] {
    var columns: [FieldColumn] = []
    for field in Field.all where kinds.contains(where: field.isOf) {
      if columns.contains(where: { Bytes($0.name) == Bytes(field.name) }) { continue }
      columns.append(
        FieldColumn(name: field.name, fields: Field.all.filter { Bytes($0.name) == Bytes(field.name) }))
    }
    return columns + extras.map { FieldColumn(name: $0.name, fields: [$0]) }
  }
}
