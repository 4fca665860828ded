/// Which techniques a set of mitigations covers, and which mitigations to add.
///
/// A technique in scope is covered if one of `mitigations` is mapped to it, or if it is one of `techniques`. Otherwise it
/// is uncovered if any mitigation of the knowledge base is mapped to it, and has no mitigation if none is.
///
/// ```swift
/// var query = CoverageQuery(mitigations: implemented)
/// query.weighting = .incidents
/// let answer = try query.answer(in: base)
/// print(answer.share)  // 23.9 %
/// ```
public struct CoverageQuery: Sendable {
  /// The mitigations that are implemented.
  public var mitigations: [RecordID]
  /// Techniques that are covered by other means.
  public var techniques: [RecordID] = []
  /// Techniques, and tactics and case studies whose techniques are meant; nil for all techniques of the knowledge base.
  public var scope: [RecordID]?
  /// Conditions that the techniques in scope must also meet.
  public var filter = RecordFilter()
  /// The weight of a technique.
  public var weighting = Weighting.none
  /// Whether what covers a technique also covers its sub-techniques.
  public var coversSubtechniques = false
  /// Mitigations that are not recommended.
  public var excluded: [RecordID] = []
  /// The conditions that recommended mitigations must meet.
  public var recommendationFilter = RecordFilter()
  /// The greatest number of recommendations; nil for as many as add something.
  public var recommendationLimit: Int? = 5

  /// The coverage of all techniques by `mitigations`, to be narrowed by the other properties.
  public init(mitigations: [RecordID] = []) { self.mitigations = mitigations }

  /// The weight that a technique has in the figures.
  public enum Weighting: String, CaseIterable, Sendable {
    /// Each technique counts 1.
    case none
    /// A technique counts the incidents with a step that uses it; 0 when there are none.
    case incidents
    /// A technique counts the incidents and exercises with a step that uses it; 0 when there are none.
    case caseStudies = "case-studies"
  }

  /// Computes the coverage in `base`.
  ///
  /// Ids that `base` does not have are ignored.
  ///
  /// - Throws: when a word in the filter means no value of its property or several, or a pattern is not valid.
  public func answer(in base: KnowledgeBase) throws(FilterError) -> CoverageAnswer {
    let implemented = Set(mitigations)
    let coveredOtherwise = Set(techniques)
    let weight = try weights(in: base)
    let items = try techniquesInScope(in: base).map { technique in
      let sources = [technique] + (coversSubtechniques ? technique.parent.map { [$0] } ?? [] : [])
      let mapped = Set(sources.flatMap { base.uses(of: $0).map(\.source) })
      let covering = mapped.intersection(implemented)
      let isCovered = !covering.isEmpty || sources.contains(where: coveredOtherwise.contains)
      return CoverageAnswer.Item(
        technique: technique, maturity: base.maturity(of: technique),
        status: isCovered ? .covered : mapped.isEmpty ? .noMitigation : .uncovered,
        weight: weight(technique), covering: covering.sorted(), mitigations: mapped.sorted())
    }
    let excluded = Set(excluded)
    let candidates = try recommendationFilter.filter(base.ids(of: .mitigation), in: base)
    return CoverageAnswer(
      query: self, items: items, candidates: Set(candidates).subtracting(excluded), base: base)
  }

  /// The techniques in scope, by id.
  private func techniquesInScope(in base: KnowledgeBase) throws(FilterError) -> [RecordID] {
    var techniques = base.ids(of: .technique)
    if let scope {
      let wanted = Set(
        scope.flatMap { id -> [RecordID] in
          switch id.kind {
          case .tactic: base.techniques(of: id)
          case .caseStudy: base.steps(of: id).map(\.target)
          case .technique: [id]
          case .mitigation: []
          }
        })
      techniques.removeAll { !wanted.contains($0) }
    }
    return try filter.filter(techniques, in: base)
  }

  private func weights(in base: KnowledgeBase) throws(FilterError) -> (RecordID) -> Int {
    var counted = RecordFilter()
    switch weighting {
    case .none: return { _ in 1 }
    case .incidents: counted.types = [.incident]
    case .caseStudies: break
    }
    let caseStudies = Set(try counted.filter(base.ids(of: .caseStudy), in: base))
    return { base.caseStudies(of: $0).count(where: caseStudies.contains) }
  }
}

/// The techniques in the scope of a `CoverageQuery` with their status, and the mitigations to add.
public struct CoverageAnswer: Sendable {
  /// The query that was answered.
  public let query: CoverageQuery
  /// The techniques in scope, by id.
  public let items: [Item]
  /// The tactics of these techniques, in the order of the matrix.
  public let tactics: [TacticRow]
  /// The mitigations to add, in the order in which to add them.
  public let recommendations: [Recommendation]

  /// Whether a technique is covered; the raw values are the words of machine formats.
  public enum Status: String, CaseIterable, Sendable {
    /// An implemented mitigation covers it, or it is covered by other means.
    case covered
    /// It is not covered, and a mitigation of the knowledge base would cover it.
    case uncovered = "exposed"
    /// It is not covered, and the knowledge base has no mitigation for it.
    case noMitigation = "unaddressed"
  }

