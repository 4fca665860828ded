import Testing

@testable import AtlasCore

@Suite struct EscapeTests {
  @Test(arguments: [
    ("plain", "plain"), ("- bullet\n* star\n1. one", "- bullet\n* star\n1. one"), ("#1 in the list", "#1 in the list"),
    ("## Heading", "\\## Heading"), ("a\n  # b\n#", "a\n  \\# b\n\\#"), ("a\n---\nb\n***", "a\n\\---\nb\n\\***"),
    ("> first\n> second", "\\> first\n> second"), ("| a | b |\n| - | - |", "| a | b |\n| - | - |"),
    ("**Tactic:** x\n**Note:** y\n- **Technique:** z", "\\**Tactic:** x\n**Note:** y\n\\- **Technique:** z"),
    ("\\- one\n\\\\# two\n\\n", "\\- one\n\\\\\\# two\n\\n"),
    ("```\n# code\n\\# code\n```\n# text", "```\n# code\n\\# code\n```\n\\# text"),
    ("```\n# no end", "\\```\n\\# no end"), ("~~~ a\nb\n```\nc\n```", "\\~~~ a\nb\n```\nc\n```"),
    ("```code``` in a line", "```code``` in a line"),
  ])
  func linesThatLookLikeStructure(text: String, page: String) {
    #expect(Escape.escaped(Bytes(copying: text)).string == page)
    #expect(Escape.unescaped(Bytes(copying: page)).string == text)
  }

  @Test(arguments: [
    ("one", "one"), ("# one\n# two\n\n| a |\n  - b", "# one\n  \\# two\n\n  \\| a |\n    - b"),
    ("```\ncode\n```", "```\n  code\n  \\```"), ("a\n```\n| code\n```", "a\n  ```\n  | code\n  ```"),
    ("\\# a\n\\# b", "\\# a\n  \\\\# b"), ("a\n```\n\\| code\n```\n\\| b", "a\n  ```\n  \\| code\n  ```\n  \\\\| b"),
  ])
  func linesOfABullet(text: String, page: String) {
    let escaped = Escape.escaped(Bytes(copying: text), indent: 2)
    #expect(escaped.string == page)
    #expect(RawText(source: escaped, indent: 2).text.string == text)
  }

  /// What others write with backslashes of their own, and what stands in their code, is text like any other.
  @Test(arguments: [
    "\\* a star\n\\- no bullet\n\\> no quote\n\\`a`\n\\+1\n\\*emphasis\\*", "a\n\\> b\n\\| c |", "\\#1\n\\#######",
    "```\n\\# a\n\\---\n\\\\# b\n```", "~~~ sh\n\\```\n\\**Tactic:** x\n~~~", "\\", "\\\\n", "a \\# b",
  ])
  func pagesOfOthersAreLeftAlone(text: String) {
    let bytes = Bytes(copying: text)
    #expect(Escape.unescaped(bytes) == bytes)
    #expect(Escape.escaped(bytes) == bytes)
  }

  @Test func textThatNeedsNothingIsNotCopied() {
    let text: Bytes = "a line\nand another\n- bullet"
    #expect(Escape.escaped(text[2..<10]).startIndex == 2)
    #expect(Escape.unescaped(text[2..<10]).startIndex == 2)
  }

  /// Texts of every sort of structure, with no blanks around them, as texts of records are.
  static func texts(_ count: Int, seed: UInt64) -> [String] {
    var dice = Dice(seed: seed)
    let parts = [
      "word", "# ", "## Metadata", "### Step 2: x", "---", "***", "> ", "> **Sub-Technique of:** ", "**Tactic:** ",
      "**Technique:** [[techniques/AML.T0000|AML.T0000: A]]", "**Step 1:** ", "- ", "- **Created:** 2020", "* ", "+ ",
      "| a | b |",
      "```", "````", "~~~", "``` swift", "\\", "\\\\", "\\#", "\\```", "`", " ", "  ", "    ", "\t", "\n", "\n", "\n",
      "\n\n", " — ",
      "[[", "]]", "[[x]]", "[A](/techniques/AML.T0000)", "[[techniques/AML.T0000|A]]", "\\[[x]]", "[[7]](https://x.y)",
      "é", "1. ",
      "AML.T0000", "&", "Available at: https://x.y", "---\nid: x\n---",
    ]
    return (0..<count).map { _ in
      let text = (0..<Int.random(in: 1...9, using: &dice)).map { _ in parts.randomElement(using: &dice) ?? "" }.joined()
      return Bytes(copying: text).trimmed.string
    }
  }

  @Test func whateverATextContainsItSurvives() {
    for text in EscapeTests.texts(6_000, seed: 3) {
      let bytes = Bytes(copying: text)
      #expect(Escape.unescaped(Escape.escaped(bytes)) == bytes)
      #expect(RawText(source: Escape.escaped(bytes, indent: 2), indent: 2).text == bytes)
      // What a page says comes back on the page that is written of it: nothing is added with each turn.
      let page = Escape.unescaped(bytes)
      #expect(Escape.unescaped(Escape.escaped(page)) == page)
      #expect(SiteLinks.toFile(SiteLinks.toPage(bytes)) == bytes)
    }
  }

  @Test(arguments: [
    ("see [A](/techniques/AML.T0000).", "see [[techniques/AML.T0000|A]]."),
    ("[A: B](/techniques/AML.T0000.001)", "[[techniques/AML.T0000.001|A: B]]"),
    ("[A](/tactics/AML.TA0000) [B](/mitigations/AML.M0000)", "[[tactics/AML.TA0000|A]] [[mitigations/AML.M0000|B]]"),
    ("[C](/studies/AML.CS0000)", "[[case-studies/AML.CS0000|C]]"),
    ("[web](https://x.y/techniques/AML.T0000)", "[web](https://x.y/techniques/AML.T0000)"),
    ("[A](/tactics/AML.T0000) [](/techniques/AML.T0000)", "[A](/tactics/AML.T0000) [](/techniques/AML.T0000)"),
    ("[a\nb](/techniques/AML.T0000)", "[a\nb](/techniques/AML.T0000)"), ("[[x]]", "\\[[x]]"),
    ("\\[[x]]", "\\\\\\[[x]]"),
    ("`[[1, 2]]` and [[7]](https://x.y)", "`[[1, 2]]` and [[7]](https://x.y)"),
    ("`[A](/techniques/AML.T0000)`", "`[A](/techniques/AML.T0000)`"),
  ])
  func linksOfTheSiteAndOfPages(file: String, page: String) {
    #expect(SiteLinks.toPage(Bytes(copying: file)).string == page)
    #expect(SiteLinks.toFile(Bytes(copying: page)).string == file)
  }
}

@Suite struct LinkEdgeTests {
  @Test(arguments: [
    ("[[7]](https://x.y)", ["https://x.y"]), ("[[AML.T0000]] (aside)", ["AML.T0000"]), ("\\[[x]] [[y]]", ["y"]),
    ("\\\\[[x]]", ["x"]), ("`[[x]]` [[y|z]]", ["y"]), ("\\", []), ("[[x]]\\", ["x"]),
  ])
  func linksThatAreAndThatAreNot(text: String, targets: [String]) {
    #expect(Link.all(in: Bytes(copying: text)).map(\.target.string) == targets)
  }
}
