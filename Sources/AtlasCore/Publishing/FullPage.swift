/// Writes the full page of a record: both sides of every relation, in the shape in which such pages are published.
///
/// Reading the full pages of a knowledge base gives the same knowledge base.
package struct FullPage {
  private let base: KnowledgeBase
  private let record: Record
  private var page: [UInt8] = []

  /// The page of `record` in `base`.
  package static func write(_ record: Record, of base: KnowledgeBase) -> [UInt8] {
    var writer = FullPage(base: base, record: record)
    writer.writeHead()
    writer.writeMetadata()
    writer.writeRelations()
    writer.writeReferences()
    return writer.page
  }

  private init(base: KnowledgeBase, record: Record) {
    self.base = base
    self.record = record
  }

  private var id: RecordID { record.id }

  private mutating func add(_ text: String) { page += Array(text.utf8) }

  private mutating func line(_ text: String = "") { add(text + "\n") }

  /// A wiki link that resolves in a vault whose folders are the kinds: `[[techniques/AML.T0031|AML.T0031: Name]]`.
  private func link(_ id: RecordID) -> String {
    let name = base.hasName(id) ? ": \(base.fullName(of: id))" : ""
    return "[[\(id.kind.plural)/\(id)|\(id)\(name)]]"
  }

  private mutating func writeHead() {
    let title = base.hasName(id) ? "\(id): \(record.name)" : "\(id)"
    line("---")
    if let slug = record.slug { line("id: \(slug)") }
    line("title: \(FullPage.quoted(title))")
    line("sidebar_label: \(FullPage.quoted(record.name.string))")
    let place = base.position(of: id) ?? (base.ids(of: id.kind).firstIndex(of: id).map { $0 + 1 } ?? 1)
    line("sidebar_position: \(place)")
    line("---")
    line()
    line("# \(title)")
    line()
    if let parent = base.parent(of: id) {
      line("> **Sub-Technique of:** \(link(parent))")
      line()
    }
    guard !record.description.isEmpty else { return }
    page += Escape.escaped(record.description)
    line("\n")
  }

  private static func quoted(_ text: String) -> String {
    "\"" + text.replacing("\\", with: "\\\\").replacing("\"", with: "\\\"") + "\""
  }

  // MARK: Metadata

  private mutating func fact(_ label: String, _ value: String?) {
    if let value, !value.isEmpty { line("- **\(label):** \(value)") }
  }

  private mutating func writeMetadata() {
    line("## Metadata")
    line()
    fact(id.kind.idLabel, id.description)
    fact("Created", record.created?.english)
    fact("Last Modified", record.modified?.english)
    switch record.details {
    case .tactic(let tactic): writeAttack(tactic.attackReference)
    case .technique(let technique):
      fact("Maturity", technique.maturity?.rawValue)
      fact("Platforms", FullPage.list(technique.platforms))
      if let parent = base.parent(of: id) { fact("Parent Technique", link(parent)) }
      writeAttack(technique.attackReference)
    case .mitigation(let mitigation):
      fact("Category", FullPage.list(mitigation.categories))
      fact("ML Lifecycle", FullPage.list(mitigation.lifecycle))
      writeAttack(mitigation.attackReference)
      if mitigation.isAdapted, mitigation.attackReference == nil { fact("Adapted from ATT&CK", "yes") }
    case .caseStudy(let study):
      fact("Incident Date", study.date?.english)
      fact("Type", study.type?.rawValue)
      fact("Target", study.target?.string)
      fact("Actor", study.actor?.string)
      fact("Reporter", study.reporter?.string)
    }
    line()
  }

  private static func list(_ texts: [Bytes]) -> String { texts.map(\.string).joined(separator: ", ") }

  private mutating func writeAttack(_ reference: AttackReference?) {
    guard let reference else { return }
    fact("MITRE ATT&CK Reference", reference.url.map { "[\(reference.id)](\($0))" } ?? reference.id.string)
  }

  // MARK: Relations

  private mutating func section(_ title: String, _ count: Int, _ introduction: String? = nil) {
    line("## \(title) (\(count))")
    line()
    if let introduction {
      line(introduction)
      line()
    }
  }

  private mutating func writeRelations() {
    switch id.kind {
    case .tactic:
      let techniques = base.techniques(of: id)
      if !techniques.isEmpty { section("Techniques", techniques.count) }
      for technique in techniques {
        line(
          "- \(link(technique))"
            + (base.maturity(of: technique).map { " — \(base.fullName(of: technique)) (\($0.rawValue))" } ?? ""))
      }
      if !techniques.isEmpty { line() }
      list("Case Studies", base.caseStudies(of: id))
    case .technique:
      list("Tactics", base.tactics(of: id), "This technique supports the following tactics:")
      list("Sub-Techniques", base.subtechniques(of: id))
      writeUses("Mitigations")
      writeCaseStudies()
    case .mitigation: writeUses("Techniques")
    case .caseStudy: writeProcedure()
    }
  }

  private mutating func list(_ title: String, _ ids: [RecordID], _ introduction: String? = nil) {
    guard !ids.isEmpty else { return }
    section(title, ids.count, introduction)
    for id in ids { line("- \(link(id))") }
    line()
  }

  private mutating func writeUses(_ title: String) {
    let uses = base.uses(of: id)
    guard !uses.isEmpty else { return }
    section(title, uses.count)
    for use in uses {
      add("- \(link(use.other(than: id)))")
      if !use.text.isEmpty {
        add(" — ")
        // The lines after the first are indented, which keeps them in the bullet.
        page += Escape.escaped(use.text, indent: 2)
      }
      line()
    }
    line()
  }

  private mutating func writeCaseStudies() {
    let studies = base.caseStudies(of: id)
    guard !studies.isEmpty else { return }
    section("Case Studies", studies.count, "The following case studies demonstrate this technique:")
    let steps = base.steps(of: id)
    for study in studies {
      line("### \(link(study))")
      line()
      for step in steps where step.source == study {
        if let number = step.number {
          line("**Step \(number):**" + (step.tactic.map { " " + link($0) } ?? ""))
          line()
        }
        guard !step.text.isEmpty else { continue }
        page += Escape.escaped(step.text)
        line("\n")
      }
    }
  }

  private mutating func writeProcedure() {
    let steps = base.steps(of: id)
    guard !steps.isEmpty else { return }
    line("## Attack Procedure")
    line()
    for (index, step) in steps.enumerated() {
      line("### Step \(step.number ?? index + 1): \(base.name(of: step.target))")
      line()
      if let tactic = step.tactic { line("**Tactic:** \(link(tactic))") }
      line("**Technique:** \(link(step.target))")
      line()
      guard !step.text.isEmpty else { continue }
      page += Escape.escaped(step.text)
      line("\n")
    }
  }

  // MARK: References

  private mutating func writeReferences() {
    let own = record.references.filter { $0.url?.string == record.url }
    let others = record.references.filter { $0.url?.string != record.url }
    if !others.isEmpty {
      line("## External References")
      line()
      for reference in others { line("- \(FullPage.text(of: reference))") }
      line()
    }
    line("## References")
    line()
    for reference in own { line(FullPage.text(of: reference)) }
    if own.isEmpty {
      line("MITRE Corporation. *\(record.name) (\(id))*. MITRE ATLAS. Available at: \(record.url)")
    }
  }

  private static func text(of reference: Reference) -> String {
    [reference.title.isEmpty ? nil : reference.title.string, reference.url.map { "Available at: \($0)" }]
      .compactMap { $0 }.joined(separator: " ")
  }
}

extension KnowledgeBase {
  /// Whether any page names the record.
  package func hasName(_ id: RecordID) -> Bool {
    index.row(of: id).map { index[record: $0, .nameLength] > 0 } ?? false
  }
}

extension RecordKind {
  /// The label of the id among the metadata of a page.
  package var idLabel: String {
    switch self {
    case .tactic: "Tactic ID"
    case .technique: "Technique ID"
    case .mitigation: "Mitigation ID"
    case .caseStudy: "Case Study ID"
    }
  }
}
