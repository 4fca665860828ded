import AtlasCore
import TestSupport
import Testing

@Suite struct TacticPageTests {
  @Test(arguments: [
    """
    | Technique ID | Name | Maturity |
    |---|---|---|
    | [[t/paint\\|AML.T0005]] | Paint | demonstrated |
    | [[AML.T0006: Draw]] | Draw | n/a |
    | [AML.T0007.001](/techniques/AML.T0007.001) | Cut: Fold | feasible |
    """,
    """
    - [[t/paint|AML.T0005]] — Paint (demonstrated)
    - [[t/draw|AML.T0006: Draw]]
    - [[AML.T0007.001]] - Cut: Fold (feasible)
    """,
    """
    - [[t/paint|AML.T0005: Paint]] (demonstrated)
    - AML.T0006: Draw
    - AML.T0007.001: Cut: Fold – (feasible)
    """,
  ])
  func listsTechniques(_ body: String) throws {
    let page = """
      # AML.TA0003: Decorate

      Make it nice.

      ## Metadata

      - **Tactic ID:** AML.TA0003
      - **Created:** 2020
      - **ATT&CK Reference:** TA0042

      ## Techniques (3)

      \(body)

      ## Case Studies (2)

      - [[c|AML.CS0001: The Wall]]
      - [[c|AML.CS0002: The Floor]] — Something else.
      """
    let base = KnowledgeBase(page: page)
    let record = try #require(base.record(RecordID(.tactic, 3)))
    #expect(record.name == "Decorate" && record.description == "Make it nice." && record.created?.iso == "2020")
    #expect(record.tactic?.attackReference == AttackReference(id: "TA0042", url: nil))
    let techniques = base.techniques(of: record.id)
    #expect(techniques.map(\.short) == ["T0005", "T0006", "T0007.001"])
    #expect(techniques.map { base.name(of: $0).string } == ["Paint", "Draw", "Cut: Fold"])
    #expect(techniques.map { base.maturity(of: $0) } == [.demonstrated, nil, .feasible])
    #expect(base.record(techniques[0])?.technique?.maturity == .demonstrated)
    #expect(base.caseStudies(of: record.id).map { base.name(of: $0).string } == ["The Wall", "The Floor"])
    #expect(Audit.lines(page: page).allSatisfy { $0.contains("leads to no page") })
  }
}

@Suite struct MitigationPageTests {
  @Test func isRead() throws {
    let page = """
      # AML.M0040: Sweep the Floor

      Keep it clean.

      ## Metadata

      - **Mitigation ID:** AML.M0040
      - **Category:** Technical - Broom, Policy
      - **ML Lifecycle:** Morning, Evening

      ## Techniques (2)

      - [[t/spill|AML.T0040: Spill]] — Sweep it up:

        ```
        ## with a broom
        ```
      - [[t/drop|AML.T0041: Drop]] - Pick it up.
      """
    let base = KnowledgeBase(page: page)
    let record = try #require(base.record(RecordID(.mitigation, 40)))
    let mitigation = try #require(record.mitigation)
    #expect(
      mitigation.categories == ["Technical - Broom", "Policy"] && mitigation.lifecycle == ["Morning", "Evening"])
    #expect(mitigation.attackReference == nil && !mitigation.isAdapted)
    #expect(
      base.uses(of: record.id).map(\.text.string) == ["Sweep it up:\n\n```\n## with a broom\n```", "Pick it up."])
  }

  @Test func isAdaptedWhereAttackHasOne() {
    let page = "# AML.M0040: Sweep\n## Metadata\n- **MITRE ATT&CK Reference:** [M1017](https://attack.mitre.org/x)\n"
    #expect(KnowledgeBase(page: page).record(RecordID(.mitigation, 40))?.mitigation?.isAdapted == true)
  }
}

