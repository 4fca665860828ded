import AtlasCore
import TestSupport
import Testing

/// "Which records of that kind have to do with this one?", for every pair of kinds, with and without relatives.
@Suite struct RelatedTests {
  /// The direct relation is told first, whether or not that of the parent was found before it.
  @Test func directRelationsComeFirst() throws {
    let base = KnowledgeBase(pages: [
      "1": "# AML.T0001: Parent\n", "2": "# AML.T0001.000: Child\n",
      "3": "# AML.M0001: For both\n## Techniques\n- [[AML.T0001]]\n- [[AML.T0001.000]]\n",
    ])
    let found = base.related(.technique, to: [RecordID(.mitigation, 1)], includeRelated: true)
    #expect(found.map(\.id) == base.ids(of: .technique))
    for record in found { #expect(record.links.map { $0.rolledUp == nil } == [true, false], "\(record.id)") }
  }

  private static let base = KnowledgeBase(pages: [
    "ATLAS.md": "---\nid: atlas\nrelease: \"1\"\n---\n# A\n## Matrix\n1. [[AML.TA0002]]\n2. [[AML.TA0001]]\n",
    "1": "# AML.TA0001: Begin\n## Case Studies\n- [[AML.CS0002]]\n", "2": "# AML.TA0002: End\n",
    "3": "# AML.T0001: Parent\n## Tactics\n- [[AML.TA0001]]\n",
    "4": "# AML.T0001.000: Child\n## Tactics\n- [[AML.TA0002]]\n", "5": "# AML.T0001.001: Sibling\n",
    "6": "# AML.T0002: Alone\n## Tactics\n- [[AML.TA0001]]\n- [[AML.TA0002]]\n",
    "7": "# AML.M0001: For the parent\n## Techniques\n- [[AML.T0001]] — Up.\n",
    "8": "# AML.M0002: For the child\n## Techniques\n- [[AML.T0001.000]] — Down.\n- [[AML.T0002]] — Off.\n",
    "9": """
    # AML.CS0001: Study

    ## Attack Procedure

    ### Step 1: Child

    **Tactic:** [[AML.TA0001]]
    **Technique:** [[AML.T0001.000]]

    One.

    ### Step 2: Alone

    **Tactic:** [[AML.TA0002]]
    **Technique:** [[AML.T0002]]

    Two.

    ### Step 3: Child

    **Technique:** [[AML.T0001.000]]

    Three.
    """,
    "10": "# AML.CS0002: Second\n",
  ])

  /// Each record found, with its ways: `T1>T2~T3 text`, through T2, where T3 stood in.
  private func found(_ kind: RecordKind, _ origins: [String], _ includeRelated: Bool) -> [String] {
    let records = RelatedTests.base.related(
      kind, to: origins.compactMap { RecordID($0) }, includeRelated: includeRelated)
    return records.map { record in
      let ways = record.links.map { link in
        let text = link.relation.map { $0.text.isEmpty ? "" : " \($0.text)" } ?? " -"
        return link.origin.short + (link.through.map { ">\($0.short)" } ?? "")
          + (link.rolledUp.map { "~\($0.short)" } ?? "") + text
      }
      return "\(record.id.short): \(ways.joined(separator: "; "))"
    }
  }

  @Test(
    arguments: [
      (.tactic, ["TA0001"], []), (.tactic, ["T0001"], ["TA0001: T0001"]),
      (.tactic, ["T0001.000"], ["TA0002: T0001.000"]), (.tactic, ["T0002"], ["TA0002: T0002", "TA0001: T0002"]),
      (.tactic, ["M0001"], ["TA0001: M0001>T0001"]),
      (.tactic, ["CS0001"], ["TA0002: CS0001 Two.", "TA0001: CS0001 One."]),
      (.tactic, ["CS0002"], ["TA0001: CS0002"]), (.technique, ["TA0001"], ["T0001: TA0001", "T0002: TA0001"]),
      (.technique, ["T0001"], ["T0001.000: T0001 -", "T0001.001: T0001 -"]),
      (.technique, ["T0001.000"], ["T0001: T0001.000 -"]), (.technique, ["T0002"], []),
      (.technique, ["M0002"], ["T0001.000: M0002 Down.", "T0002: M0002 Off."]),
      (.technique, ["CS0001"], ["T0001.000: CS0001 One.; CS0001 Three.", "T0002: CS0001 Two."]),
      (.mitigation, ["TA0001"], ["M0001: TA0001>T0001 Up.", "M0002: TA0001>T0002 Off."]),
      (.mitigation, ["T0001"], ["M0001: T0001 Up."]), (.mitigation, ["T0001.001"], []), (.mitigation, ["M0001"], []),
      (.mitigation, ["CS0001"], ["M0002: CS0001>T0001.000 Down.; CS0001>T0002 Off."]),
      (.mitigation, ["T0001", "T0002"], ["M0001: T0001 Up.", "M0002: T0002 Off."]),
      (.caseStudy, ["TA0001"], ["CS0001: TA0001 One.", "CS0002: TA0001"]), (.caseStudy, ["T0001"], []),
      (.caseStudy, ["T0001.000"], ["CS0001: T0001.000 One.; T0001.000 Three."]), (.caseStudy, ["M0001"], []),
      (.caseStudy, ["M0002"], ["CS0001: M0002>T0001.000 One.; M0002>T0001.000 Three.; M0002>T0002 Two."]),
      (.caseStudy, ["CS0001"], []), (.caseStudy, ["T9999"], []), (.caseStudy, [], []),
    ] as [(RecordKind, [String], [String])])
  func directly(_ kind: RecordKind, _ origins: [String], _ expected: [String]) {
    #expect(found(kind, origins, false) == expected)
  }

  @Test(
    arguments: [
      (.tactic, ["T0001"], ["TA0002: T0001~T0001.000", "TA0001: T0001"]),
      (.tactic, ["T0001.001"], ["TA0001: T0001.001~T0001"]),
      (.tactic, ["M0001"], ["TA0002: M0001>T0001~T0001.000", "TA0001: M0001>T0001"]),
      (.technique, ["M0001"], ["T0001: M0001 Up.", "T0001.000: M0001~T0001 Up.", "T0001.001: M0001~T0001 Up."]),
      (
        .technique, ["TA0001"],
        ["T0001: TA0001", "T0001.000: TA0001~T0001", "T0001.001: TA0001~T0001", "T0002: TA0001"]
      ),
      (.mitigation, ["T0001"], ["M0001: T0001 Up.", "M0002: T0001~T0001.000 Down."]),
      (.mitigation, ["T0001.001"], ["M0001: T0001.001~T0001 Up."]),
      (.mitigation, ["T0001.000"], ["M0001: T0001.000~T0001 Up.", "M0002: T0001.000 Down."]),
      (
        .mitigation, ["CS0001"],
        ["M0001: CS0001>T0001.000~T0001 Up.", "M0002: CS0001>T0001.000 Down.; CS0001>T0002 Off."]
      ),
      (.caseStudy, ["T0001"], ["CS0001: T0001~T0001.000 One.; T0001~T0001.000 Three."]),
      (.caseStudy, ["M0001"], ["CS0001: M0001>T0001~T0001.000 One.; M0001>T0001~T0001.000 Three."]),
      (.caseStudy, ["TA0002"], ["CS0001: TA0002 Two."]),
      (.tactic, ["CS0001"], ["TA0002: CS0001 Two.", "TA0001: CS0001 One."]),
    ] as [(RecordKind, [String], [String])])
  func withRelatives(_ kind: RecordKind, _ origins: [String], _ expected: [String]) {
    #expect(found(kind, origins, true) == expected)
  }
}
