/// Which relation of one side is which of the other.
///
/// Most are known by their ends. The steps of a procedure are not: a case study may employ a technique more than once,
/// and one step more renumbers all that follow. Of those with the same ends, steps with the same text belong together,
/// then the first to the first.
enum RelationMatch {
  private struct Ends: Hashable {
    let kind: Relation.Kind
    let source: RecordID
    let target: RecordID
  }

  static func changes(
    from old: KnowledgeBase, to new: KnowledgeBase, of ids: Set<RecordID>?,
    _ isSameText: (RecordID, Bytes, Bytes) -> Bool
  ) -> [Difference.RelationChange] {
    var rest = grouped(new, ids)
    var changes: [Difference.RelationChange] = []
    for (ends, before) in grouped(old, ids) {
      changes += matched(before, rest.removeValue(forKey: ends) ?? [], isSameText)
    }
    changes += rest.values.joined().map { Difference.RelationChange(old: nil, new: $0) }
    return changes.sorted(by: precedes)
  }

  /// The relations of the records, each once, by their ends.
  private static func grouped(_ base: KnowledgeBase, _ ids: Set<RecordID>?) -> [Ends: [Relation]] {
    var groups: [Ends: [Relation]] = [:]
    for id in base.ids() {
      for relation in base.relations(of: id) where relation.source == id {
        if let ids, !ids.contains(id), !ids.contains(relation.target) { continue }
        groups[Ends(kind: relation.kind, source: id, target: relation.target), default: []].append(relation)
      }
    }
    return groups
  }

  private static func matched(
    _ old: [Relation], _ new: [Relation], _ isSameText: (RecordID, Bytes, Bytes) -> Bool
  ) -> [Difference.RelationChange] {
    func isSame(_ one: Relation, _ other: Relation) -> Bool {
      one.number == other.number && one.tactic == other.tactic && isSameText(one.source, one.textBytes, other.textBytes)
    }
    var new = new
    var changes: [Difference.RelationChange] = []
    var left: [Relation] = []
    for relation in old {
      // The same number first, so that steps that only look alike stay where they are.
      let twin =
        new.firstIndex { isSame(relation, $0) }
        ?? new.firstIndex { isSameText(relation.source, $0.textBytes, relation.textBytes) }
      guard let twin else {
        left.append(relation)
        continue
      }
      let other = new.remove(at: twin)
      if !isSame(relation, other) { changes.append(Difference.RelationChange(old: relation, new: other)) }
    }
    for (index, relation) in left.enumerated() {
      changes.append(Difference.RelationChange(old: relation, new: index < new.count ? new[index] : nil))
    }
    return changes + new.dropFirst(left.count).map { Difference.RelationChange(old: nil, new: $0) }
  }

  private static func precedes(_ one: Difference.RelationChange, _ other: Difference.RelationChange) -> Bool {
    guard let left = one.new ?? one.old, let right = other.new ?? other.old else { return false }
    if left.kind != right.kind { return left.kind.rawValue < right.kind.rawValue }
    if left.source != right.source { return left.source < right.source }
    if left.number != right.number { return (left.number ?? .max) < (right.number ?? .max) }
    if left.target != right.target { return left.target < right.target }
    return one.new == nil && other.new != nil
  }
}
