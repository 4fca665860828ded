/// What differs between two knowledge bases.
///
/// The same comparison shows the changes between releases and verifies that written pages read back unchanged.
public struct Difference: Sendable {
  /// The two releases that were compared.
  public let releases: (old: Release, new: Release)
  /// The records that differ, by id.
  public let records: [RecordChange]
  /// The relations that differ, by kind, source and step.
  public let relations: [RelationChange]
  /// The wordings of a record whose texts were not compared because its sides have different ones; nil when all were.
  public let differentWordings: (old: Wording, new: Wording)?
  /// Whether both sides record the same former names and retired ids.
  public let isHistoryEqual: Bool

  /// How one record differs.
  public struct RecordChange: Sendable {
    /// The record.
    public let id: RecordID
    /// Its full name: on the new side, or else on the old one.
    public let name: Bytes
    /// How it differs.
    public let outcome: Outcome

    /// The group that the change belongs to.
    public var group: Group {
      switch outcome {
      case .added: .added
      case .removed: .removed
      case .changed(let fields): fields.contains { Bytes($0.field) == "name" } ? .renamed : .changed
      }
    }
  }

  /// How a record differs.
  public enum Outcome: Sendable {
    /// Only the new side has it.
    case added
    /// Only the old side has it; these records replace it, as far as that is known.
    case removed(into: [RecordID])
    /// Both sides have it, with different values in these fields.
    case changed([FieldChange])
  }

  /// The groups of changed records, in the order in which they are reported.
  public enum Group: String, CaseIterable, Sendable {
    /// Only the new side has the record.
    case added
    /// Only the old side has the record.
    case removed
    /// The name differs, and perhaps other fields.
    case renamed
    /// Fields other than the name differ.
    case changed
  }

  /// A field of a record with its value on either side; a missing value is empty.
  public struct FieldChange: Sendable {
    /// The name of the field in machine formats: `description`.
    public let field: StaticString
    /// The value on the old side.
    public let old: Bytes
    /// The value on the new side.
    public let new: Bytes
  }

  /// A relation on either side; nil where it is missing.
  public struct RelationChange: Sendable {
    /// The relation on the old side.
    public let old: Relation?
    /// The relation on the new side.
    public let new: Relation?
  }

  /// Whether nothing differs.
  public var isEmpty: Bool { records.isEmpty && relations.isEmpty }

  /// The changed records of a group, by id.
  public func records(_ group: Group) -> [RecordChange] { records.filter { $0.group == group } }
}
