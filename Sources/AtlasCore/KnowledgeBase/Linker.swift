/// Brings together what the pages say: each record once, with the sheets that tell of it; each relation once, however
/// many pages tell it.
package struct Linker {
  package private(set) var records: [RecordID: Entry] = [:]
  package private(set) var relations: [Linked] = []
  package private(set) var findings: [Finding]

  /// A record and the sheets that tell of it; without any it is known from other pages only.
  package struct Entry {
    package var name: Bytes = .empty
    package var slug: Bytes?
    package var sheets: [Int] = []
    package var maturity: Maturity?
    package var position: Int?
  }

  /// A relation with both ends known.
  package struct Linked {
    package let kind: Relation.Kind
    package let source: RecordID
    package let target: RecordID
    package var number: Int?
    package var tactic: RecordID?
    package var text: RawText
    let place: Bytes
  }

  package init(_ corpus: Corpus, drafts: [Draft], matrix: [RecordID]) {
    findings = corpus.findings + drafts.flatMap(\.findings)
    for (index, draft) in drafts.enumerated() { add(draft, sheet: index) }
    let resolver = LinkResolver(drafts)
    for draft in drafts {
      for told in draft.told { link(told, of: draft.id, resolver) }
    }
    linkParentsById()
    nameChildrenAlone()
    for (position, tactic) in matrix.enumerated() { records[tactic]?.position = position + 1 }
    merge()
  }

  private mutating func add(_ draft: Draft, sheet: Int) {
    var entry = records[draft.id] ?? Entry()
    if entry.name.isEmpty { entry.name = draft.name }
    entry.slug = entry.slug ?? draft.slug
    entry.maturity = entry.maturity ?? draft.claims.first { $0.label == .maturity }.flatMap { Maturity($0.value) }
    entry.sheets.append(sheet)
    records[draft.id] = entry
  }

  private mutating func link(_ told: Told, of id: RecordID, _ resolver: LinkResolver) {
    guard let other = resolver.resolve(told.link, expected: told.expected) else {
      findings.append(Finding(.error, at: told.link.source, "\(told.link.source) leads to no record"))
      return
    }
    guard other.kind == told.expected, other != id else {
      let reason = "\(told.link.source) leads to \(other), where a \(told.expected.noun()) is expected"
      findings.append(Finding(.error, at: told.link.source, reason))
      return
    }
    mention(other, name: told.name ?? told.link.name, maturity: told.maturity)
    let isSource = told.expected == told.kind.target && told.kind != .subtechnique || told.isChild
    var linked = Linked(
      kind: told.kind, source: isSource ? id : other, target: isSource ? other : id, number: told.number,
      text: told.text, place: told.link.source)
    if told.kind == .subtechnique, linked.target.parent != linked.source {
      findings.append(
        Finding(.error, at: told.link.source, "\(linked.source) cannot be the parent of \(linked.target)"))
      return
    }
    if let tactic = told.tactic {
      linked.tactic = resolver.resolve(tactic, expected: .tactic)
      if let id = linked.tactic, id.kind == .tactic {
        mention(id, name: tactic.name, maturity: nil)
      } else {
        linked.tactic = nil
        findings.append(Finding(.error, at: tactic.source, "\(tactic.source) leads to no tactic"))
      }
    }
    relations.append(linked)
  }

  /// Notes what a page says of another record, for the case that it has no page of its own.
  private mutating func mention(_ id: RecordID, name: Bytes, maturity: Maturity?) {
    var entry = records[id] ?? Entry()
    if entry.name.isEmpty { entry.name = name }
    entry.maturity = entry.maturity ?? maturity
    records[id] = entry
  }

  /// The id of a sub-technique names its parent, even where no page does.
  private mutating func linkParentsById() {
    let told = Set(relations.lazy.filter { $0.kind == .subtechnique }.map(\.target))
    for id in records.keys where !told.contains(id) {
      guard let parent = id.parent, records[parent] != nil else { continue }
      relations.append(Linked(kind: .subtechnique, source: parent, target: id, text: .none, place: .empty))
    }
  }

  /// A name that comes from a link may have the parent's in front; the record's own is what follows.
  private mutating func nameChildrenAlone() {
    for (id, entry) in records {
      guard let parent = id.parent.flatMap({ records[$0] }) else { continue }
      records[id]?.name = entry.name.dropping(parent: parent.name)
    }
  }
}

// MARK: - One relation, however often it is told

extension Linker {
  private mutating func merge() {
    var merged: [Linked] = []
    let groups = Dictionary(grouping: relations) { Ends(kind: $0.kind, source: $0.source, target: $0.target) }
    for (ends, told) in groups {
      if ends.kind == .employs {
        merged += steps(told)
      } else if let first = told.first {
        merged.append(told.dropFirst().reduce(first) { Linker.longer($0, $1) })
      }
    }
    let inTactic = Set(merged.compactMap { step in step.tactic.map { [step.source, $0] } })
    merged.removeAll { $0.kind == .tacticCaseStudy && inTactic.contains([$0.target, $0.source]) }
    relations = merged.sorted(by: Linker.precedes)
  }

  private struct Ends: Hashable {
    let kind: Relation.Kind
    let source: RecordID
    let target: RecordID
  }

  /// The steps in which one case study employs one technique.
  ///
  /// Those that a page numbers are the measure; text without
  /// a number joins the only one there is, and is dropped where several could be meant.
  private mutating func steps(_ told: [Linked]) -> [Linked] {
    var steps: [Linked] = []
    for step in told where step.number != nil {
      guard let same = steps.firstIndex(where: { $0.number == step.number }) else {
        steps.append(step)
        continue
      }
      if let one = steps[same].tactic, let other = step.tactic, one != other {
        let reason = "step \(step.number ?? 0) of \(step.source) serves \(other) here, \(one) elsewhere"
        findings.append(Finding(.warning, at: step.place, reason))
      }
      steps[same] = Linker.longer(steps[same], step)
    }
    let isNumbered = !steps.isEmpty
    for step in told where step.number == nil {
      if isNumbered {
        if steps.count == 1 { steps[0] = Linker.longer(steps[0], step) }
      } else if let same = steps.firstIndex(where: {
        $0.tactic == nil || step.tactic == nil || $0.tactic == step.tactic
      }) {
        steps[same] = Linker.longer(steps[same], step)
      } else {
        steps.append(step)
      }
    }
    return steps
  }

  /// One relation from two tellings: the longer text wins, and what only one of them knows is kept.
  private static func longer(_ one: Linked, _ other: Linked) -> Linked {
    var result = one
    if other.text.source.count > one.text.source.count { result.text = other.text }
    result.tactic = one.tactic ?? other.tactic
    return result
  }

  private static func precedes(_ one: Linked, _ other: Linked) -> Bool {
    if one.kind != other.kind { return one.kind.rawValue < other.kind.rawValue }
    if one.source != other.source { return one.source < other.source }
    let numbers = (one.number ?? .max, other.number ?? .max)
    if numbers.0 != numbers.1 { return numbers.0 < numbers.1 }
    if one.target != other.target { return one.target < other.target }
    return (one.tactic?.bits ?? 0) < (other.tactic?.bits ?? 0)
  }
}

extension Relation.Kind {
  /// The kind of record at the second end.
  package var target: RecordKind {
    switch self {
    case .tacticTechnique, .subtechnique, .mitigates, .employs: .technique
    case .tacticCaseStudy: .caseStudy
    }
  }
}
