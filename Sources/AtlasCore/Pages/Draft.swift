/// What one sheet says of its record, before other pages have had their say.
package struct Draft: Sendable {
  package let id: RecordID
  package var name: Bytes
  package var slug: Bytes?
  package var description: Bytes = .empty
  package var isAdapted = false
  package var created: Claim<PartialDate>?
  package var modified: Claim<PartialDate>?
  package var maturity: Claim<Maturity>?
  package var platforms: Claim<[Bytes]>?
  package var attackReference: Claim<AttackReference>?
  package var parent: Claim<RecordID>?
  package var categories: Claim<[Bytes]>?
  package var lifecycle: Claim<[Bytes]>?
  package var date: Claim<PartialDate>?
  package var type: Claim<CaseStudyType>?
  package var target: Claim<Bytes>?
  package var actor: Claim<Bytes>?
  package var reporter: Claim<Bytes>?
  package var references: [Reference] = []
  package var told: [Told] = []
  package var findings: [Finding] = []

  package init(id: RecordID, name: Bytes) {
    self.id = id
    self.name = name
  }

  package mutating func note(_ severity: Diagnostic.Severity, at place: Bytes, _ reason: String) {
    findings.append(Finding(severity, at: place, reason))
  }
}

/// A value and the place on the page that claims it.
package struct Claim<Value: Equatable & Sendable>: Sendable {
  package let value: Value
  package let place: Bytes
}

/// A relation as one page tells it: the other end is a link that has yet to be resolved.
package struct Told: Sendable {
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
  package var maturity: Claim<Maturity>?
  /// A name that stands beside the link, not in it.
  package var name: Bytes?

  package init(_ kind: Relation.Kind, _ link: Link, _ expected: RecordKind) {
    self.kind = kind
    self.link = link
    self.expected = expected
  }
}
