/// Corrections of retired ids.
extension CitationChecker {
  /// How far from a retired id its successor makes the text one about the change.
  private static let vicinity = 200

  /// Replaces a retired id, and its names, by its successor; the id alone only where nothing beside it is meant as a
  /// name.
  ///
  /// - Parameters:
  ///   - id: the retired id.
  ///   - successor: the record that took its place.
  ///   - mention: the place of the id.
  ///   - near: what is near it.
  ///   - piece: the text of both.
  ///   - result: the verdict.
  /// - Returns: the verdict with all edits, or with none and the reason.
  func succeed(
    _ id: RecordID, by successor: RecordID, _ mention: Mention, _ near: NearbyNames, in piece: TextPiece,
    _ result: Result
  ) -> Result {
    var result = result
    let text = piece.text
    if mention.form == .stix {
      result.obstacle = "it is an id of STIX"
      return result
    }
    if text[mention.range.upperBound...].prefix(2).isPin {
      result.obstacle = "it is pinned to a release"
      return result
    }
    if isBeside(successor, mention, near.line, in: text) {
      result.obstacle = "\(successor) is beside it"
      return result
    }
    var former: [NearbyNames.Name] = []
    var isNamed = false
    let likeness = NameLikeness(
      formerNames(of: id) + [base.nameBytes(of: successor), base.fullNameBytes(of: successor)])
    for name in near.names() {
      let owners = names.owners(of: name.text)
      if owners.contains(where: { $0.id == id || $0.id == successor && $0.lost != nil }) {
        former.append(name)
      } else if owners.contains(where: { hasName(successor, $0) }) {
        isNamed = true
      } else if result.obstacle == nil, let reason = objection(to: name, beside: id, owners, likeness) {
        result.obstacle = reason
      }
    }
    for name in formerNames(of: id).map(FoldedName.init) {
      for range in name.occurrences(in: text[near.line]) where CitationChecker.areConnected(range, mention.range, text)
      {
        former.append(NearbyNames.Name(text: text[range], standing: .loose))
      }
    }
    if former.isEmpty, !isNamed {
      result.obstacle = result.obstacle ?? distantName(of: id, successor, mention, in: text)
      if result.obstacle != nil { return result }
    }
    result.obstacle = nil
    let isUpper = text[mention.range].contains(where: \.isUpper)
    let own = mention.form == .bare ? successor.short : successor.description
    let written = isUpper ? own : own.lowercased()
    result.edits.append((mention.range, Array(written.utf8)))
    if let place = near.place {
      for tactic in place.tactics().tactics where tactic.isClaimed {
        guard let (id, isFormer) = self.tactic(tactic.text), isFormer else { continue }
        result = rename(tactic.text, to: id, in: piece, result)
      }
    }
    return correct(former, to: successor, keepsShort: false, mention, in: piece, result)
  }

  private func formerNames(of id: RecordID) -> [Bytes] { history.changes.filter { $0.id == id }.map(\.nameBytes) }

  /// Whether the owner of a name makes it one that the successor may have beside it.
  private func hasName(_ successor: RecordID, _ owner: NameOwners.Owner) -> Bool {
    guard owner.lost == nil else { return false }
    if owner.id == successor { return owner.isFull || successor.parent == nil || isDistinct(successor) }
    return owner.id == successor.parent
  }

  /// Why a text beside the id is in the way of a correction: it is meant as a name and would be wrong beside the new id.
  private func objection(
    to name: NearbyNames.Name, beside id: RecordID, _ owners: [NameOwners.Owner], _ likeness: NameLikeness
  ) -> String? {
    let text = name.text
    guard text.contains(where: { $0.isLetter || $0 >= 0x80 }), !text.contains("://" as Bytes),
      MentionFinder.next(in: text, from: text.startIndex) == nil,
      !owners.contains(where: { name.others.contains($0.id) })
    else { return nil }
    let others = competitors(of: id, owners)
    if let other = others.first, believes(name, owners) { return "\"\(text)\" beside it is a name of \(other)" }
    let isMeant =
      switch name.standing {
      case _ where others.isEmpty && !owners.isEmpty: false
      case .named, .slug: true
      case .setApart:
        likeness.resembles(text, least: 1) || NameLikeness.isTitle(text) || NameLikeness.isShort(text)
      case .nextCell, .loose: likeness.resembles(text, least: 1) || NameLikeness.isTitle(text)
      case .cell, .distant: likeness.resembles(text, least: 2)
      }
    return isMeant ? "\"\(text.excerpt)\" beside it is not a known name of \(id)" : nil
  }

