/// A comparison of two records, or of one record in two releases, field by field.
public struct ComparisonQuery: Sendable {
  /// A record and the knowledge base that it is from.
  public typealias Side = (id: RecordID, base: KnowledgeBase)

  private let left: Side
  private let right: Side

  /// A comparison of two records, each of which its knowledge base must have.
  public init(_ left: Side, _ right: Side) {
    self.left = left
    self.right = right
  }

  /// The fields of both records; nil if a knowledge base does not have its record.
  public func answer() -> Comparison? {
    guard let one = RecordFacts(left.id, of: left.base), let other = RecordFacts(right.id, of: right.base) else {
      return nil
    }
    var names: [StaticString] = []
    for fact in one.facts + other.facts where !names.contains(where: { Bytes($0) == Bytes(fact.name) }) {
      names.append(fact.name)
    }
    func value(_ name: StaticString, _ facts: RecordFacts) -> Bytes {
      facts.facts.first { Bytes($0.name) == Bytes(name) }?.value ?? .empty
    }
    let haveSameWording = one.wording == other.wording
    var fields = names.filter { !["slug", "references"].contains(Bytes($0)) }.map { name -> Comparison.Field in
      let isComparable = haveSameWording || Bytes(name) != "description"
      return Comparison.Field(name, value(name, one), value(name, other), isComparable: isComparable)
    }
    for (name, ids) in ComparisonQuery.relations {
      let lines = [left, right].map { side in ids(side).map { ComparisonQuery.line($0, side.base) } }
      fields.append(Comparison.Field(name, lines[0], lines[1]) { $0.eatWord() == $1.eatWord() })
    }
    fields.append(
      Comparison.Field("steps", ComparisonQuery.steps(left), ComparisonQuery.steps(right)) { $0 == $1 })
    let references = [one, other].map { Array(value("references", $0).lines) }
    fields.append(Comparison.Field("references", references[0], references[1]) { $0 == $1 })
    return Comparison(
      fields: fields.filter { !$0.values.isEmpty },
      differentWordings: haveSameWording ? nil : (one.wording, other.wording))
  }

  private static let relations: [(name: StaticString, ids: @Sendable (Side) -> [RecordID])] = [
    ("tactics", { $0.id.kind == .technique ? $0.base.tactics(of: $0.id) : [] }),
    ("subtechniques", { $0.base.subtechniques(of: $0.id) }),
    (
      "techniques",
      { side in
        switch side.id.kind {
        case .tactic: side.base.techniques(of: side.id)
        case .mitigation: side.base.uses(of: side.id).map(\.target)
        case .technique, .caseStudy: []
        }
      }
    ),
    ("mitigations", { side in side.id.kind == .technique ? side.base.uses(of: side.id).map(\.source) : [] }),
    ("caseStudies", { $0.id.kind == .caseStudy ? [] : $0.base.caseStudies(of: $0.id) }),
  ]

  private static func line(_ id: RecordID, _ base: KnowledgeBase) -> Bytes {
    Bytes(copying: "\(id) \(base.fullNameBytes(of: id))")
  }

  private static func steps(_ side: Side) -> [Bytes] {
    guard side.id.kind == .caseStudy else { return [] }
    return side.base.steps(of: side.id).map { line($0.target, side.base) }
  }
}

/// The fields of two records.
public struct Comparison: Sendable {
  /// The fields that at least one of the records has.
  public let fields: [Field]
  /// The wordings of the records if they differ; the descriptions are not compared then.
  public let differentWordings: (left: Wording, right: Wording)?

  /// A field of both records.
  public struct Field: Sendable {
    /// The name in machine formats.
    public let name: StaticString
    /// The values; a list has a pair for each element, with nil where a record does not have it.
    public let values: [(left: Bytes?, right: Bytes?)]
    /// Whether the values differ.
    public let isDifferent: Bool

    /// A field with one value on each side, empty where a record does not have it.
    init(_ name: StaticString, _ left: Bytes, _ right: Bytes, isComparable: Bool) {
      self.name = name
      values = left.isEmpty && right.isEmpty ? [] : [(left.isEmpty ? nil : left, right.isEmpty ? nil : right)]
      isDifferent = isComparable && left != right
    }

    /// A list; elements for which `isSame` holds are one pair.
    init(_ name: StaticString, _ left: [Bytes], _ right: [Bytes], isSame: (inout Bytes, inout Bytes) -> Bool) {
      self.name = name
      var rest = right
      var values: [(left: Bytes?, right: Bytes?)] = []
      for value in left {
        let index = rest.firstIndex { other in
          var (one, other) = (value, other)
          return isSame(&one, &other)
        }
        values.append((value, index.map { rest.remove(at: $0) }))
      }
      self.values = values + rest.map { (nil, $0) }
      isDifferent = self.values.contains { $0.left != $0.right }
    }
  }
}

extension Bytes {
  fileprivate mutating func eatWord() -> Bytes { eat { !$0.isBlank } }
}
