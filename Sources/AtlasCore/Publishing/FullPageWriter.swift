/// Writes the full page of a record, with both sides of every relation.
///
/// Reading the full pages of a knowledge base gives the same knowledge base.
package struct FullPageWriter {
  private let base: KnowledgeBase
  private let record: Record
  private let destination: Destination
  private var page = PageText()

  /// Where a page is read.
  package enum Destination: Sendable {
    /// In a directory with the other pages, as an Obsidian vault: with front matter and wiki links.
    case directory
    /// Anywhere: without front matter, and with links to the official site.
    case anywhere
  }

  /// The page of `record` in `base`.
  package static func write(_ record: Record, of base: KnowledgeBase, for destination: Destination) -> [UInt8] {
    var writer = FullPageWriter(base: base, record: record, destination: destination)
    writer.writeHead()
    writer.writeMetadata()
    writer.writeRelations()
    writer.writeReferences()
    return writer.page.bytes
  }

  /// The beginning of the page, to be read anywhere: name, description and metadata.
  package static func summary(of record: Record, in base: KnowledgeBase) -> [UInt8] {
    var writer = FullPageWriter(base: base, record: record, destination: .anywhere)
    writer.writeHead()
    writer.writeMetadata()
    return writer.page.bytes
  }

  private init(base: KnowledgeBase, record: Record, destination: Destination) {
    self.base = base
    self.record = record
    self.destination = destination
  }

  private func link(to id: RecordID) -> [UInt8] {
    destination == .directory ? base.pageLink(id) : base.portableLink(to: id)
  }

  private func linked(_ text: Bytes) -> Bytes { destination == .directory ? text : base.portable(text) }

  private var id: RecordID { record.id }

  private mutating func writeHead() {
    let position = base.position(of: id) ?? (base.ids(of: id.kind).firstIndex(of: id).map { $0 + 1 } ?? 1)
    let name = base.hasName(id) ? record.nameBytes : .empty
    switch destination {
    case .directory:
      page.head(slug: record.slugBytes ?? .empty, id: id, name: name, label: record.nameBytes, position: position)
    case .anywhere: page.title(id, name: base.hasName(id) ? base.fullNameBytes(of: id) : .empty)
    }
    if let parent = base.parent(of: id) { page.parent(link: link(to: parent)) }
    guard !record.description.isEmpty else { return }
    page.text(linked(record.descriptionBytes))
    page.newline()
  }

  private mutating func writeMetadata() {
    page.metadata(id, created: record.created, modified: record.modified)
    switch record.details {
    case .tactic: break
    case .technique(let technique):
      page.item("Maturity", technique.maturity?.word)
      page.item("Platforms", technique.platformsBytes)
      if let parent = base.parent(of: id) { page.item("Parent Technique", link: link(to: parent)) }
    case .mitigation(let mitigation):
      page.item("Category", mitigation.categoriesBytes)
      page.item("ML Lifecycle", mitigation.lifecycleBytes)
      if mitigation.isAdapted, mitigation.attackReference == nil { page.item("Adapted from ATT&CK", "yes") }
    case .caseStudy(let study):
      page.item("Incident Date", study.date)
      page.item("Type", study.type.map { Bytes(copying: $0.rawValue) })
      page.item("Target", study.targetBytes)
      page.item("Actor", study.actorBytes)
      page.item("Reporter", study.reporterBytes)
    }
    page.attackReference(record.details.attackReference)
    if record.wording != .own { page.item("Wording", record.wording.claim) }
  }

  // MARK: Relations

  private mutating func writeRelations() {
    switch id.kind {
    case .tactic:
      let techniques = base.techniques(of: id)
      if !techniques.isEmpty { page.section("Techniques", count: techniques.count) }
      for technique in techniques {
        let maturity = base.maturity(of: technique).map { " — \(base.fullNameBytes(of: technique)) (\($0.rawValue))" }
        page.bullet(link: link(to: technique) + Array((maturity ?? "").utf8))
      }
      writeList("Case Studies", base.caseStudies(of: id))
    case .technique:
      writeList("Tactics", base.tactics(of: id), "This technique supports the following tactics:\n\n")
      writeList("Sub-Techniques", base.subtechniques(of: id))
      writeUses("Mitigations")
      writeCaseStudies()
    case .mitigation: writeUses("Techniques")
    case .caseStudy: writeProcedure()
    }
  }

  private mutating func writeList(_ title: Bytes, _ ids: [RecordID], _ introduction: Bytes = .empty) {
    guard !ids.isEmpty else { return }
    page.section(title, count: ids.count)
    page.append(introduction)
    for id in ids { page.bullet(link: link(to: id)) }
  }

  private mutating func writeUses(_ title: Bytes) {
    let uses = base.uses(of: id)
    guard !uses.isEmpty else { return }
    page.section(title, count: uses.count)
    for use in uses { page.bullet(link: link(to: use.other(than: id)), use.textBytes) }
  }

  private mutating func writeCaseStudies() {
    let studies = base.caseStudies(of: id)
    guard !studies.isEmpty else { return }
    page.section("Case Studies", count: studies.count)
    page.line("The following case studies demonstrate this technique:")
    let steps = base.steps(of: id)
    for study in studies {
      page.append("\n### ")
      page.append(link(to: study))
      page.newline()
      for step in steps where step.source == study {
        if let number = step.number {
          page.append("\n**Step ")
          page.append(decimal: number)
          page.append(":**")
          if let tactic = step.tactic {
            page.append(" ")
            page.append(link(to: tactic))
          }
          page.newline()
        }
        guard !step.text.isEmpty else { continue }
        page.newline()
        page.text(linked(step.textBytes))
      }
    }
  }

  private mutating func writeProcedure() {
    let steps = base.steps(of: id)
    guard !steps.isEmpty else { return }
    page.section("Attack Procedure")
    for (index, step) in steps.enumerated() {
      page.step(
        step.number ?? index + 1, isFirst: index == 0, name: base.nameBytes(of: step.target),
        tactic: step.tactic.map(link), technique: link(to: step.target), linked(step.textBytes))
    }
  }

  // MARK: References

  private mutating func writeReferences() {
    if !record.references.isEmpty {
      page.section("External References")
      for reference in record.references {
        page.append("- ")
        page.reference(title: reference.titleBytes, url: reference.urlBytes)
      }
    }
    guard record.isOfficial else { return }
    page.section("References")
    page.officialReference(
      id, name: record.nameBytes, release: base.release.versionBytes, wording: record.wording)
  }
}

extension KnowledgeBase {
  /// Whether a page names the record.
  package func hasName(_ id: RecordID) -> Bool {
    index.row(of: id).map { index.record($0)[.nameLength] > 0 } ?? false
  }

  /// The link to a record in a directory of full pages, in the form for Obsidian: `[[techniques/AML.T0031|AML.T0031:
  /// Name]]`.
  func pageLink(_ id: RecordID) -> [UInt8] {
    let name = hasName(id) ? ": \(fullNameBytes(of: id))" : ""
    return Array("[[\(id.kind.plural)/\(id)|\(id)\(name)]]".utf8)
  }
}
