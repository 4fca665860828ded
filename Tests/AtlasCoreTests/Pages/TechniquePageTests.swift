import AtlasCore
import TestSupport
import Testing

@Suite struct TechniquePageTests {
  private static let id = RecordID(.technique, 7, sub: 2)

  /// A page with everything that a technique's page can have.
  private static let full = """
    ---
    id: steer-the-cart
    title: "AML.T0007.002: Steer the Cart"
    sidebar_label: "Steer the Cart"
    sidebar_position: 3
    tags: [a, b]
    ---

    # AML.T0007.002: Steer the Cart

    > **Sub-Technique of:** [[techniques/move-things|AML.T0007: Move Things]]

    Somebody turns the wheel.
    It matters, see [[AML.T0008]].

    - one way
    - another way

    ## Metadata

    - **Technique ID:** AML.T0007.002
    - **Created:** May 13, 2021
    - **Last Modified:** 2025-04
    - **Maturity:** Demonstrated
    - **Platforms:** Carts, Trains
    - **Parent Technique:** [[techniques/move-things|AML.T0007: Move Things]]
    - **MITRE ATT&CK Reference:** [T1596.005](https://attack.mitre.org/techniques/T1596/005/)

    ## Tactics (2)

    This technique supports the following tactics:

    - [[tactics/roll|AML.TA0003: Roll]]
    - [[tactics/stop|AML.TA0004: Stop]]

    ## Mitigations (3)

    - [[mitigations/lock|AML.M0003: Lock the Wheel]] — Put a lock on it.
    - [[mitigations/watch|AML.M0004: Watch]] – Look at it
      now and then.

      Twice a day.
    - [[mitigations/bell|AML.M0005: Bell]]

    ## Case Studies (2)

    ### [[case-studies/race|AML.CS0009: The Race]]

    They turned left.

    ### [[case-studies/parade|AML.CS0010: The Parade]]

    **Step 2:** [[tactics/roll|AML.TA0003: Roll]]

    They turned right.

    **Step 5:** [[tactics/stop|AML.TA0004: Stop]]

    And stopped.

    ## External References

    - On carts. Available at: https://example.org/carts

    ## References

    The Cart Society. *Steer the Cart*. Available at: https://example.org/AML.T0007.002
    """

