import AtlasCore
import TestSupport
import Testing

@Suite struct AuditTests {
  @Test func tellsEachThingAtItsPlace() {
    let page = """
      ---
      id: one
      title: "AML.T0001: Title"
      ---

      Lost.

      # AML.T0001: Heading

      Text with [[AML.T0002|a link]], a `[[code]]` and [a page](https://example.org).

      ## Metadata

      - **Technique ID:** AML.T0003
      - **Tactic ID:** AML.TA0001
      - **Created:** yesterday
      - **Created:** 2020
      - **Last Modified:**
      - **Maturity:** ripe
      - **Color:** red
      - Loose: line
      - **MITRE ATT&CK Reference:** see [T1](https://a.example) too
      - **Parent Technique:** nobody

      ## Tactics (3)

      - [[AML.TA0001: Go]]
      - [[x|No Such Tactic]]

      ## Mitigations

      - nothing linked
      - [[AML.M0001: M]] without a dash

      Stray text.

      ## Curiosities

      What is this?
      """
    #expect(
      Audit.lines(page: page, from: .note) == [
        "1:1: AML.T0001 has no date of creation, no date of change, no maturity, no platforms",
        "6:1: text before the heading is not read",
        "8:3: the heading says \"Heading\", the title \"Title\"",
        "10:11: [[AML.T0002|a link]] leads to no page: AML.T0002 is not here",
        "14:21: Technique ID says AML.T0003, the page is AML.T0001",
        "15:18: Tactic ID says AML.TA0001, the page is AML.T0001",
        "16:16: Created is not a date: \"yesterday\"",
        "17:5: Created appears twice; the first is kept",
        "18:5: Last Modified has no value",
        "19:17: Maturity is \"ripe\", known are feasible, demonstrated, realized",
        "20:5: unknown label \"Color\"",
        "21:1: not a line of metadata, - **Label:** value",
        "22:58: text after the reference is ignored",
        "23:25: no link to a parent technique: \"nobody\"",
        "25:4: the heading counts 3, the section holds 2",
        "27:3: [[AML.TA0001: Go]] leads to no page: AML.TA0001 is not here",
        "28:3: [[x|No Such Tactic]] leads to no record",
        "32:3: no link to a mitigation: \"nothing linked\"",
        "33:3: [[AML.M0001: M]] leads to no page: AML.M0001 is not here",
        "33:20: no dash between the link and its text",
        "35:1: text that belongs to no entry: \"Stray text.\"",
        "37:4: unknown section \"Curiosities\"",
      ])
  }

  @Test func tellsSeverities() {
    #expect(
      Audit.lines(pages: ["dir/page.md": "# AML.T0001: One\n\nText.\n\n## Odd\n\n[[AML.T0002]]\n"]) == [
        "dir/page.md:1:1: note: AML.T0001 has no date of creation, no date of change, no maturity, no platforms, "
          + "no tactics",
        "dir/page.md:5:4: warning: unknown section \"Odd\"",
        "dir/page.md:7:1: error: [[AML.T0002]] leads to no page: AML.T0002 is not here",
      ])
  }

  @Test(arguments: [
    ("AML.TA0001: A", "no description, no date of creation, no date of change, no techniques"),
    (
      "AML.M0001: A", "no description, no date of creation, no date of change, no category, no lifecycle, no techniques"
    ),
    ("AML.CS0001: A", "no description, no incident date, no type, no actor, no target, no steps"),
  ])
  func tellsWhatARecordLacks(_ heading: String, _ missing: String) {
    #expect(
      Audit.lines(pages: ["a": "# \(heading)\n"]) == ["a:1:1: note: \(heading.prefix { $0 != ":" }) has \(missing)"])
  }

  @Test(arguments: [
    ("AML.T0001.md", false), ("dir/AML.T0001.md", false), ("T0001.txt", false), ("AML.T0002.md", true),
    ("one.md", false), ("AML.T0001", false), ("AML.T0001.001", true), ("dir.x/aml.t0001.markdown", false),
    ("AML.T0001.001.md", true),
  ])
  func fileNamesAreChecked(_ path: String, _ isWrong: Bool) {
    let lines = Audit.lines(pages: KeyValuePairs(dictionaryLiteral: (path, "# AML.T0001: One\n")))
    #expect(lines.contains { $0.contains("the file is named") } == isWrong)
  }

  private func complaints(_ link: String) -> [String] {
    Audit.lines(pages: [
      "a": "# AML.M0001: M\n\nSee \(link).\n", "1": "---\nid: go-on\n---\n# AML.T0001: Go\n",
      "2": "# AML.T0001.000: On\n",
    ]).filter { $0.hasPrefix("a:3") }
  }

  @Test(arguments: [
    "[[AML.T0001]]", "[[x|AML.T0001: Go]]", "[[AML.T0001|go]]", "[[x|AML.T0001.000: On]]",
    "[[x|AML.T0001.000: Go: On]]", "[[go-on]]", "[[x/go-on|Go]]", "[anything](/techniques/AML.T0001)",
    "[x](https://atlas.mitre.org/techniques/AML.T0001)", "![image](techniques/x.png)", "[x](/resources/y)",
    "`[[nowhere]]`",
  ])
  func goodLinksAreFine(_ link: String) { #expect(complaints(link).isEmpty) }

  @Test(arguments: [
    ("[[x|AML.T0001: Stop]]", "warning: [[x|AML.T0001: Stop]] misnames AML.T0001, which is \"Go\""),
    ("[[x|AML.T0001.000: Off]]", "warning: [[x|AML.T0001.000: Off]] misnames AML.T0001.000, which is \"Go: On\""),
    ("[x](/tactics/gone)", "error: [x](/tactics/gone) leads to no record"),
    ("[x](/tactics/AML.TA0009)", "error: [x](/tactics/AML.TA0009) leads to no page: AML.TA0009 is not here"),
    ("[[gone]]", "error: [[gone]] leads to no record"),
  ])
  func badLinksAreNot(_ link: String, _ complaint: String) { #expect(complaints(link) == ["a:3:5: \(complaint)"]) }

  @Test func aSubTechniqueNeedsItsTechnique() {
    let lines = Audit.lines(page: "# AML.T0001.000: On\nText.\n", from: .note)
    #expect(lines.filter { $0.contains("belongs") } == ["1:1: AML.T0001.000 belongs to AML.T0001, which has no page"])
  }

  @Test func controlCharactersAreNamed() {
    #expect(Audit.lines(page: "# AML.T0001: One\n\nRed \u{1B}[31m.\n") == ["3:5: a control character, U+001B"])
    #expect(Audit.lines(page: "# AML.T0001: One\n\nDel \u{7F}.\n") == ["3:5: a control character, U+007F"])
  }

  @Test func theReleaseIsChecked() {
    let page = """
      ---
      id: atlas
      release: "1.2"
      ---
      # ATLAS
      ## Metadata
      - **Content Release:** 1.3
      - **Released:** some day
      - **Techniques:** 2
      - **Tactics:** 0
      """
    let lines = Audit.lines(pages: ["ATLAS.md": page, "b.md": page, "t.md": "# AML.T0001: One\nText.\n"])
    #expect(
      lines.filter { !$0.hasPrefix("t.md") } == [
        "ATLAS.md:7:24: error: the metadata say release 1.3, the head 1.2",
        "ATLAS.md:8:17: warning: Released is not a date: \"some day\"",
        "ATLAS.md:9:19: warning: the page counts 2 techniques, the corpus holds 1",
        "b.md:1:1: warning: another page for the release; ATLAS.md is used",
      ])
    let good = "---\nid: atlas\nrelease: \"1.2\"\n---\n## Metadata\n- **Released:** May 1, 2020\n"
    #expect(KnowledgeBase(page: good).release == Release(version: "1.2", date: PartialDate("2020-05-01")))
  }

  @Test func indexPagesAreNoRecords() {
    #expect(Audit.lines(page: "---\ntype: index\n---\n# Techniques\n\n- nothing\n").isEmpty)
  }

  @Test func unknownPagesAreSkipped() {
    let pages: KeyValuePairs = [
      "a.md": "# Shopping list\n\n- milk\n", "b.md": "# AML.T0001: One\nText.\n", "c.md": "",
    ]
    #expect(KnowledgeBase(pages: pages).ids().count == 1)
    let reason = "warning: no record: neither title, heading nor metadata hold an id"
    #expect(Audit.lines(pages: pages).filter { !$0.hasPrefix("b") } == ["a.md:1:3: \(reason)", "c.md:1:1: \(reason)"])
  }
}
