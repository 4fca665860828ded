/// The successors of records that a later release no longer has.
package struct Successors {
  private let history: [History.Change]
  private let old: KnowledgeBase
  private let new: KnowledgeBase
  /// The records that only the new release has, by name.
  private let added: [FoldedName: [RecordID]]

  package init(from old: KnowledgeBase, to new: KnowledgeBase, known: History? = nil) {
    self.old = old
    self.new = new
    history = new.history.changes + old.history.changes + (known?.changes ?? [])
    var added: [FoldedName: [RecordID]] = [:]
    for id in new.ids() where !old.contains(id) { added[FoldedName(new.nameBytes(of: id)), default: []].append(id) }
    self.added = added
  }

  /// The successors of a record: those that the history names, or else the new records of the same kind and name, because a
  /// technique that becomes a sub-technique gets a new id.
  package func of(_ id: RecordID) -> [RecordID] {
    for change in history where change.id == id {
      if case .retired(let into) = change.outcome, into.contains(where: new.contains) { return into }
    }
    return (added[FoldedName(old.nameBytes(of: id))] ?? []).filter { $0.kind == id.kind }
  }
}
