import AtlasData
import TestSupport
import Testing

@testable import AtlasCore

/// Coverage, compared with a plain computation.
@Suite struct CoverageQueryTests {
  static let base = KnowledgeBase.bundled
  static let techniques = base.ids(of: .technique)
  static let mitigations = base.ids(of: .mitigation)

  /// The techniques of each mitigation.
  static let mapped: [RecordID: Set<RecordID>] = Dictionary(
    uniqueKeysWithValues: mitigations.map { ($0, Set(base.uses(of: $0).map(\.target))) })

  private static func answer(
    _ mitigations: [RecordID], in base: KnowledgeBase = base, _ change: (inout CoverageQuery) -> Void = { _ in }
  ) throws -> CoverageAnswer {
    var query = CoverageQuery(mitigations: mitigations)
    query.recommendationLimit = nil
    change(&query)
    return try query.answer(in: base)
  }

  /// Shares are rounded, but a part is never shown as nothing or as the whole.
  @Test func sharesAreRounded() {
    for (covered, whole) in (0...40).flatMap({ whole in (0...whole).map { ($0, whole) } }) + [(1, 9000), (8999, 9000)] {
      let share = Share(covered: covered, whole: whole)
      let exact = whole == 0 ? 1 : Double(covered) / Double(whole)
      #expect(abs(share.value - exact) < 1e-9 && share.percent == Int(exact * 100 + 1e-9))
      #expect((share.permille == 0) == (exact == 0) && (share.permille == 1000) == (exact == 1))
      #expect(abs(Double(share.permille) - exact * 1000) <= (whole > 1000 ? 1 : 0.5 + 1e-9))
      for limit in 0...100 { #expect(share.reaches(limit) == (exact * 100 >= Double(limit) - 1e-9)) }
    }
  }

  @Test func nineteenMitigationsReachEverythingThatAnyReaches() throws {
    let none = try CoverageQueryTests.answer([])
    let plan = none.recommendations
    #expect(plan.count == 19)
    #expect(plan.reduce(0) { $0 + $1.techniques.count } == 134)
    #expect(plan.first?.mitigation.description == "AML.M0035")
    #expect(plan.first?.techniques.count == 33)
    #expect(none.items(.noMitigation).count == 74)
    #expect(none.share.value == 0 && none.shareOfScope.value == 0)
    let all = try CoverageQueryTests.answer(plan.map(\.mitigation))
    #expect(all.items(.covered).count == 134 && all.items(.uncovered).isEmpty && all.recommendations.isEmpty)
    #expect(all.share.value == 1)
  }

  /// What is covered, and the greedy plan, by sets.
  private static func reference(
    _ inPlace: [RecordID], _ byOtherMeans: [RecordID], _ scope: [RecordID], _ weight: (RecordID) -> Int
  ) -> (covered: Set<RecordID>, uncovered: Set<RecordID>, plan: [(RecordID, Set<RecordID>)]) {
    let scope = Set(scope)
    var covered = scope.intersection(byOtherMeans)
    for mitigation in inPlace { covered.formUnion(mapped[mitigation, default: []].intersection(scope)) }
    let reachable = mapped.values.reduce(into: Set<RecordID>()) { $0.formUnion($1) }
    let uncovered = scope.subtracting(covered).intersection(reachable)
    var open = uncovered
    var plan: [(RecordID, Set<RecordID>)] = []
    func sum(_ ids: Set<RecordID>) -> Int { ids.map(weight).reduce(0, +) }
    while true {
      var best: (id: RecordID, adds: Set<RecordID>)?
      for mitigation in mitigations.sorted() {
        let adds = mapped[mitigation, default: []].intersection(open)
        let (own, other) = ((sum(adds), adds.count), (sum(best?.adds ?? []), best?.adds.count ?? 0))
        if own > other { best = (mitigation, adds) }
      }
      guard let best, sum(best.adds) > 0 else { return (covered, uncovered, plan) }
      plan.append(best)
      open.subtract(best.adds)
    }
  }

  @Test(arguments: 0..<60) func agreesWithTheReference(_ seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    let implemented = CoverageQueryTests.mitigations.filter { _ in Int.random(in: 0..<6, using: &random) == 0 }
    let others = CoverageQueryTests.techniques.filter { _ in Int.random(in: 0..<20, using: &random) == 0 }
    let scope = CoverageQueryTests.techniques.filter { _ in seed % 3 == 0 || Bool.random(using: &random) }
    let isWeighted = seed % 2 == 1
    let weight: (RecordID) -> Int = { isWeighted ? CoverageQueryTests.base.caseStudies(of: $0).count : 1 }
    let answer = try CoverageQueryTests.answer(implemented) {
      ($0.techniques, $0.scope, $0.weighting) = (others, scope, isWeighted ? .caseStudies : .none)
    }
    let wanted = CoverageQueryTests.reference(implemented, others, scope, weight)
    #expect(Set(answer.items(.covered).map(\.technique)) == wanted.covered)
    #expect(Set(answer.items(.uncovered).map(\.technique)) == wanted.uncovered)
    #expect(answer.items.count == scope.count)
    #expect(answer.recommendations.map(\.mitigation) == wanted.plan.map(\.0))
    #expect(answer.recommendations.map { Set($0.techniques) } == wanted.plan.map(\.1))
    #expect(answer.recommendations.map(\.weight) == wanted.plan.map { $0.1.map(weight).reduce(0, +) })
    var (part, rest) = (wanted.covered.map(weight).reduce(0, +), wanted.uncovered.map(weight).reduce(0, +))
    #expect(answer.share.value == (part + rest == 0 ? 1 : Double(part) / Double(part + rest)))
    for recommendation in answer.recommendations {
      (part, rest) = (part + recommendation.weight, rest - recommendation.weight)
      #expect(recommendation.share.covered == part && recommendation.share.whole == part + rest)
    }
    #expect(rest == 0)
  }

  @Test func nothingIsAllOfNothing() throws {
    let answer = try CoverageQueryTests.answer(CoverageQueryTests.mitigations) { $0.scope = [] }
    #expect(answer.share.value == 1 && answer.shareOfScope.value == 1 && answer.recommendations.isEmpty)
    #expect(answer.remark(in: CoverageQueryTests.base) == "no technique in release 2026.09 is in the scope")
    #expect(try CoverageQueryTests.answer([]).remark(in: CoverageQueryTests.base) == nil)
  }

  @Test func aMitigationCanCountForSubtechniques() throws {
    let base = KnowledgeBase(pages: [
      "m.md": "# AML.M0001: M\n\n## Techniques (1)\n\n- [[t|AML.T0001: T]] — Helps.\n",
      "t.md": "# AML.T0001: T\n", "s.md": "# AML.T0001.000: S\n",
    ])
    let (m, t, s) = (
      try #require(RecordID("M0001")), try #require(RecordID("T0001")), try #require(RecordID("T0001.000"))
    )
    func statuses(
      _ coversSubtechniques: Bool, _ have: [RecordID], _ others: [RecordID] = []
    ) throws -> [CoverageAnswer.Status] {
      try CoverageQueryTests.answer(have, in: base) {
        ($0.techniques, $0.scope, $0.coversSubtechniques) = (others, [s, t, s], coversSubtechniques)
      }.items.map(\.status)
    }
    #expect(try statuses(false, [m]) == [.covered, .noMitigation])
    #expect(try statuses(true, [m]) == [.covered, .covered])
    #expect(try statuses(true, []) == [.uncovered, .uncovered])
    #expect(try statuses(true, [], [t]) == [.covered, .covered])
    #expect(try statuses(false, [], [s]) == [.uncovered, .covered])
    #expect(try statuses(true, [], [s]) == [.uncovered, .covered])
  }

  /// The scope by tactics and case studies, and the filter, are those of the lists.
  @Test func scopesAndFiltersNarrow() throws {
    let base = CoverageQueryTests.base
    let (tactic, study) = (RecordID(.tactic, 4), RecordID(.caseStudy, 9))
    func techniques(_ scope: [RecordID]?, _ filter: RecordFilter = RecordFilter()) throws -> [RecordID] {
      try CoverageQueryTests.answer([]) { ($0.scope, $0.filter) = (scope, filter) }.items.map(\.technique)
    }
    #expect(try techniques(nil) == CoverageQueryTests.techniques)
    #expect(try techniques([tactic]) == base.techniques(of: tactic))
    #expect(
      try techniques([tactic, study]) == Set(base.techniques(of: tactic) + base.steps(of: study).map(\.target)).sorted()
    )
    #expect(try techniques([RecordID(.technique, 9999), RecordID(.mitigation, 1)]).isEmpty)
    var filter = RecordFilter()
    filter.maturities = [.realized]
    #expect(
      try techniques([tactic], filter) == base.techniques(of: tactic).filter { base.maturity(of: $0) == .realized })
    filter.platforms = ["cobol"]
    #expect(throws: FilterError.self) { try techniques(nil, filter) }
  }

  /// A technique of two tactics counts in both, and the maturities of a tactic add up.
  @Test func tacticsAddUp() throws {
    let base = CoverageQueryTests.base
    let answer = try CoverageQueryTests.answer([RecordID(.mitigation, 15)]) { $0.weighting = .incidents }
    #expect(answer.tactics.map(\.tactic) == base.ordered(.tactic).filter { !base.techniques(of: $0).isEmpty })
    for row in answer.tactics {
      #expect(row.items.map(\.technique) == base.techniques(of: row.tactic))
      for status in CoverageAnswer.Status.allCases {
        let parts = ([.realized, .demonstrated, .feasible, nil] as [Maturity?]).map { row.count(status, maturity: $0) }
        #expect(parts.reduce(0, +) == row.count(status))
      }
    }
    let incidents = base.ids(of: .caseStudy).filter { base.record($0)?.details.caseStudy?.type == .incident }
    for item in answer.items {
      #expect(item.weight == incidents.count { base.steps(of: $0).contains { $0.target == item.technique } })
    }
  }

  @Test func theNumberOfRecommendationsIsLimited() throws {
    #expect(try CoverageQuery().answer(in: CoverageQueryTests.base).recommendations.count == 5)
    let all = try CoverageQueryTests.answer([]).recommendations.map(\.mitigation)
    for limit in [0, 1, 7, 19, 40] {
      let some = try CoverageQueryTests.answer([]) { $0.recommendationLimit = limit }.recommendations
      #expect(some.map(\.mitigation) == Array(all.prefix(limit)))
    }
  }
}
