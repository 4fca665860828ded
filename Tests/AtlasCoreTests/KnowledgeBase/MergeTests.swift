import AtlasCore
import TestSupport
import Testing

@Suite struct MergeTests {
  private static let one = """
    # AML.T0001: One

    The text.

    ## Metadata

    - **Created:** 2020-01-01
    - **Maturity:** feasible
    - **Platforms:** A

    ## References

    - R https://a.example
    """
  private static let other = """
    # AML.T0001: Uno

    The text. And more of it.

    ## Metadata

    - **Created:** 2021-01-01
    - **Last Modified:** 2022
    - **Maturity:** realized
    - **Platforms:** A

    ## References

    - R https://a.example
    - S https://b.example
    """

  @Test func twoPagesAreOneRecord() throws {
    let base = KnowledgeBase(pages: ["a.md": MergeTests.one, "b.md": MergeTests.other])
    let record = try #require(base.record(RecordID(.technique, 1)))
    #expect(base.ids().count == 1)
    #expect(record.name == "One" && record.description == "The text. And more of it.")
    #expect(record.created?.iso == "2020-01-01" && record.modified?.iso == "2022")
    #expect(record.technique?.maturity == .feasible && base.maturity(of: record.id) == .feasible)
    #expect(record.references.map(\.title) == ["R", "S"])
  }

  @Test func contradictionsAreNamed() {
    #expect(
      Audit.lines(pages: ["a.md": MergeTests.one, "b.md": MergeTests.other]) == [
        "a.md:1:1: note: AML.T0001 has no tactics",
        "b.md:1:1: note: AML.T0001 also appears on a.md; the two are merged",
        "b.md:1:1: warning: AML.T0001 is called \"Uno\" here, \"One\" on another page",
        "b.md:7:16: warning: the date of creation of AML.T0001 is \"2021-01-01\" here, "
          + "\"2020-01-01\" on another page, which is kept",
        "b.md:9:17: warning: the maturity of AML.T0001 is \"realized\" here, \"feasible\" on another page, which is kept",
      ])
  }

  @Test func theSamePageTwiceOnlyMakesNotes() {
    let lines = Audit.lines(pages: ["a.md": MergeTests.one, "b.md": MergeTests.one])
    #expect(lines.allSatisfy { $0.contains(": note: ") } && lines.contains { $0.contains("also appears on a.md") })
  }

  @Test func otherTextsAreNamed() {
    let lines = Audit.lines(pages: ["a.md": "# AML.M0001: M\nSome text.\n", "b.md": "# AML.M0001: M\nOther.\n"])
    let reason = "the description of AML.M0001 differs between its pages; the longest is kept"
    #expect(lines.contains("b.md:1:1: warning: \(reason)"))
  }

  @Test func whatATacticSaysOfATechniqueIsCompared() {
    let table = "| ID | Name | Maturity |\n|---|---|---|\n| [[AML.T0001]] | Eins | realized |\n"
    let lines = Audit.lines(pages: ["a.md": MergeTests.one, "t.md": "# AML.TA0001: T\n\n## Techniques\n\n\(table)"])
    #expect(
      lines.filter { $0.contains("warning") } == [
        "t.md:7:3: warning: \"Eins\" misnames AML.T0001, which is \"One\"",
        "t.md:7:3: warning: AML.T0001 is realized here, feasible on another page, which is kept",
      ])
  }

  @Test func aPageBeatsHearsay() {
    let base = KnowledgeBase(pages: [
      "1.md": "# AML.M0001: M\n## Techniques\n- [[x|AML.T0001: Hearsay]]\n", "2.md": "# AML.T0001: Name\n",
    ])
    #expect(base.nameBytes(of: RecordID(.technique, 1)) == "Name")
    #expect(!base.isStub(RecordID(.technique, 1)))
  }
}
