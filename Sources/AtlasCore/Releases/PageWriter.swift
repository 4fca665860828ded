/// Writes the pages of a release as `Data/` holds them: a page a record, on which each fact stands once, and the page
/// of the release itself.
///
/// What is written reads back as the same records, relations and texts.
public struct PageWriter: Sendable {
  let release: ReleaseFile
  /// What pages say of every record when they link to it, made once: there are far more links than records.
  private let labels: [RecordID: Label]

  private struct Label {
    let name: Bytes
    /// The name, a sub-technique's with its parent's in front.
    var fullName: Bytes
    var link: [UInt8] = []
  }

  /// A writer of the pages of `release`.
  public init(_ release: ReleaseFile) {
    self.release = release
    var labels: [RecordID: Label] = [:]
    for entry in release.entries { labels[entry.id] = Label(name: entry.name, fullName: entry.name) }
    for technique in release.techniques {
      guard let parent = technique.parent.flatMap({ labels[$0]?.name }) else { continue }
      labels[technique.entry.id]?.fullName = Bytes(copying: Array(parent) + ": ".utf8 + technique.entry.name)
    }
    for (id, label) in labels {
      let word = id.description
      labels[id]?.link = Array("[[\(id.kind.plural)/\(word)|\(word): ".utf8) + label.fullName + "]]".utf8
    }
    self.labels = labels
  }

  /// The pages in the order of their paths' kinds: `ATLAS.md`, then one for each record.
  ///
  /// - Returns: each page with its path below the directory of the pages.
  public func pages() -> [(path: String, text: [UInt8])] {
    var pages = [(path: "ATLAS.md", text: releasePage())]
    func add(_ entry: ReleaseFile.Entry, _ text: [UInt8]) {
      pages.append(("\(entry.id.kind.plural)/\(entry.id).md", text))
    }
    for (index, tactic) in release.tactics.enumerated() { add(tactic.entry, page(tactic, position: index + 1)) }
    for (index, technique) in release.techniques.enumerated() {
      add(technique.entry, page(technique, position: index + 1))
    }
    for (index, mitigation) in release.mitigations.enumerated() {
      add(mitigation.entry, page(mitigation, position: index + 1))
    }
    for (index, study) in release.caseStudies.enumerated() { add(study.entry, page(study, position: index + 1)) }
    return pages
  }

  private func page(_ tactic: ReleaseFile.Tactic, position: Int) -> [UInt8] {
    var page = PageText()
    page.head(tactic.entry, slug: Slug.of(tactic.entry.name), position: position)
    page.description(tactic.entry)
    page.metadata(tactic.entry)
    page.attackReference(tactic.entry)
    page.references(tactic.entry)
    return page.bytes
  }

  private func page(_ technique: ReleaseFile.Technique, position: Int) -> [UInt8] {
    var page = PageText()
    let entry = technique.entry
    page.head(entry, slug: Slug.of(labels[entry.id]?.fullName ?? entry.name), position: position)
    if let parent = technique.parent {
      page.line("> **Sub-Technique of:** ", link(to: parent))
      page.blank()
    }
    page.description(entry)
    page.metadata(entry)
    page.item("Maturity", technique.maturity)
    page.item("Platforms", technique.platforms)
    if let parent = technique.parent { page.line("- **Parent Technique:** ", link(to: parent)) }
    page.attackReference(entry)
    if !technique.tactics.isEmpty {
      page.section("Tactics", count: technique.tactics.count)
      for tactic in technique.tactics { page.line("- ", link(to: tactic)) }
    }
    page.references(entry)
    return page.bytes
  }

  private func page(_ mitigation: ReleaseFile.Mitigation, position: Int) -> [UInt8] {
    var page = PageText()
    page.head(mitigation.entry, slug: Slug.of(mitigation.entry.name), position: position)
    page.description(mitigation.entry)
    page.metadata(mitigation.entry)
    page.item("Category", mitigation.categories)
    page.item("ML Lifecycle", mitigation.lifecycle)
    page.attackReference(mitigation.entry)
    if !mitigation.uses.isEmpty {
      page.section("Techniques", count: mitigation.uses.count)
      for use in mitigation.uses { page.bullet(link(to: use.technique), use.text) }
    }
    page.references(mitigation.entry)
    return page.bytes
  }

  private func page(_ study: ReleaseFile.CaseStudy, position: Int) -> [UInt8] {
    var page = PageText()
    page.head(study.entry, slug: Slug.of(study.entry.name), position: position)
    page.description(study.entry)
    page.metadata(study.entry)
    page.item("Incident Date", study.meantDate)
    page.item("Type", study.type)
    page.item("Target", study.target)
    page.item("Actor", study.actor)
    page.item("Reporter", study.reporter)
    page.attackReference(study.entry)
    page.section("Attack Procedure")
    for (index, step) in study.steps.enumerated() {
      if index > 0 { page.blank() }
      page.append("### Step ")
      page.append(Array("\(index + 1): ".utf8))
      page.line("", labels[step.technique]?.name ?? .empty)
      page.blank()
      if let tactic = step.tactic { page.line("**Tactic:** ", link(to: tactic)) }
      page.line("**Technique:** ", link(to: step.technique))
      if !step.text.isEmpty {
        page.blank()
        page.text(step.text)
      }
    }
    page.references(study.entry)
    return page.bytes
  }

  /// A link to a record, with the id and the full name that a reader sees.
  func link(to id: RecordID) -> [UInt8] {
    labels[id]?.link ?? []
  }
}

extension ReleaseFile {
  /// What all kinds share, of every record.
  package var entries: [Entry] {
    tactics.map(\.entry) + techniques.map(\.entry) + mitigations.map(\.entry) + caseStudies.map(\.entry)
  }
}
