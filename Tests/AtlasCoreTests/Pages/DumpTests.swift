import AtlasCore
import TestSupport
import Testing

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
    #expect(records.map(\.nameBytes.string) == ["Hammer", "Glue", "Saw & File", "Nameless & alone", "Last"])
    #expect(
      records.map(\.descriptionBytes.string) == [
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
    #expect(base.uses(of: record.id).map(\.textBytes.string) == ["How."])
  }
}
