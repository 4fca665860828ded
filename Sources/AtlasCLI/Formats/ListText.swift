import AtlasCore

/// A list of records: on a terminal columns to scan, in a pipe `ID<TAB>name`, which our own commands read back.
struct ListText {
  let base: KnowledgeBase
  let rows: [Row]
  /// Whether all rows are related to the same record, which then need not be named in each.
  private let isOneOrigin: Bool

  init(base: KnowledgeBase, rows: [Row]) {
    self.base = base
    self.rows = rows
    let first = rows.first?.links.first?.origin
    isOneOrigin = rows.allSatisfy { $0.links.allSatisfy { $0.origin == first } }
  }

  /// A record, and how it came into a list that was narrowed to those related to others.
  struct Row {
    let id: RecordID
    var links: [RelatedRecord.Path] = []
  }

  func write(_ output: inout Output) {
    guard output.isTerminal else { return rows.forEach { writePlain($0, &output) } }
    if rows.contains(where: { !$0.links.isEmpty }) {
      for row in rows { writeRelated(row, &output) }
    } else {
      writeColumns(&output)
    }
  }

  // MARK: In a pipe

  private func writePlain(_ row: Row, _ output: inout Output) {
    output.append(row.id.description)
    output.append("\t")
    output.text(base.fullName(of: row.id))
    for (index, link) in row.links.enumerated() {
      output.append(index == 0 ? "\t" : " / ")
      let label = label(of: link, of: row.id)
      output.text(label)
      guard let text = link.relation?.text, !text.isEmpty else { continue }
      if !label.isEmpty { output.append(": ") }
      output.text(text)
    }
    output.newline()
  }

  // MARK: On a terminal

  private func writeColumns(_ output: inout Output) {
    let idWidth = rows.reduce(0) { max($0, $1.id.description.utf8.count) }
    let maturities = rows.map { base.maturity(of: $0.id)?.rawValue ?? "" }
    let maturityWidth = maturities.reduce(0) { max($0, $1.utf8.count) }
    for (row, maturity) in zip(rows, maturities) {
      output.id(row.id)
      output.spaces(idWidth - row.id.description.utf8.count + 2)
      if maturityWidth > 0 {
        output.text(maturity, as: .note)
        output.spaces(maturityWidth - maturity.utf8.count + 2)
      }
      var wrap = Wrap(
        width: output.width, column: idWidth + 2 + (maturityWidth > 0 ? maturityWidth + 2 : 0),
        indent: idWidth + 4 + (maturityWidth > 0 ? maturityWidth + 2 : 0))
      wrap.add(base.fullName(of: row.id), to: &output)
      let tactics = row.id.kind == .technique ? base.tactics(of: row.id) : []
      if !tactics.isEmpty {
        wrap.add("  ", to: &output)
        wrap.add(tactics.map { base.name(of: $0).string }.joined(separator: ", "), as: .tactic, to: &output)
      }
      wrap.finish(&output)
    }
  }

  private func writeRelated(_ row: Row, _ output: inout Output) {
    var wrap = Wrap(width: output.proseWidth, indent: 4)
    wrap.add(row.id, to: &output)
    wrap.add("  ", to: &output)
    wrap.add(base.fullName(of: row.id), as: .strong, to: &output)
    wrap.finish(&output)
    for link in row.links {
      let label = label(of: link, of: row.id)
      if !label.isEmpty {
        output.append("  ")
        var wrap = Wrap(width: output.proseWidth, column: 2, indent: 4)
        wrap.add(label, as: .tactic, to: &output)
        wrap.finish(&output)
      }
      if let text = link.relation?.text, !text.isEmpty { Prose.write(text, indent: 4, to: &output) }
    }
  }

  /// How the record is related, where that is not plain: through what, in which step, from which of several.
  private func label(of link: RelatedRecord.Path, of id: RecordID) -> String {
    var parts: [String] = []
    if !isOneOrigin { parts.append("for \(named(link.origin))") }
    if let technique = link.through { parts.append("through \(named(technique))") }
    if let relative = link.rolledUp { parts.append("via \(relation(of: relative, link, id)) \(named(relative))") }
    if let step = link.relation, step.kind == .employs {
      if let number = step.number { parts.append("step \(number)") }
      if id.kind == .tactic {
        parts.append(named(step.target))
      } else if let tactic = step.tactic {
        parts.append(base.name(of: tactic).string)
      }
    }
    if link.relation == nil { parts.append(link.origin.parent == nil ? "sub-technique" : "parent") }
    return parts.joined(separator: " · ")
  }

  /// What a technique that stood in for another is to that one.
  private func relation(of relative: RecordID, _ link: RelatedRecord.Path, _ id: RecordID) -> String {
    let technique = link.through ?? (link.origin.kind == .technique ? link.origin : id)
    return relative.parent == technique ? "sub-technique" : "parent"
  }

  private func named(_ id: RecordID) -> String { "\(id) \(base.fullName(of: id))" }
}
