/// One relation between two records, with the text that belongs to it.
public struct Relation: Sendable {
  /// What the source is to the target.
  public let kind: Kind
  /// The record that comes first in the name of the kind.
  public let source: RecordID
  /// The record that comes second.
  public let target: RecordID
  /// The number of a procedure step, the first being 1; nil when no page numbers it.
  public let number: Int?
  /// The tactic that a procedure step serves, or nil when no page says.
  public let tactic: RecordID?
  /// How a mitigation applies, or what a step did, in markdown; empty when no page says.
  public var text: String { raw.text.string }

  package var textBytes: Bytes { raw.text }

  package let raw: RawText

  /// The kinds of relation, each stated by either end and stored once.
  public enum Kind: Int, CaseIterable, Sendable {
    /// A tactic has a technique.
    case tacticTechnique
    /// A technique has a sub-technique.
    case subtechnique
    /// A mitigation mitigates a technique.
    case mitigates
    /// A case study employs a technique, in one step of its procedure.
    case employs
    /// A case study has to do with a tactic, though no step that is known says so.
    case tacticCaseStudy
  }

  /// The end that is not `id`.
  package func other(than id: RecordID) -> RecordID { source == id ? target : source }
}

extension Relation.Kind {
  /// What the source does to the target, in machine formats and in text: `mitigates`.
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
