import AtlasCore
import TestSupport
import Testing

/// Texts that look like the structure of a page, in each place of a page where a text can stand: all come back as they
/// were, and none disturbs its page.
@Suite struct TextSurvivalTests {
  private static let lines = [
    "", "text", "# a", "## Metadata", "## Techniques (3)", "### Step 2: x", "### [[AML.CS0001]]", "- bullet",
    "  - deep",
    "* star", "> quote", "> **Sub-Technique of:** [[AML.T0001]]", "**Tactic:** [[AML.TA0001]]", "**Technique:** x",
    "**Step 4:** [[AML.TA0001]] text", "- **Technique ID:** AML.T0009", "```", "```swift", "````", "~~~", "  ```",
    "   ~~~", "    code", "\t```", "\\## a", "\\\\# b", "\\```", "\\**Tactic:** x", "\\", "\\\\", "\\- x", "---", "...",
    "| a | b |", "|---|---|", "AML.T0001", "[[AML.T0001]] — x", "trailing  ", "é ü", "No x.", "1. one", "`", "``",
  ]

  private func text(_ generator: inout SeededGenerator) -> Bytes {
    let count = Int.random(in: 1...8, using: &generator)
    let lines = (0..<count).compactMap { _ in TextSurvivalTests.lines.randomElement(using: &generator) }
    return Bytes(copying: lines.joined(separator: "\n")).trimmed
  }

  private func bullet(_ text: Bytes) -> String {
    text.isEmpty ? "" : " — " + Escape.escaped(text, indent: 2).string
  }

  @Test func textsComeBack() {
    var generator = SeededGenerator(seed: 2)
    for _ in 0..<400 {
      let texts = [text(&generator), text(&generator), text(&generator)]
      let escaped = texts.map { Escape.escaped($0).string }
      let base = KnowledgeBase(pages: [
        "t.md": """
        # AML.T0001: One

        \(escaped[0])

        ## Metadata

        - **Maturity:** feasible

        ## Mitigations (2)

        - [[AML.M0001]]\(bullet(texts[1]))
        - [[AML.M0002]]\(bullet(texts[2]))

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
      #expect(base.record(technique)?.descriptionBytes == texts[0])
      #expect(base.record(technique)?.technique?.maturity == .feasible)
      #expect(base.record(RecordID(.caseStudy, 3))?.descriptionBytes == texts[1])
      #expect(base.uses(of: technique).map(\.textBytes) == [texts[1], texts[2]])
      #expect(base.steps(of: technique).map(\.textBytes) == [texts[1], texts[2], texts[0], texts[2], texts[0]])
      #expect(base.steps(of: technique).map(\.number) == [1, 3, nil, 1, 2])
    }
  }
}
