import AtlasCore
import TestSupport
import Testing

@testable import AtlasCLI

@Suite struct ProseTests {
  static func prose(_ text: String, width: Int? = 60, color: Bool = false, indent: Int = 0) -> String {
    written(width: width, color: color) { Prose.write(Bytes(copying: text), indent: indent, to: &$0) }
  }

  @Test(arguments: [
    ("One sentence.\nAnother.", "One sentence. Another.\n"),
    ("A.\n\n\n\nB.\n", "A.\n\nB.\n"),
    ("\n\nA.", "A.\n"),
    ("", ""),
    ("- one\n- two\n  more", "- one\n- two more\n"),
    ("- one\n\n- two", "- one\n\n- two\n"),
    ("Text:\n- one\n- two\n\nAfter.", "Text:\n- one\n- two\n\nAfter.\n"),
    ("- one\n  - in\n    - deep\n- two", "- one\n  - in\n    - deep\n- two\n"),
    ("- one\n\t- in\n- two", "- one\n  - in\n- two\n"),
    ("* star\n+ plus", "- star\n- plus\n"),
    ("1. one\n2. two\n10) ten", "1. one\n2. two\n10. ten\n"),
    ("It was in\n2023. That is a year.", "It was in 2023. That is a year.\n"),
    ("- one\n\n  second paragraph\n\nout", "- one\n\n  second paragraph\n\nout\n"),
    ("```sh\na  b\n\n  c\n```\nafter", "  a  b\n\n    c\nafter\n".replacing("\n\n", with: "\n  \n")),
    ("~~~\nopen", "  open\n"),
    ("A.\n\n    code  here\n    more\n\nB.", "A.\n\ncode  here\nmore\n\nB.\n"),
    ("    a\n      b\n  \tc", "a\n  b\nc\n"),
    ("| a | b |\n|---|---|\n| 1 | 2 |", "| a | b |\n|---|---|\n| 1 | 2 |\n"),
    ("> quoted\n> text\n\nafter", "  quoted text\n\nafter\n"),
    ("## Title\ntext", "Title\ntext\n"),
    ("-", "- \n"),
    ("a *b* **c** _d_ __e__ f", "a b c d e f\n"),
    ("2 * 3 * 4, snake_case_name, *open", "2 * 3 * 4, snake_case_name, *open\n"),
    ("**bold *nested* text**", "bold nested text\n"),
    ("`a*b*` and ``x`y``", "`a*b*` and ``x`y``\n"),
    ("[site](https://a.b/c) [https://a.b](https://a.b)", "site (https://a.b/c) https://a.b\n"),
    ("<https://a.b/c_d_e>, https://a.b/x_y_.", "https://a.b/c_d_e, https://a.b/x_y_.\n"),
    ("\\*not\\* \\x", "*not* \\x\n"),
    ("[[x/slug|AML.T0031: Erode AI Model Integrity]].", "Erode AI Model Integrity (AML.T0031).\n"),
    ("see [[techniques/AML.T0051.000|Direct]]", "see Direct (AML.T0051.000)\n"),
    ("[[slug|AML.T0002]] [[AML.T0051]] [[path/impact|Impact]]", "AML.T0002 AML.T0051 Impact\n"),
    ("[Erode](/techniques/AML.T0031) [AML.T0031](/techniques/AML.T0031)", "Erode (AML.T0031) AML.T0031\n"),
    ("[[never closed and [x] (y)", "[[never closed and [x] (y)\n"),
    ("a\u{1B}[31m", "a\\u{1B}[31m\n"),
    ("A.\r\nB.\r\n\r\nC.\r\n", "A. B.\n\nC.\n"),
  ])
  func reads(_ source: String, _ shown: String) {
    #expect(ProseTests.prose(source) == shown)
  }

  static let sample = """
    An adversary may use [[techniques/AML.T0051|AML.T0051: LLM Prompt Injection]] to reach what they could not reach otherwise.
    The **second** sentence stands on a line of its own, with `code --flag` in it.

    - A bullet that is long enough to be wrapped at sixty columns, and to hang there where its text begins.
      - A nested one: see https://example.org/a/long/address/that/must/not/be/cut/in/two/anywhere for more.
    - 日本語の文章は空白なしで続くので、幅を数えて折り返す必要があります。

    1. First
    2. Second

    ```
    $ verbatim   text
    ```
    """

  @Test(arguments: [60, 80, 120]) func fits(_ width: Int) {
    let text = ProseTests.prose(ProseTests.sample, width: width, indent: 2)
    expectGolden(text, named: "prose-\(width).txt")
    for line in text.split(separator: "\n") where !line.contains("https://") {
      #expect(Width.columns(of: String(line)) <= width, "\(line)")
    }
  }

  @Test func inColour() { expectGolden(ProseTests.prose(ProseTests.sample, color: true), named: "prose-color.txt") }

  /// Whatever is thrown at it, it ends, in time that grows with the text.
  @Test(arguments: [
    "*", "**", "_", "`", "[[", "[", "[a](", "> ", "- ", "  - ", "1. ", "|", "```\n", "    ", "\t", "\\", "<",
    "https://",
    "**a*", "[[a|",
  ])
  func survives(_ piece: String) {
    for count in [1, 2, 3, 5, 2000] {
      let text = String(repeating: piece, count: count)
      #expect(ProseTests.prose(text).utf8.count <= 40 * text.utf8.count + 40)
      #expect(ProseTests.prose("a\n" + text + "\nb").contains("a"))
    }
  }
}