@Suite struct CaseStudyPageTests {
  private static let head = """
    # AML.CS0031: The Cake

    ## Summary

    Somebody ate it.

    ## Metadata

    - **Case Study ID:** AML.CS0031
    - **Incident Date:** 2020-04
    - **Type:** Incident
    - **Target:** The *cake*, all of it
    - **Actor:** Unknown
    - **Reporter:** The baker

    """
  private static let procedure = """

    ## Attack Procedure (3)

    ### Step 1: Look

    **Tactic:** [[tactics/see|AML.TA0001: See]]
    **Technique:** [[techniques/look|AML.T0001: Look]]

    They looked.

    ### Step 2: Take: Grab

    - **Tactic:** [[tactics/have|AML.TA0002: Have]]
    - **Technique:** [[techniques/grab|AML.T0002.001: Take: Grab]]

    They grabbed it.

    - with both hands

    ### Step 3: Look

    **Tactic:** AML.TA0002: Have

    **Technique:** AML.T0001: Look

    They looked again.

    """
  private static let used = """

    ## Tactics and Techniques Used

    ### [[tactics/see|AML.TA0001: See]]

    - [[techniques/look|AML.T0001: Look]]

    ### [[tactics/have|AML.TA0002: Have]]

    - [[techniques/grab|AML.T0002.001: Take: Grab]]
    - [[techniques/look|AML.T0001: Look]]

    """
  private static let table = """

    ## Tactics and Techniques Used

    | Tactic | Technique |
    |---|---|
    | [[tactics/see\\|See]] | [[look\\|Look]] |
    | [[have\\|AML.TA0002: Have]] | [[AML.T0002.001]] |
    | [[tactics/have\\|Have]] | [[techniques/look\\|Look]] |

    """
  private static let id = RecordID(.caseStudy, 31)
  private static let steps = [
    "employs CS0031 T0001 1 TA0001: They looked.", "employs CS0031 T0001 3 TA0002: They looked again.",
    "employs CS0031 T0002.001 2 TA0002: They grabbed it.\n\n- with both hands", "subtechnique T0002 T0002.001: ",
  ]

  @Test func isRead() throws {
    let base = KnowledgeBase(page: CaseStudyPageTests.head + CaseStudyPageTests.procedure)
    let record = try #require(base.record(CaseStudyPageTests.id))
    let study = try #require(record.caseStudy)
    #expect(record.description == "Somebody ate it." && study.date?.iso == "2020-04" && study.type == .incident)
    #expect(study.target == "The *cake*, all of it" && study.actor == "Unknown" && study.reporter == "The baker")
    #expect(base.facts == CaseStudyPageTests.steps.filter { !$0.hasPrefix("sub") })
    #expect(base.steps(of: CaseStudyPageTests.id).map(\.number) == [1, 2, 3])
  }

  @Test(arguments: [true, false], [used, table])
  func usedTechniquesDoNotDouble(_ before: Bool, _ used: String) {
    let parts = before ? [used, CaseStudyPageTests.procedure] : [CaseStudyPageTests.procedure, used]
    let base = KnowledgeBase(page: CaseStudyPageTests.head + parts.joined())
    #expect(base.facts == CaseStudyPageTests.steps.filter { !$0.hasPrefix("sub") })
  }

  @Test(arguments: [used, table])
  func usedTechniquesStandInForTheProcedure(_ used: String) {
    let base = KnowledgeBase(pages: [
      "c.md": CaseStudyPageTests.head + used, "1.md": "# AML.TA0001: See\n", "2.md": "# AML.TA0002: Have\n",
      "3.md": "# AML.T0001: Look\n",
    ])
    #expect(
      base.facts == [
        "employs CS0031 T0001 TA0001: ", "employs CS0031 T0001 TA0002: ", "employs CS0031 T0002.001 TA0002: ",
      ])
  }

  @Test func stepsAreCheckedAsTheyAreRead() {
    let page = """
      # AML.CS0031: The Cake

      ## Attack Procedure (5)

      Stray.

      ### Step 1: A

      **Tactic:** [[x|AML.TA0001]]
      **Technique:** [[x|AML.T0001]]

      ### Step 3: B

      **Technique:** [[x|AML.T0002]]

      ### Later

      **Tactic:** nowhere
      **Technique:** [[x|AML.T0003]]

      ### Step 5

      Text.
      """
    #expect(
      Audit.lines(page: page).filter { !$0.contains("leads to no page") } == [
        "3:4: the heading counts 5, the section holds 4", "5:1: text that belongs to no step: \"Stray.\"",
        "12:5: step 3 follows step 1", "12:5: step 3 has no tactic",
        "16:5: a step without its number: \"Later\"", "16:5: step 4 has no tactic", "18:1: no link to a tactic",
        "21:5: step 5 has no tactic", "21:5: step 5 has no technique",
      ])
    #expect(KnowledgeBase(page: page).steps(of: CaseStudyPageTests.id).map(\.number) == [1, 3, 4])
  }
}

