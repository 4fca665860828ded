import AtlasCore
import TestSupport
import Testing

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
