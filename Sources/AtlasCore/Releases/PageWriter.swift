/// Writes the pages of a release as `Data/` holds them: a page a record, on which each fact stands once, and the page
/// of the release itself.
///
/// What is written reads back as the same records, relations and texts.
public struct PageWriter: Sendable {
  let release: ReleaseFile
  /// The names of all records.
  private var names: [RecordID: Bytes] = [:]
  /// What pages say of a record when they link to it, made once, all in one text: there are far more links than records.
  private var links: [RecordID: Range<Int>] = [:]
  private var linkText: [UInt8] = []

  /// A writer of the pages of `release`.
  public init(_ release: ReleaseFile) {
    self.release = release
    let count =
      release.tactics.count + release.techniques.count + release.mitigations.count + release.caseStudies.count
    names.reserveCapacity(count)
    links.reserveCapacity(count)
    linkText.reserveCapacity(count * 80)
    for tactic in release.tactics { names[tactic.entry.id] = tactic.entry.name }
    for technique in release.techniques { names[technique.entry.id] = technique.entry.name }
    for mitigation in release.mitigations { names[mitigation.entry.id] = mitigation.entry.name }
    for study in release.caseStudies { names[study.entry.id] = study.entry.name }
    for tactic in release.tactics { addLink(to: tactic.entry) }
    for technique in release.techniques { addLink(to: technique.entry, parent: technique.parent) }
  }

  /// Only tactics and techniques are linked to.
  private mutating func addLink(to entry: ReleaseFile.Entry, parent: RecordID? = nil) {
    let start = linkText.count
    linkText.append("[[")
    linkText.append(entry.id.kind == .tactic ? "tactics/" : "techniques/")
    entry.id.append(to: &linkText)
    linkText.append("|")
    entry.id.append(to: &linkText)
    linkText.append(": ")
    if let parent = parent.flatMap({ names[$0] }) {
      linkText.append(parent)
      linkText.append(": ")
    }
    linkText.append(entry.name)
    linkText.append("]]")
    links[entry.id] = start..<linkText.count
  }

  /// The pages: `ATLAS.md`, the history where there is one, then one for each record.
  public func pages() -> PageSet {
    // Memory that no page reaches is never touched.
    var pages = PageSet(capacity: 65_536 + 4096 * release.entries.count)
    pages.add(path: "ATLAS.md", text: releasePage())
    if !release.history.isEmpty { pages.add(path: "history.md", text: History.page(release.history)) }
    for (index, tactic) in release.tactics.enumerated() {
      add(tactic.entry, to: &pages) { write(tactic, position: index + 1, into: &$0) }
    }
    for (index, technique) in release.techniques.enumerated() {
      add(technique.entry, to: &pages) { write(technique, position: index + 1, into: &$0) }
    }
    for (index, mitigation) in release.mitigations.enumerated() {
      add(mitigation.entry, to: &pages) { write(mitigation, position: index + 1, into: &$0) }
    }
    for (index, study) in release.caseStudies.enumerated() {
      add(study.entry, to: &pages) { write(study, position: index + 1, into: &$0) }
    }
    return pages
  }

  private func add(_ entry: ReleaseFile.Entry, to pages: inout PageSet, _ write: (inout PageText) -> Void) {
    var path: [UInt8] = []
    path.reserveCapacity(32)
    path.append(entry.id.kind.folder)
    path.append(.slash)
    entry.id.append(to: &path)
    path.append(".md")
    pages.add(path: String(decoding: path, as: UTF8.self)) { text in
      var page = PageText(bytes: [])
      swap(&page.bytes, &text)
      write(&page)
      swap(&page.bytes, &text)
    }
  }

  private func write(_ tactic: ReleaseFile.Tactic, position: Int, into page: inout PageText) {
    page.head(tactic.entry, slug: Slug.of(tactic.entry.name), position: position)
    page.description(tactic.entry)
    page.metadata(tactic.entry)
    page.attackReference(tactic.entry)
    page.references(tactic.entry)
  }

  private func write(_ technique: ReleaseFile.Technique, position: Int, into page: inout PageText) {
    let entry = technique.entry
    page.head(entry, slug: Slug.of(fullName(of: technique)), position: position)
    if let parent = technique.parent {
      page.append("> **Sub-Technique of:** ")
      page.append(link(to: parent))
      page.append("\n\n")
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
  }

  private func write(_ mitigation: ReleaseFile.Mitigation, position: Int, into page: inout PageText) {
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
  }

  private func write(_ study: ReleaseFile.CaseStudy, position: Int, into page: inout PageText) {
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
      page.bytes.append(decimal: index + 1)
      page.append(": ")
      page.append(names[step.technique] ?? .empty)
      page.append("\n\n")
      if let tactic = step.tactic { page.line("**Tactic:** ", link(to: tactic)) }
      page.line("**Technique:** ", link(to: step.technique))
      if !step.text.isEmpty {
        page.blank()
        page.text(step.text)
      }
    }
    page.references(study.entry)
  }

  /// A link to a record, with the id and the full name that a reader sees.
  func link(to id: RecordID) -> ArraySlice<UInt8> { linkText[links[id] ?? 0..<0] }

  private func fullName(of technique: ReleaseFile.Technique) -> Bytes {
    guard let parent = technique.parent.flatMap({ names[$0] }) else { return technique.entry.name }
    var name = Array(parent)
    name.append(": ")
    name.append(technique.entry.name)
    return Bytes(copying: name)
  }
}

extension ReleaseFile {
  /// What all kinds share, of every record.
  package var entries: [Entry] {
    tactics.map(\.entry) + techniques.map(\.entry) + mitigations.map(\.entry) + caseStudies.map(\.entry)
  }
}
