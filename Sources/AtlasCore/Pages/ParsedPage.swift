/// What one sheet says of its record, before other pages have had their say.
package struct ParsedPage: Sendable {
  package let id: RecordID
  package var name: Bytes
  package var slug: Bytes?
  package var description: Bytes = .empty
  package var isAdapted = false
  /// The lines of metadata that could be read, in their order.
  package var claims: [MetadataField] = []
  package var references: [Reference] = []
  package var told: [ParsedRelation] = []
  package var findings: [Finding] = []

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

/// A line of metadata as it is on the page, which is also its place.
///
/// Its value is read again where it is used: one plain type for all labels keeps generic types, which the runtime must
/// build one by one, off the start-up path.
package struct MetadataField: Sendable {
  package let label: Metadata.Label
  package let value: Bytes
}

/// A relation as one page states it; the link to the other end is not resolved yet.
package struct ParsedRelation: Sendable {
  package let kind: Relation.Kind
  package let link: Link
  /// The kind of record that the link must lead to.
  package let expected: RecordKind
  package var number: Int?
  package var tactic: Link?
  package var text: RawText = .none
  /// Whether the link leads to the sub-technique, not to the parent.
  package var isChild = false
  /// What the page says of the other record by the way, for one that has no page of its own.
  package var maturity: Maturity?
  /// A name that is beside the link, not in it.
  package var name: Bytes?

  /// What the other record is called: by the link or, where that holds no more than an id, beside it.
  package var knownAs: Bytes { link.name.isEmpty ? name ?? .empty : link.name }

  package init(_ kind: Relation.Kind, _ link: Link, _ expected: RecordKind) {
    self.kind = kind
    self.link = link
    self.expected = expected
  }
}
