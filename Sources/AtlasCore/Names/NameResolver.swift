extension KnowledgeBase {
  /// Finds the record that `word` names.
  ///
  /// The word can be an id in any case, with or without `AML.`; an id in the form of Sigma rules, `atlas.aml.t0051`;
  /// the official URL; the UUID that STIX has for it, with or without its type; a slug; a name, alone or as `Parent: Child`; a former name or a retired id; a number that only
  /// one kind of record has; or a unique prefix of a name. Digits are never guessed.
  ///
  /// - Parameters:
  ///   - word: an id, name, slug, URL, former name or retired id.
  ///   - kinds: the kinds of record to find by name or number, or all if empty; an id already determines the kind.
  /// - Returns: the record, or why there is none.
  public func resolve(_ word: String, among kinds: [RecordKind] = []) -> Resolution {
    var resolver = NameResolver(self, among: kinds)
    return resolver.resolve(word)
  }
}

/// Resolves words to records; reuses the name tables from word to word.
package struct NameResolver: Sendable {
  private let base: KnowledgeBase
  private let kinds: [RecordKind]
  /// Created for the first name; ids do not need it.
  private var names: RecordNames?
  private var history: History?

  package init(_ base: KnowledgeBase, among kinds: [RecordKind] = []) {
    self.base = base
    self.kinds = kinds
  }

  /// The record that `word` names, as `KnowledgeBase.resolve` defines it.
  package mutating func resolve(_ word: String) -> Resolution {
    let text = Bytes(copying: word).trimmed.withoutPrefix
    if let id = RecordID(text) { return found(id) }
    if let uuid = StixID.uuid(in: text) {
      return base.stixIDs[uuid].map { found($0) } ?? .missing(.name(near: []))
    }
    if text.count >= 4, text.allSatisfy(\.isDigit) {
      let numbered = RecordKind.allCases.filter(isAsked).compactMap { RecordID($0.prefix + text.string) }
      if let found = NameResolver.only(numbered.filter(base.contains)) { return found }
    }
    let name = FoldedName(text)
    guard !name.bytes.isEmpty else { return .missing(.name(near: [])) }
    let names = knownNames()
    if let found = NameResolver.only(names.slugs.records(called: text.map(\.lowercased))) { return found }
    if let found = NameResolver.only(names.full.records(called: name.bytes)) { return found }
    if let found = NameResolver.only(names.own.records(called: name.bytes)) { return found }
    if let found = formerly(name) { return found }
    let begun = names.own.records(beginningWith: name.bytes) + names.full.records(beginningWith: name.bytes)
    return NameResolver.only(begun) ?? .missing(.name(near: names.near(name)))
  }

  private func isAsked(_ kind: RecordKind) -> Bool { kinds.isEmpty || kinds.contains(kind) }

  private mutating func knownNames() -> RecordNames {
    let known = names ?? RecordNames(base.ids().filter { isAsked($0.kind) }, of: base)
    names = known
    return known
  }

  private mutating func knownHistory() -> History {
    let known = history ?? base.history
    history = known
    return known
  }

  private static func only(_ ids: [RecordID]) -> Resolution? {
    let ids = Set(ids).sorted()
    return ids.isEmpty ? nil : ids.count == 1 ? .record(ids[0], nil) : .ambiguous(ids)
  }

  private mutating func found(_ id: RecordID) -> Resolution {
    if base.contains(id) { return .record(id, nil) }
    guard let (change, into) = knownHistory().retirement(of: id) else {
      let siblings = id.parent.map(base.subtechniques) ?? []
      return .missing(siblings.isEmpty ? .id(id, near: near(id)) : .subtechnique(id, known: siblings))
    }
    let known = into.filter(base.contains)
    if known.count > 1 { return .ambiguous(known) }
    guard let successor = known.first else { return .missing(.retired(id, release: change.releaseBytes)) }
    return .record(successor, .retired(id, release: change.releaseBytes))
  }

  private mutating func formerly(_ name: FoldedName) -> Resolution? {
    var hits: [(id: RecordID, remark: Resolution.Remark)] = []
    for change in knownHistory().changes where FoldedName(change.nameBytes) == name {
      switch change.outcome {
      case .renamed where base.contains(change.id):
        hits.append((change.id, .renamed(change.nameBytes, release: change.releaseBytes)))
      case .retired(let into):
        hits += into.filter(base.contains).map { ($0, .retired(change.id, release: change.releaseBytes)) }
      default: break
      }
    }
    hits.removeAll { !isAsked($0.id.kind) }
    let ids = Set(hits.map(\.id)).sorted()
    guard let last = hits.last else { return nil }
    return ids.count == 1 ? .record(last.id, last.remark) : .ambiguous(ids)
  }

  /// Up to three records of the kind with the most similar ids.
  private func near(_ id: RecordID) -> [RecordID] {
    let typed = Array(id.short.utf8)
    let scored = base.ids(of: id.kind).map { (EditDistance.between(typed, Array($0.short.utf8)), $0) }
    return scored.filter { $0.0 <= 2 }.sorted { $0 < $1 }.prefix(3).map(\.1)
  }
}

extension Bytes {
  /// The text without the prefix of an official URL or a Sigma tag.
  fileprivate var withoutPrefix: Bytes {
    var rest = self
    if rest.eat(ignoringCase: "atlas.") { return RecordID(rest) == nil ? self : rest }
    _ = rest.eat("https://") || rest.eat("http://")
    guard rest.eat(ignoringCase: "atlas.mitre.org/") else { return self }
    if let end = rest.firstIndex(where: { $0 == UInt8(ascii: "?") || $0 == .hash }) {
      rest = rest[rest.startIndex..<end]
    }
    while rest.last == .slash { rest = rest.dropLast() }
    return rest.lastIndex(of: .slash).map { rest[$0 + 1..<rest.endIndex] } ?? rest
  }
}
