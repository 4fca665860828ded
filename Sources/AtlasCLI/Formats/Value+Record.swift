import AtlasCore

extension Value {
  /// A related record: `{id, name}`, the name being one that stands alone.
  static func named(_ id: RecordID, _ base: KnowledgeBase, _ more: [(key: StaticString, value: Value)] = []) -> Value {
    .object([("id", .id(id)), ("name", .string(base.fullNameBytes(of: id)))] + more)
  }

  /// The text of a page with portable links; null for nil.
  static func portable(_ text: Bytes?, _ base: KnowledgeBase) -> Value {
    text.map { .string(base.portable($0)) } ?? .null
  }
}
