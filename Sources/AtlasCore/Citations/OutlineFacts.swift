/// An outline with cached lookups, because all ids in a row or object need the same ones.
final class OutlineFacts {
  let outline: Outline
  let text: Bytes

  private var keys: [Bytes: FieldKey] = [:]
  private var container = -1
  private var members: [Int] = []
  private var ids: [(id: RecordID, place: Int)]?

  init(_ outline: Outline, _ text: Bytes) {
    self.outline = outline
    self.text = text
  }

  /// The meaning of a key.
  func key(_ key: Bytes) -> FieldKey {
    if let known = keys[key] { return known }
    let made = FieldKey(key)
    keys[key] = made
    return made
  }

  /// The members of a container that are near one of them.
  ///
  /// - Parameters:
  ///   - container: the container.
  ///   - member: a member, or a negative number for the first members.
  /// - Returns: the numbers of the members, in text order.
  func members(of container: Int, near member: Int) -> [Int] {
    if self.container == container { return members }
    let found = outline.members(of: container, near: member < 0 ? nil : member)
    // Only part of a large container is returned, and that depends on the member.
    guard outline.nodes[container].next - container <= 2 * Outline.reach else { return found }
    (self.container, ids) = (container, nil)
    members = outline.members(of: container, near: nil)
    return members
  }

  /// The ids in a row, with the end of each.
  func ids(in row: Int) -> [(id: RecordID, place: Int)] {
    if container == row, let ids { return ids }
    let found = MentionFinder.shared.all(in: text[outline.nodes[row].range]).compactMap { mention in
      mention.id.map { (id: $0, place: mention.range.upperBound) }
    }
    if container == row { ids = found }
    return found
  }
}
