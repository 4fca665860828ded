import AtlasCore
import Testing

@Suite struct FrontMatterTests {
  private func read(_ text: String) -> (head: FrontMatter?, rest: String) {
    var page = Bytes(copying: text)
    let head = FrontMatter(eating: &page)
    return (head, page.string)
  }

  @Test(arguments: [
    ("title: Plain", "Plain"), ("title:   Plain  ", "Plain"), ("title: \"AML.T0001: Quoted\"", "AML.T0001: Quoted"),
    ("title: 'It''s'", "It's"), ("title: 'don't'", "don't"), ("title: \"a \\\"b\\\" \\\\ c\"", "a \"b\" \\ c"),
    ("title: \"\\\\\\\"\"", "\\\""),
    ("title: a: b", "a: b"), ("title:\n  - list", nil), ("title: ", nil), ("other: x", nil), ("title: \"\"", ""),
    ("title: \"open", "\"open"), ("title: '", "'"), ("# title: comment\ntitle: x", "x"), ("title : spaced", "spaced"),
    ("tags:\n- a\n- b\ntitle: after", "after"), ("nested:\n  title: inner\ntitle: outer", "outer"),
  ])
  func holds(_ lines: String, _ title: String?) {
    let (head, rest) = read("---\n\(lines)\n---\nBody\n")
    #expect(head != nil)
    #expect(head?["title"]?.string == title)
    #expect(rest == "Body\n")
  }

  @Test(arguments: [
    "", "---", "---\n", "---\nid: x\n", "----\nid: x\n---\n", "id: x\n---\n", "# Heading\n---\nid: x\n---\n",
    "---\nA page that begins with a rule\n\n---\nid: x\n",
  ])
  func isAbsent(_ text: String) {
    let (head, rest) = read(text)
    #expect(head == nil)
    #expect(rest == text)
  }

  @Test func endsWithDotsAndBeginsAfterBlankLines() {
    let (head, rest) = read("\n \n---  \nid: x\n...\nBody")
    #expect(head?["id"] == "x")
    #expect(rest == "Body")
  }
}
