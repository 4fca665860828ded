import AtlasCore
import TestSupport
import Testing

@Suite struct RelationTests {
  /// A corpus whose facts are told by some of the ends, or by all.
  private struct World {
    var steps: [(study: Int, number: Int, technique: String, tactic: Int, text: String)] = []
    var uses: [(mitigation: Int, technique: String, text: String)] = []
    var tactics: [(tactic: Int, technique: String)] = []
    let techniques = ["T0001", "T0002", "T0002.000", "T0002.001", "T0003"]

    init(_ generator: inout SeededGenerator) {
      let texts = [
        "", "One line.", "Two\nlines.", "A list:\n\n- one\n- two", "## not a heading", "**Step 9:** no step",
      ]
      func text() -> String { texts.randomElement(using: &generator) ?? "" }
      for study in 1...3 {
        for number in 1...Int.random(in: 1...4, using: &generator) {
          guard let technique = techniques.randomElement(using: &generator) else { continue }
          steps.append((study, number, technique, Int.random(in: 1...3, using: &generator), text()))
        }
      }
      for technique in techniques {
        tactics.append((Int.random(in: 1...3, using: &generator), technique))
        for mitigation in 1...3 where Bool.random(using: &generator) { uses.append((mitigation, technique, text())) }
      }
    }

    private func link(_ id: String) -> String { "[[x/y|AML.\(id): Name of \(id)]]" }
    private func pad(_ prefix: String, _ number: Int) -> String { "\(prefix)000\(number)" }
    private func escaped(_ text: String) -> String { Escape.escaped(Bytes(copying: text)).string }

    private func bullet(_ id: String, _ text: String) -> String {
      "- \(link(id))" + (text.isEmpty ? "" : " — " + escaped(text).replacing("\n", with: "\n  ")) + "\n"
    }

    /// What the page of a technique tells.
    private func body(_ technique: String) -> String {
      var body = "## Tactics\n\n"
      for own in tactics where own.technique == technique { body += bullet(pad("TA", own.tactic), "") }
      body += "\n## Mitigations\n\n"
      for use in uses where use.technique == technique { body += bullet(pad("M", use.mitigation), use.text) }
      body += "\n## Case Studies\n\n"
      for study in 1...3 {
        let own = steps.filter { $0.technique == technique && $0.study == study }
        if own.isEmpty { continue }
        body += "### \(link(pad("CS", study)))\n\n"
        for step in own {
          body += "**Step \(step.number):** \(link(pad("TA", step.tactic)))\n\n\(escaped(step.text))\n\n"
        }
      }
      return body
    }

    /// What the pages of the tactic, the mitigation and the case study of that number tell.
    private func bodies(_ number: Int) -> [(String, String)] {
      var (tactic, mitigation, study) = ("## Techniques\n\n", "## Techniques\n\n", "## Attack Procedure\n\n")
      for own in tactics where own.tactic == number { tactic += bullet(own.technique, "") }
      for use in uses where use.mitigation == number { mitigation += bullet(use.technique, use.text) }
      for step in steps where step.study == number {
        study += "### Step \(step.number): Name\n\n**Tactic:** \(link(pad("TA", step.tactic)))\n"
        study += "**Technique:** \(link(step.technique))\n\n\(escaped(step.text))\n\n"
      }
      return [(pad("TA", number), tactic), (pad("M", number), mitigation), (pad("CS", number), study)]
    }

    /// Pages that tell each fact from the technique's side, from the other side, or from both.
    func base(fromTechniques: Bool, fromOthers: Bool) -> KnowledgeBase {
      var buffer = PageBuffer(capacity: 0)
      let told = techniques.map { ($0, fromTechniques ? body($0) : "") }
      let others = (1...3).flatMap(bodies).map { ($0, fromOthers ? $1 : "") }
      for (id, body) in told + others {
        buffer.add(path: "page", text: Array("# AML.\(id): Name of \(id)\n\nText.\n\n\(body)".utf8))
      }
      return KnowledgeBase(buffer.corpus())
    }
  }

