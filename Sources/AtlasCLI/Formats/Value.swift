import AtlasCore

/// A value as machine formats know it, with its keys in order.
enum Value: Sendable {
  case null
  case bool(Bool)
  case number(Int)
  /// Text that stands somewhere.
  case string(Bytes)
  /// Text that the tool made, in which nothing needs an escape: a word of its own, a date, an address.
  case text(String)
  case id(RecordID)
  case array([Value])
  case object([(key: StaticString, value: Value)])

  /// An object with these keys, in this order.
  static func keyed(_ pairs: (StaticString, Value)...) -> Value {
    .object(pairs.map { (key: $0.0, value: $0.1) })
  }

  /// A string, or null where there is none.
  static func string(_ text: Bytes?) -> Value { text.map { .string($0) } ?? .null }
  static func text(_ text: String?) -> Value { text.map { .text($0) } ?? .null }
  static func number(_ number: Int?) -> Value { number.map { .number($0) } ?? .null }
  static func date(_ date: PartialDate?) -> Value { date.map { .text($0.iso) } ?? .null }
  static func id(_ id: RecordID?) -> Value { id.map { .id($0) } ?? .null }
  static func strings(_ texts: [Bytes]) -> Value { .array(texts.map { .string($0) }) }

  /// A related record: `{id, name}`, the name being one that stands alone.
  static func named(_ id: RecordID, _ base: KnowledgeBase, _ more: [(key: StaticString, value: Value)] = []) -> Value {
    .object([("id", .id(id)), ("name", .string(base.fullName(of: id)))] + more)
  }
}
