/// Judges the ids of a text by a release.
struct CitationChecker {
  private let base: KnowledgeBase
  private let history: History
  private let names: NameOwners
  /// The highest number of each kind, and of the sub-techniques of each technique under its id.
  private let highest: [RecordKind: Int]

  init(_ base: KnowledgeBase) {
    self.base = base
    history = base.history
    names = NameOwners(base, history)
    highest = Dictionary(RecordKind.allCases.map { kind in (kind, base.ids(of: kind).last?.number ?? -1) }) { $1 }
  }

  /// What an examination comes to; places are those of the text.
  struct Result {
    let verdict: Verdict
    /// What to write, where.
    var edits: [(range: Range<Int>, new: [UInt8])] = []
  }

  /// - Parameters:
  ///   - mention: the id.
  ///   - text: what it is in, as much of it as is at hand.
  ///   - separator: what parts cells, where the text is a table without bars.
  /// - Returns: whether it is right.
  func examine(_ mention: Mention, in text: Bytes, separator: UInt8?) -> Result {
    guard let id = mention.id else { return Result(verdict: .unknown) }
    guard base.contains(id) else { return missing(id, mention, in: text, separator) }
    var renamed: (name: Bytes, owner: NameOwners.Owner)?
    var mismatched: (name: Bytes, owners: [RecordID])?
    for beside in NearbyNames(of: mention.range, in: text, separator: separator).names() {
      let owners = names.owners(of: beside.text)
      let current = owners.filter { $0.lost == nil }
      if current.contains(where: { $0.id == id }) { return Result(verdict: .ok) }
      if current.contains(where: { $0.id == id.parent }) {
        // The technique's name is fine, but not where it starts the full name of another of its sub-techniques.
        if mismatched?.name.startIndex == beside.text.startIndex { continue }
        return Result(verdict: .ok)
      }
      // A name may be that of another id in the row.
      if owners.contains(where: { $0.id != id && beside.others.contains($0.id) }) { continue }
      if let owner = owners.first(where: { $0.id == id }) {
        if renamed == nil { renamed = (beside.text, owner) }
        continue
      }
      // Tactics are beside their techniques, case studies beside what they employ; only names of the same kind compete.
      let others = owners.filter { $0.id.kind == id.kind }
      guard mismatched == nil, !others.isEmpty, CitationChecker.believes(beside) else { continue }
      let present = others.filter { $0.lost == nil }
      var ids: [RecordID] = []
      for owner in present.isEmpty ? others : present where !ids.contains(owner.id) { ids.append(owner.id) }
      mismatched = (beside.text, ids)
    }
    if let (name, owner) = renamed, let release = owner.lost {
      let result = Result(verdict: .renamed(name: name.string, release: release))
      return rename(name, to: id, isFull: owner.isFull, result)
    }
    if let (name, owners) = mismatched {
      return Result(verdict: .mismatched(name: name.string, owners: owners))
    }
    return Result(verdict: .ok)
  }

  /// Whether a text with the name of another record is meant as a name; a single word may mean itself: `Model`, `Data`.
  private static func believes(_ name: NearbyNames.Name) -> Bool {
    switch name.standing {
    case .setApart: true
    case .cell, .loose: name.text.hasSeveralWords
    }
  }

  private func missing(_ id: RecordID, _ mention: Mention, in text: Bytes, _ separator: UInt8?) -> Result {
    guard let (change, into) = history.retirement(of: id) else {
      return Result(verdict: isBeyond(id) ? .newer : .unknown)
    }
    let known = into.filter(base.contains)
    var result = Result(verdict: .retired(release: change.releaseBytes, into: known))
    guard known.count == 1, into.count == 1 else { return result }
    let id = text[mention.range]
    let word = id.contains(where: \.isUpper) ? known[0].description : known[0].description.lowercased()
    result.edits.append((mention.range, Array(word.utf8)))
    let former = FoldedName(change.nameBytes)
    for beside in NearbyNames(of: mention.range, in: text, separator: separator).names()
    where FoldedName(beside.text) == former {
      // The name of a sub-technique stands alone only with its technique's before it, which has a colon.
      return rename(beside.text, to: known[0], isFull: beside.text.isClosed(in: text), result)
    }
    return result
  }

  /// Whether the number is higher than any the release has of the kind.
  private func isBeyond(_ id: RecordID) -> Bool {
    guard id.number <= 9999 else { return false }
    guard let parent = id.parent, base.contains(parent) else { return id.number > highest[id.kind, default: -1] }
    return (id.sub ?? 0) > (base.subtechniques(of: parent).last?.sub ?? -1)
  }

  /// Adds what makes `name` the present one of a record, unless that has characters that may mean something where it
  /// is, and that the old one does not have.
  private func rename(_ name: Bytes, to id: RecordID, isFull: Bool, _ result: Result) -> Result {
    var new = Array(isFull ? base.fullNameBytes(of: id) : base.nameBytes(of: id))
    guard
      new.allSatisfy({ $0.isAlphanumeric || $0 == .space || $0 == .dash || isFull && $0 == .colon || name.contains($0) }
      )
    else {
      return result
    }
    if !name.contains(where: \.isUpper) {
      new = new.map(\.lowercased)
    } else if !name.contains(where: \.isLower) {
      new = new.map { $0.isLower ? $0 & ~0x20 : $0 }
    }
    var result = result
    result.edits.append((name.startIndex..<name.endIndex, new))
    return result
  }
}

extension Bytes {
  /// Whether a quote, a bracket or a bar after it ends what is here, so that a colon in it would be no sign.
  fileprivate func isClosed(in text: Bytes) -> Bool {
    switch text[endIndex...].first(where: { $0 != .space }) {
    case .quote, UInt8(ascii: "'"), .pipe, .closeBracket, .closeParenthesis, UInt8(ascii: "<"), .backtick: true
    default: false
    }
  }

  fileprivate var hasSeveralWords: Bool { contains { $0.isBlank || $0 == .dash || $0 == .slash } }
}
