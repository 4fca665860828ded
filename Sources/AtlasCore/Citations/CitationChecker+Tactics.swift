/// Checks of tactics next to techniques.
extension CitationChecker {
  /// The finding for a tactic that the technique does not have, or that has a former name; nil if all tactics are right.
  func wrongTactic(of id: RecordID, _ near: NearbyNames, in piece: TextPiece) -> Result? {
    guard let place = near.place else { return nil }
    let (tactics, shared) = place.tactics()
    var wrong: (text: Bytes, id: RecordID)?
    var former: (text: Bytes, id: RecordID)?
    var isAnyRight = false
    var unclaimed = 0
    for tactic in tactics {
      guard let (found, isFormer) = self.tactic(tactic.text) else { continue }
      if !tactic.isClaimed { unclaimed += 1 }
      if base.pairs(id, with: found) || id.parent.map({ base.pairs($0, with: found) }) == true {
        isAnyRight = true
        if isFormer, tactic.isClaimed { former = former ?? (tactic.text, found) }
      } else {
        wrong = wrong ?? (tactic.text, found)
      }
    }
    guard wrong != nil || former != nil, !base.tacticsOfTechnique(id).isEmpty else { return nil }
    // Techniques can share the tactics of a row. Without a header, two names of tactics can be ordinary words.
    if let wrong, unclaimed <= 1, !(isAnyRight && place.hasTechnique(in: shared)) {
      return Result(verdict: .wrongTactic(tactic: wrong.text.string, id: wrong.id, former: false))
    }
    guard let former else { return nil }
    let result = Result(verdict: .wrongTactic(tactic: former.text.string, id: former.id, former: true))
    return rename(former.text, to: former.id, in: piece, result)
  }

  /// The tactic with this id or name, and whether the name is a former one.
  func tactic(_ text: Bytes) -> (id: RecordID, isFormer: Bool)? {
    if let id = RecordID(text) { return id.kind == .tactic && present.contains(id) ? (id, false) : nil }
    let owners = names.owners(of: text).filter { $0.id.kind == .tactic && base.contains($0.id) }
    if let owner = owners.first(where: { $0.lost == nil }) { return (owner.id, false) }
    return owners.first.map { ($0.id, true) }
  }

  /// Adds the edit that replaces a former name of a tactic by the current one, in the same spelling.
  func rename(_ former: Bytes, to id: RecordID, in piece: TextPiece, _ result: Result) -> Result {
    var result = result
    let name = base.nameBytes(of: id)
    let spelling = NameSpelling(of: former, slugJoint: nil, hasSeveralWords: name.contains(.space))
    let edits = NameWriter(piece).edits(
      writing: spelling.spell(name), over: former.startIndex..<former.endIndex, .named)
    if let edits { result.edits += edits } else { result.obstacle = "\"\(name)\" cannot be written there safely" }
    return result
  }
}

extension KnowledgeBase {
  /// The tactics of a technique; for a sub-technique, also those of its parent, because most sub-techniques list none.
  package func tacticsOfTechnique(_ id: RecordID) -> [RecordID] {
    let own = tactics(of: id)
    guard let parent = id.parent else { return own }
    return own + tactics(of: parent).filter { !own.contains($0) }
  }
}
