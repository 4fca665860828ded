import AtlasCore
import Testing

@testable import AtlasCLI

/// No text becomes markup, and none is wider than it is measured to be.
@Suite struct MarkupTests {
  /// Code points that will never be characters, which a literal cannot have.
  private static let nonCharacters = String(
    String.UnicodeScalarView([0xFFFE, 0xFFFF, 0xFDD0, 0x1FFFE, 0x10FFFF].compactMap { Unicode.Scalar($0 as UInt32) }))

  /// A text, and how a picture has it.
  static let texts: [(String, String)] = [
    ("plain", "plain"), ("", ""), ("<script>alert(1)</script>", "&lt;script&gt;alert(1)&lt;/script&gt;"),
    ("a & b &amp; \"c\" 'd'", "a &amp; b &amp;amp; &quot;c&quot; &#39;d&#39;"), ("]]> --> \\ `", "]]&gt; --&gt; \\ `"),
    ("a\nb\tc\rd", "a b c d"), ("\u{1B}[31m\u{0}\u{7F}\u{9B}", "\\u{1B}[31m\\u{0}\\u{7F}\\u{9B}"),
    ("\u{202E}gnp\u{2066}\u{200F}\u{FEFF}", "\\u{202E}gnp\\u{2066}\\u{200F}\\u{FEFF}"),
    (nonCharacters, "\\u{FFFE}\\u{FFFF}\\u{FDD0}\\u{1FFFE}\\u{10FFFF}"),
    ("מודל", "מודל"), ("模型 🧪 é", "模型 🧪 é"), ("é<", "é&lt;"),
  ]

  @Test(arguments: texts) func textIsEscaped(_ row: (text: String, written: String)) {
    var markup = Markup()
    markup.text(row.text)
    #expect(String(decoding: markup.bytes, as: UTF8.self) == row.written)
    var attribute = Markup()
    attribute.attribute("a", row.text)
    #expect(String(decoding: attribute.bytes, as: UTF8.self) == " a=\"\(row.written)\"")
  }

  @Test func bytesThatAreNoTextAreReplaced() {
    var markup = Markup()
    markup.text([0x61, 0xFF, 0x3C, 0xC3] as [UInt8])
    #expect(String(decoding: markup.bytes, as: UTF8.self) == "a\u{FFFD}&lt;\u{FFFD}")
  }

  @Test func textIsMeasured() {
    let measure = TextMeasure()
    #expect(measure.width(of: "") == 0)
    // 3.4 each, and 11.9.
    #expect(measure.width(of: "ii") == 7)
    #expect(measure.width(of: "W") == 12)
    #expect(TextMeasure(isBold: true).width(of: "W") == 15)
    #expect(measure.width(of: "e\u{301}") == 14 || measure.width(of: "e\u{301}") == 8)
    #expect(measure.width(of: "模型") == 35)
  }

  /// A text, a width, a limit, and the lines.
  static let wraps: [(String, Int, Int, [String])] = [
    ("LLM Prompt Injection", 80, 9, ["LLM Prompt", "Injection"]),
    ("LLM Prompt Injection", 500, 9, ["LLM Prompt Injection"]),
    ("", 80, 9, []), ("   ", 80, 9, []), ("one  two", 80, 9, ["one two"]),
    ("one two three four", 40, 2, ["one", "two…"]),
    ("模型模型", 40, 9, ["模型", "模型"]), ("WWWWWW", 40, 9, ["WWW", "WWW"]), ("WWWWWWWWW", 40, 2, ["WWW", "W…"]),
    ("a", 1, 9, ["a"]), ("one two", 40, 1, ["one…"]),
  ]

  @Test(arguments: wraps) func linesFit(_ row: (text: String, width: Int, limit: Int, lines: [String])) {
    #expect(TextMeasure().lines(row.text, width: row.width, limit: row.limit) == row.lines)
  }

  @Test func noLineIsWiderThanItsPlace() {
    let texts =
      MarkupTests.texts.map { Markup.shown($0.0.utf8) } + [
        String(repeating: "x", count: 200), String(repeating: "W ", count: 50), String(repeating: "語", count: 90),
        String(repeating: "e\u{301}", count: 200), String(repeating: "👩‍🔬", count: 30),
        "a " + String(repeating: "<", count: 99),
      ]
    for text in texts {
      for isBold in [false, true] {
        let measure = TextMeasure(isBold: isBold)
        for width in [60, 100, 133] {
          for limit in [1, 2, 99] {
            let lines = measure.lines(text, width: width, limit: limit)
            #expect(lines.count <= limit)
            for line in lines { #expect(measure.width(of: line) <= width || line.count == 1, "\(line)") }
          }
          let whole = measure.lines(text, width: width).joined()
          #expect(whole.filter { $0 != " " } == text.filter { $0 != " " })
        }
      }
    }
  }
}