  @Test func eitherEndTellsTheSame() {
    var generator = SeededGenerator(seed: 3)
    for _ in 0..<30 {
      let world = World(&generator)
      let one = world.base(fromTechniques: true, fromOthers: false)
      let other = world.base(fromTechniques: false, fromOthers: true)
      let both = world.base(fromTechniques: true, fromOthers: true)
      #expect(one.facts.count == world.steps.count + world.uses.count + world.tactics.count + 2)
      #expect(one.facts == other.facts)
      #expect(one.facts == both.facts)
      #expect(one.ids() == both.ids() && one.ids().map(one.name) == both.ids().map(both.name))
    }
  }

  @Test func theLongerTextWins() {
    let long = "Long enough to win."
    let technique = "# AML.T0001: One\n## Mitigations\n- [[AML.M0001]] — Short.\n- [[AML.M0002]] — \(long)\n"
    let mitigations = [
      "# AML.M0001: A\n## Techniques\n- [[AML.T0001]] — \(long)\n",
      "# AML.M0002: B\n## Techniques\n- [[AML.T0001]] — Short.\n",
    ]
    for order in [mitigations, mitigations.reversed()] {
      let base = KnowledgeBase(pages: ["1": technique, "2": order[0], "3": order[1]])
      #expect(base.uses(of: RecordID(.technique, 1)).map(\.textBytes.string) == [long, long])
    }
  }

  @Test func ofTwoTextsOfOneLengthTheFirstWins() {
    let technique = "# AML.T0001: One\n## Mitigations\n- [[AML.M0001]] — One.\n"
    let mitigation = "# AML.M0001: A\n## Techniques\n- [[AML.T0001]] — Two.\n"
    // Pages are read in the order of their ids.
    for pages in [[technique, mitigation], [mitigation, technique]] {
      let base = KnowledgeBase(pages: ["1": pages[0], "2": pages[1]])
      #expect(base.uses(of: RecordID(.technique, 1)).map(\.textBytes.string) == ["One."])
    }
  }

  /// A list of techniques, with tactics or without, adds no step to the one that it can mean.
  @Test(arguments: [
    "- [[AML.T0001]]\n\n### [[AML.TA0001]]\n\n- [[AML.T0001]]\n", "### [[AML.TA0001]]\n\n- [[AML.T0001]]\n",
  ])
  func stepsWithoutNumbersAreJoined(_ list: String) {
    let base = KnowledgeBase(pages: [
      "1": "# AML.CS0001: Study\n\n## Tactics and Techniques Used\n\n\(list)",
      "2": "# AML.T0001: A\n## Case Studies\n### [[AML.CS0001]]\nAt length.\n",
    ])
    #expect(base.facts.filter { $0.hasPrefix("employs") } == ["employs CS0001 T0001 TA0001: At length."])
  }

  private static let study = """
    # AML.CS0001: Study

    ## Attack Procedure

    ### Step 1: A

    **Tactic:** [[AML.TA0001]]
    **Technique:** [[AML.T0001]]

    First.

    ### Step 2: B

    **Tactic:** [[AML.TA0001]]
    **Technique:** [[AML.T0002]]

    ### Step 3: B

    **Tactic:** [[AML.TA0002]]
    **Technique:** [[AML.T0002]]

    Third.
    """

  @Test func unnumberedTextJoinsTheOnlyStep() {
    let base = KnowledgeBase(pages: [
      "c": RelationTests.study, "1": "# AML.T0001: A\n## Case Studies\n### [[AML.CS0001]]\nFirst, at length.\n",
    ])
    #expect(base.steps(of: RecordID(.technique, 1)).map(\.text) == ["First, at length."])
    #expect(base.steps(of: RecordID(.technique, 1)).map(\.number) == [1])
  }

