/// Combines all pages: each record once, with its pages, and each relation once, even if several pages state it.
package struct Linker {
  package private(set) var records: [RecordID: Entry] = [:]
  package private(set) var relations: [Linked] = []
  package internal(set) var findings: FindingList
  private let indexNames: [Bytes]

  /// A record and its pages; a record without pages is only mentioned on others.
  package struct Entry {
    package var name: Bytes = .empty
    package var slug: Bytes?
    /// The rows of its pages, which are adjacent in a corpus.
    package var sourceRows = 0..<0
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
    /// Whether the source's page states the relation, not the target's.
    let isOwn: Bool
  }

  package init(_ corpus: Corpus, drafts: [ParsedPage], matrix: [RecordID]) {
    findings = corpus.findings
    for draft in drafts { findings.append(contentsOf: draft.findings) }
    indexNames = corpus.indexNames
    for (index, draft) in drafts.enumerated() { add(draft, row: index) }
    var resolver = LinkResolver(drafts)
    for draft in drafts {
      for told in draft.told { link(told, of: draft.id, &resolver) }
    }
    linkParentsById()
    nameChildrenAlone()
    for (position, tactic) in matrix.enumerated() { records[tactic]?.position = position + 1 }
    merge()
  }

  private mutating func add(_ draft: ParsedPage, row: Int) {
    records[draft.id, default: Entry()].add(draft, row: row)
  }

  private mutating func link(_ told: ParsedRelation, of id: RecordID, _ resolver: inout LinkResolver) {
    // The id of a sub-technique holds its parent's, which a link may name in words alone.
    let parent = told.kind == .subtechnique && !told.isChild ? id.parent : nil
    guard let other = resolver.resolve(told.link, expected: told.expected) ?? parent else {
      if indexNames.contains(told.link.pageName) {
        let reason = "\(told.link.source.excerpt) leads to an index, not to a \(told.expected.noun())"
        return findings.append(Finding(.warning, .brokenLink, at: told.link.source, reason))
      }
      findings.append(
        Finding(.error, .brokenLink, at: told.link.source, "\(told.link.source.excerpt) leads to no record"))
      return
    }
    guard other.kind == told.expected, other != id else {
      let reason = "\(told.link.source.excerpt) leads to \(other), where a \(told.expected.noun()) is expected"
      findings.append(Finding(.error, .wrongKind, at: told.link.source, reason))
      return
    }
    mention(other, by: told.link, name: told.knownAs, maturity: told.maturity)
    let isSource = told.expected == told.kind.target && told.kind != .subtechnique || told.isChild
    var linked = Linked(
      kind: told.kind, source: isSource ? id : other, target: isSource ? other : id, number: told.number,
      text: told.text, place: told.link.source, isOwn: isSource)
    if told.kind == .subtechnique, linked.target.parent != linked.source {
      findings.append(
        Finding(
          .error, .missingParent, at: told.link.source, "\(linked.source) cannot be the parent of \(linked.target)"))
      return
    }
    if let tactic = told.tactic {
      linked.tactic = resolver.resolve(tactic, expected: .tactic)
      if let id = linked.tactic, id.kind == .tactic {
        mention(id, by: tactic, name: tactic.name)
      } else {
        linked.tactic = nil
        findings.append(Finding(.error, .brokenLink, at: tactic.source, "\(tactic.source.excerpt) leads to no tactic"))
      }
    }
    relations.append(linked)
  }

  /// Records what a page says about another record, in case that record has no page of its own.
  private mutating func mention(_ id: RecordID, by link: Link, name: Bytes, maturity: Maturity? = nil) {
    let known = records[id, default: Entry()].mention(name, maturity)
    guard let known, let maturity, known != maturity else { return }
    let reason = "\(id) is \(maturity.rawValue) here, \(known.rawValue) on another page, which is kept"
    findings.append(Finding(.warning, .contradiction, at: link.source, reason))
  }

  /// Adds the parent relations that follow from the ids of sub-techniques and that no page states.
  private mutating func linkParentsById() {
    let told = Set(relations.lazy.filter { $0.kind == .subtechnique }.map(\.target))
    for id in records.keys where !told.contains(id) {
      guard let parent = id.parent, records[parent] != nil else { continue }
      relations.append(Linked(kind: .subtechnique, source: parent, target: id, text: .none, place: .empty, isOwn: true))
    }
  }

  /// Removes the parent's name from names of sub-techniques; a name from a link can include it.
  private mutating func nameChildrenAlone() {
    for (id, entry) in records {
      guard let parent = id.parent.flatMap({ records[$0] }) else { continue }
      records[id]?.name = entry.name.dropping(parent: parent.name)
    }
  }
}

// MARK: - Merging repeated relations

extension Linker {
  private mutating func merge() {
    var merged: [Linked] = []
    merged.reserveCapacity(relations.count)
    // Repetitions of a relation become adjacent, in page order.
    let rows = relations.indices.sorted { Linker.precedes(relations[$0].ends, $0, relations[$1].ends, $1) }
    var start = 0
    while start < rows.count {
      let first = relations[rows[start]]
      var end = start + 1
      while end < rows.count, relations[rows[end]].ends == first.ends { end += 1 }
      if end - start == 1 {
        merged.append(first)
      } else if first.kind == .employs {
        merged += steps(rows[start..<end].map { relations[$0] })
      } else {
        merged.append(rows[start + 1..<end].reduce(first) { Linker.longer($0, relations[$1]) })
      }
      start = end
    }
    merged.sort(by: Linker.precedes)
    findings.append(contentsOf: Linker.sharedNumbers(merged))
    let inTactic = Set(merged.compactMap { step in step.tactic.map { [step.source, $0] } })
    merged.removeAll { $0.kind == .tacticCaseStudy && inTactic.contains([$0.target, $0.source]) }
    relations = merged
  }

  private static func precedes(_ one: Linked.Ends, _ row: Int, _ other: Linked.Ends, _ otherRow: Int) -> Bool {
    one == other ? row < otherRow : one < other
  }

  /// Merges two statements of one relation: the longer text is kept, and the first tactic that is known.
  static func longer(_ one: Linked, _ other: Linked) -> Linked {
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

extension Linker.Linked {
  /// The key by which repeated relations are merged.
  struct Ends: Comparable {
    let kind: Int
    let source: RecordID
    let target: RecordID

    static func < (one: Ends, other: Ends) -> Bool {
      (one.kind, one.source, one.target) < (other.kind, other.source, other.target)
    }
  }

  var ends: Ends { Ends(kind: kind.rawValue, source: source, target: target) }
}

extension Linker.Entry {
  /// Adds the content of one of the record's pages.
  fileprivate mutating func add(_ draft: ParsedPage, row: Int) {
    if name.isEmpty { name = draft.name }
    slug = slug ?? draft.slug
    maturity = maturity ?? draft.claims.first { $0.label == .maturity }.flatMap { Maturity($0.value) }
    sourceRows = (sourceRows.isEmpty ? row : sourceRows.lowerBound)..<row + 1
  }

  /// Adds the content of another record's page; returns the maturity known before.
  fileprivate mutating func mention(_ name: Bytes, _ maturity: Maturity?) -> Maturity? {
    if self.name.isEmpty { self.name = name }
    defer { self.maturity = self.maturity ?? maturity }
    return self.maturity
  }
}

extension Relation.Kind {
  /// The kind of record at the target end.
  package var target: RecordKind {
    switch self {
    case .tacticTechnique, .subtechnique, .mitigates, .employs: .technique
    case .tacticCaseStudy: .caseStudy
    }
  }
}
