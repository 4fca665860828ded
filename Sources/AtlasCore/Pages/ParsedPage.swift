/// The content of one page, before it is combined with other pages.
package struct ParsedPage: Sendable {
  package let id: RecordID
  package var name: Bytes
  package var slug: Bytes?
  package var description: Bytes = .empty
  package var isAdapted = false
  /// The metadata lines that could be read, in page order.
  package var claims: [MetadataField] = []
  package var references: [Reference] = []
  package var told: [ParsedRelation] = []
  package var findings: FindingList = []

  package init(id: RecordID, name: Bytes) {
    self.id = id
    self.name = name
  }

  package mutating func note(
    _ severity: Diagnostic.Severity, _ rule: Diagnostic.Rule, at place: Bytes, _ reason: String
  ) {
    findings.append(Finding(severity, rule, at: place, reason))
  }
}

/// A line of metadata.
///
/// The value is a slice of the page, so it also gives the place for diagnostics. It is parsed where it is used: one
/// plain type for all labels avoids generic types, which the runtime would have to build at start-up.
package struct MetadataField: Sendable {
  package let label: Metadata.Label
  package let value: Bytes
}

/// A relation as one page states it, with its link not yet resolved.
package struct ParsedRelation: Sendable {
  package let kind: Relation.Kind
  package let link: Link
  /// The kind of record that the link must lead to.
  package let expected: RecordKind
  package var number: Int?
  package var tactic: Link?
  package var text: RawText = .none
  /// Whether the link leads to the sub-technique instead of the parent.
  package var isChild = false
  /// The other record's maturity on this page, used if that record has no page of its own.
  package var maturity: Maturity?
  /// A name beside the link.
  package var name: Bytes?

  /// The other record's name: from the link, or else from the text beside it.
  package var knownAs: Bytes { link.name.isEmpty ? name ?? .empty : link.name }

  package init(_ kind: Relation.Kind, _ link: Link, _ expected: RecordKind) {
    self.kind = kind
    self.link = link
    self.expected = expected
  }
}
