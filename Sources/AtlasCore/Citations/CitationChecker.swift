/// Judges the ids of a text by a release.
struct CitationChecker {
  let base: KnowledgeBase
  let history: History
  let names: NameOwners
  /// Whether names that no record has are findings.
  let isStrict: Bool
  /// The highest number of each kind.
  private let highest: [RecordKind: Int]

  init(_ base: KnowledgeBase, isStrict: Bool = false) {
    self.base = base
    self.isStrict = isStrict
    history = base.history
    names = NameOwners(base, history)
    highest = Dictionary(RecordKind.allCases.map { kind in (kind, base.ids(of: kind).last?.number ?? -1) }) { $1 }
  }

  /// What an examination comes to; places are those of the text.
  struct Result {
    let verdict: Verdict
    /// The name that agrees with the id.
    var nameBeside: String?
    /// What else is to know.
    var note: String?
    /// What to write, where.
    var edits: [TextEdit] = []
    /// Why there is nothing to write, where a correction was considered.
    var obstacle: String?
  }

  /// - Parameters:
  ///   - mention: the id.
  ///   - piece: what it is in, as much of it as is at hand.
  ///   - facts: the structure of that; nil where it has none.
  /// - Returns: whether it is right; nil where it is not an id of ATLAS after all.
  func examine(_ mention: Mention, in piece: TextPiece, _ facts: OutlineFacts?) -> Result? {
    guard let id = mention.id else {
      return Result(verdict: .unknown(meant: suggestion(for: piece.text[mention.range])))
    }
    switch mention.form {
    case .attack:
      guard base.contains(id) || history.retirement(of: id) != nil else { return nil }
      return Result(verdict: .wrongNamespace)
    case .foreign: return Result(verdict: .unknown(meant: nil))
    case .full, .bare, .stix:
      if id.isOfAttack, !base.contains(id) { return Result(verdict: .unknown(meant: nil)) }
    }
    if let pinned = examinePin(id, mention, in: piece.text) { return pinned }
    let near = NearbyNames(of: mention.range, in: piece, facts)
    guard base.contains(id) else { return missing(id, mention, near, in: piece) }
    return judge(id, mention, near, in: piece)
  }

  /// Compares an id that the release has with what is beside it.
  private func judge(_ id: RecordID, _ mention: Mention, _ near: NearbyNames, in piece: TextPiece) -> Result {
    var renamed: [(name: NearbyNames.Name, owner: NameOwners.Owner)] = []
    var mismatched: (name: Bytes, owners: [RecordID])?
    var agreed: Bytes?
    var strange: Bytes?
    for beside in near.names() {
      let owners = names.owners(of: beside.text)
      let current = owners.filter { $0.lost == nil }
      if current.contains(where: { $0.id == id }) {
        agreed = beside.text
        break
      }
      if current.contains(where: { $0.id == id.parent }) {
        // The technique's name is fine, but not where it starts the full name of another of its sub-techniques.
        if mismatched?.name.startIndex == beside.text.startIndex { continue }
        agreed = beside.text
        break
      }
      // A name may be that of another id in the row.
      if owners.contains(where: { $0.id != id && beside.others.contains($0.id) }) { continue }
      if let owner = owners.first(where: { $0.id == id }) {
        renamed.append((beside, owner))
        continue
      }
      let others = competitors(of: id, owners)
      if owners.isEmpty, strange == nil, isStrict, beside.others.isEmpty, beside.isMeantAsName { strange = beside.text }
      guard mismatched == nil, !others.isEmpty, believes(beside, owners) else { continue }
      mismatched = (beside.text, others)
    }
    if agreed == nil {
      if let (name, owner) = renamed.first, let release = owner.lost {
        if near.place?.tellsChange == true {
          return Result(
            verdict: .ok, nameBeside: name.text.string, note: "the name was a former one from \(release) on")
        }
        let result = Result(verdict: .renamed(name: name.text.string, release: release))
        return correct(renamed.map(\.name), to: id, keepsShort: true, mention, in: piece, result)
      }
      if let (name, owners) = mismatched { return Result(verdict: .mismatched(name: name.string, owners: owners)) }
      if let other = near.twin(before: mention.range.lowerBound), isConflict(id, other) {
        return Result(verdict: .conflictingIDs(other: other))
      }
    }
    if id.kind == .technique, let wrong = wrongTactic(of: id, near, in: piece) { return wrong }
    if agreed == nil, let strange { return Result(verdict: .unknownName(name: strange.string)) }
    return Result(verdict: .ok, nameBeside: agreed?.string)
  }

  /// Whether two ids for one thing contradict each other; an id may be beside the one that took its place, and a
  /// sub-technique beside its technique.
  private func isConflict(_ id: RecordID, _ other: RecordID) -> Bool {
    guard id != other, id.kind == other.kind, id.parent != other, other.parent != id else { return false }
    return history.retirement(of: other)?.into.contains(id) != true
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
  func believes(_ name: NearbyNames.Name, _ owners: [NameOwners.Owner]) -> Bool {
    switch name.standing {
    case .named, .setApart: true
    case .distant: false
    case .cell, .slug: name.text.hasSeveralWords
    case .nextCell: name.text.hasSeveralWords || owners.contains { $0.id.parent == nil }
    case .loose: name.text.hasSeveralWords || name.isAlone && owners.contains { $0.id.parent == nil }
    }
  }

  private func missing(_ id: RecordID, _ mention: Mention, _ near: NearbyNames, in piece: TextPiece) -> Result {
    guard let (change, into) = history.retirement(of: id) else {
      let meant = suggestion(for: piece.text[mention.range])
      return Result(verdict: isBeyond(id) && !isMisspelled(id, meant) ? .newer : .unknown(meant: meant))
    }
    if near.place?.tellsChange == true { return Result(verdict: .ok, note: CitationChecker.note(change)) }
    let known = into.filter(base.contains)
    var result = Result(verdict: .retired(release: change.releaseBytes, into: known))
    guard known.count == 1, into.count == 1 else {
      result.obstacle = "it has no single successor"
      return result
    }
    return succeed(id, by: known[0], mention, near, in: piece, result)
  }

  /// Whether the number is higher than any the release has of the kind.
  private func isBeyond(_ id: RecordID) -> Bool {
    guard id.number <= 9999, id.digitCount == 4 else { return false }
    guard let parent = id.parent, base.contains(parent) else { return id.number > highest[id.kind, default: -1] }
    return (id.sub ?? 0) > (base.subtechniques(of: parent).last?.sub ?? -1)
  }
}

extension Bytes {
  fileprivate var hasSeveralWords: Bool {
    contains { $0.isBlank || $0 == .dash || $0 == .slash || $0 == UInt8(ascii: "_") }
  }
}