  /// Whether the successor is written close by, on the same line and not in another object.
  private func isBeside(_ successor: RecordID, _ mention: Mention, _ line: Range<Int>, in text: Bytes) -> Bool {
    let low = max(line.lowerBound, mention.range.lowerBound - CitationChecker.vicinity)
    let high = min(line.upperBound, mention.range.upperBound + CitationChecker.vicinity)
    var index = low
    while let other = MentionFinder.next(in: text[low..<high], from: index) {
      index = other.range.upperBound
      guard other.id == successor else { continue }
      let between =
        text[
          min(other.range.upperBound, mention.range.upperBound)..<max(other.range.lowerBound, mention.range.lowerBound)]
      if !between.contains(UInt8(ascii: "{")), !between.contains(UInt8(ascii: "}")) { return true }
    }
    return false
  }

  /// Whether only running text, or the bars of a table, are between two places.
  private static func areConnected(_ one: Range<Int>, _ other: Range<Int>, _ text: Bytes) -> Bool {
    guard !one.overlaps(other) else { return false }
    let between = text[min(one.upperBound, other.upperBound)..<max(one.lowerBound, other.lowerBound)]
    return !between.contains { byte in
      byte == .quote || byte == .openBracket || byte == .closeBracket || byte == .greater || byte == UInt8(ascii: "<")
        || byte == UInt8(ascii: "{") || byte == UInt8(ascii: "}")
    }
  }

  /// What to say of a former name that is close to the id in no known form, and closer to no other place of the id or of
  /// its successor.
  private func distantName(
    of id: RecordID, _ successor: RecordID, _ mention: Mention, in text: Bytes
  ) -> String? {
    let window = NearbyNames.around(mention.range, in: text, reach: NearbyNames.reach)
    for name in formerNames(of: id).map(FoldedName.init) {
      for range in name.occurrences(in: window) {
        let distance = range.distance(to: mention.range)
        let vicinity = NearbyNames.around(range, in: text, reach: distance + Mention.longest)
        var index = vicinity.startIndex
        var isOwn = true
        while isOwn, let other = MentionFinder.next(in: vicinity, from: index) {
          index = other.range.upperBound
          guard other.range != mention.range, other.id == id || other.id == successor else { continue }
          isOwn = range.distance(to: other.range) > distance
        }
        if isOwn { return "\"\(text[range].excerpt)\" near it may be its name" }
      }
    }
    return nil
  }
}

extension FoldedName {
  /// Where the name is in a text as whole words, with case, punctuation and line ends as they come.
  func occurrences(in text: Bytes) -> [Range<Int>] {
    guard let first = bytes.first else { return [] }
    var found: [Range<Int>] = []
    var isWordStart = true
    var index = text.startIndex
    while index < text.endIndex {
      if isWordStart, text[index].lowercased == first, let end = end(from: index, in: text) {
        found.append(index..<end)
        index = end - 1
      }
      isWordStart = !text[index].isAlphanumeric
      index += 1
    }
    return found
  }

  /// Where the name that starts at `start` ends; nil where there is another text.
  private func end(from start: Int, in text: Bytes) -> Int? {
    var index = start
    var gap = 0
    for byte in bytes {
      while index < text.endIndex, text[index].lowercased != byte {
        guard !text[index].isAlphanumeric, text[index] < 0x80, gap < 8 else { return nil }
        (index, gap) = (index + 1, gap + 1)
      }
      guard index < text.endIndex else { return nil }
      (index, gap) = (index + 1, 0)
    }
    return index < text.endIndex && text[index].isAlphanumeric ? nil : index
  }
}

extension Range<Int> {
  fileprivate func distance(to other: Range<Int>) -> Int {
    Swift.max(0, lowerBound - other.upperBound, other.lowerBound - upperBound)
  }
}

extension Bytes {
  /// Whether a release follows an id: `AML.T0019@5.0.1`.
  fileprivate var isPin: Bool { first == UInt8(ascii: "@") && last?.isDigit == true }
}
