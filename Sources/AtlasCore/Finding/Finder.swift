/// What a word that stands for a record turned out to mean.
public enum Found: Sendable {
  /// One record, and what is to be said about the word.
  case record(RecordID, Remark?)
  /// Several records; the word does not say which.
  case ambiguous([RecordID])
  /// No record of this corpus.
  case missing(Miss)

  /// Something to tell whoever used the word.
  public enum Remark: Sendable {
    /// The id was retired in that release; the record took its place.
    case retired(RecordID, release: Bytes)
    /// The record had that name until that release.
    case renamed(Bytes, release: Bytes)
  }

  /// Why no record was found.
  public enum Miss: Sendable {
    /// An id that this release does not have; the records with the nearest ids.
    case id(RecordID, near: [RecordID])
    /// An id that was retired in that release without a successor that the corpus knows.
    case retired(RecordID, release: Bytes)
    /// A name, slug or word; the records with the nearest names.
    case name(near: [RecordID])
  }
}

extension KnowledgeBase {
  /// Finds the record that `word` stands for.
  ///
  /// It can be an id in any case, with or without `AML.`; the form that Sigma rules use, `atlas.aml.t0051`; the official
  /// address; a slug; a name, alone or as `Parent: Child`; a former name or a retired id; a number, where only one kind
  /// has it; or the beginning of a name, where only one has it. Digits are never guessed.
  ///
  /// - Parameters:
  ///   - word: what stands for the record.
  ///   - kinds: the kinds of record whose names and numbers count, all when there are none; an id says its own kind.
  /// - Returns: the record, or why there is none.
  public func find(_ word: String, among kinds: [RecordKind] = []) -> Found {
    let text = Bytes(copying: word).trimmed.withoutAddress
    if let id = RecordID(text) { return found(id) }
    let all = ids().filter { kinds.isEmpty || kinds.contains($0.kind) }
    if text.count >= 4, text.allSatisfy(\.isDigit) {
      let numbered = all.filter { $0.sub == nil && $0.short.dropFirst($0.kind.prefix.count) == text.string }
      if let found = only(numbered) { return found }
    }
    let name = FoldedName(text)
    guard !name.bytes.isEmpty else { return .missing(.name(near: [])) }
    let names = all.map { (id: $0, own: FoldedName(self.name(of: $0)), full: FoldedName(fullName(of: $0))) }
    if let found = only(all.filter { slug(of: $0)?.equals(ignoringCase: text) == true }) { return found }
    if let found = only(names.filter { $0.full == name }.map(\.id)) { return found }
    if let found = only(names.filter { $0.own == name }.map(\.id)) { return found }
    if let found = formerly(name, kinds) { return found }
    if let found = only(names.filter { name.begins($0.own) || name.begins($0.full) }.map(\.id)) { return found }
    return .missing(.name(near: near(name, names.map { ($0.id, $0.own) })))
  }

  private func only(_ ids: [RecordID]) -> Found? {
    ids.isEmpty ? nil : ids.count == 1 ? .record(ids[0], nil) : .ambiguous(ids)
  }

  private func found(_ id: RecordID) -> Found {
    if contains(id) { return .record(id, nil) }
    guard let (change, into) = history.retirement(of: id) else { return .missing(.id(id, near: near(id))) }
    let known = into.filter(contains)
    if known.count > 1 { return .ambiguous(known) }
    guard let successor = known.first else { return .missing(.retired(id, release: change.release)) }
    return .record(successor, .retired(id, release: change.release))
  }

  private func formerly(_ name: FoldedName, _ kinds: [RecordKind]) -> Found? {
    var hits: [(id: RecordID, remark: Found.Remark)] = []
    for change in history.changes where FoldedName(change.name) == name {
      switch change.outcome {
      case .renamed where contains(change.id):
        hits.append((change.id, .renamed(change.name, release: change.release)))
      case .retired(let into):
        hits += into.filter(contains).map { ($0, .retired(change.id, release: change.release)) }
      default: break
      }
    }
    hits.removeAll { !kinds.isEmpty && !kinds.contains($0.id.kind) }
    let ids = Set(hits.map(\.id)).sorted()
    guard let last = hits.last else { return nil }
    return ids.count == 1 ? .record(last.id, last.remark) : .ambiguous(ids)
  }

  /// Up to three records of the kind whose ids are the fewest slips away.
  private func near(_ id: RecordID) -> [RecordID] {
    let typed = Array(id.short.utf8)
    let scored = ids(of: id.kind).map { (EditDistance.between(typed, Array($0.short.utf8)), $0) }
    return scored.filter { $0.0 <= 2 }.sorted { $0 < $1 }.prefix(3).map(\.1)
  }

  /// Up to three records whose names are near: a few slips away, or with the word in them.
  private func near(_ name: FoldedName, _ names: [(id: RecordID, name: FoldedName)]) -> [RecordID] {
    // Beyond a name's length there is nothing to be near to, and the comparison takes the product of both lengths.
    guard name.bytes.count <= 200 else { return [] }
    let limit = max(1, name.bytes.count / 4)
    let scored = names.compactMap { id, known -> (Int, RecordID)? in
      let distance = EditDistance.between(name.bytes, known.bytes)
      if distance <= limit { return (distance, id) }
      let isPart =
        name.bytes.count >= 3
        && String(decoding: known.bytes, as: UTF8.self).contains(
          String(decoding: name.bytes, as: UTF8.self))
      return isPart ? (limit + 1, id) : nil
    }
    return scored.sorted { $0 < $1 }.prefix(3).map(\.1)
  }
}

extension Bytes {
  /// What is left of an address of the official site, or of a Sigma tag, without what stands before the id.
  fileprivate var withoutAddress: Bytes {
    var rest = self
    if rest.eat(ignoringCase: "atlas.aml.") { return rest }
    _ = rest.eat("https://") || rest.eat("http://")
    guard rest.eat(ignoringCase: "atlas.mitre.org/") else { return self }
    if let end = rest.firstIndex(where: { $0 == UInt8(ascii: "?") || $0 == .hash }) {
      rest = rest[rest.startIndex..<end]
    }
    while rest.last == .slash { rest = rest.dropLast() }
    return rest.lastIndex(of: .slash).map { rest[$0 + 1..<rest.endIndex] } ?? rest
  }
}
