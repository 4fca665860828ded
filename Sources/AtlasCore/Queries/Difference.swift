/// What two knowledge bases say differently: the one comparison by which releases are told apart and what was written
/// is checked against what is read back.
public struct Difference: Sendable {
  /// The release that is compared, and the one that it is compared with.
  public let releases: (old: Release, new: Release)
  /// What became of records, by id; records that are the same are not in it.
  public let records: [RecordChange]
  /// What became of relations: by kind, source and step; relations that are the same are not in it.
  public let relations: [RelationChange]
  /// Whether former names and retired ids are the same.
  public let isHistorySame: Bool

  /// What became of one record.
  public struct RecordChange: Sendable {
    /// The record.
    public let id: RecordID
    /// Its name that stands alone: the new one where there is one.
    public let name: Bytes
    /// What became of it.
    public let outcome: Outcome
  }

  /// What became of a record.
  public enum Outcome: Sendable {
    /// Only the new side has it.
    case added
    /// Only the old side has it; its content went to these records, as far as is known.
    case removed(into: [RecordID])
    /// Both have it, and say different things of these fields.
    case changed([FieldChange])
  }

  /// A field of a record with its value on either side; empty where there is none.
  public struct FieldChange: Sendable {
    /// The name of the field in machine formats: `description`.
    public let field: StaticString
    /// The value on the old side.
    public let old: Bytes
    /// The value on the new side.
    public let new: Bytes

    /// Whether the value is running text, of which words changed.
    public var isText: Bool { old.count + new.count > 120 || old.contains(.newline) || new.contains(.newline) }
  }

  /// A relation on either side; nil where it is not there.
  public struct RelationChange: Sendable {
    /// The relation on the old side.
    public let old: Relation?
    /// The relation on the new side.
    public let new: Relation?
  }

  /// Compares two knowledge bases.
  ///
  /// - Parameters:
  ///   - old: the one side.
  ///   - new: the other.
  ///   - ids: the records to compare, with all of their relations; nil for all.
  ///   - known: what is known of retired ids besides what the sides themselves tell.
  ///   - ignoresBlanks: whether texts of the same words are the same, however many blanks and line ends are in between.
  public init(
    from old: KnowledgeBase, to new: KnowledgeBase, of ids: Set<RecordID>? = nil, known: History? = nil,
    ignoresBlanks: Bool = false
  ) {
    releases = (old.release, new.release)
    let all = Set(old.ids()).union(new.ids()).filter { ids?.contains($0) ?? true }.sorted()
    let isSame = ignoresBlanks ? Difference.haveSameWords : { $0 == $1 }
    records = Difference.records(all, old, new, Successors(from: old, to: new, known: known), isSame)
    relations = RelationMatch.changes(from: old, to: new, of: ids, isSame)
    isHistorySame = old.historyPage.trimmed == new.historyPage.trimmed
  }

  /// Whether both sides say the same of their records.
  public var isEmpty: Bool { records.isEmpty && relations.isEmpty }

  /// Whether two texts are the same but for the blanks and line ends between their words.
  private static func haveSameWords(_ one: Bytes, _ other: Bytes) -> Bool {
    var (left, right) = (one.trimmed, other.trimmed)
    while !left.isEmpty, !right.isEmpty {
      guard left.eat(while: { !$0.isBlank }) == right.eat(while: { !$0.isBlank }) else { return false }
      left.eat(while: \.isBlank)
      right.eat(while: \.isBlank)
    }
    return left.isEmpty && right.isEmpty
  }

  private static func records(
    _ ids: [RecordID], _ old: KnowledgeBase, _ new: KnowledgeBase, _ successors: Successors,
    _ isSame: (Bytes, Bytes) -> Bool
  ) -> [RecordChange] {
    ids.compactMap { id in
      let (before, after) = (RecordFacts(id, of: old), RecordFacts(id, of: new))
      guard let before else { return after.map { RecordChange(id: id, name: $0.name, outcome: .added) } }
      guard let after else {
        return RecordChange(id: id, name: before.name, outcome: .removed(into: successors.of(id)))
      }
      let fields = zip(before.facts, after.facts).compactMap { one, other in
        isSame(one.value, other.value) ? nil : FieldChange(field: one.name, old: one.value, new: other.value)
      }
      return fields.isEmpty ? nil : RecordChange(id: id, name: after.name, outcome: .changed(fields))
    }
  }
}

extension Difference.RecordChange {
  /// The change of the name, if there is one.
  public var renaming: Difference.FieldChange? {
    guard case .changed(let fields) = outcome else { return nil }
    return fields.first { Bytes($0.field) == "name" }
  }
}
