/// One record, with the content of its own page.
///
/// ``KnowledgeBase`` has its relations to other records.
public struct Record: Sendable {
  /// The id.
  public let id: RecordID
  /// The name; for a sub-technique, without the parent's name.
  package let nameBytes: Bytes
  /// The slug in URLs, `erode-ai-model-integrity`; nil if no page gives one.
  package let slugBytes: Bytes?
  /// The description in Markdown, without the heading; empty if there is none.
  package let descriptionBytes: Bytes
  /// The date on which the record was created.
  public let created: PartialDate?
  /// The date of the last change.
  public let modified: PartialDate?
  /// Whose words the description and the texts of its page are.
  public let wording: Wording
  /// Whether it is a record of MITRE's: of a release, or with a page that cites its official page.
  public let isOfficial: Bool
  /// The path of the page that it was read from; nil for records of a release, whose pages are not files, and for stubs.
  package let fileBytes: Bytes?
  /// What the page refers to besides the official page of the record, in its order.
  public let references: [Reference]
  /// Whether the record has no page of its own and is only mentioned on others.
  public let isStub: Bool
  /// The fields that only records of its kind have.
  public let details: Details

  /// The fields that only records of one kind have.
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

  /// The name; for a sub-technique, without the parent's name.
  public var name: String { nameBytes.string }
  /// The slug in URLs, `erode-ai-model-integrity`; nil if no page gives one.
  public var slug: String? { slugBytes?.string }
  /// The description in Markdown, without the heading; empty if there is none.
  public var description: String { descriptionBytes.string }
}

/// A reference of a page to a source.
public struct Reference: Hashable, Sendable {
  /// The title in Markdown; empty if the page gives only a URL.
  package let titleBytes: Bytes
  /// The URL; nil if the page gives only a title.
  package let urlBytes: Bytes?

  /// Creates a reference to `title` at `url`.
  package init(title: Bytes, url: Bytes?) {
    titleBytes = title
    urlBytes = url
  }

  /// The title in Markdown; empty if the page gives only a URL.
  public var title: String { titleBytes.string }
  /// The URL; nil if the page gives only a title.
  public var url: String? { urlBytes?.string }
}

/// The ATT&CK record that corresponds to an ATLAS record.
public struct AttackReference: Hashable, Sendable {
  /// The ATT&CK id: `T1596.005`, `TA0043`, `M1017`.
  package let idBytes: Bytes
  /// The URL; nil if the page gives none.
  package let urlBytes: Bytes?

  /// Creates a reference to the ATT&CK record `id`.
  package init(id: Bytes, url: Bytes?) {
    idBytes = id
    urlBytes = url
  }

  /// The ATT&CK id: `T1596.005`, `TA0043`, `M1017`.
  public var id: String { idBytes.string }
  /// The URL; nil if the page gives none.
  public var url: String? { urlBytes?.string }
}
