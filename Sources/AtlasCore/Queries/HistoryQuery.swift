/// Which names changed and which ids were retired: as a release records it, or computed from several releases.
public struct HistoryQuery: Sendable {
  /// An id, a current name or a former name, to select the changes of its records; nil for all changes.
  public var word: String?

  /// A query for the changes of the record that `word` names, or for all changes.
  public init(of word: String? = nil) { self.word = word }

  /// The changes that a knowledge base records.
  public func answer(in base: KnowledgeBase) -> HistoryAnswer { answer(selectingFrom: base.history.changes, in: base) }

  /// The changes from each release to the next.
  ///
  /// A change that happened between two of them is attributed to the later one.
  ///
  /// - Parameters:
  ///   - releases: the releases, the oldest first.
  ///   - known: retired ids and their successors beyond what the releases record; release files record none.
  /// - Returns: the changes; empty for fewer than two releases.
  public func answer(across releases: [KnowledgeBase], known: History? = nil) -> HistoryAnswer {
    let changes = zip(releases, releases.dropFirst()).flatMap { History.changes(from: $0, to: $1, known: known) }
    guard let last = releases.last else { return HistoryAnswer(changes: changes, isKnown: false) }
    return answer(selectingFrom: changes, in: last)
  }

  private func answer(selectingFrom changes: [History.Change], in base: KnowledgeBase) -> HistoryAnswer {
    let changes = changes.enumerated().sorted { one, other in
      let (left, right) = (ReleaseNumber(one.element.releaseBytes), ReleaseNumber(other.element.releaseBytes))
      if left == right { return one.offset < other.offset }
      guard let left else { return true }
      guard let right else { return false }
      return left < right
    }.map(\.element)
    guard let word else { return HistoryAnswer(changes: changes, isKnown: true) }
    let ids = records(changes, base, word)
    let selected = changes.filter { change in
      if ids.contains(change.id) { return true }
      // The history of a record includes the ids that were merged into it.
      if case .retired(let into) = change.outcome { return into.contains(where: ids.contains) }
      return false
    }
    return HistoryAnswer(changes: selected, isKnown: !selected.isEmpty || ids.contains(where: base.contains))
  }

  private func records(_ changes: [History.Change], _ base: KnowledgeBase, _ word: String) -> Set<RecordID> {
    var ids: Set<RecordID> = []
    if let id = RecordID(word) { ids.insert(id) }
    let name = FoldedName(Bytes(copying: word))
    for change in changes where FoldedName(change.nameBytes) == name { ids.insert(change.id) }
    guard ids.isEmpty else { return ids }
    switch base.resolve(word) {
    case .record(let id, _): return [id]
    case .ambiguous(let found): return Set(found)
    case .missing: return []
    }
  }
}

/// The changes that a `HistoryQuery` found.
public struct HistoryAnswer: Sendable {
  /// The changes, the oldest release first; of computed ones, for each release the retired ids, then the new names, by id.
  public let changes: [History.Change]
  /// Whether the word of the query names a current or former record; true without a word.
  public let isKnown: Bool
}

extension History {
  /// The ids that are gone from one release to another, then the names that changed, each by id.
  fileprivate static func changes(
    from old: KnowledgeBase, to new: KnowledgeBase, known: History?
  ) -> [Change] {
    let release = new.release.versionBytes ?? .empty
    let successors = Successors(from: old, to: new, known: known)
    var retired: [Change] = []
    var renamed: [Change] = []
    for id in old.ids() {
      let name = old.nameBytes(of: id)
      if !new.contains(id) {
        retired.append(
          Change(id: id, name: name, release: release, outcome: .retired(into: successors.of(id))))
      } else if FoldedName(new.nameBytes(of: id)) != FoldedName(name) {
        // A different apostrophe does not make a different name.
        renamed.append(
          Change(id: id, name: name, release: release, outcome: .renamed(to: new.nameBytes(of: id))))
      }
    }
    return retired + renamed
  }
}
