import AtlasCore

extension Value {
  /// A related record: `{id, name}`, the name being one that stands alone.
  static func named(_ id: RecordID, _ base: KnowledgeBase, _ more: [(key: StaticString, value: Value)] = []) -> Value {
    .object([("id", .id(id)), ("name", .string(base.fullNameBytes(of: id)))] + more)
  }

  /// A text of a page with URLs as links, or null if there is no text.
  static func portable(_ text: Bytes?, _ base: KnowledgeBase) -> Value {
    text.map { .string(base.portable($0)) } ?? .null
  }
}
