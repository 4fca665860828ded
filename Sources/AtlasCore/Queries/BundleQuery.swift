/// A part of a knowledge base that stands on its own, as a bundle of STIX does: no record of it lacks what it refers to.
public struct BundleQuery: Sendable {
  /// The records to have; with no origins either, all records.
  public var ids: [RecordID] = []
  /// Records to have together with all that are related to them.
  public var origins: [RecordID] = []
  /// The conditions that each of these records must meet, except the origins.
  public var filter = RecordFilter()

  /// A request for all records, to be narrowed by its properties.
  public init() {}

  /// The records of the part, with what they cannot do without: the parents of sub-techniques, the tactics of techniques,
  /// and those of the steps that are part of it.
  ///
  /// - Parameter base: the knowledge base.
  /// - Returns: the ids; empty if no record meets the conditions.
  /// - Throws: when the filter cannot be applied.
  public func answer(in base: KnowledgeBase) throws(FilterError) -> Set<RecordID> {
    var chosen = Set(try filter.filter(ids.isEmpty && origins.isEmpty ? base.ids() : ids, in: base))
    if !origins.isEmpty {
      var related = ListQuery()
      related.origins = origins
      related.filter = filter
      chosen.formUnion(try related.answer(in: base).records.map(\.id))
    }
    if chosen.isEmpty { return [] }
    chosen.formUnion(origins)
    for id in chosen { if let parent = base.parent(of: id) { chosen.insert(parent) } }
    for id in chosen {
      switch id.kind {
      case .technique: chosen.formUnion(base.tactics(of: id))
      case .caseStudy:
        for step in base.steps(of: id) where chosen.contains(step.target) {
          if let tactic = step.tactic { chosen.insert(tactic) }
        }
      case .tactic, .mitigation: break
      }
    }
    return chosen
  }
}
