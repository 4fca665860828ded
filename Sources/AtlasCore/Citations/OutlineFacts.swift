/// An outline with cached lookups, because all ids in a row or object need the same ones.
final class OutlineFacts {
  let outline: Outline
  let text: Bytes

  private var keys: [Bytes: FieldKey] = [:]
  /// The keys that were asked for last, each in the slot of its length and its ends, which are found without hashing.
  private var recentKeys: [FieldKey?] = Array(repeating: nil, count: 32)
  private var container = -1
  private var members: [Int] = []
  private var ids: [(id: RecordID, place: Int)]?

  init(_ outline: Outline, _ text: Bytes) {
    self.outline = outline
    self.text = text
  }

  /// The meaning of a key.
  func key(_ key: Bytes) -> FieldKey {
    let slot = (key.count &+ Int(key.first ?? 0) &* 2 &+ Int(key.last ?? 0)) & 31
    if let recent = recentKeys[slot], recent.text == key { return recent }
    let meaning = keys[key] ?? FieldKey(key)
    keys[key] = meaning
    recentKeys[slot] = meaning
    return meaning
  }

  /// The members of a container that are near one of them.
  ///
  /// - Parameters:
  ///   - container: the container.
  ///   - member: a member, or a negative number for the first members.
  /// - Returns: the numbers of the members, in text order.
  func members(of container: Int, near member: Int) -> [Int] {
    if self.container == container { return members }
    // Only part of a large container is returned, and that depends on the member.
    guard outline.nodes[container].next - container <= 2 * Outline.reach else {
      return outline.members(of: container, near: member < 0 ? nil : member)
    }
    (self.container, ids) = (container, nil)
    members = outline.members(of: container)
    return members
  }

  /// The ids in a row, with the end of each.
  func ids(in row: Int) -> [(id: RecordID, place: Int)] {
    if container == row, let ids { return ids }
    let content = text[outline.nodes[row].range]
    var found: [(id: RecordID, place: Int)] = []
    var place = content.startIndex
    while let mention = MentionFinder.next(in: content, from: place) {
      place = mention.range.upperBound
      if let id = mention.id { found.append((id, place)) }
    }
    if container == row { ids = found }
    return found
  }
}
