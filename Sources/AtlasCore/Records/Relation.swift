/// One relation between two records, with its text.
public struct Relation: Sendable {
  /// The kind of relation.
  public let kind: Kind
  /// The record that the kind names first: the tactic in `tacticTechnique`.
  public let source: RecordID
  /// The record that the kind names second: the technique in `tacticTechnique`.
  public let target: RecordID
  /// The number of a procedure step, from 1; nil if unknown.
  public let number: Int?
  /// The tactic of a procedure step; nil if unknown.
  public let tactic: RecordID?
  /// How a mitigation applies, or what a step did, in Markdown; empty if unknown.
  public var text: String { raw.text.string }

  package var textBytes: Bytes { raw.text }

  package let raw: RawText

  /// The kinds of relations; either end can state a relation, which is stored once.
  public enum Kind: Int, CaseIterable, Sendable {
    /// A tactic has a technique.
    case tacticTechnique
    /// A technique has a sub-technique.
    case subtechnique
    /// A mitigation mitigates a technique.
    case mitigates
    /// A case study uses a technique in one step of its procedure.
    case employs
    /// A case study is related to a tactic, but no known step states it.
    case tacticCaseStudy
  }

  /// The end of the relation other than `id`.
  package func other(than id: RecordID) -> RecordID { source == id ? target : source }
}

extension Relation.Kind {
  /// The verb for the relation, for machine formats and text: `mitigates`.
  public var verb: String {
    switch self {
    case .tacticTechnique: "has technique"
    case .subtechnique: "has sub-technique"
    case .mitigates: "mitigates"
    case .employs: "employs"
    case .tacticCaseStudy: "has case study"
    }
  }
}
