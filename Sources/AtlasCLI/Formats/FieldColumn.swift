import AtlasCore

/// A key of records of several kinds, which may come to its value in another way in each: a column of a table.
struct FieldColumn: Sendable {
  let name: StaticString
  private let fields: [Field]

  /// The value of a record's key; nil when the record has no such key.
  func value(of subject: Field.Subject) -> Value? { fields.first { $0.isOf(subject.id.kind) }?.value(subject) }

  /// Whether only some records have it, so that tables have it only when it is asked for.
  var isRare: Bool { fields.contains { $0.isRare } }

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
