import AtlasCore
import AtlasData
import TestSupport
import Testing

/// What came after what, in the bundled release and in pages for the test.
@Suite struct SequenceQueryTests {
  static let bundled = KnowledgeBase.bundled

  private static func rows(
    _ direction: SequenceQuery.Direction, _ ids: [RecordID], in base: KnowledgeBase = bundled,
    _ change: (inout SequenceQuery) -> Void = { _ in }
  ) throws -> [SequenceAnswer.Row] {
    var query = SequenceQuery(direction, ids)
    change(&query)
    return try query.answer(in: base).rows
  }

  @Test func everyStepButTheLastHasASuccessor() throws {
    let base = SequenceQueryTests.bundled
    let pairs = try SequenceQueryTests.rows(.after, base.ids(of: .technique)).flatMap(\.pairs)
    let steps = base.ids(of: .caseStudy).map { base.steps(of: $0).count }
    #expect(pairs.count == 592)
    #expect(pairs.count == steps.reduce(0) { $0 + max($1 - 1, 0) })
    for pair in pairs {
      #expect(pair.first.source == pair.caseStudy && pair.second.source == pair.caseStudy)
      #expect((pair.first.number ?? 0) + 1 == pair.second.number)
    }
  }

  @Test(arguments: [
    ("AML.T0093", "AML.T0051.001", 8), ("AML.T0065", "AML.T0093", 7), ("AML.T0051.001", "AML.T0053", 5),
  ])
  func countsThatAreKnown(_ first: String, _ second: String, _ count: Int) throws {
    let (first, second) = (try #require(RecordID(first)), try #require(RecordID(second)))
    let after = try SequenceQueryTests.rows(.after, [first])
    #expect(after.first { $0.id == second }?.pairs.count == count)
    let before = try SequenceQueryTests.rows(.before, [second])
    #expect(before.first { $0.id == first }?.pairs.count == count)
    #expect(after.map(\.pairs.count) == after.map(\.pairs.count).sorted(by: >))
  }

  /// Most pairs first, of equal numbers those of most case studies, then by id.
  @Test(arguments: SequenceQuery.Direction.allCases) func rowsAreInOrder(_ direction: SequenceQuery.Direction) throws {
    for id in Self.bundled.ids(of: .technique) + Self.bundled.ids(of: .tactic) {
      let rows = try SequenceQueryTests.rows(direction, [id])
      for (one, other) in zip(rows, rows.dropFirst()) {
        let counts = [one, other].map { ($0.pairs.count, Set($0.pairs.map(\.caseStudy)).count) }
        #expect(counts[0] == counts[1] ? one.id < other.id : counts[0] > counts[1], "\(id): \(one.id), \(other.id)")
      }
    }
  }

  /// Both directions count the same pairs.
  @Test(arguments: [RecordKind.technique, .tactic])
  func afterMirrorsBefore(_ kind: RecordKind) throws {
    var forwards: [[RecordID]: Int] = [:]
    var backwards: [[RecordID]: Int] = [:]
    for id in SequenceQueryTests.bundled.ids(of: kind) {
      for row in try SequenceQueryTests.rows(.after, [id]) { forwards[[id, row.id]] = row.pairs.count }
      for row in try SequenceQueryTests.rows(.before, [id]) { backwards[[row.id, id]] = row.pairs.count }
    }
    #expect(forwards == backwards)
    #expect(forwards.values.reduce(0, +) == 592)
  }

  /// The procedures of the release: the type of the case study, and the ids of its techniques as text.
  private static let procedures = bundled.ids(of: .caseStudy).map { study in
    (
      type: bundled.record(study)?.details.caseStudy?.type,
      techniques: bundled.steps(of: study).map(\.target.description)
    )
  }

  /// What a query counts, computed in a plain way: by the ids as text, step by step.
  private static func reference(
    _ direction: SequenceQuery.Direction, _ id: String, isWide: Bool, types: [CaseStudyType]?
  ) -> [String: Int] {
    func isWanted(_ technique: String) -> Bool {
      technique == id || isWide && (technique.hasPrefix(id + ".") || id.hasPrefix(technique + "."))
    }
    var counts: [String: Int] = [:]
    for (type, techniques) in procedures {
      if let types, type.map(types.contains) != true { continue }
      for index in techniques.indices where isWanted(techniques[index]) {
        let neighbor = direction == .after ? index + 1 : index - 1
        if techniques.indices.contains(neighbor) { counts[techniques[neighbor], default: 0] += 1 }
      }
    }
    return counts
  }

  @Test(arguments: [SequenceQuery.Direction.after, .before], [nil, [.incident], [.exercise]] as [[CaseStudyType]?])
  func agreesWithTheReference(_ direction: SequenceQuery.Direction, _ types: [CaseStudyType]?) throws {
    // Case studies of a type are read from their pages, which takes time.
    let all = SequenceQueryTests.bundled.ids(of: .technique)
    let ids = types == nil ? all : all.filter { $0.number == 51 || $0.number == 10 }
    var wider = 0
    for id in ids {
      func counts(_ isWide: Bool) throws -> [String: Int] {
        let rows = try SequenceQueryTests.rows(direction, [id]) { ($0.includesRelated, $0.types) = (isWide, types) }
        return Dictionary(uniqueKeysWithValues: rows.map { ($0.id.description, $0.pairs.count) })
      }
      let (own, all) = (try counts(false), try counts(true))
      #expect(own == SequenceQueryTests.reference(direction, id.description, isWide: false, types: types), "\(id)")
      #expect(all == SequenceQueryTests.reference(direction, id.description, isWide: true, types: types), "\(id)")
      if own != all { wider += 1 }
    }
    #expect(wider > ids.count / 5)
  }

  private static let pages: KeyValuePairs<String, String> = [
    "one.md": """
    # AML.CS0001: One

    ## Metadata

    - **Type:** incident

    ## Attack Procedure

    ### Step 1: A

    **Technique:** [[a|AML.T0001: A]]

    ### Step 2: B

    **Technique:** [[b|AML.T0002.000: B]]

    ### Step 3: A

    **Technique:** [[a|AML.T0001: A]]

    ### Step 4: C

    **Technique:** [[c|AML.T0002.001: C]]
    """,
    "stub.md": """
    # AML.T0001: A

    ## Case Studies (2)

    ### [[two|AML.CS0002: Two]]

    Did one thing.

    ### [[two|AML.CS0002: Two]]

    Did another.
    """,
    "parent.md": "# AML.T0002: P\n\n## Sub-Techniques (2)\n\n- [[b|AML.T0002.000: B]]\n- [[c|AML.T0002.001: C]]\n",
  ]
  private static let base = KnowledgeBase(pages: pages)
  private static let (a, parent, b, c) = (
    RecordID(.technique, 1), RecordID(.technique, 2), RecordID(.technique, 2, sub: 0), RecordID(.technique, 2, sub: 1)
  )

  @Test func subtechniquesAreApartAndCanBeAskedTogether() throws {
    func words(_ direction: SequenceQuery.Direction, _ ids: [RecordID], _ includesRelated: Bool) throws -> [String] {
      try SequenceQueryTests.rows(direction, ids, in: SequenceQueryTests.base) { $0.includesRelated = includesRelated }
        .map { "\($0.id.short) \($0.pairs.count) \($0.caseStudies.map(\.short))" }
    }
    let (a, parent, b) = (SequenceQueryTests.a, SequenceQueryTests.parent, SequenceQueryTests.b)
    let own = ["T0002.000 1 [\"CS0001\"]", "T0002.001 1 [\"CS0001\"]"]
    #expect(try words(.after, [a], false) == own)
    // The origins are wider, and the answer keeps its ids.
    #expect(try words(.after, [a], true) == own)
    #expect(try words(.before, [parent], false) == [])
    #expect(try words(.before, [parent], true) == ["T0001 2 [\"CS0001\"]"])
    #expect(try words(.before, [b], false) == ["T0001 1 [\"CS0001\"]"])
    // The parent has no step, and the other sub-technique is no relative.
    #expect(try words(.before, [b], true) == ["T0001 1 [\"CS0001\"]"])
  }

  @Test func caseStudiesWithoutAPageHaveNoOrder() throws {
    func caseStudies(_ types: [CaseStudyType]?) throws -> [String] {
      try SequenceQueryTests.rows(
        .after, SequenceQueryTests.base.ids(of: .technique), in: SequenceQueryTests.base
      ) { $0.types = types }.flatMap(\.pairs).map(\.caseStudy.short)
    }
    #expect(try caseStudies(nil) == ["CS0001", "CS0001", "CS0001"])
    #expect(try caseStudies([.incident]).count == 3)
    #expect(try caseStudies([.exercise]).isEmpty && caseStudies([]).isEmpty)
  }

  @Test func anEmptyAnswerSaysWhy() throws {
    let base = SequenceQueryTests.base
    func remark(
      _ direction: SequenceQuery.Direction, _ ids: [RecordID], _ types: [CaseStudyType]? = nil
    ) throws -> String? {
      var query = SequenceQuery(direction, ids)
      query.types = types
      return try query.answer(in: base).remark(in: base)
    }
    let (a, parent, c) = (SequenceQueryTests.a, SequenceQueryTests.parent, SequenceQueryTests.c)
    #expect(try remark(.after, [a]) == nil)
    #expect(try remark(.after, []) == "no id was given")
    let whose = "nothing followed AML.T0002.001 (P: C) in the"
    #expect(
      try remark(.after, [c]) == "\(whose) procedures of these pages: every step with it is the last of its procedure")
    #expect(try remark(.after, [c], [.exercise]) == "\(whose) exercises of these pages: no step has it")
    #expect(
      try remark(.before, [parent, parent])
        == "nothing preceded any of the 2 in the procedures of these pages: no step has one of them")
  }

  @Test func limitsAndErrors() throws {
    let base = SequenceQueryTests.bundled
    var query = SequenceQuery(.after, [RecordID(.tactic, 4)])
    let all = try query.answer(in: base)
    query.limit = 2
    let some = try query.answer(in: base)
    #expect(some.rows.map(\.id) == all.rows.prefix(2).map(\.id) && some.total == all.rows.count && some.total > 2)
    #expect(all.rows.allSatisfy { $0.id.kind == .tactic })
    query.limit = 0
    #expect(try query.answer(in: base).rows.isEmpty && query.answer(in: base).remark(in: base) == nil)
    query.origins.append(RecordID(.technique, 51))
    #expect(throws: SequenceError.mixedKinds) { try query.answer(in: base) }
    query.origins = [RecordID(.mitigation, 1)]
    #expect(throws: SequenceError.unsupportedKind(RecordID(.mitigation, 1))) { try query.answer(in: base) }
  }
}
