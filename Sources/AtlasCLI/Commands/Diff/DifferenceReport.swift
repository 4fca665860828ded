import AtlasCore

/// What changed from one knowledge base to another, for reading and for programs.
struct DifferenceReport {
  let difference: Difference
  let old: KnowledgeBase
  let new: KnowledgeBase

  /// The kinds of change, in the order in which they are told.
  enum Group: String, CaseIterable {
    case added = "Added"
    case removed = "Removed"
    case renamed = "Renamed"
    case changed = "Changed"

    init(_ change: Difference.RecordChange) {
      switch change.outcome {
      case .added: self = .added
      case .removed: self = .removed
      case .changed: self = change.renaming == nil ? .changed : .renamed
      }
    }
  }

  func records(_ group: Group) -> [Difference.RecordChange] { difference.records.filter { Group($0) == group } }

  // MARK: Text

  func writeText(_ output: inout Output) {
    var isFirst = true
    for group in Group.allCases {
      let records = records(group)
      guard !records.isEmpty else { continue }
      if !isFirst { output.newline() }
      isFirst = false
      output.text("\(group.rawValue) (\(records.count))", as: .heading)
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
    output.text("  ")
    output.id(change.id)
    output.text("  \(change.name)")
    switch change.outcome {
    case .added: output.newline()
    case .removed(let into):
      if !into.isEmpty { output.text(" → ") }
      for (index, id) in into.enumerated() {
        if index > 0 { output.text(", ") }
        output.id(id)
        output.text("  \(new.fullName(of: id))")
      }
      output.newline()
    case .changed(let fields):
      output.newline()
      for field in fields {
        output.text("    ")
        output.text(Bytes(field.field), as: .label)
        output.text(": ")
        Words().writeLines(field.old, field.new, from: 6 + field.field.utf8CodeUnitCount, &output)
      }
    }
  }

  private func write(_ change: Difference.RelationChange, _ output: inout Output) {
    guard let relation = change.new ?? change.old else { return }
    let sign = change.old == nil ? "+" : change.new == nil ? "-" : "~"
    output.text("  \(sign) ", as: change.new == nil ? .failure : .match)
    output.id(relation.source)
    output.text(" \(relation.kind.verb) ")
    output.id(relation.target)
    output.text("  \((change.new == nil ? old : new).fullName(of: relation.target))")
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
      return Words().writeLines(before.text, after.text, from: 4, &output)
    } else if let number = relation.number {
      output.text(" (step \(number))", as: .note)
    }
    output.newline()
  }

  /// How many of what changed: a line each.
  func writeCounts(_ output: inout Output) {
    for group in Group.allCases {
      let records = records(group)
      let kinds = RecordKind.allCases.compactMap { kind -> String? in
        let count = records.count { $0.id.kind == kind }
        return count == 0 ? nil : "\(count) \(kind.noun(count))"
      }
      guard !kinds.isEmpty else { continue }
      writeCount("\(group.rawValue): \(kinds.joined(separator: ", "))", &output)
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

  // MARK: Markdown

  func writeMarkdown(_ output: inout Output) {
    func name(_ release: Release) -> String { release.version?.string ?? "pages" }
    output.lines("# ATLAS \(name(difference.releases.old)) to \(name(difference.releases.new))\n".utf8)
    for group in Group.allCases {
      let records = records(group)
      guard !records.isEmpty else { continue }
      output.lines("\n## \(group.rawValue) (\(records.count))\n\n".utf8)
      for change in records {
        output.lines("- \(change.id): \(change.name)".utf8)
        switch change.outcome {
        case .added: break
        case .removed(let into):
          if !into.isEmpty { output.lines(", now \(into.map(\.description).joined(separator: ", "))".utf8) }
        case .changed(let fields):
          for field in fields {
            output.lines("\n  - \(Bytes(field.field)): ".utf8)
            Words(removed: ("~~", "~~"), added: ("**", "**")).write(field.old, field.new, &output)
          }
        }
        output.newline()
      }
    }
    guard !difference.relations.isEmpty else { return }
    output.lines("\n## Relations (\(difference.relations.count))\n\n".utf8)
    for change in difference.relations {
      guard let relation = change.new ?? change.old else { continue }
      let sign = change.old == nil ? "added" : change.new == nil ? "removed" : "changed"
      output.lines("- \(sign): \(relation.source) \(relation.kind.verb) \(relation.target)".utf8)
      if let before = change.old, let after = change.new, before.text != after.text {
        output.lines("\n  - ".utf8)
        Words(removed: ("~~", "~~"), added: ("**", "**")).write(before.text, after.text, &output)
      }
      output.newline()
    }
  }
}

extension Relation.Kind {
  /// What the source does to the target, in a word or two.
  var verb: String {
    switch self {
    case .tacticTechnique: "has technique"
    case .subtechnique: "has sub-technique"
    case .mitigates: "mitigates"
    case .employs: "employs"
    case .tacticCaseStudy: "has case study"
    }
  }
}