  @Test func unnumberedTextThatFitsSeveralStepsIsNoted() {
    let pages: KeyValuePairs = [
      "c": RelationTests.study, "1": "# AML.T0002: B\n## Case Studies\n### [[AML.CS0001]]\nWhich of them?\n",
      "2": "# AML.T0003: C\n## Case Studies\n- [[AML.CS0001]]\n",
    ]
    let base = KnowledgeBase(pages: pages)
    #expect(base.steps(of: RecordID(.caseStudy, 1)).map(\.number) == [1, 2, 3, nil])
    #expect(base.steps(of: RecordID(.technique, 2)).map(\.text) == ["", "Third."])
    let note = "1:3:5: note: this text fits any of the 2 steps of AML.CS0001 and is dropped: number it"
    #expect(Audit.lines(pages: pages).contains(note))
  }

  @Test func tacticsOfStepsAndNumbersAreCompared() {
    let lines = Audit.lines(pages: [
      "c": RelationTests.study,
      "1": "# AML.T0001: A\n## Case Studies\n### [[AML.CS0001]]\n**Step 1:** [[AML.TA0002]]\n",
      "2": "# AML.T0003: C\n## Case Studies\n### [[AML.CS0001]]\n**Step 2:** [[AML.TA0001]]\n",
    ])
    #expect(lines.contains("1:3:5: warning: step 1 of AML.CS0001 serves AML.TA0002 here, AML.TA0001 elsewhere"))
    #expect(lines.contains("2:3:5: warning: step 2 of AML.CS0001 employs AML.T0003 here, AML.T0002 elsewhere"))
  }

  @Test func textMayStandOnTheLineOfItsStep() {
    let base = KnowledgeBase(
      page: """
        # AML.T0001: A

        ## Case Studies

        - [[AML.CS0001]] — **Step 2:** They did.
        ### [[AML.CS0002]]
        Before all.

        **Step 1:** [[AML.TA0001]] They began.
        And went on.
        **Step 2:** They ended.
        """)
    #expect(
      base.facts == [
        "employs CS0001 T0001 2: They did.", "employs CS0002 T0001 1 TA0001: They began.\nAnd went on.",
        "employs CS0002 T0001 2: They ended.",
      ])
  }

  @Test func aTacticsCaseStudyGivesWayToItsSteps() {
    let tactics = "# AML.TA0001: Go\n## Case Studies\n- [[AML.CS0001]]\n- [[AML.CS0002]]\n"
    let base = KnowledgeBase(pages: ["c": RelationTests.study, "t": tactics])
    #expect(base.facts.filter { $0.hasPrefix("tacticCaseStudy") } == ["tacticCaseStudy TA0001 CS0002: "])
    #expect(base.caseStudies(of: RecordID(.tactic, 1)).map(\.short) == ["CS0001", "CS0002"])
  }

  @Test func aSubTechniqueBelongsToItsParentByItsId() {
    let base = KnowledgeBase(pages: [
      "1": "# AML.T0002.001: Child\n", "2": "# AML.T0002: Parent\n", "3": "# AML.T0003.000: Orphan\n",
    ])
    #expect(base.facts == ["subtechnique T0002 T0002.001: "])
    #expect(base.fullNameBytes(of: RecordID(.technique, 2, sub: 1)) == "Parent: Child")
    #expect(base.parent(of: RecordID(.technique, 3, sub: 0)) == nil)
    #expect(base.fullNameBytes(of: RecordID(.technique, 3, sub: 0)) == "Orphan")
  }

  @Test func tacticsStandInTheOrderOfTheMatrix() {
    let base = KnowledgeBase(pages: [
      "ATLAS.md": "---\nid: atlas\nrelease: \"1\"\n---\n# A\n## Matrix\n1. [[AML.TA0002]]\n2. [[AML.TA0001]]\n",
      "1": "# AML.TA0001: One\n", "2": "# AML.TA0002: Two\n", "3": "# AML.TA0000: Zero\n",
      "t": "# AML.T0001: T\n## Tactics\n- [[AML.TA0000]]\n- [[AML.TA0001]]\n- [[AML.TA0002]]\n",
    ])
    #expect(base.tactics(of: RecordID(.technique, 1)).map(\.number) == [2, 1, 0])
    #expect(base.position(of: RecordID(.tactic, 0)) == nil)
    #expect(base.record(RecordID(.tactic, 2))?.tactic?.position == 1)
  }
}
