import AtlasCore

/// The differences as text.
extension DiffReport {
  func writeText(_ output: inout Output) {
    var isFirst = true
    for group in Difference.Group.allCases {
      let records = difference.records(group)
      guard !records.isEmpty else { continue }
      if !isFirst { output.newline() }
      isFirst = false
      output.text("\(group.title) (\(records.count))", as: .heading)
      output.newline()
      for change in records { write(change, &output) }
    }
    guard !difference.relations.isEmpty else { return }
    if !isFirst { output.newline() }
    output.text("Relations (\(difference.relations.count))", as: .heading)
    output.newline()
    for change in difference.relations { write(change, &output) }
  }

  private func write(_ change: Difference.RecordChange, _ output: inout Output) {
    output.text("  \(change.group.sign) ", as: change.group.role)
    output.id(change.id)
    output.text("  \(change.name)")
    switch change.outcome {
    case .added: output.newline()
    case .removed(let into):
      if !into.isEmpty { output.text(" → ") }
      for (index, id) in into.enumerated() {
        if index > 0 { output.text(", ") }
        output.id(id)
        output.text("  \(new.fullNameBytes(of: id))")
      }
      output.newline()
    case .changed(let fields):
      output.newline()
      for field in fields {
        output.text("    ")
        output.text(Bytes(field.field), as: .label)
        output.text(": ")
        WordDiffText().writeLines(field.old, field.new, from: 6 + field.field.utf8CodeUnitCount, &output)
      }
    }
  }

  private func write(_ change: Difference.RelationChange, _ output: inout Output) {
    guard let relation = change.new ?? change.old else { return }
    let group: Difference.Group = change.old == nil ? .added : change.new == nil ? .removed : .changed
    output.text("  \(group.sign) ", as: group.role)
    output.id(relation.source)
    output.text(" \(relation.kind.verb) ")
    output.id(relation.target)
    output.text("  \((change.new == nil ? old : new).fullNameBytes(of: relation.target))")
    if let before = change.old, let after = change.new {
      if before.number != after.number {
        output.text(" (step \(before.number ?? 0), now \(after.number ?? 0))", as: .note)
      }
      if before.tactic != after.tactic {
        let tactics = [before.tactic, after.tactic].map { $0?.description ?? "none" }
        output.text(" (for \(tactics[0]), now \(tactics[1]))", as: .note)
      }
      output.newline()
      guard before.text != after.text else { return }
      output.text("    ")
      return WordDiffText().writeLines(before.textBytes, after.textBytes, from: 4, &output)
    } else if let number = relation.number {
      output.text(" (step \(number))", as: .note)
    }
    output.newline()
  }

  /// How many of what changed: a line each.
  func writeCounts(_ output: inout Output) {
    for group in Difference.Group.allCases {
      let records = difference.records(group)
      let kinds = RecordKind.allCases.compactMap { kind -> String? in
        let count = records.count { $0.id.kind == kind }
        return count == 0 ? nil : "\(count) \(kind.noun(count))"
      }
      guard !kinds.isEmpty else { continue }
      writeCount("\(group.title): \(kinds.joined(separator: ", "))", &output)
    }
    let relations = difference.relations
    guard !relations.isEmpty else { return }
    let added = relations.count { $0.old == nil }
    let removed = relations.count { $0.new == nil }
    writeCount(
      "Relations: \(added) added, \(removed) removed, \(relations.count - added - removed) changed", &output)
  }

  private func writeCount(_ count: String, _ output: inout Output) {
    var wrap = Wrap(width: output.proseWidth, indent: 2)
    wrap.add(count, to: &output)
    wrap.finish(&output)
  }
}
