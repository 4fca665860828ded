import AtlasCore

/// The differences as Markdown.
extension DiffReport {
  func writeMarkdown(_ output: inout Output) {
    func name(_ release: Release) -> String { release.versionBytes?.string ?? "pages" }
    output.lines("# ATLAS \(name(difference.releases.old)) to \(name(difference.releases.new))\n".utf8)
    for group in Difference.Group.allCases {
      let records = difference.records(group)
      guard !records.isEmpty else { continue }
      output.lines("\n## \(group.title) (\(records.count))\n\n".utf8)
      for change in records {
        output.lines("- \(change.id): \(change.name)".utf8)
        switch change.outcome {
        case .added: break
        case .removed(let into):
          if !into.isEmpty { output.lines(", now \(into.map(\.description).joined(separator: ", "))".utf8) }
        case .changed(let fields):
          for field in fields {
            output.lines("\n  - \(Bytes(field.field)): ".utf8)
            WordDiffText(removed: ("~~", "~~"), added: ("**", "**")).write(field.old, field.new, &output)
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
        WordDiffText(removed: ("~~", "~~"), added: ("**", "**")).write(before.textBytes, after.textBytes, &output)
      }
      output.newline()
    }
  }
}
