/// One record of the knowledge base: what its own page says.
///
/// Relations to other records are the knowledge base's.
public struct Record: Sendable {
  /// The record's id.
  public let id: RecordID
  /// Its name as the page gives it: for a sub-technique, without the parent's.
  public let name: Bytes
  /// The word that stands for the record in addresses: `erode-ai-model-integrity`; nil when no page gives one.
  public let slug: Bytes?
  /// The description in markdown, without the heading; empty when there is none.
  public let description: Bytes
  /// When the record was made.
  public let created: PartialDate?
  /// When the record was last changed.
  public let modified: PartialDate?
  /// What the page refers to, in its order.
  public let references: [Reference]
  /// Whether no page of its own is there: only other pages name the record.
  public let isStub: Bool
  /// What only records of its kind have.
  public let details: Details

  /// What only records of one kind have.
  public enum Details: Sendable {
    case tactic(Tactic)
    case technique(Technique)
    case mitigation(Mitigation)
    case caseStudy(CaseStudy)
  }

  /// The official address of the record.
  public var url: String { id.url }
}

extension Record.Details {
  /// The details of a technique; nil for other kinds of record.
  public var technique: Technique? { if case .technique(let value) = self { value } else { nil } }
  /// The details of a mitigation; nil for other kinds of record.
  public var mitigation: Mitigation? { if case .mitigation(let value) = self { value } else { nil } }
  /// The details of a case study; nil for other kinds of record.
  public var caseStudy: CaseStudy? { if case .caseStudy(let value) = self { value } else { nil } }

  /// The record of MITRE ATT&CK that it corresponds to; case studies have none.
  package var attackReference: AttackReference? {
    switch self {
    case .tactic(let tactic): tactic.attackReference
    case .technique(let technique): technique.attackReference
    case .mitigation(let mitigation): mitigation.attackReference
    case .caseStudy: nil
    }
  }
}

/// A source that a page refers to.
public struct Reference: Hashable, Sendable {
  /// What the source is called, in markdown; empty when the page gives only an address.
  public let title: Bytes
  /// Where it is to be found, or nil when the page gives only a title.
  public let url: Bytes?

  /// A reference to `title` at `url`.
  public init(title: Bytes, url: Bytes?) {
    self.title = title
    self.url = url
  }
}

/// The record of MITRE ATT&CK that a record of ATLAS corresponds to.
public struct AttackReference: Hashable, Sendable {
  /// The id there: `T1596.005`, `TA0043`, `M1017`.
  public let id: Bytes
  /// Its address, or nil when the page gives none.
  public let url: Bytes?

  /// A reference to `id` of ATT&CK.
  public init(id: Bytes, url: Bytes?) {
    self.id = id
    self.url = url
  }
}
