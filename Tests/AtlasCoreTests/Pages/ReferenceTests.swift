import AtlasCore
import TestSupport
import Testing

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
    #expect(reference.titleBytes.string == title)
    #expect(reference.urlBytes?.string == url)
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
    #expect(record.references.map(\.titleBytes.string) == ["A", "B", "C", "D"])
  }
}
