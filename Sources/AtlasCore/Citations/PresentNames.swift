/// The ids of a release and the names of their records, for what most ids in a text are: known, and beside their names.
struct PresentNames {
  /// In order.
  private let ids: [RecordID]
  /// The name of each id, without the parent's for a sub-technique.
  private let names: [Bytes]

  init(_ base: KnowledgeBase) {
    ids = base.ids()
    names = ids.map(base.nameBytes(of:))
  }

  /// Whether the release has the record.
  func contains(_ id: RecordID) -> Bool { number(of: id) != nil }

  /// Whether a text is the name of the record, with or without its technique's before it.
  func isName(_ text: Bytes, of id: RecordID) -> Bool {
    guard let number = number(of: id) else { return false }
    if text.isFolded(names[number]) { return true }
    guard let parent = id.parent.flatMap(self.number(of:)) else { return false }
    return text.isFolded(names[number], after: names[parent])
  }

  private func number(of id: RecordID) -> Int? {
    let number = ids.indices.partition { ids[$0] >= id }
    return number < ids.count && ids[number] == id ? number : nil
  }
}
