/// A record that is related to one or more given records, and how it is related.
public struct RelatedRecord: Sendable {
  /// The related record.
  public let id: RecordID
  /// The ways in which it is related; at least one.
  public internal(set) var links: [Path]
  /// How many of the records that were asked for it is related to.
  public private(set) var matches: Int

  /// A record that was found by `links`.
  init(id: RecordID, links: [Path]) {
    self.id = id
    self.links = links
    var origins: [RecordID] = []
    for link in links where !origins.contains(link.origin) { origins.append(link.origin) }
    matches = origins.count
  }

  /// The record once for each of its links.
  var separated: [RelatedRecord] {
    links.map { link in
      var record = self
      record.links = [link]
      return record
    }
  }

  /// One way from a given record to the related one.
  public struct Path: Sendable {
    /// The given record.
    public let origin: RecordID
    /// The technique between the two, if they are related only through it, as a case study and a mitigation are.
    public let through: RecordID?
    /// The parent or sub-technique that replaced a technique, if relations were rolled up.
    public let rolledUp: RecordID?
    /// The relation with the text, the step and its tactic; nil between a parent and its sub-technique.
    public let relation: Relation?
  }
}

extension KnowledgeBase {
  /// The records of one kind that are related to any of `origins`, in the order of their kind.
  ///
  /// - Parameters:
  ///   - kind: the kind of record to find.
  ///   - origins: records of any kind.
  ///   - includeRelated: whether to include the parent and sub-techniques of every technique on the way.
  /// - Returns: each record once, with all its ways.
  public func related(
    _ kind: RecordKind, to origins: [RecordID], includeRelated: Bool = false
  ) -> [RelatedRecord] {
    var ways: [Way] = []
    for origin in origins {
      ways += paths(from: origin, to: kind, includeRelated: includeRelated).filter { $0.id != origin }
    }
    // Sorting is stable and needs no dictionary type, which the runtime would have to build. Direct relations come
    // before those of parents and sub-techniques.
    ways.sort { one, other in
      guard one.id == other.id else {
        return kind == .tactic ? precedesInMatrix(one.id, other.id) : one.id < other.id
      }
      return one.path.rolledUp == nil && other.path.rolledUp != nil
    }
    var records: [RelatedRecord] = []
    var rest = ways[...]
    while let id = rest.first?.id {
      let own = rest.prefix { $0.id == id }
      records.append(RelatedRecord(id: id, links: own.map(\.path)))
      rest = rest[own.endIndex...]
    }
    return records
  }

  private typealias Way = (id: RecordID, path: RelatedRecord.Path)

  private func paths(from origin: RecordID, to kind: RecordKind, includeRelated: Bool) -> [Way] {
    if origin.kind == kind { return kind == .technique ? family(of: origin) : [] }
    var ways: [Way] = []
    if origin.kind == .technique {
      for member in [origin] + (includeRelated ? relatives(of: origin) : []) {
        ways += direct(from: member, to: kind).map { found, relation in
          (found, path(origin, rolledUp: member == origin ? nil : member, relation))
        }
      }
    } else if kind == .technique {
      for (found, relation) in direct(from: origin, to: .technique) {
        ways.append((found, path(origin, relation)))
        guard includeRelated else { continue }
        ways += relatives(of: found).map { ($0, path(origin, rolledUp: found, relation)) }
      }
    } else if isDirect(origin.kind, kind) {
      ways = direct(from: origin, to: kind).map { ($0, path(origin, $1)) }
    } else {
      var techniques: [RecordID] = []
      for (technique, _) in direct(from: origin, to: .technique) where !techniques.contains(technique) {
        techniques.append(technique)
      }
      for technique in techniques {
        for member in [technique] + (includeRelated ? relatives(of: technique) : []) {
          ways += direct(from: member, to: kind).map { found, relation in
            (found, path(origin, through: technique, rolledUp: member == technique ? nil : member, relation))
          }
        }
      }
    }
    return ways
  }

  /// Tactics and case studies are related directly by steps; other kinds are related only through techniques.
  private func isDirect(_ one: RecordKind, _ other: RecordKind) -> Bool {
    (min(one, other), max(one, other)) == (.tactic, .caseStudy)
  }

  private func path(
    _ origin: RecordID, through: RecordID? = nil, rolledUp: RecordID? = nil, _ relation: Relation?
  ) -> RelatedRecord.Path {
    RelatedRecord.Path(origin: origin, through: through, rolledUp: rolledUp, relation: relation)
  }

  /// The records of one kind that a single relation leads to, in the order of the relations.
  private func direct(from id: RecordID, to kind: RecordKind) -> [(RecordID, Relation)] {
    relations(of: id).compactMap { relation in
      guard relation.kind.joins(id.kind, kind) else { return nil }
      return relation.end(of: kind).map { ($0, relation) }
    }
  }

  private func family(of technique: RecordID) -> [Way] {
    relatives(of: technique).map { ($0, path(technique, nil)) }
  }

  /// The parent and the sub-techniques of a technique.
  package func relatives(of technique: RecordID) -> [RecordID] {
    (parent(of: technique).map { [$0] } ?? []) + subtechniques(of: technique)
  }
}

extension Relation {
  /// The end of the relation that is of the given kind.
  fileprivate func end(of kind: RecordKind) -> RecordID? {
    if source.kind == kind { return source }
    if target.kind == kind { return target }
    return tactic?.kind == kind ? tactic : nil
  }
}

extension Relation.Kind {
  /// Whether relations of this kind assign records of one kind to a record of the other.
  fileprivate func joins(_ one: RecordKind, _ other: RecordKind) -> Bool {
    switch (min(one, other), max(one, other)) {
    case (.tactic, .technique): self == .tacticTechnique
    case (.technique, .mitigation): self == .mitigates
    case (.technique, .caseStudy): self == .employs
    default: self == .employs || self == .tacticCaseStudy
    }
  }
}

extension KnowledgeBase {
  /// What the parents and sub-techniques of `ids` are together, as a sentence names them; nil when there are none.
  package func relativesNoun(of ids: [RecordID]) -> String? {
    let (hasParent, hasChild) = (
      ids.contains { parent(of: $0) != nil }, ids.contains { !subtechniques(of: $0).isEmpty }
    )
    let parents = ids.count == 1 ? "the parent" : "parents"
    return switch (hasParent, hasChild) {
    case (true, true): "\(parents) and sub-techniques"
    case (true, false): parents
    case (false, true): "sub-techniques"
    case (false, false): nil
    }
  }
}