  /// A technique in scope.
  public struct Item: Sendable {
    /// The technique.
    public let technique: RecordID
    /// Its maturity; nil when no page states it.
    public let maturity: Maturity?
    /// Whether it is covered.
    public let status: Status
    /// Its weight, as `CoverageQuery.Weighting` defines it.
    public let weight: Int
    /// The implemented mitigations that cover it, by id; empty when it is covered by other means only.
    public let covering: [RecordID]
    /// All mitigations of the knowledge base that would cover it, by id.
    public let mitigations: [RecordID]
  }

  /// The techniques in scope that belong to one tactic; a technique of several tactics counts in each.
  public struct TacticRow: Sendable {
    /// The tactic.
    public let tactic: RecordID
    /// Its techniques, by id; at least one.
    public let items: [Item]

    /// The number of its techniques with a status.
    public func count(_ status: Status) -> Int { items.count { $0.status == status } }

    /// The number of its techniques with a status and a maturity; nil for those whose maturity no page states.
    public func count(_ status: Status, maturity: Maturity?) -> Int {
      items.count { $0.status == status && $0.maturity == maturity }
    }
  }

  /// A mitigation to add.
  public struct Recommendation: Sendable {
    /// The mitigation.
    public let mitigation: RecordID
    /// The techniques that it covers and that are uncovered after the recommendations before it, by id.
    public let techniques: [RecordID]
    /// The weight of these techniques; at least 1.
    public let weight: Int
    /// The share that is covered once this recommendation and those before it are implemented.
    public let share: Share
  }

  fileprivate init(query: CoverageQuery, items: [Item], candidates: Set<RecordID>, base: KnowledgeBase) {
    self.query = query
    self.items = items
    tactics = base.ordered(.tactic).compactMap { tactic in
      let techniques = Set(base.techniques(of: tactic))
      let own = items.filter { techniques.contains($0.technique) }
      return own.isEmpty ? nil : TacticRow(tactic: tactic, items: own)
    }
    recommendations = CoverageAnswer.recommendations(
      for: items, from: candidates, limit: query.recommendationLimit ?? .max)
  }

  /// The techniques with a status, by id.
  public func items(_ status: Status) -> [Item] { items.filter { $0.status == status } }

  /// The total weight of the techniques with a status.
  public func weight(_ status: Status) -> Int { CoverageAnswer.weight(status, of: items) }

  /// The share that is covered of what can be covered: techniques with no mitigation do not count.
  public var share: Share { CoverageAnswer.share(of: items) }

  /// The share that is covered of the whole scope, with techniques that have no mitigation.
  public var shareOfScope: Share { Share(covered: weight(.covered), whole: items.reduce(0) { $0 + $1.weight }) }

  private static func weight(_ status: Status, of items: [Item]) -> Int {
    items.reduce(0) { $1.status == status ? $0 + $1.weight : $0 }
  }

  private static func share(of items: [Item]) -> Share {
    let covered = weight(.covered, of: items)
    return Share(covered: covered, whole: covered + weight(.uncovered, of: items))
  }

  /// A greedy plan: each mitigation adds the greatest weight to those before it; of equals the one that adds more
  /// techniques, then the one with the lower id.
  ///
  /// A greedy plan is not always the shortest one, but it is close to it, and each step is easy to verify.
  private static func recommendations(
    for items: [Item], from candidates: Set<RecordID>, limit: Int
  ) -> [Recommendation] {
    var open: [RecordID: [Item]] = [:]
    for item in items where item.status == .uncovered {
      for mitigation in item.mitigations where candidates.contains(mitigation) {
        open[mitigation, default: []].append(item)
      }
    }
    var share = share(of: items)
    var plan: [Recommendation] = []
    while plan.count < limit {
      let ranked = open.map { (id: $0.key, items: $0.value, weight: $0.value.reduce(0) { $0 + $1.weight }) }
      let best = ranked.min { one, other in
        let (left, right) = ((one.weight, one.items.count), (other.weight, other.items.count))
        return left == right ? one.id < other.id : left > right
      }
      guard let best, best.weight > 0 else { break }
      share = share.adding(best.weight)
      let techniques = best.items.map(\.technique)
      plan.append(Recommendation(mitigation: best.id, techniques: techniques, weight: best.weight, share: share))
      let added = Set(techniques)
      for id in Array(open.keys) { open[id]?.removeAll { added.contains($0.technique) } }
    }
    return plan
  }
}

// MARK: - Sentences

extension CoverageAnswer {
  /// The figures in sentences without a period: coverage, coverage of the whole scope, and the counts.
  public var summary: [String] {
    let (unit, units) =
      switch query.weighting {
      case .none: (" techniques", " techniques")
      case .incidents: (" by weight, the number of incidents that used each technique", "")
      case .caseStudies: (" by weight, the number of case studies that used each technique", "")
      }
    return [
      "\(share) of what can be covered: \(share.covered) of \(share.whole)\(unit)",
      "\(shareOfScope) of the whole scope: \(shareOfScope.covered) of \(shareOfScope.whole)\(units)",
      "\(items(.covered).count) covered, \(items(.uncovered).count) uncovered, "
        + "\(items(.noMitigation).count) with no mitigation",
    ]
  }

  /// Why there are no figures, as a sentence without a period; nil when there are techniques in scope.
  public func remark(in base: KnowledgeBase) -> String? {
    items.isEmpty ? "no technique in \(base.releaseName) is in the scope" : nil
  }
}
