import AtlasCore

/// How records of a list are related to those that were asked for.
struct RelationText {
  private let base: KnowledgeBase
  /// Whether all rows are related to the same record, which then need not be named in each.
  private let isOneOrigin: Bool

  init(base: KnowledgeBase, rows: [ListedRecord]) {
    self.base = base
    let first = rows.first?.links?.first?.origin
    isOneOrigin = rows.allSatisfy { $0.links?.allSatisfy { $0.origin == first } ?? true }
  }

  /// All ways in one line: `step 4 · Impact: what it did / step 5 …`.
  func line(_ row: ListedRecord) -> String {
    var line = ""
    for link in row.links ?? [] {
      var way = label(of: link, row.id)
      if let text = link.relation?.textBytes.string { way.add(text, behind: ": ") }
      line.add(way, behind: " / ")
    }
    return line
  }

  /// For reading: the record, then each way in which it is related, with its text.
  func write(_ row: ListedRecord, _ output: inout Output) {
    var wrap = Wrap(width: output.proseWidth, indent: 4)
    wrap.add(row.id, to: &output)
    wrap.add("  ", to: &output)
    wrap.add(base.fullNameBytes(of: row.id), as: .strong, to: &output)
    if !isOneOrigin, let matches = row.matches { wrap.add(" · matches \(matches)", as: .note, to: &output) }
    wrap.finish(&output)
    for link in row.links ?? [] {
      let label = label(of: link, row.id)
      if !label.isEmpty {
        output.append("  ")
        var wrap = Wrap(width: output.proseWidth, column: 2, indent: 4)
        wrap.add(label, as: .tactic, to: &output)
        wrap.finish(&output)
      }
      if let text = link.relation?.textBytes, !text.isEmpty { Prose.write(text, indent: 4, to: &output) }
    }
  }

  /// How the record is related, where that is not plain: through what, in which step, from which of several.
  private func label(of link: RelatedRecord.Path, _ id: RecordID) -> String {
    var label = ""
    func add(_ part: String) { label.add(part, behind: " · ") }
    if !isOneOrigin { add("for \(named(link.origin))") }
    if let technique = link.through { add("through \(named(technique))") }
    if let relative = link.rolledUp { add("via \(relation(of: relative, link, id)) \(named(relative))") }
    if let step = link.relation, step.kind == .employs {
      if let number = step.number { add("step \(number)") }
      if id.kind == .tactic {
        add(named(step.target))
      } else if let tactic = step.tactic {
        add(base.nameBytes(of: tactic).string)
      }
    }
    if link.relation == nil { add(link.origin.parent == nil ? "sub-technique" : "parent") }
    return label
  }

  /// What a technique that stood in for another is to that one.
  private func relation(of relative: RecordID, _ link: RelatedRecord.Path, _ id: RecordID) -> String {
    let technique = link.through ?? (link.origin.kind == .technique ? link.origin : id)
    return relative.parent == technique ? "sub-technique" : "parent"
  }

  private func named(_ id: RecordID) -> String { "\(id) \(base.fullNameBytes(of: id))" }
}

extension String {
  /// Appends a part, after a mark unless the text is empty; an empty part changes nothing.
  ///
  /// The library's `joined` looks up conformances at run time, which takes as long as reading a page.
  fileprivate mutating func add(_ part: String, behind mark: String) {
    guard !part.isEmpty else { return }
    if !isEmpty { append(mark) }
    append(part)
  }
}
