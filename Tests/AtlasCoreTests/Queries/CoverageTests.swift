import AtlasCore
import AtlasData
import TestSupport
import Testing

/// Coverage, against a computation that is as plain as can be.
@Suite struct CoverageTests {
  static let base = KnowledgeBase.bundled
  static let techniques = base.ids(of: .technique)
  static let mitigations = base.ids(of: .mitigation)

  /// Every mapping, read off the mitigations' side.
  static let mapped: [RecordID: Set<RecordID>] = Dictionary(
    uniqueKeysWithValues: mitigations.map { ($0, Set(base.uses(of: $0).map(\.target))) })

  @Test func nineteenMitigationsReachEverythingThatAnyReaches() throws {
    let coverage = Coverage(of: CoverageTests.base, mitigations: [], scope: CoverageTests.techniques)
    let choices = coverage.choices()
    #expect(choices.count == 19)
    #expect(choices.reduce(0) { $0 + $1.adds.count } == 134)
    #expect(choices.first?.mitigation.description == "AML.M0035")
    #expect(choices.first?.adds.count == 33)
    #expect(coverage.items(.unaddressed).count == 74)
    #expect(coverage.share.value == 0 && coverage.shareOfScope.value == 0)
    let all = Coverage(
      of: CoverageTests.base, mitigations: choices.map(\.mitigation), scope: CoverageTests.techniques)
    #expect(all.items(.covered).count == 134 && all.items(.exposed).isEmpty && all.choices().isEmpty)
    #expect(all.share.value == 1)
  }

  /// What is covered, and the greedy choice, by sets.
  private static func reference(
    _ inPlace: [RecordID], _ byOtherMeans: [RecordID], _ scope: [RecordID], _ weight: (RecordID) -> Int
  ) -> (covered: Set<RecordID>, exposed: Set<RecordID>, choices: [(RecordID, Set<RecordID>)]) {
    let scope = Set(scope)
    var covered = scope.intersection(byOtherMeans)
    for mitigation in inPlace { covered.formUnion(mapped[mitigation, default: []].intersection(scope)) }
    let reachable = mapped.values.reduce(into: Set<RecordID>()) { $0.formUnion($1) }
    let exposed = scope.subtracting(covered).intersection(reachable)
    var open = exposed
    var choices: [(RecordID, Set<RecordID>)] = []
    func sum(_ ids: Set<RecordID>) -> Int { ids.map(weight).reduce(0, +) }
    while true {
      var best: (id: RecordID, adds: Set<RecordID>)?
      for mitigation in mitigations.sorted() {
        let adds = mapped[mitigation, default: []].intersection(open)
        let (own, other) = ((sum(adds), adds.count), (sum(best?.adds ?? []), best?.adds.count ?? 0))
        if own > other { best = (mitigation, adds) }
      }
      guard let best, sum(best.adds) > 0 else { return (covered, exposed, choices) }
      choices.append(best)
      open.subtract(best.adds)
    }
  }

  @Test(arguments: 0..<60) func agreesWithTheReference(_ seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    let inPlace = CoverageTests.mitigations.filter { _ in Int.random(in: 0..<6, using: &random) == 0 }
    let others = CoverageTests.techniques.filter { _ in Int.random(in: 0..<20, using: &random) == 0 }
    let scope = CoverageTests.techniques.filter { _ in seed % 3 == 0 || Bool.random(using: &random) }
    let isWeighted = seed % 2 == 1
    let weight: (RecordID) -> Int = { isWeighted ? CoverageTests.base.caseStudies(of: $0).count : 1 }
    let coverage = Coverage(
      of: CoverageTests.base, mitigations: inPlace, techniques: others, scope: scope, weight: weight)
    let wanted = CoverageTests.reference(inPlace, others, scope, weight)
    #expect(Set(coverage.items(.covered).map(\.technique)) == wanted.covered)
    #expect(Set(coverage.items(.exposed).map(\.technique)) == wanted.exposed)
    #expect(coverage.items.count == scope.count)
    #expect(coverage.choices().map(\.mitigation) == wanted.choices.map(\.0))
    #expect(coverage.choices().map { Set($0.adds) } == wanted.choices.map(\.1))
    #expect(coverage.choices().map(\.weight) == wanted.choices.map { $0.1.map(weight).reduce(0, +) })
    let (part, rest) = (wanted.covered.map(weight).reduce(0, +), wanted.exposed.map(weight).reduce(0, +))
    #expect(coverage.share.value == (part + rest == 0 ? 1 : Double(part) / Double(part + rest)))
  }

  @Test func nothingIsAllOfNothing() {
    let coverage = Coverage(of: CoverageTests.base, mitigations: CoverageTests.mitigations, scope: [])
    #expect(coverage.share.value == 1 && coverage.shareOfScope.value == 1 && coverage.choices().isEmpty)
  }

  @Test func aMitigationCanCountForSubtechniques() throws {
    let base = KnowledgeBase(pages: [
      "m.md": "# AML.M0001: M\n\n## Techniques (1)\n\n- [[t|AML.T0001: T]] — Helps.\n",
      "t.md": "# AML.T0001: T\n", "s.md": "# AML.T0001.000: S\n",
    ])
    let (m, t, s) = (
      try #require(RecordID("M0001")), try #require(RecordID("T0001")), try #require(RecordID("T0001.000"))
    )
    func statuses(_ isInherited: Bool, _ have: [RecordID], _ others: [RecordID] = []) -> [Coverage.Status] {
      Coverage(of: base, mitigations: have, techniques: others, scope: [s, t, s], isInherited: isInherited)
        .items.map(\.status)
    }
    #expect(statuses(false, [m]) == [.covered, .unaddressed])
    #expect(statuses(true, [m]) == [.covered, .covered])
    #expect(statuses(true, []) == [.exposed, .exposed])
    #expect(statuses(true, [], [t]) == [.covered, .covered])
    #expect(statuses(false, [], [s]) == [.exposed, .covered])
    #expect(statuses(true, [], [s]) == [.exposed, .covered])
  }
}
