/// One record of the knowledge base: what its own page says.
///
/// Relations to other records are the knowledge base's.
public struct Record: Sendable {
  /// The record's id.
  public let id: RecordID
  /// Its name as the page gives it: for a sub-technique, without the parent's.
  package let nameBytes: Bytes
  /// The word that stands for the record in URLs: `erode-ai-model-integrity`; nil when no page gives one.
  package let slugBytes: Bytes?
  /// The description in markdown, without the heading; empty when there is not one.
  package let descriptionBytes: Bytes
  /// When the record was made.
  public let created: PartialDate?
  /// When the record was last changed.
  public let modified: PartialDate?
  /// Whose words the description and the texts of its page are.
  public let wording: Wording
  /// Whether it is a record of MITRE's: of a release, or with a page that cites its official page.
  public let isOfficial: Bool
  /// The path of the page that it was read from; nil for records of a release, whose pages are not files, and for stubs.
  package let fileBytes: Bytes?
  /// What the page refers to besides the official page of the record, in its order.
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

  /// The URL of the record's official page; nil for a record that is not MITRE's.
  public var url: String? { isOfficial ? id.url : nil }
  /// The path of the page that it was read from; nil for records of a release, whose pages are not files, and for stubs.
  public var file: String? { fileBytes?.string }

  /// The name as the page gives it: for a sub-technique, without the parent's.
  public var name: String { nameBytes.string }
  /// The word for the record in URLs: `erode-ai-model-integrity`; nil when no page gives one.
  public var slug: String? { slugBytes?.string }
  /// The description in Markdown, without the heading; empty when there is not one.
  public var description: String { descriptionBytes.string }
}

/// A source that a page refers to.
public struct Reference: Hashable, Sendable {
  /// What the source is called, in markdown; empty when the page gives only an address.
  package let titleBytes: Bytes
  /// Where it is to be found, or nil when the page gives only a title.
  package let urlBytes: Bytes?

  /// A reference to `title` at `url`.
  package init(title: Bytes, url: Bytes?) {
    titleBytes = title
    urlBytes = url
  }

  /// The title in Markdown; empty when the page gives only a URL.
  public var title: String { titleBytes.string }
  /// The URL, or nil when the page gives only a title.
  public var url: String? { urlBytes?.string }
}

/// The record of MITRE ATT&CK that a record of ATLAS corresponds to.
public struct AttackReference: Hashable, Sendable {
  /// The id there: `T1596.005`, `TA0043`, `M1017`.
  package let idBytes: Bytes
  /// Its address, or nil when the page gives none.
  package let urlBytes: Bytes?

  /// A reference to `id` of ATT&CK.
  package init(id: Bytes, url: Bytes?) {
    idBytes = id
    urlBytes = url
  }

  /// The ATT&CK id: `T1596.005`, `TA0043`, `M1017`.
  public var id: String { idBytes.string }
  /// The URL, or nil when the page gives none.
  public var url: String? { urlBytes?.string }
}
