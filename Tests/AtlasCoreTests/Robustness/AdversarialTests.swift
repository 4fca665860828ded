import AtlasCore
import TestSupport
import Testing

/// Pages made to be slow: the reader must take time in proportion to their length.
///
/// Nothing is timed. Where any part of the reader took quadratic time, these tests would run for hours.
@Suite(.serialized) struct AdversarialTests {
  struct Page: CustomTestStringConvertible, Sendable {
    let name: String
    var head = "# AML.T0001: One\n\n## Mitigations\n\n"
    let unit: String
    var count: Int?
    var tail = ""
    var testDescription: String { name }

    /// As long as quadratic time needs to be noticed, some 64 KiB.
    var bytes: [UInt8] {
      let unit = Array(unit.utf8)
      var bytes = Array(head.utf8)
      for _ in 0..<(count ?? (1 << 16) / unit.count) { bytes += unit }
      return bytes + Array(tail.utf8)
    }
  }

  static let pages = [
    Page(name: "open brackets", unit: "["),
    Page(name: "open brackets in a lead", head: "# AML.T0001: One\n", unit: "["),
    Page(name: "closed brackets", unit: "]"), Page(name: "wiki links that do not end", unit: "[[a"),
    Page(name: "ordinary links that do not end", unit: "[a]("), Page(name: "nested labels", unit: "[a "),
    Page(name: "nested addresses", head: "- [a]", unit: "(a"), Page(name: "labels on lines", unit: "[\n"),
    Page(name: "backticks", unit: "`"), Page(name: "runs of backticks", unit: "` `` ``` "),
    Page(name: "lone backticks", unit: "a ` b `` c ``` d ```` e `````\n\n"),
    Page(name: "fences that do not end", unit: "```a\n"), Page(name: "fences in pairs", unit: "```\n"),
    Page(name: "fences of both kinds", unit: "```a\n~~~b\n  ```c\n  ~~~d\n"),
    Page(
      name: "fences, each shorter", head: "", unit: "", count: 0,
      tail: (3...700).reversed().map { String(repeating: "`", count: $0) }.joined(separator: "\n")),
    Page(name: "one bullet", head: "# AML.T0001: One\n\n## Mitigations\n\n- [[AML.M0001]] — ", unit: "word "),
    Page(
      name: "one bullet of many lines", head: "# AML.T0001: One\n\n## Mitigations\n\n- [[AML.M0001]] — ", unit: "a\n  "),
    Page(name: "a bullet of blanks", head: "# AML.T0001: One\n\n## Mitigations\n\n- AML.M0001", unit: " ", tail: "x"),
    Page(name: "a bullet of dashes", head: "# AML.T0001: One\n\n## Mitigations\n\n- AML.M0001", unit: " -"),
    Page(name: "empty bullets", unit: "- \n"), Page(name: "bullets without links", unit: "- a\n"),
    Page(
      name: "bullets that go deeper", head: "# AML.T0001: One\n\n## Mitigations\n\n", unit: "", count: 0,
      tail: (0..<700).map { String(repeating: " ", count: $0) + "- a" }.joined(separator: "\n")),
    Page(name: "headings", head: "# AML.T0001: One\n", unit: "## a\n", count: 25_000),
    Page(name: "entries", unit: "### a\n", count: 25_000), Page(name: "parentheses", unit: "## a (1\n", count: 12_000),
    Page(name: "cells", unit: "|a"), Page(name: "rows", unit: "|[[AML.M0001]]|\n"), Page(name: "rules", unit: "|-|\n"),
    Page(name: "escaped bars", unit: "\\|"), Page(name: "backslashes", head: "# AML.T0001: One\n", unit: "\\"),
    Page(name: "escaped headings", head: "# AML.T0001: One\n", unit: "\\## a\n"),
    Page(name: "stars", unit: "*"), Page(name: "bold that does not end", unit: "- **a\n"),
    Page(name: "metadata", head: "# AML.T0001: One\n## Metadata\n", unit: "- **Created:** 2020\n"),
    Page(name: "unknown labels", head: "# AML.T0001: One\n## Metadata\n", unit: "- **a:** b\n"),
    Page(
      name: "references", head: "# AML.T0001: One\n## References\n", unit: "", count: 0,
      tail: (0..<5_000).map { "- a https://a.example/\($0)" }.joined(separator: "\n")),
    Page(name: "one reference", head: "# AML.T0001: One\n## References\n", unit: "https:// "),
    Page(
      name: "steps of one technique", head: "# AML.CS0001: One\n## Attack Procedure\n", unit: "", count: 0,
      tail: (1...4000).map { "### Step \($0): A\n**Technique:** [[AML.T0001]]\n\na\n" }.joined()),
    Page(
      name: "steps in a text", head: "# AML.T0001: One\n## Case Studies\n### [[AML.CS0001]]\n", unit: "", count: 0,
      tail: (1...5_000).map { "**Step \($0):** a\n" }.joined()),
    Page(name: "unnumbered texts", head: "# AML.T0001: One\n## Case Studies\n", unit: "- [[AML.CS0001]] — a\n"),
    Page(
      name: "tactics of one study", head: "# AML.CS0001: One\n## Tactics and Techniques Used\n", unit: "", count: 0,
      tail: (10_000...15_000).map { "[[AML.TA\($0)]] [[AML.T0001]]\n" }.joined()),
    Page(
      name: "a dump", head: "", unit: "", count: 0, tail: (10_000...20_000).map { "AML.M\($0)\nSame name\n" }.joined()),
    Page(name: "a dump of one id", head: "", unit: "AML.M0001\nName\n", count: 5_000),
    Page(
      name: "stubs of one name", unit: "", count: 0,
      tail: (10_000...15_000).map { "- [[a|AML.M\($0): Same]]\n- [[same]]\n" }.joined()),
    Page(name: "broken links", head: "# AML.T0001: One\n", unit: "[[a]]\n", count: 12_000),
    Page(name: "front matter", head: "---\n", unit: "a: b\n", tail: "---\n# AML.T0001: One\n"),
    Page(name: "front matter that does not end", head: "---\n", unit: "a: b\n"),
    Page(name: "quotes", head: "---\ntitle: \"", unit: "\\\"", tail: "\"\n---\n# AML.T0001: One\n"),
    Page(name: "quotes before a lead", head: "# AML.T0001: One\n", unit: "> **Parent Technique:** [[AML.T0002]]\n"),
    Page(name: "newlines", unit: "\n"), Page(name: "blanks", unit: " "),
    Page(name: "no id at all", head: "", unit: "a\n"),
  ]

  @Test(arguments: pages) func areReadInLinearTime(_ page: Page) {
    var buffer = PageBuffer(capacity: 0)
    buffer.add(path: "page.md", text: page.bytes)
    let corpus = buffer.corpus()
    let audit = Audit(corpus)
    let base = KnowledgeBase(text: corpus.text, index: Bytes(copying: audit.image))
    for id in base.ids().prefix(3) {
      _ = base.record(id)
      #expect(base.relations(of: id).prefix(3).allSatisfy { base.contains($0.source) && base.contains($0.target) })
    }
    #expect(audit.diagnostics.allSatisfy { $0.reason.utf8.count < 400 && $0.line >= 1 && $0.column >= 1 })
  }

  @Test func escapingIsLinear() {
    for unit in ["# a\n", "```a\n", "\\", "```\n", "**Tactic:** a\n", "  ```\n```\n"] {
      let text = Bytes(copying: String(repeating: unit, count: 10_000)).trimmed
      #expect(Escape.unescaped(Escape.escaped(text)) == text)
    }
  }
}
