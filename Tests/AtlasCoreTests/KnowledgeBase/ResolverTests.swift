import AtlasCore
import TestSupport
import Testing

@Suite struct LinkResolverTests {
  /// The tactic that a technique's link leads to.
  @Test(arguments: [
    ("[[path/impact|Impact]]", "TA0011"), ("[[impact]]", "TA0011"), ("[[Impact]]", "TA0011"),
    ("[[x|impact]]", "TA0011"), ("[[other/impact|Something else]]", "TA0011"),
    ("[[x|AML.TA0011: Anything]]", "TA0011"), ("[[AML.TA0011]]", "TA0011"), ("[Impact](/tactics/impact)", "TA0011"),
    ("[x](../tactics/impact.md)", "TA0011"), ("[[no-slug-of-its-own|Q]]", "TA0012"),
    ("[[x|No Slug of its Own]]", "TA0012"), ("[[No Slug of its Own]]", "TA0012"), ("[[x|Nowhere]]", nil),
    ("[[seen/before]]", "TA0013"), ("[[x|Known by Hearsay]]", "TA0013"), ("[[shared|Shared]]", "TA0014"),
    ("[[x|]]", nil), ("[[?|!]]", nil),
  ])
  func findsByIdSlugAndName(_ link: String, _ tactic: String?) {
    let base = KnowledgeBase(pages: [
      "1": "---\nid: impact\n---\n# AML.TA0011: Impact\n", "2": "# AML.TA0012: No Slug of Its Own\n",
      "3": "# AML.T0009: Nine\n## Tactics\n- [[seen/before|AML.TA0013: Known by Hearsay]]\n",
      "4": "---\nid: shared\n---\n# AML.TA0014: Shared\n", "5": "---\nid: shared\n---\n# AML.T0014: Shared\n",
      "6": "# AML.T0001: One\n## Tactics\n- \(link)\n", "7": "# AML.TA0015\n",
    ])
    #expect(base.tactics(of: RecordID(.technique, 1)).map(\.short) == [tactic].compactMap { $0 })
  }

  @Test func doesNotGuessAmongSeveral() {
    let pages: KeyValuePairs = [
      "m": """
      # AML.M0001: One

      ## Techniques

      - [[x|Data]]
      - [[x|Model: Data]]
      - [[AML.T0009]]
      - [[AML.TA0001]]
      - [[AML.M0001]]
      """,
      "1": "# AML.T0001: Model\n", "2": "# AML.T0001.000: Data\n", "3": "# AML.T0002: Supply\n",
      "4": "# AML.T0002.000: Data\n",
    ]
    let base = KnowledgeBase(pages: pages)
    #expect(base.uses(of: RecordID(.mitigation, 1)).map(\.target.short) == ["T0001.000", "T0009"])
    #expect(
      Audit.lines(pages: pages).filter { $0.hasPrefix("m:") && !$0.contains("note") } == [
        "m:5:3: error: [[x|Data]] leads to no record",
        "m:7:3: error: [[AML.T0009]] leads to no page: AML.T0009 is not here",
        "m:8:3: error: [[AML.TA0001]] leads to AML.TA0001, where a technique is expected",
        "m:8:3: error: [[AML.TA0001]] leads to no page: AML.TA0001 is not here",
        "m:9:3: error: [[AML.M0001]] leads to AML.M0001, where a technique is expected",
      ])
  }

  @Test func aParentMustFitItsChild() {
    let lines = Audit.lines(page: "# AML.T0002.001: Child\n> **Sub-Technique of:** [[x|AML.T0003: Other]]\nText.")
    #expect(lines.contains("2:25: AML.T0003 cannot be the parent of AML.T0002.001"))
  }
}
