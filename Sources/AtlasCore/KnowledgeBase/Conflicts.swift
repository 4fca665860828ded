/// Builds one record from all its pages.
extension KnowledgeBase {
  /// The record with that id, read from its pages; a stub if only other pages mention it, nil if none does.
  public func record(_ id: RecordID) -> Record? {
    guard let row = index.row(of: id) else { return nil }
    let drafts = index.record(row).rows(.firstSource, .sourceCount, of: index.sources)
      .map { RecordSourceReader.read(source($0), isRelated: false) }
    var conflicts = Conflicts(id)
    return Record(self, id, drafts, &conflicts)
  }
}

/// Collects contradictions between the pages of one record.
package struct Conflicts {
  private let id: RecordID
  package private(set) var findings: [Finding] = []

  package init(_ id: RecordID) { self.id = id }

  /// The first value of a label, or nil; each different value is a finding.
  mutating func settle(_ label: Metadata.Label, _ what: StaticString, _ drafts: [ParsedPage]) -> Bytes? {
    var first: Bytes?
    for draft in drafts {
      for claim in draft.claims where claim.label == label {
        guard let kept = first else {
          first = claim.value
          continue
        }
        let isSame =
          label.isDate ? PartialDate(kept) == PartialDate(claim.value) : kept.equals(ignoringCase: claim.value)
        if isSame { continue }
        let reason =
          "\(what) of \(id) is \"\(claim.value.excerpt)\" here, \"\(kept.excerpt)\" on another page, which is kept"
        findings.append(Finding(.warning, .contradiction, at: claim.value, reason))
      }
    }
    return first
  }

  /// The longest of the texts; a text that is not a prefix of it is a finding.
  mutating func longest(_ what: String, _ texts: [Bytes], place: @autoclosure () -> Bytes?) -> Bytes {
    let longest = texts.max { $0.count < $1.count } ?? .empty
    if texts.contains(where: { !longest.starts(with: $0) }), let place = place() {
      findings.append(
        Finding(.warning, .contradiction, at: place, "\(what) of \(id) differs between its pages; the longest is kept"))
    }
    return longest
  }
}

extension Record {
  package init(_ base: KnowledgeBase, _ id: RecordID, _ drafts: [ParsedPage], _ conflicts: inout Conflicts) {
    self.id = id
    nameBytes = base.nameBytes(of: id)
    slugBytes = base.slugBytes(of: id)
    isStub = drafts.isEmpty
    descriptionBytes = conflicts.longest(
      "the description", drafts.map(\.description), place: base.sources(of: id).last?.text)
    created = conflicts.settle(.created, "the date of creation", drafts).flatMap { PartialDate($0) }
    modified = conflicts.settle(.modified, "the date of the last change", drafts).flatMap { PartialDate($0) }
    wording = conflicts.settle(.wording, "the wording", drafts).flatMap { Wording(claim: $0) } ?? base.wording
    fileBytes = base.file(of: id)
    let distinct = Record.distinct(drafts.flatMap(\.references))
    let address = Bytes(copying: id.url)
    references = distinct.filter { $0.urlBytes != address }
    isOfficial = wording != .own || references.count < distinct.count
    let attack = conflicts.settle(.attackReference, "the ATT&CK reference", drafts).map { AttackReference($0) }
    switch id.kind {
    case .tactic:
      details = .tactic(Tactic(position: base.position(of: id), attackReference: attack))
    case .technique:
      details = .technique(
        Technique(
          maturity: conflicts.settle(.maturity, "the maturity", drafts).flatMap { Maturity($0) }
            ?? base.maturity(of: id),
          platformsBytes: conflicts.settle(.platforms, "the platforms", drafts)?.parts(by: .comma) ?? [],
          attackReference: attack))
    case .mitigation:
      details = .mitigation(
        Mitigation(
          categoriesBytes: conflicts.settle(.category, "the category", drafts)?.parts(by: .comma) ?? [],
          lifecycleBytes: conflicts.settle(.lifecycle, "the lifecycle", drafts)?.parts(by: .comma) ?? [],
          attackReference: attack, isAdapted: attack != nil || drafts.contains { $0.isAdapted }))
    case .caseStudy:
      details = .caseStudy(
        CaseStudy(
          type: conflicts.settle(.type, "the type", drafts).flatMap { CaseStudyType($0) },
          date: conflicts.settle(.date, "the incident date", drafts).flatMap { PartialDate($0) },
          actorBytes: conflicts.settle(.actor, "the actor", drafts),
          targetBytes: conflicts.settle(.target, "the target", drafts),
          reporterBytes: conflicts.settle(.reporter, "the reporter", drafts)))
    }
  }
}

extension Record {
  /// The references without repetitions, in order of first appearance.
  fileprivate static func distinct(_ all: [Reference]) -> [Reference] {
    // For a few references, building the type `Set` at runtime would take longer than the search.
    if all.count > 32 {
      var seen: Set<Reference> = []
      return all.filter { seen.insert($0).inserted }
    }
    var distinct: [Reference] = []
    for reference in all where !distinct.contains(reference) { distinct.append(reference) }
    return distinct
  }
}

extension AttackReference {
  /// Reads the value of a metadata line: a link to ATT&CK, or an id alone.
  init(_ value: Bytes) {
    var rest = value
    let link = Link.next(in: &rest)
    self.init(id: link?.label ?? value, url: link?.target)
  }
}
