/// Corrections of names.
extension CitationChecker {
  /// Adds the edits that put the present name of a record in the place of former ones, or says why there are none.
  ///
  /// - Parameters:
  ///   - former: the former names; of those that overlap, the first counts.
  ///   - id: the record.
  ///   - keepsShort: whether the name of a sub-technique may stay without the technique's.
  ///   - mention: the id beside the names.
  ///   - piece: the text of all.
  ///   - result: the verdict, with the edit of the id if there is one.
  /// - Returns: the verdict with all edits, or with none and the reason.
  func correct(
    _ former: [NearbyNames.Name], to id: RecordID, keepsShort: Bool, _ mention: Mention, in piece: TextPiece,
    _ result: Result
  ) -> Result {
    var corrected = result
    var failed = result
    failed.edits = []
    let writer = NameWriter(piece)
    var done: [Range<Int>] = []
    for name in former {
      let range = name.text.startIndex..<name.text.endIndex
      if done.contains(where: { $0.overlaps(range) }) { continue }
      done.append(range)
      if mayBeProse(name, mention, in: piece.text) {
        failed.obstacle = "\"\(name.text)\" beside it may not be meant as a name"
        return failed
      }
      let new = presentName(of: id, for: name.text, keepsShort: keepsShort, mention, in: piece.text)
      guard !goesOn(name.text, mention, in: piece.text, new),
        let edits = writer.edits(writing: new, over: range, name.standing)
      else {
        failed.obstacle = "\"\(Bytes(copying: new))\" cannot be written there safely"
        return failed
      }
      corrected.edits += edits
    }
    return corrected
  }

  /// Whether a former name may be the words of a sentence: it has no capital, and the id has.
  func mayBeProse(_ name: NearbyNames.Name, _ mention: Mention, in text: Bytes) -> Bool {
    name.standing == .loose && !name.text.contains(where: \.isUpper) && text[mention.range].contains(where: \.isUpper)
  }

  /// Whether a text that starts with a former name is more than it: `ShadowRay: Exposed Clusters`, where the present name
  /// starts with the former one and goes on, too.
  private func goesOn(_ name: Bytes, _ mention: Mention, in text: Bytes, _ new: [UInt8]) -> Bool {
    if (name.endIndex..<name.endIndex + 4).contains(mention.range.lowerBound) { return false }
    let rest = text[name.endIndex...].prefix(2)
    return rest.first == .colon && rest.last?.isBlank == true && rest.last != .newline
      && FoldedName(name).begins(FoldedName(Bytes(copying: new)))
  }

  /// The name to write, in the style of the former one.
  ///
  /// It is the full name, unless the text has a sub-technique's name without the technique's, and that tells which it is.
  private func presentName(
    of id: RecordID, for former: Bytes, keepsShort: Bool, _ mention: Mention, in text: Bytes
  ) -> [UInt8] {
    let owners = names.owners(of: former)
    let isShort = keepsShort && isDistinct(id) && owners.contains { $0.id == id && !$0.isFull }
    let folded = FoldedName(former)
    let hasSeveralWords =
      owners.contains(where: \.isFull)
      || history.changes.contains { FoldedName($0.nameBytes) == folded && $0.nameBytes.contains(.space) }
    let joint =
      switch mention.range {
      case let id where id.upperBound + 1 == former.startIndex: text[id.upperBound]
      case let id where id.lowerBound - 1 == former.endIndex: text[former.endIndex]
      default: UInt8.space
      }
    let spelling = NameSpelling(
      of: former, slugJoint: joint == .dash || joint == UInt8(ascii: "_") ? joint : nil,
      hasSeveralWords: hasSeveralWords)
    return spelling.spell(isShort ? base.nameBytes(of: id) : base.fullNameBytes(of: id))
  }

  /// Whether the name of a sub-technique says by itself which it is: not `Datasets`, not `AI Agent Tools`, which
  /// several have.
  func isDistinct(_ id: RecordID) -> Bool {
    let name = base.nameBytes(of: id)
    guard name.contains(.space) else { return false }
    return names.owners(of: name).allSatisfy { $0.lost != nil || $0.id == id }
  }
}
