import AtlasCore
import AtlasData
import TestSupport
import Testing

/// Graphs of the bundled release, and of pages for the test.
@Suite struct GraphQueryTests {
  private static let bundled = KnowledgeBase.bundled

  @Test func everyProcedureIsALine() throws {
    let base = Self.bundled
    for id in base.ids(of: .caseStudy) {
      let answer = try GraphQuery([id]).answer(in: base)
      let steps = base.steps(of: id)
      #expect(answer.form == .procedure && answer.subjects == [id] && answer.withoutSteps.isEmpty)
      #expect(answer.nodes.map(\.id) == steps.map(\.target))
      #expect(answer.nodes.map(\.key) == steps.indices.map { "step-\($0 + 1)" })
      #expect(answer.edges.map(\.from) == Array(0..<steps.count - 1))
      #expect(answer.edges.allSatisfy { $0.to == $0.from + 1 && $0.count == 1 && $0.caseStudies.map(\.id) == [id] })
      for (node, step) in zip(answer.nodes, steps) { #expect(answer.lanes[node.lane].kind == .tactic(step.tactic)) }
      let positions = answer.lanes.map { lane in
        if case .tactic(let id?) = lane.kind { base.position(of: id) ?? .max } else { Int.max }
      }
      #expect(positions == positions.sorted())
    }
  }

  @Test func anOverlayHasEachTechniqueOnce() throws {
    let base = Self.bundled
    let studies = base.ids(of: .caseStudy)
    let answer = try GraphQuery(studies + studies).answer(in: base)
    let steps = studies.map { base.steps(of: $0) }
    #expect(answer.form == .overlay && answer.subjects == studies)
    #expect(Set(answer.nodes.map(\.id)).count == answer.nodes.count)
    #expect(Set(answer.nodes.map(\.id)) == Set(steps.joined().map(\.target)))
    #expect(answer.nodes.reduce(0) { $0 + $1.steps.count } == steps.reduce(0) { $0 + $1.count })
    #expect(answer.edges.reduce(0) { $0 + $1.count } == steps.reduce(0) { $0 + $1.count - 1 })
    for edge in answer.edges {
      #expect(edge.count == edge.caseStudies.reduce(0) { $0 + $1.count })
      #expect(edge.caseStudies.map(\.id) == edge.caseStudies.map(\.id).sorted())
    }
    #expect(Set(answer.edges.map { [$0.from, $0.to] }).count == answer.edges.count)
    // The count of a pair is what the query for sequences counts.
    let (first, second) = (RecordID(.technique, 93), RecordID(.technique, 51, sub: 1))
    let pair = answer.edges.first { answer.nodes[$0.from].id == first && answer.nodes[$0.to].id == second }
    #expect(pair?.count == 8)
  }

  @Test func neighborhoodsHaveWhatTheRecordIsRelatedTo() throws {
    let base = Self.bundled
    for id in base.ids() where id.kind != .caseStudy {
      let answer = try GraphQuery([id]).answer(in: base)
      #expect(answer.form == .neighborhood && answer.nodes.first?.id == id)
      #expect(answer.edges.count == answer.nodes.count - 1)
      #expect(Set(answer.nodes.map(\.key)).count == answer.nodes.count)
      func ids(_ group: GraphAnswer.Group) -> Set<RecordID> {
        Set(answer.nodes.filter { answer.lanes[$0.lane].kind == .group(group) }.map(\.id))
      }
      switch id.kind {
      case .technique:
        #expect(ids(.tactics) == Set(base.tactics(of: id)))
        #expect(ids(.mitigations) == Set(base.uses(of: id).map(\.source)))
        #expect(ids(.subtechniques) == Set(base.subtechniques(of: id)))
        #expect(ids(.parent) == Set(base.parent(of: id).map { [$0] } ?? []))
        #expect(ids(.caseStudies) == Set(base.steps(of: id).map(\.source)))
        #expect(ids(.after) == Set(try SequenceQuery(.after, [id]).answer(in: base).rows.map(\.id)))
      case .tactic: #expect(ids(.techniques) == Set(base.techniques(of: id)))
      case .mitigation: #expect(ids(.techniques) == Set(base.uses(of: id).map(\.target)))
      case .caseStudy: break
      }
      var query = GraphQuery([id])
      query.limit = 2
      let short = try query.answer(in: base)
      #expect(
        short.nodes.count + short.lanes.reduce(0) { $0 + $1.omitted } == answer.nodes.count
          && short.lanes.map(\.kind) == answer.lanes.map(\.kind))
    }
  }

  private static let pages: KeyValuePairs<String, String> = [
    "one.md": """
    # AML.CS0001: One

    ## Attack Procedure

    ### Step 1: A

    **Technique:** [[a|AML.T0001: A]]

    ### Step 2: A

    **Tactic:** [[t|AML.TA0001: T]]
    **Technique:** [[a|AML.T0001: A]]

    ### Step 3: A

    **Technique:** [[a|AML.T0001: A]]
    """,
    "none.md": "# AML.CS0002: None\n\nNothing is known.\n",
    "stub.md": "# AML.T0002: B\n\n## Case Studies (1)\n\n### [[three|AML.CS0003: Three]]\n\nDid something.\n",
  ]

  @Test func whatIsMissingIsNamed() throws {
    let base = KnowledgeBase(pages: Self.pages)
    let (one, none, stub) = (RecordID(.caseStudy, 1), RecordID(.caseStudy, 2), RecordID(.caseStudy, 3))
    for study in [none, stub] {
      let answer = try GraphQuery([study]).answer(in: base)
      #expect(answer.nodes.isEmpty && answer.edges.isEmpty && answer.withoutSteps == [study])
    }
    let answer = try GraphQuery([none, one, stub]).answer(in: base)
    #expect(answer.form == .overlay && answer.subjects == [one] && answer.withoutSteps == [none, stub])
    // A technique that follows itself; the tactic that is known counts, in a lane of its own.
    #expect(answer.nodes.count == 1 && answer.nodes[0].steps.count == 3)
    #expect(answer.edges.count == 1 && answer.edges[0].from == answer.edges[0].to && answer.edges[0].count == 2)
    #expect(answer.lanes.map(\.kind) == [.tactic(RecordID(.tactic, 1))])
    let procedure = try GraphQuery([one]).answer(in: base)
    #expect(procedure.lanes.map(\.kind) == [.tactic(RecordID(.tactic, 1)), .tactic(nil)])
  }

  @Test func subjectsThatDoNotGoTogether() {
    let base = Self.bundled
    let (study, technique) = (RecordID(.caseStudy, 9), RecordID(.technique, 51))
    #expect(throws: GraphError.noSubject) { try GraphQuery([]).answer(in: base) }
    for subjects in [[study, technique], [technique, RecordID(.technique, 20)], [technique, RecordID(.tactic, 4)]] {
      #expect(throws: GraphError.mixedSubjects) { try GraphQuery(subjects).answer(in: base) }
    }
    #expect(throws: Never.self) { try GraphQuery([technique, technique]).answer(in: base) }
  }

  @Test func theTimeGrowsWithTheNumberOfSteps() {
    let ratio = Growth.ratio(at: 100) { size in
      let steps = (1...size).map { "### Step \($0): A\n\n**Technique:** [[a|AML.T\(String($0, paddedTo: 4)): A]]\n\n" }
      let base = KnowledgeBase(page: "# AML.CS0001: One\n\n## Attack Procedure\n\n" + steps.joined())
      #expect((try? GraphQuery([RecordID(.caseStudy, 1)]).answer(in: base).edges.count) == size - 1)
    }
    #expect(ratio < 12)
  }
}