  @Test func everythingIsRead() throws {
    let base = KnowledgeBase(page: TechniquePageTests.full)
    let record = try #require(base.record(TechniquePageTests.id))
    let technique = try #require(record.technique)
    #expect(record.name == "Steer the Cart")
    #expect(base.fullNameBytes(of: record.id) == "Move Things: Steer the Cart")
    #expect(record.slug == "steer-the-cart")
    #expect(
      record.description
        == "Somebody turns the wheel.\nIt matters, see [[AML.T0008]].\n\n- one way\n- another way")
    #expect(record.created?.iso == "2021-05-13" && record.modified?.iso == "2025-04")
    #expect(technique.maturity == .demonstrated)
    #expect(technique.platforms == ["Carts", "Trains"])
    let attack = AttackReference(id: "T1596.005", url: "https://attack.mitre.org/techniques/T1596/005/")
    #expect(technique.attackReference == attack)
    #expect(base.parent(of: record.id) == RecordID(.technique, 7))
    #expect(base.tactics(of: record.id) == [RecordID(.tactic, 3), RecordID(.tactic, 4)])
    #expect(
      base.facts == [
        "employs CS0009 T0007.002: They turned left.", "employs CS0010 T0007.002 2 TA0003: They turned right.",
        "employs CS0010 T0007.002 5 TA0004: And stopped.", "mitigates M0003 T0007.002: Put a lock on it.",
        "mitigates M0004 T0007.002: Look at it\nnow and then.\n\nTwice a day.", "mitigates M0005 T0007.002: ",
        "subtechnique T0007 T0007.002: ", "tacticTechnique TA0003 T0007.002: ", "tacticTechnique TA0004 T0007.002: ",
      ])
    #expect(
      record.references == [
        Reference(title: "On carts.", url: "https://example.org/carts"),
        Reference(title: "The Cart Society. *Steer the Cart*.", url: "https://example.org/AML.T0007.002"),
      ])
    #expect(!record.isStub)
  }

  @Test func othersAreKnownByIdAndName() throws {
    let base = KnowledgeBase(page: TechniquePageTests.full)
    let stubs = base.ids().filter(base.isStub).map { "\($0.short) \(base.nameBytes(of: $0))" }
    #expect(
      stubs == [
        "TA0003 Roll", "TA0004 Stop", "T0007 Move Things", "M0003 Lock the Wheel", "M0004 Watch", "M0005 Bell",
        "CS0009 The Race", "CS0010 The Parade",
      ])
    let stub = try #require(base.record(RecordID(.mitigation, 3)))
    #expect(stub.isStub && stub.description.isEmpty && stub.references.isEmpty && stub.slug == nil)
    // What running text mentions is not related.
    #expect(!base.contains(RecordID(.technique, 8)) && base.record(RecordID(.technique, 8)) == nil)
  }

  /// The same page in other clothes.
  @Test(
    arguments: [
      { (page: String) in page }, { $0.replacing("\n", with: "\r\n") }, { $0.replacing("\n", with: "\r") },
      { "\u{FEFF}" + $0 }, { $0 + "\n\n\n" }, { $0.replacing("- ", with: "* ") }, { "\n\n" + $0 },
      { $0.replacing(":** ", with: "**: ") },
      { $0.replacing("\n- ", with: "\n\t- ").replacing("\n  ", with: "\n\t  ") },
      { $0.replacing("\n\n## ", with: "  \t\n## ") }, { $0.replacing("## Case Studies", with: "## CASE STUDIES") },
      { page in page.split(separator: "\n", omittingEmptySubsequences: false).map { $0 + "  " }.joined(separator: "\n")
      },
    ] as [@Sendable (String) -> String])
  func clothesDoNotMatter(_ dress: @Sendable (String) -> String) throws {
    let plain = KnowledgeBase(page: TechniquePageTests.full)
    let base = KnowledgeBase(page: dress(TechniquePageTests.full))
    func words(_ texts: [String]) -> [String] {
      texts.map { $0.split { $0.isWhitespace || $0 == "*" }.joined(separator: " ") }
    }
    #expect(words(base.facts) == words(plain.facts))
    let record = try #require(base.record(TechniquePageTests.id))
    #expect(record.name == "Steer the Cart" && record.created?.iso == "2021-05-13")
    #expect(record.technique?.platforms.count == 2 && record.references.count == 2)
  }

  @Test(arguments: [
    "# AML.T0007: Move Things\n\nText.\n", "---\ntitle: \"AML.T0007: Move Things\"\n---\nText.",
    "---\nid: AML.T0007\ntitle: Move Things\n---\n\nText.\n",
    "---\ntitle: Move Things\n---\nText.\n\n## Metadata\n- **Technique ID:** AML.T0007\n",
    "# AML.T0007 Move Things\nText.", "# AML.T0007 - Move Things\nText.", "\n\n# AML.T0007:Move Things\n\n\nText.\n\n",
    "---\nid: x\ntitle: 'AML.T0007: Move Things'\n---\n# Move Things\nText.", "#\taml.t0007: Move Things\nText.",
    "---\nunknown:\n  - list\n---\n# AML.T0007: Move Things\n## Description\nText.",
  ])
  func idAndNameStandInManyPlaces(_ page: String) throws {
    let base = KnowledgeBase(page: page)
    #expect(base.ids().map(\.short) == ["T0007"])
    let record = try #require(base.record(RecordID(.technique, 7)))
    #expect(record.name == "Move Things")
    #expect(record.description == "Text.")
  }

  @Test func anEmptySectionIsNotKnown() {
    for section in [
      "## Tactics (1)\n\nThis technique supports the following tactics:\n\n- \n",
      "## Tactics (1)\n", "## Tactics\n\n*No tactics currently associated with this technique.*\n",
      "## Tactics\n\nNone\n", "",
    ] {
      let page = "# AML.T0007: Move Things\n\nText.\n\n\(section)"
      let base = KnowledgeBase(page: page)
      #expect(base.tactics(of: RecordID(.technique, 7)).isEmpty)
      let claims = ["5:1: the heading counts 1, the section holds none: they are not known from this page"]
      #expect(
        Audit.lines(page: page).map { $0.replacing("5:4:", with: "5:1:") } == (section.contains("(1)") ? claims : []))
      // Another page may supply it.
      let both = KnowledgeBase(pages: ["t.md": page, "ta.md": "# AML.TA0001: Go\n## Techniques\n- [[AML.T0007]]\n"])
      #expect(both.tactics(of: RecordID(.technique, 7)) == [RecordID(.tactic, 1)])
    }
  }

  @Test func aNameMayHaveItsParentsInFront() {
    for heading in ["AML.T0007.002: Steer", "AML.T0007.002: Move Things: Steer"] {
      for parent in ["[[m|AML.T0007: Move Things]]", "[[AML.T0007]]"] {
        let base = KnowledgeBase(pages: [
          "a.md": "# \(heading)\n\n> **Sub-Technique of:** \(parent)\n\nText.",
          "b.md": "# AML.T0007: Move Things\n\nText.\n",
        ])
        #expect(base.nameBytes(of: TechniquePageTests.id) == "Steer")
        #expect(base.fullNameBytes(of: TechniquePageTests.id) == "Move Things: Steer")
        #expect(base.record(TechniquePageTests.id)?.name == "Steer")
      }
    }
  }

  @Test func subTechniquesAreListedByTheirParent() {
    let base = KnowledgeBase(
      page: """
        # AML.T0007: Move Things

        ## Sub-Techniques (2)

        - [[x|AML.T0007.000: Move Things: Push]]
        | ID | Name |
        |---|---|
        | [[AML.T0007.001]] | Pull |
        """)
    #expect(base.subtechniques(of: RecordID(.technique, 7)).map { base.nameBytes(of: $0).string } == ["Push", "Pull"])
    #expect(base.fullNameBytes(of: RecordID(.technique, 7, sub: 1)) == "Move Things: Pull")
  }
}
