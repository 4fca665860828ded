import AtlasCore
import Testing

@Suite struct LinkTests {
  struct Case: CustomTestStringConvertible {
    let source: String
    var id: String?
    let slug: String
    let name: String
    var isWeb = false
    var testDescription: String { source }
  }

  @Test(arguments: [
    Case(source: "[[a/b/tay|AML.CS0009: Tay]]", id: "AML.CS0009", slug: "tay", name: "Tay"),
    Case(source: "[[x|AML.T0002]]", id: "AML.T0002", slug: "x", name: ""),
    Case(source: "[[AML.T0051]]", id: "AML.T0051", slug: "AML.T0051", name: ""),
    Case(source: "[[AML.T0051.001]]", id: "AML.T0051.001", slug: "AML.T0051.001", name: ""),
    Case(source: "[[AML.T0051.md]]", id: "AML.T0051", slug: "AML.T0051", name: ""),
    Case(source: "[[AML.T0051#Metadata]]", id: "AML.T0051", slug: "AML.T0051", name: ""),
    Case(source: "[[AML.T0051 Prompts]]", id: "AML.T0051", slug: "AML.T0051 Prompts", name: "Prompts"),
    Case(source: "[[AML.T0051 - Prompts]]", id: "AML.T0051", slug: "AML.T0051 - Prompts", name: "Prompts"),
    Case(source: "[[path/impact|Impact]]", slug: "impact", name: "Impact"),
    Case(source: "[[impact]]", slug: "impact", name: "impact"),
    Case(
      source: "[[t/AML.T0001|AML.T0002: The label wins]]", id: "AML.T0002", slug: "AML.T0001", name: "The label wins"),
    Case(source: "[[t/AML.T0001|Name]]", id: "AML.T0001", slug: "AML.T0001", name: "Name"),
    Case(source: "[[t/AML.T0001.md#part|Name]]", id: "AML.T0001", slug: "AML.T0001", name: "Name"),
    Case(source: "[[t/tay\\|AML.CS0009: Tay]]", id: "AML.CS0009", slug: "tay", name: "Tay"),
    Case(source: "[[ x / y | Spaces ]]", slug: " y", name: "Spaces"),
    Case(source: "[[a|b [c] d]]", slug: "a", name: "b [c] d"),
    Case(source: "[[a|b|c]]", slug: "a", name: "b|c"),
    Case(source: "[Proxy](/techniques/AML.T0005)", id: "AML.T0005", slug: "AML.T0005", name: "Proxy"),
    Case(source: "[Proxy](AML.T0005.md)", id: "AML.T0005", slug: "AML.T0005", name: "Proxy"),
    Case(source: "[Proxy](../techniques/proxy/)", slug: "proxy", name: "Proxy"),
    Case(
      source: "[Tay](https://atlas.mitre.org/studies/AML.CS0009/)", id: "AML.CS0009", slug: "AML.CS0009", name: "Tay"),
    Case(source: "[AML.T0005: Proxy](/somewhere)", id: "AML.T0005", slug: "somewhere", name: "Proxy"),
    Case(source: "[news](https://example.com/AML.T0005)", slug: "AML.T0005", name: "news", isWeb: true),
    Case(source: "[mail](mailto:a@example.com)", slug: "mailto:a@example.com", name: "mail", isWeb: true),
    Case(source: "[below](#part)", slug: "", name: "below", isWeb: true),
    Case(source: "[docs](/resources/guide)", slug: "guide", name: "docs", isWeb: true),
    Case(source: "[a](https://en.example.org/B_(c))", slug: "B_(c)", name: "a", isWeb: true),
    Case(source: "[a](<https://example.org/b c> \"Title\")", slug: "b c", name: "a", isWeb: true),
    Case(source: "[a\\] b](https://example.org/x)", slug: "x", name: "a\\] b", isWeb: true),
    Case(source: "[two\nlines](https://example.org/x)", slug: "x", name: "two\nlines", isWeb: true),
  ])
  func reads(_ expected: Case) throws {
    let text = Bytes(copying: "before \(expected.source) after")
    let links = Link.all(in: text)
    let link = try #require(links.first)
    #expect(links.count == 1)
    #expect(link.source.string == expected.source)
    #expect(link.id?.description == expected.id)
    #expect(link.slug.string == expected.slug)
    #expect(link.name.string == expected.name)
    #expect(link.isWeb == expected.isWeb)
    #expect(link.source.startIndex == 7)
  }

  @Test(arguments: [
    "[[", "[[]]", "[[ ]]", "[[a", "[[a]", "[[a\nb]]", "[a]", "[a] (b)", "[a](b", "[a](b\n\nc)", "[a\n\nb](c)",
    "`[[a]]`",
    "``[[a]] ` [[b]]``", "\\[[a]", "![image](a.png)", "a ](b)", "[[[", "]]", "`", "\\", "!",
  ])
  func findsNone(_ text: String) { #expect(Link.all(in: Bytes(copying: text)).isEmpty) }

  @Test(arguments: [
    ("[[a]][[b]]", ["[[a]]", "[[b]]"]), ("[[a [[b]]", ["[[b]]"]), ("[[[a]]", ["[[a]]"]), ("[x [[b]]", ["[[b]]"]),
    ("` [[a]]", ["[[a]]"]), ("`code` [[a]] `more`", ["[[a]]"]), ("`open\n\n[[a]] `", ["[[a]]"]),
    ("![[embedded]]", ["[[embedded]]"]), ("[![alt](b.png)](/techniques/x)", ["[![alt](b.png)](/techniques/x)"]),
    ("[a](b [c](d)", ["[c](d)"]), ("\\`[[a]]\\`", ["[[a]]"]),
  ])
  func findsAmongOthers(_ text: String, _ sources: [String]) {
    #expect(Link.all(in: Bytes(copying: text)).map(\.source.string) == sources)
  }

  @Test func leavesFencedCodeAlone() {
    let text: Bytes = "[[a]]\n```\n[[b]]\n```\n[[c]] `\n~~~\n[[d]]\n~~~\n[[e]]\n```\n[[f]]"
    var labels: [String] = []
    Link.forEach(outsideFencesOf: text) { labels.append($0.label.string) }
    #expect(labels == ["a", "c", "e", "f"])
  }

  @Test(arguments: [
    ("tactics/impact", RecordKind.tactic), ("/studies/tay", .caseStudy), ("a/case-studies/tay", .caseStudy),
    ("../mitigations/x.md", .mitigation), ("impact", nil), ("tactics", nil), ("tactics/deep/impact", nil),
  ])
  func knowsTheFolder(_ path: String, _ kind: RecordKind?) throws {
    let link = try #require(Link.all(in: Bytes(copying: "[[\(path)|x]]")).first)
    #expect(link.folderKind == kind)
  }
}
