import AtlasCore
import TestSupport
import Testing

@Suite struct EscapeTests {
  @Test(arguments: [
    ("plain", "plain"), ("# a", "\\# a"), ("## a", "\\## a"), ("### a", "\\### a"), ("#### a", "#### a"), ("#a", "#a"),
    ("##", "\\##"), (" ## a", " ## a"), ("x\n## a\ny", "x\n\\## a\ny"), ("\\## a", "\\\\## a"),
    ("\\\\## a", "\\\\\\## a"),
    ("\\x", "\\x"), ("\\* no bullet", "\\* no bullet"), ("- bullet\n* another", "- bullet\n* another"),
    ("| a |", "| a |"),
    ("> quote", "> quote"), ("> **Sub-Technique of:** x", "\\> **Sub-Technique of:** x"),
    (">**Parent Technique:** x", "\\>**Parent Technique:** x"), ("**Tactic:** x", "\\**Tactic:** x"),
    ("  **Technique**: x", "  \\**Technique**: x"), ("- **Tactic:** x", "\\- **Tactic:** x"),
    ("**Step 4:** x", "\\**Step 4:** x"), ("**Note:** x", "**Note:** x"), ("```\ncode", "\\```\ncode"),
    ("```\n## code\n\\## code\n```", "```\n## code\n\\## code\n```"), ("~~~", "\\~~~"), ("``` a ` b", "``` a ` b"),
    ("```\na\n```\n```", "```\na\n```\n\\```"), ("  ```\na\n  ```", "  \\```\na\n  \\```"),
    ("---\nid: x\n---", "---\nid: x\n---"),
    ("", ""), ("\n", "\n"), ("a\n", "a\n"), ("\n\n## a\n\n", "\n\n\\## a\n\n"), ("\t## a", "\t## a"),
  ])
  func keepsStructureOut(_ text: String, _ escaped: String) {
    #expect(Escape.escaped(Bytes(copying: text)).string == escaped)
    #expect(Escape.unescaped(Bytes(copying: escaped)).string == text)
  }

  /// Lines that mean something to a reader, and some that do not.
  private static let lines = [
    "", "text", "# a", "## Metadata", "## Techniques (3)", "### Step 2: x", "### [[AML.CS0001]]", "- bullet",
    "  - deep",
    "* star", "> quote", "> **Sub-Technique of:** [[AML.T0001]]", "**Tactic:** [[AML.TA0001]]", "**Technique:** x",
    "**Step 4:** [[AML.TA0001]] text", "- **Technique ID:** AML.T0009", "```", "```swift", "````", "~~~", "  ```",
    "   ~~~",
    "    code", "\t```", "\\## a", "\\\\# b", "\\```", "\\**Tactic:** x", "\\", "\\\\", "\\- x", "---", "...",
    "| a | b |",
    "|---|---|", "AML.T0001", "[[AML.T0001]] — x", "trailing  ", "é ü", "No x.", "1. one", "`", "``",
  ]

  private static func text(_ generator: inout SeededGenerator) -> String {
    (0..<Int.random(in: 1...8, using: &generator)).compactMap { _ in lines.randomElement(using: &generator) }
      .joined(separator: "\n")
  }

  @Test func isUndoneExactly() {
    var generator = SeededGenerator(seed: 1)
    for _ in 0..<4000 {
      let text = Bytes(copying: EscapeTests.text(&generator))
      let escaped = Escape.escaped(text)
      #expect(Escape.unescaped(escaped) == text)
    }
  }

  /// Texts on pages, in each of the three places where a text can stand: none disturbs its page.
  @Test func textsSurviveTheirPages() {
    var generator = SeededGenerator(seed: 2)
    for _ in 0..<1200 {
      let texts = (0..<3).map { _ in Bytes(copying: EscapeTests.text(&generator)).trimmed }
      let escaped = texts.map { Escape.escaped($0).string }
      func bullet(_ text: String) -> String {
        // A text that begins with code, or with nothing of its own, begins below the link.
        (text.isEmpty ? "" : " —\n  ") + text.replacing("\n", with: "\n  ")
      }
      let base = KnowledgeBase(pages: [
        "t.md": """
        # AML.T0001: One

        \(escaped[0])

        ## Metadata

        - **Maturity:** feasible

        ## Mitigations (2)

        - [[AML.M0001]]\(bullet(escaped[1]))
        - [[AML.M0002]]\(bullet(escaped[2]))

        ## Case Studies (2)

        ### [[AML.CS0001]]

        **Step 1:** [[AML.TA0001]]

        \(escaped[1])

        **Step 3:** [[AML.TA0002]]

        \(escaped[2])

        ### [[AML.CS0002]]

        \(escaped[0])
        """,
        "c.md": """
        # AML.CS0003: Three

        \(escaped[1])

        ## Attack Procedure

        ### Step 1: One

        **Tactic:** [[AML.TA0001]]
        **Technique:** [[AML.T0001]]

        \(escaped[2])

        ### Step 2: One

        **Tactic:** [[AML.TA0001]]
        **Technique:** [[AML.T0001]]

        \(escaped[0])
        """,
      ])
      let technique = RecordID(.technique, 1)
      #expect(base.record(technique)?.description == texts[0])
      #expect(base.record(technique)?.technique?.maturity == .feasible)
      #expect(base.record(RecordID(.caseStudy, 3))?.description == texts[1])
      #expect(base.uses(of: technique).map(\.text) == [texts[1], texts[2]])
      #expect(base.steps(of: technique).map(\.text) == [texts[1], texts[2], texts[0], texts[2], texts[0]])
      #expect(base.steps(of: technique).map(\.number) == [1, 3, nil, 1, 2])
    }
  }
}
