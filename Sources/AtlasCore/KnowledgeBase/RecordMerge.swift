/// One record from all the sheets that tell of it.
extension KnowledgeBase {
  /// The record with that id, read from its pages; a stub when only other pages name it, nil when none does.
  public func record(_ id: RecordID) -> Record? {
    guard contains(id) else { return nil }
    let drafts = sheets(of: id).map(SheetReader.read)
    var conflicts = Conflicts(id)
    return Record(self, id, drafts, &conflicts)
  }
}

/// Fields of one record that contradict each other on two pages.
package struct Conflicts {
  private let id: RecordID
  package private(set) var findings: [Finding] = []

  package init(_ id: RecordID) { self.id = id }

  /// The first value that is claimed; any other than it is a finding.
  mutating func settle<Value>(_ what: String, _ claims: [Claim<Value>?]) -> Value? {
    let claims = claims.compactMap { $0 }
    guard let first = claims.first else { return nil }
    for claim in claims.dropFirst() where claim.value != first.value {
      let reason = "\(what) of \(id) is \"\(claim.place)\" here, \"\(first.place)\" on another page, which is kept"
      findings.append(Finding(.warning, at: claim.place, reason))
    }
    return first.value
  }

  /// The longest of the texts; one that is not the beginning of it is a finding.
  mutating func longest(_ what: String, _ texts: [Bytes], place: Bytes?) -> Bytes {
    let longest = texts.max { $0.count < $1.count } ?? .empty
    if let place, texts.contains(where: { !longest.starts(with: $0) }) {
      findings.append(Finding(.warning, at: place, "\(what) of \(id) differs between its pages; the longest is kept"))
    }
    return longest
  }
}

extension Record {
  package init(_ base: KnowledgeBase, _ id: RecordID, _ drafts: [Draft], _ conflicts: inout Conflicts) {
    self.id = id
    name = base.name(of: id)
    slug = base.slug(of: id)
    isStub = drafts.isEmpty
    description = conflicts.longest("the description", drafts.map(\.description), place: base.sheets(of: id).last?.text)
    created = conflicts.settle("the date of creation", drafts.map(\.created))
    modified = conflicts.settle("the date of the last change", drafts.map(\.modified))
    var references: [Reference] = []
    for reference in drafts.flatMap(\.references) where !references.contains(reference) { references.append(reference) }
    self.references = references
    let attack = conflicts.settle("the ATT&CK reference", drafts.map(\.attackReference))
    switch id.kind {
    case .tactic:
      details = .tactic(Tactic(position: base.position(of: id), attackReference: attack))
    case .technique:
      details = .technique(
        Technique(
          maturity: conflicts.settle("the maturity", drafts.map(\.maturity)) ?? base.maturity(of: id),
          platforms: conflicts.settle("the platforms", drafts.map(\.platforms)) ?? [], attackReference: attack))
    case .mitigation:
      details = .mitigation(
        Mitigation(
          categories: conflicts.settle("the category", drafts.map(\.categories)) ?? [],
          lifecycle: conflicts.settle("the lifecycle", drafts.map(\.lifecycle)) ?? [], attackReference: attack,
          isAdapted: attack != nil || drafts.contains(where: \.isAdapted)))
    case .caseStudy:
      details = .caseStudy(
        CaseStudy(
          type: conflicts.settle("the type", drafts.map(\.type)),
          date: conflicts.settle("the incident date", drafts.map(\.date)),
          actor: conflicts.settle("the actor", drafts.map(\.actor)),
          target: conflicts.settle("the target", drafts.map(\.target)),
          reporter: conflicts.settle("the reporter", drafts.map(\.reporter))))
    }
  }
}
