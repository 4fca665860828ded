import AtlasCore

/// The differences as one JSON object, with whole values instead of changed words.
extension DiffReport {
  func writeJSON(_ output: inout Output) {
    let value: Value = .keyed(
      ("from", .string(difference.releases.old.versionBytes)), ("to", .string(difference.releases.new.versionBytes)),
      ("added", .array(difference.records(.added).map { record($0) })),
      ("removed", .array(difference.records(.removed).map { record($0) })),
      ("changed", .array(difference.records.compactMap { change($0) })),
      ("relations", .array(difference.relations.compactMap { relation($0) }))
    )
    output.json(value, isIndented: true)
    output.newline()
  }

  private func record(_ change: Difference.RecordChange) -> Value {
    var successors: [Value]?
    if case .removed(let into) = change.outcome { successors = into.map { .named($0, new) } }
    let base: [(key: StaticString, value: Value)] = [("id", .id(change.id)), ("name", .string(change.name))]
    let more: [(key: StaticString, value: Value)] = successors.map { [("retiredInto", .array($0))] } ?? []
    return .object(base + more)
  }

  private func change(_ change: Difference.RecordChange) -> Value? {
    guard case .changed(let fields) = change.outcome else { return nil }
    let values: [Value] = fields.map { field in
      .keyed(
        ("field", .string(Bytes(field.field))), ("old", text(field.old)), ("new", text(field.new))
      )
    }
    return .keyed(("id", .id(change.id)), ("name", .string(change.name)), ("fields", .array(values)))
  }

  private func relation(_ change: Difference.RelationChange) -> Value? {
    guard let relation = change.new ?? change.old else { return nil }
    let word = change.old == nil ? "added" : change.new == nil ? "removed" : "changed"
    return .keyed(
      ("change", .text(word)), ("relation", .text(relation.kind.verb)), ("source", .named(relation.source, new)),
      ("target", .named(relation.target, new)), ("old", side(change.old)), ("new", side(change.new))
    )
  }

  private func side(_ relation: Relation?) -> Value {
    guard let relation else { return .null }
    return .keyed(
      ("number", .number(relation.number)), ("tactic", .id(relation.tactic)), ("text", .string(relation.textBytes))
    )
  }

  private func text(_ text: Bytes) -> Value { text.isEmpty ? .null : .string(text) }
}
