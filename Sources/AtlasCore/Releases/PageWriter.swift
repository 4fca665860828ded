/// Writes the pages of a release file in the form of the bundled pages.
///
/// Each record has a page, and so has the release; each fact is on one page only. Reading the pages gives the same
/// records, relations and texts.
public struct PageWriter: Sendable {
  let release: ReleaseFile
  /// The names of all records.
  private var names: [RecordID: Bytes] = [:]
  /// The links to records in the form of pages, in one text.
  ///
  /// They are created once, because there are far more links than records.
  private var links: [RecordID: Range<Int>] = [:]
  private var linkText: [UInt8] = []

  /// Creates a writer for the pages of `release`.
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

  /// Adds the link to a tactic or a technique; pages link to no other records.
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

  /// The pages: `ATLAS.md`, the history if there is one, then a page for each record.
  public func pages() -> JoinedPages {
    // Unused memory is never touched, so a generous capacity costs nothing.
    var pages = JoinedPages(capacity: 65_536 + 4096 * release.entries.count)
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

  private func add(_ entry: ReleaseFile.Entry, to pages: inout JoinedPages, _ write: (inout PageText) -> Void) {
    var path: [UInt8] = []
    path.reserveCapacity(32)
    path.append(entry.id.kind.folder)
    path.append(.slash)
    entry.id.append(to: &path)
    path.append(".md")
    pages.add(path: String(decoding: path, as: UTF8.self)) { text in
      var page = PageText()
      swap(&page.bytes, &text)
      write(&page)
      swap(&page.bytes, &text)
    }
  }

  private func write(_ tactic: ReleaseFile.Tactic, position: Int, into page: inout PageText) {
    page.head(tactic.entry, slug: Slug.of(tactic.entry.name), position: position)
    page.description(tactic.entry)
    page.metadata(tactic.entry)
    page.attackReference(tactic.entry.attackReference)
    page.item("Wording", tactic.entry.wording.claim)
    page.references(tactic.entry, release.version)
  }

  private func write(_ technique: ReleaseFile.Technique, position: Int, into page: inout PageText) {
    let entry = technique.entry
    page.head(entry, slug: Slug.of(fullName(of: technique)), position: position)
    if let parent = technique.parent { page.parent(link: link(to: parent)) }
    page.description(entry)
    page.metadata(entry)
    page.item("Maturity", technique.maturity)
    page.item("Platforms", technique.platforms)
    if let parent = technique.parent { page.item("Parent Technique", link: link(to: parent)) }
    page.attackReference(entry.attackReference)
    page.item("Wording", entry.wording.claim)
    if !technique.tactics.isEmpty {
      page.section("Tactics", count: technique.tactics.count)
      for tactic in technique.tactics { page.bullet(link: link(to: tactic)) }
    }
    page.references(entry, release.version)
  }

  private func write(_ mitigation: ReleaseFile.Mitigation, position: Int, into page: inout PageText) {
    page.head(mitigation.entry, slug: Slug.of(mitigation.entry.name), position: position)
    page.description(mitigation.entry)
    page.metadata(mitigation.entry)
    page.item("Category", mitigation.categories)
    page.item("ML Lifecycle", mitigation.lifecycle)
    page.attackReference(mitigation.entry.attackReference)
    page.item("Wording", mitigation.entry.wording.claim)
    if !mitigation.uses.isEmpty {
      page.section("Techniques", count: mitigation.uses.count)
      for use in mitigation.uses { page.bullet(link: link(to: use.technique), SiteLinks.toPage(use.text)) }
    }
    page.references(mitigation.entry, release.version)
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
    page.attackReference(study.entry.attackReference)
    page.item("Wording", study.entry.wording.claim)
    page.section("Attack Procedure")
    for (index, step) in study.steps.enumerated() {
      page.step(
        index + 1, isFirst: index == 0, name: names[step.technique] ?? .empty, tactic: step.tactic.map(link),
        technique: link(to: step.technique), SiteLinks.toPage(step.text))
    }
    page.references(study.entry, release.version)
  }

  /// The link to a record, with its id and full name.
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
  /// The entries of all records.
  package var entries: [Entry] {
    tactics.map(\.entry) + techniques.map(\.entry) + mitigations.map(\.entry) + caseStudies.map(\.entry)
  }
}

extension PageText {
  /// Writes the front matter and the title of a record's page.
  fileprivate mutating func head(_ entry: ReleaseFile.Entry, slug: @autoclosure () -> Bytes, position: Int) {
    head(slug: entry.slug ?? slug(), id: entry.id, name: entry.name, label: entry.name, position: position)
  }

  /// Writes the description and an empty line, unless it is empty.
  fileprivate mutating func description(_ entry: ReleaseFile.Entry) {
    guard !entry.description.isEmpty else { return }
    text(SiteLinks.toPage(entry.description))
    newline()
  }

  /// Writes the heading of the metadata, and the items that all kinds of record have.
  fileprivate mutating func metadata(_ entry: ReleaseFile.Entry) {
    metadata(entry.id, created: entry.created, modified: entry.modified)
  }

  /// Writes the references, with the official page as the last one.
  fileprivate mutating func references(_ entry: ReleaseFile.Entry, _ release: Bytes?) {
    if !entry.references.isEmpty {
      section("External References")
      for reference in entry.references {
        append("- ")
        self.reference(title: reference.title, url: reference.url)
      }
    }
    guard entry.wording != .own else { return }
    section("References")
    officialReference(entry.id, name: entry.name, release: release, wording: entry.wording)
  }
}