@Suite struct ReferenceTests {
  @Test(arguments: [
    ("Title. Available at: https://a.example/b", "Title.", "https://a.example/b"),
    ("Title available at: http://a.example", "Title", "http://a.example"),
    ("Title https://a.example", "Title", "https://a.example"), ("https://a.example", "", "https://a.example"),
    ("Available at: https://a.example", "", "https://a.example"),
    ("[Title](https://a.example)", "Title", "https://a.example"),
    ("Title <https://a.example>", "Title", "https://a.example"),
    ("Title (https://a.example)", "Title", "https://a.example"),
    ("Only a title", "Only a title", nil), ("", "", nil),
    (
      "A, https://a.example/x, and B Available at: https://b.example", "A, https://a.example/x, and B",
      "https://b.example"
    ),
    ("See https://a.example/x (2024)", "See https://a.example/x (2024)", "https://a.example/x"),
    ("[A](https://a.example), by B", "[A](https://a.example), by B", "https://a.example"),
    ("Wiki https://en.example.org/A_(b)", "Wiki", "https://en.example.org/A_(b)"),
    ("ftp://a.example", "ftp://a.example", nil),
    ("Quoted, \"It's\" Available at: https://a.example/?q=1&r=2#s", "Quoted, \"It's\"", "https://a.example/?q=1&r=2#s"),
  ])
  func areRead(_ line: String, _ title: String, _ url: String?) {
    let reference = Reference(line: Bytes(copying: line))
    #expect(reference.title.string == title)
    #expect(reference.url?.string == url)
  }

  @Test func standInListsAndLinesOnce() throws {
    let page = """
      # AML.T0001: One
      ## References

      - A https://a.example
      * B https://b.example
      1. C https://c.example

      D https://d.example
      ## External References
      - A https://a.example
      """
    let record = try #require(KnowledgeBase(page: page).record(RecordID(.technique, 1)))
    #expect(record.references.map(\.title.string) == ["A", "B", "C", "D"])
  }
}

@Suite struct DumpTests {
  private static let dump = """


    Tools | THE SHED

    8-10 minutes

    AML.M0001

    Hammer

    Hits nails.

    Hits thumbs, too.
    AML.M0002
    Glue
    &
    Sticks.

    [AML.M0023](#)

    [Saw & File](#)

    Cuts & smooths.

    - wood
    - bone

    AML.M0024

    Nameless & alone

    &

    [AML.M0025](#)

    [Last](#)

    No newline at the end.
    """

  @Test(arguments: ["\n", "\r\n", "\r"])
  func isManyRecords(_ lineEnd: String) {
    let base = KnowledgeBase(page: DumpTests.dump.replacing("\n", with: lineEnd))
    let records = base.ids().compactMap { base.record($0) }
    #expect(records.map(\.id.short) == ["M0001", "M0002", "M0023", "M0024", "M0025"])
    #expect(records.map(\.name.string) == ["Hammer", "Glue", "Saw & File", "Nameless & alone", "Last"])
    #expect(
      records.map(\.description.string) == [
        "Hits nails.\n\nHits thumbs, too.", "Sticks.", "Cuts & smooths.\n\n- wood\n- bone", "",
        "No newline at the end.",
      ])
    #expect(records.map { $0.mitigation?.isAdapted } == [false, true, false, true, false])
    #expect(records.allSatisfy { !$0.isStub && $0.references.isEmpty })
  }

  @Test func saysWhatItLacks() {
    #expect(Audit.lines(page: "AML.M0001\nAML.M0002\n\nName\n") == ["1:1: AML.M0001 has no name"])
    #expect(Audit.lines(page: DumpTests.dump).isEmpty)
    #expect(
      Audit.lines(page: "Nothing here.\n") == [
        "1:1: no record: neither title, heading nor metadata hold an id"
      ])
  }

  @Test func mergesWithPages() throws {
    let base = KnowledgeBase(pages: [
      "dump.md": DumpTests.dump,
      "m.md": "# AML.M0002: Glue\n\nSticks.\n\n## Techniques\n- [[AML.T0001]] — How.\n",
    ])
    let record = try #require(base.record(RecordID(.mitigation, 2)))
    #expect(record.mitigation?.isAdapted == true && record.description == "Sticks.")
    #expect(base.uses(of: record.id).map(\.text.string) == ["How."])
  }
}
