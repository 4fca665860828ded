/// Converts a knowledge base to a release file and back.
extension ReleaseFile {
  /// The release of `base`, in format 6.
  ///
  /// Records that only the pages of others mention become normal records. Case studies of a tactic without a known step
  /// are omitted, because the format cannot express them.
  package init(_ base: KnowledgeBase) {
    let release = base.release
    self.init(
      formatVersion: "6.0.0",
      collection: Part(
        id: "ATLAS-collection", name: "ATLAS", version: release.versionBytes, modified: release.date),
      matrix: Part(id: "ATLAS-matrix", name: "ATLAS Matrix"))
    for id in base.ids() {
      guard let record = base.record(id) else { continue }
      let entry = Entry(record, fullName: base.fullNameBytes(of: id))
      switch record.details {
      case .tactic: tactics.append(Tactic(entry: entry))
      case .technique(let details):
        techniques.append(
          Technique(
            entry: entry, parent: base.parent(of: id), tactics: base.tactics(of: id), platforms: details.platformsBytes,
            maturity: details.maturity?.word))
      case .mitigation(let details):
        mitigations.append(
          Mitigation(
            entry: entry, categories: details.categoriesBytes, lifecycle: details.lifecycleBytes,
            uses: base.uses(of: id).map { Use(technique: $0.target, text: SiteLinks.toFile($0.textBytes)) }))
      case .caseStudy(let details): caseStudies.append(CaseStudy(entry: entry, details, base.steps(of: id)))
      }
    }
    tactics.sort { base.precedesInMatrix($0.entry.id, $1.entry.id) }
    history = base.history.changes
  }
}

extension ReleaseFile {
  /// The losses and changes when `base` is written as a release file, each as a sentence without a period.
  ///
  /// - Parameters:
  ///   - base: the knowledge base.
  ///   - allowsNoSteps: whether the form of the file has a place for case studies without steps.
  /// - Returns: the sentences; none if nothing is lost.
  package static func losses(of base: KnowledgeBase, allowsNoSteps: Bool = false) -> [String] {
    let stubs = base.ids().filter(base.isStub)
    let untold = base.ids(of: .tactic).flatMap { base.relations(of: $0) }.count { $0.kind == .tacticCaseStudy }
    let stepless = base.ids(of: .caseStudy).filter { base.steps(of: $0).isEmpty }
    return [
      stubs.isEmpty
        ? nil : "records without a page of their own, written with what is known: \(stubs.count)",
      untold == 0 ? nil : "case studies of a tactic without a step, left out: \(untold)",
      stepless.isEmpty || allowsNoSteps
        ? nil : "case studies without steps, which a release file cannot have: \(stepless.count)",
    ].compactMap { $0 }
  }
}

extension ReleaseFile.Entry {
  fileprivate init(_ record: Record, fullName: Bytes) {
    self.init(
      id: record.id, name: record.nameBytes, description: SiteLinks.toFile(record.descriptionBytes),
      created: record.created,
      modified: record.modified, attackReference: record.details.attackReference)
    // A record without a page of its own gets a slug from its name.
    let slug = record.slugBytes ?? (record.isStub ? nil : .empty)
    self.slug = slug == Slug.of(fullName) ? nil : slug
    wording = record.wording
    references = record.references.map { ReleaseFile.Reference(title: $0.titleBytes, url: $0.urlBytes) }
  }
}

extension ReleaseFile.CaseStudy {
  fileprivate init(entry: ReleaseFile.Entry, _ details: CaseStudy, _ relations: [Relation]) {
    let steps = relations.enumerated().map { index, step in
      ReleaseFile.Step(
        tactic: step.tactic, technique: step.target, text: SiteLinks.toFile(step.textBytes),
        leadsTo: index + 1 < relations.count ? [index + 1] : [])
    }
    self.init(
      entry: entry, type: details.type.map { Bytes(copying: $0.rawValue) }, date: details.date,
      granularity: details.date?.granularity, actor: details.actorBytes, target: details.targetBytes,
      reporter: details.reporterBytes, steps: steps)
  }
}

extension KnowledgeBase {
  /// The knowledge base of a release file.
  package init(_ release: ReleaseFile) {
    self.init(Corpus(PageWriter(release).pages()), wording: .official)
  }
}

extension Corpus {
  /// The corpus of the pages.
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
