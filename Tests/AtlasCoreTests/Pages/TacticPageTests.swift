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
    #expect(techniques.map { base.nameBytes(of: $0).string } == ["Paint", "Draw", "Cut: Fold"])
    #expect(techniques.map { base.maturity(of: $0) } == [.demonstrated, nil, .feasible])
    #expect(base.record(techniques[0])?.technique?.maturity == .demonstrated)
    #expect(base.caseStudies(of: record.id).map { base.nameBytes(of: $0).string } == ["The Wall", "The Floor"])
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
      base.uses(of: record.id).map(\.textBytes.string) == ["Sweep it up:\n\n```\n## with a broom\n```", "Pick it up."])
  }

  @Test func isAdaptedWhereAttackHasOne() {
    let page = "# AML.M0040: Sweep\n## Metadata\n- **MITRE ATT&CK Reference:** [M1017](https://attack.mitre.org/x)\n"
    #expect(KnowledgeBase(page: page).record(RecordID(.mitigation, 40))?.mitigation?.isAdapted == true)
  }
}
