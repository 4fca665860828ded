/// Checks the ids in a text against a release.
///
/// A class, because copying a knowledge base takes as long as checking an id.
final class CitationChecker: Sendable {
  let base: KnowledgeBase
  let history: History
  let names: NameOwners
  let present: PresentNames
  /// Whether names that no record has are findings.
  let isStrict: Bool
  /// The highest number of each kind.
  private let highest: [RecordKind: Int]

  init(_ base: KnowledgeBase, isStrict: Bool = false) {
    self.base = base
    self.isStrict = isStrict
    let history = base.history
    self.history = history
    names = NameOwners(base, history)
    present = PresentNames(base)
    highest = Dictionary(RecordKind.allCases.map { kind in (kind, base.ids(of: kind).last?.number ?? -1) }) { $1 }
  }

  /// The result of checking one id; positions are indices of the text.
  struct Result {
    let verdict: Verdict
    /// The name that agrees with the id.
    var nameBeside: Bytes?
    /// A note about a valid id.
    var note: String?
    /// The corrections.
    var edits: [TextEdit] = []
    /// Why a correction was considered but is not made.
    var obstacle: String?
  }

  /// Checks an id and what is next to it.
  ///
  /// - Parameters:
  ///   - mention: the id.
  ///   - piece: the current part of the text.
  ///   - facts: its outline; nil if it has none.
  /// - Returns: the result; nil if the text is not an ATLAS id.
  func examine(_ mention: Mention, in piece: TextPiece, _ facts: OutlineFacts?) -> Result? {
    guard let id = mention.id else {
      return Result(verdict: .unknown(meant: suggestion(for: piece.text[mention.range])))
    }
    switch mention.form {
    case .attack:
      guard present.contains(id) || history.retirement(of: id) != nil else { return nil }
      return Result(verdict: .wrongNamespace)
    case .foreign: return Result(verdict: .unknown(meant: nil))
    case .full, .bare, .stix:
      if id.isOfAttack, !present.contains(id) { return Result(verdict: .unknown(meant: nil)) }
    }
    if let pinned = examinePin(id, mention, in: piece.text) { return pinned }
    let near = NearbyNames(of: mention.range, in: piece, facts)
    guard present.contains(id) else { return missing(id, mention, near, in: piece) }
    return judge(id, mention, near, in: piece)
  }

  /// Compares an id of the release with the names, tactics and ids next to it.
  private func judge(_ id: RecordID, _ mention: Mention, _ near: NearbyNames, in piece: TextPiece) -> Result {
    var renamed: [(name: NearbyNames.Name, owner: NameOwners.Owner)] = []
    var mismatched: (name: Bytes, owners: [RecordID])?
    // Most rows are right, so check for the right name before searching the row for other ids.
    var agreed = near.place?.cell { present.isName($0, of: id) }
    var strange: Bytes?
    if agreed == nil {
      for beside in near.names() {
        if present.isName(beside.text, of: id) {
          agreed = beside.text
          break
        }
        let owners = names.owners(of: beside.text)
        if let parent = id.parent, owners.contains(where: { $0.id == parent && $0.lost == nil }) {
          // The name of the technique is valid, unless it starts the full name of another sub-technique.
          if mismatched?.name.startIndex == beside.text.startIndex { continue }
          agreed = beside.text
          break
        }
        // The name can belong to another id in the row.
        if owners.contains(where: { $0.id != id && beside.others.contains($0.id) }) { continue }
        if let owner = owners.first(where: { $0.id == id }) {
          renamed.append((beside, owner))
          continue
        }
        let others = competitors(of: id, owners)
        if owners.isEmpty, strange == nil, isStrict, beside.others.isEmpty, beside.isMeantAsName {
          strange = beside.text
        }
        guard mismatched == nil, !others.isEmpty, believes(beside, owners) else { continue }
        mismatched = (beside.text, others)
      }
    }
    if agreed == nil {
      if let (name, owner) = renamed.first, let release = owner.lost {
        if near.place?.tellsChange == true {
          return Result(
            verdict: .ok, nameBeside: name.text, note: "the name was a former one from \(release) on")
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
    return Result(verdict: .ok, nameBeside: agreed)
  }

  /// Whether two ids for one thing contradict each other.
  ///
  /// A successor with its retired id does not, nor does a sub-technique with its technique.
  private func isConflict(_ id: RecordID, _ other: RecordID) -> Bool {
    guard id != other, id.kind == other.kind, id.parent != other, other.parent != id else { return false }
    return history.retirement(of: other)?.into.contains(id) != true
  }

  /// The other records that a name can refer to: its present owners, or else its former ones.
  ///
  /// Only records of the same kind count, because the name of a tactic is often next to its technique.
  func competitors(of id: RecordID, _ owners: [NameOwners.Owner]) -> [RecordID] {
    let others = owners.filter { $0.id.kind == id.kind }
    let present = others.filter { $0.lost == nil }
    var ids: [RecordID] = []
    for owner in present.isEmpty ? others : present where !ids.contains(owner.id) { ids.append(owner.id) }
    return ids
  }

  /// Whether the name of another record is meant as a name.
  ///
  /// A single word such as `Model` or `Data` can be an ordinary word.
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

  /// Whether the number is higher than all numbers of its kind in the release.
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
