/// Judges the ids of a text by a release.
struct CitationChecker {
  let base: KnowledgeBase
  let history: History
  let names: NameOwners
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
    var edits: [TextEdit] = []
    /// Why there is nothing to write, where a correction was considered.
    var obstacle: String?
  }

  /// - Parameters:
  ///   - mention: the id.
  ///   - piece: what it is in, as much of it as is at hand.
  /// - Returns: whether it is right.
  func examine(_ mention: Mention, in piece: TextPiece) -> Result {
    guard let id = mention.id else { return Result(verdict: .unknown) }
    guard base.contains(id) else { return missing(id, mention, in: piece) }
    var renamed: [(name: NearbyNames.Name, owner: NameOwners.Owner)] = []
    var mismatched: (name: Bytes, owners: [RecordID])?
    for beside in NearbyNames(of: mention.range, in: piece.text, separator: piece.syntax.separator).names() {
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
        renamed.append((beside, owner))
        continue
      }
      let others = competitors(of: id, owners)
      guard mismatched == nil, !others.isEmpty, CitationChecker.believes(beside) else { continue }
      mismatched = (beside.text, others)
    }
    if let (name, owner) = renamed.first, let release = owner.lost {
      let result = Result(verdict: .renamed(name: name.text.string, release: release))
      return correct(renamed.map(\.name), to: id, keepsShort: true, mention, in: piece, result)
    }
    if let (name, owners) = mismatched {
      return Result(verdict: .mismatched(name: name.string, owners: owners))
    }
    return Result(verdict: .ok)
  }

  /// The owners of a name that may be meant in place of the record, those that still have it before others.
  ///
  /// Tactics are beside their techniques, case studies beside what they employ; only names of the same kind compete.
  func competitors(of id: RecordID, _ owners: [NameOwners.Owner]) -> [RecordID] {
    let others = owners.filter { $0.id.kind == id.kind }
    let present = others.filter { $0.lost == nil }
    var ids: [RecordID] = []
    for owner in present.isEmpty ? others : present where !ids.contains(owner.id) { ids.append(owner.id) }
    return ids
  }

  /// Whether a text with the name of another record is meant as a name; a single word may mean itself: `Model`, `Data`.
  static func believes(_ name: NearbyNames.Name) -> Bool {
    switch name.standing {
    case .named, .setApart: true
    case .nextCell, .cell, .loose, .slug: name.text.hasSeveralWords
    }
  }

  private func missing(_ id: RecordID, _ mention: Mention, in piece: TextPiece) -> Result {
    guard let (change, into) = history.retirement(of: id) else {
      return Result(verdict: isBeyond(id) ? .newer : .unknown)
    }
    let known = into.filter(base.contains)
    var result = Result(verdict: .retired(release: change.releaseBytes, into: known))
    guard known.count == 1, into.count == 1 else {
      result.obstacle = "it has no single successor"
      return result
    }
    return succeed(id, by: known[0], mention, in: piece, result)
  }

  /// Whether the number is higher than any the release has of the kind.
  private func isBeyond(_ id: RecordID) -> Bool {
    guard id.number <= 9999 else { return false }
    guard let parent = id.parent, base.contains(parent) else { return id.number > highest[id.kind, default: -1] }
    return (id.sub ?? 0) > (base.subtechniques(of: parent).last?.sub ?? -1)
  }
}

extension Bytes {
  fileprivate var hasSeveralWords: Bool {
    contains { $0.isBlank || $0 == .dash || $0 == .slash || $0 == UInt8(ascii: "_") }
  }
}
