import AtlasCore
import AtlasData
import TestSupport
import Testing

/// What followed what, in the bundled release and in pages of our own.
@Suite struct SequencesTests {
  static let bundled = KnowledgeBase.bundled

  @Test func everyStepButTheLastHasASuccessor() {
    let base = SequencesTests.bundled
    let pairs = Sequences(of: base, .techniques).pairs
    let steps = base.ids(of: .caseStudy).map { base.steps(of: $0).count }
    #expect(pairs.count == 592)
    #expect(pairs.count == steps.reduce(0) { $0 + max($1 - 1, 0) })
    for pair in pairs {
      #expect(pair.first.source == pair.study && pair.second.source == pair.study)
      #expect((pair.first.number ?? 0) + 1 == pair.second.number)
    }
  }

  @Test(arguments: [
    ("AML.T0093", "AML.T0051.001", 8), ("AML.T0065", "AML.T0093", 7), ("AML.T0051.001", "AML.T0053", 5),
  ])
  func countsThatAreKnown(_ first: String, _ second: String, _ count: Int) throws {
    let sequences = Sequences(of: SequencesTests.bundled, .techniques)
    let (first, second) = (try #require(RecordID(first)), try #require(RecordID(second)))
    let next = sequences.neighbours(of: [first], .next)
    #expect(next.first { $0.id == second }?.pairs.count == count)
    let before = sequences.neighbours(of: [second], .before)
    #expect(before.first { $0.id == first }?.pairs.count == count)
    #expect(next.map(\.pairs.count) == next.map(\.pairs.count).sorted(by: >))
  }

  /// Both ways tell the same pairs, whatever is counted.
  @Test(arguments: [(Sequences.Subject.techniques, false), (.techniques, true), (.tactics, false)])
  func nextMirrorsBefore(_ subject: Sequences.Subject, _ isRolledUp: Bool) {
    let base = SequencesTests.bundled
    let sequences = Sequences(of: base, subject, isRolledUp: isRolledUp)
    let ids = base.ids(of: subject == .tactics ? .tactic : .technique).filter { sequences.counted($0) == $0 }
    var forwards: [[RecordID]: Int] = [:]
    var backwards: [[RecordID]: Int] = [:]
    for id in ids {
      for found in sequences.neighbours(of: [id], .next) { forwards[[id, found.id]] = found.pairs.count }
      for found in sequences.neighbours(of: [id], .before) { backwards[[found.id, id]] = found.pairs.count }
    }
    #expect(forwards == backwards)
    #expect(forwards.values.reduce(0, +) == 592)
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
  ]

  @Test func subtechniquesAreApartUnlessRolledUp() throws {
    let base = KnowledgeBase(pages: SequencesTests.pages)
    let a = try #require(RecordID("T0001"))
    func next(_ isRolledUp: Bool) -> [String] {
      Sequences(of: base, .techniques, isRolledUp: isRolledUp).neighbours(of: [a], .next)
        .map { "\($0.id.short) \($0.pairs.count) \($0.studies.map(\.short))" }
    }
    #expect(next(false) == ["T0002.000 1 [\"CS0001\"]", "T0002.001 1 [\"CS0001\"]"])
    #expect(next(true) == ["T0002 2 [\"CS0001\"]"])
  }

  @Test func studiesThatOnlyOthersTellOfHaveNoOrder() {
    let base = KnowledgeBase(pages: SequencesTests.pages)
    #expect(Sequences(of: base, .techniques).pairs.map(\.study.short) == ["CS0001", "CS0001", "CS0001"])
    #expect(Sequences(of: base, .techniques, includes: { _ in false }).pairs.isEmpty)
  }
}
