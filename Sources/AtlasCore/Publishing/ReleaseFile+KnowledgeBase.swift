/// From a knowledge base to a release and back: what export, import and comparison have in common.
extension ReleaseFile {
  /// The release that `base` is, in format 6.
  ///
  /// Records that are known from other pages only are records like all others here. What the form has no place for is
  /// left out: case studies of a tactic of which no step is known.
  public init(_ base: KnowledgeBase) {
    let release = base.release
    self.init(
      formatVersion: "6.0.0",
      collection: Part(
        id: "ATLAS-collection", name: "ATLAS", version: release.version, modified: release.date),
      matrix: Part(id: "ATLAS-matrix", name: "ATLAS Matrix"))
    for id in base.ids() {
      guard let record = base.record(id) else { continue }
      let entry = Entry(record, fullName: base.fullName(of: id))
      switch record.details {
      case .tactic: tactics.append(Tactic(entry: entry))
      case .technique(let details):
        techniques.append(
          Technique(
            entry: entry, parent: base.parent(of: id), tactics: base.tactics(of: id), platforms: details.platforms,
            maturity: details.maturity?.word))
      case .mitigation(let details):
        mitigations.append(
          Mitigation(
            entry: entry, categories: details.categories, lifecycle: details.lifecycle,
            uses: base.uses(of: id).map { Use(technique: $0.target, text: SiteLinks.toFile($0.text)) }))
      case .caseStudy(let details): caseStudies.append(CaseStudy(entry: entry, details, base.steps(of: id)))
      }
    }
    tactics.sort { base.precedesInMatrix($0.entry.id, $1.entry.id) }
    history = base.history.changes
  }
}

extension ReleaseFile {
  /// What a release file has no place for and `base` holds, in words.
  public static func losses(of base: KnowledgeBase) -> [String] {
    let stubs = base.ids().filter(base.isStub)
    let untold = base.ids(of: .tactic).flatMap { base.relations(of: $0) }.count { $0.kind == .tacticCaseStudy }
    let stepless = base.ids(of: .caseStudy).filter { base.steps(of: $0).isEmpty }
    return [
      stubs.isEmpty
        ? nil : "records without a page of their own are written with no more than is known: \(stubs.count)",
      untold == 0 ? nil : "case studies of a tactic without a step are left out: \(untold)",
      stepless.isEmpty ? nil : "case studies without steps, which a release cannot have: \(stepless.count)",
    ].compactMap { $0 }
  }
}

extension ReleaseFile.Entry {
  fileprivate init(_ record: Record, fullName: Bytes) {
    self.init(
      id: record.id, name: record.name, description: SiteLinks.toFile(record.description), created: record.created,
      modified: record.modified, attackReference: record.details.attackReference)
    // A record without a page of its own gets one.
    let slug = record.slug ?? (record.isStub ? nil : .empty)
    self.slug = slug == Slug.of(fullName) ? nil : slug
    // Every page ends with the address of the official one; a release file needs not say so.
    references = record.ownReferences.map { ReleaseFile.Reference(title: $0.title, url: $0.url) }
  }
}

extension ReleaseFile.CaseStudy {
  fileprivate init(entry: ReleaseFile.Entry, _ details: CaseStudy, _ relations: [Relation]) {
    let steps = relations.enumerated().map { index, step in
      ReleaseFile.Step(
        tactic: step.tactic, technique: step.target, text: SiteLinks.toFile(step.text),
        leadsTo: index + 1 < relations.count ? [index + 1] : [])
    }
    self.init(
      entry: entry, type: details.type.map { Bytes(copying: $0.rawValue) }, date: details.date,
      granularity: details.date?.granularity, actor: details.actor, target: details.target,
      reporter: details.reporter, steps: steps)
  }
}

extension Record {
  /// What the page refers to besides the official page of the record.
  package var ownReferences: [Reference] { references.filter { $0.url?.string != url } }
}

extension KnowledgeBase {
  /// The knowledge base of a release, by way of its pages.
  public init(_ release: ReleaseFile) {
    self.init(Corpus(PageWriter(release).pages()))
  }
}

extension Corpus {
  /// The corpus of pages that were just written.
  package init(_ pages: JoinedPages) {
    let text = Bytes(copying: pages.text)
    var buffer = PageBuffer(capacity: text.count + pages.ends.count)
    var start = 0
    for page in pages.ends {
      buffer.add(path: Bytes(copying: page.path), text: text[start..<page.end])
      start = page.end
    }
    self = buffer.corpus()
  }
}
