/// A value to write in a machine format: JSON, CSV or TSV.
///
/// What is read is a `JSONValue`. The two differ because writing must not copy: keys are literals, texts are slices of
/// pages, and ids are numbers until they are written.
package enum Value: Sendable {
  case null
  case bool(Bool)
  case number(Int)
  /// A number that is not whole, such as a share; never infinite.
  case real(Double)
  /// Text from a page or a file.
  case string(Bytes)
  /// Text made here that needs no escape: a keyword, a date, a URL.
  case text(String)
  case id(RecordID)
  case array([Value])
  case object([(key: StaticString, value: Value)])

  /// An object with these keys in this order.
  package static func keyed(_ pairs: (StaticString, Value)...) -> Value {
    .object(pairs.map { (key: $0.0, value: $0.1) })
  }

  /// A string, or null for nil.
  package static func string(_ text: Bytes?) -> Value { text.map { .string($0) } ?? .null }
  /// A text, or null for nil.
  package static func text(_ text: String?) -> Value { text.map { .text($0) } ?? .null }
  /// A number, or null for nil.
  package static func number(_ number: Int?) -> Value { number.map { .number($0) } ?? .null }
  /// A date, or null for nil.
  package static func date(_ date: PartialDate?) -> Value { date.map { .text($0.iso) } ?? .null }
  /// An id, or null for nil.
  package static func id(_ id: RecordID?) -> Value { id.map { .id($0) } ?? .null }
  /// An array of strings.
  package static func strings(_ texts: [Bytes]) -> Value { .array(texts.map { .string($0) }) }
}
