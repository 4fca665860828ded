/// Which records, fields, texts and relations differ between two knowledge bases.
public struct DifferenceQuery: Sendable {
  /// The records to compare, with all of their relations; all records when empty.
  public var ids: [RecordID] = []
  /// The kinds of record to compare; all kinds when empty.
  public var kinds: [RecordKind] = []
  /// Whether texts that differ only in spaces, tabs and line ends are different.
  public var comparesWhitespace = false
  /// Whether the texts of a record are compared even where its two sides have different wordings.
  public var comparesWordings = false
  /// Retired ids and their successors beyond what the two sides record; release files record none.
  public var knownHistory: History?

  /// A comparison of all records, to be narrowed by its properties.
  public init() {}

  /// Compares two knowledge bases.
  public func answer(from old: KnowledgeBase, to new: KnowledgeBase) -> Difference {
    let ids = Set(old.ids()).union(new.ids()).filter(includes).sorted()
    let isEqual = comparesWhitespace ? { $0 == $1 } : Difference.haveSameWords
    let facts = ids.map { (id: $0, old: RecordFacts($0, of: old), new: RecordFacts($0, of: new)) }
    var wordings: (old: Wording, new: Wording)?
    var reworded: Set<RecordID> = []
    func compare(_ id: RecordID, _ before: Wording?, _ after: Wording?) {
      guard !comparesWordings, let before, let after, before != after else { return }
      reworded.insert(id)
      wordings = (before, after)
    }
    for row in facts { compare(row.id, row.old?.wording, row.new?.wording) }
    // A relation may have its text on the page of a record that is not compared itself.
    for id in Set(old.ids()).intersection(new.ids()).subtracting(ids) {
      compare(id, old.record(id)?.wording, new.record(id)?.wording)
    }
    let successors = Successors(from: old, to: new, known: knownHistory)
    return Difference(
      releases: (old.release, new.release),
      records: facts.compactMap { id, before, after in
        Difference.RecordChange(
          id, from: before, to: after, successors, comparesDescription: !reworded.contains(id), isEqual: isEqual)
      },
      relations: RelationMatch.changes(
        from: old, to: new, of: self.ids.isEmpty && kinds.isEmpty ? nil : Set(ids),
        { reworded.contains($0) || isEqual($1, $2) }),
      differentWordings: wordings,
      isHistoryEqual: old.history.changes == new.history.changes)
  }

  private func includes(_ id: RecordID) -> Bool {
    (ids.isEmpty || ids.contains(id)) && (kinds.isEmpty || kinds.contains(id.kind))
  }
}

extension Difference {
  /// Whether two texts have the same words, whatever whitespace is between them.
  fileprivate static func haveSameWords(_ one: Bytes, _ other: Bytes) -> Bool {
    var (left, right) = (one.trimmed, other.trimmed)
    while !left.isEmpty, !right.isEmpty {
      guard left.eat(while: { !$0.isBlank }) == right.eat(while: { !$0.isBlank }) else { return false }
      left.eat(while: \.isBlank)
      right.eat(while: \.isBlank)
    }
    return left.isEmpty && right.isEmpty
  }
}

extension StaticString {
  fileprivate var isDescription: Bool { Bytes(self) == "description" }
}

extension Difference.RecordChange {
  /// The change of a record from its facts on one side to those on the other; nil when they are equal.
  fileprivate init?(
    _ id: RecordID, from old: RecordFacts?, to new: RecordFacts?, _ successors: Successors,
    comparesDescription: Bool, isEqual: (Bytes, Bytes) -> Bool
  ) {
    switch (old, new) {
    case (let old?, let new?):
      let fields = zip(old.facts, new.facts).compactMap { one, other in
        isEqual(one.value, other.value) || !comparesDescription && one.name.isDescription
          ? nil : Difference.FieldChange(field: one.name, old: one.value, new: other.value)
      }
      if fields.isEmpty { return nil }
      self.init(id: id, name: new.name, outcome: .changed(fields))
    case (let old?, nil): self.init(id: id, name: old.name, outcome: .removed(into: successors.of(id)))
    case (nil, let new?): self.init(id: id, name: new.name, outcome: .added)
    case (nil, nil): return nil
    }
  }
}
