/// The outline of a piece of text, with what was found out about it: ids of one row or object ask for the same.
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

  /// What a key is about.
  func key(_ key: Bytes) -> FieldKey {
    if let known = keys[key] { return known }
    let made = FieldKey(key)
    keys[key] = made
    return made
  }

  /// The members of a container that are near one of them.
  ///
  /// - Parameters:
  ///   - container: the number of the container.
  ///   - member: the number of a node in it, or a negative number for those at its start.
  /// - Returns: numbers of nodes, in order.
  func members(of container: Int, near member: Int) -> [Int] {
    if self.container == container { return members }
    let found = outline.members(of: container, near: member < 0 ? nil : member)
    // Members of long lists are told for each place anew.
    guard outline.nodes[container].next - container <= 2 * Outline.reach else { return found }
    (self.container, ids) = (container, nil)
    members = outline.members(of: container, near: nil)
    return members
  }

  /// The ids in a row, and where each ends.
  func ids(in row: Int) -> [(id: RecordID, place: Int)] {
    if container == row, let ids { return ids }
    let found = MentionFinder.shared.all(in: text[outline.nodes[row].range]).compactMap { mention in
      mention.id.map { ($0, mention.range.upperBound) }
    }
    if container == row { ids = found }
    return found
  }
}
