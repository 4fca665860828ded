import AtlasCore
import Testing

@testable import AtlasCLI

@Suite struct WrapTests {
  @Test(arguments: [
    ("abc", 3), ("é", 1), ("e\u{301}", 1), ("日本語", 6), ("한국", 4), ("🙂", 2), ("🇨🇭", 2), ("\u{200B}", 0), ("ｆ", 2),
    ("\u{AD}", 1), ("—", 1), ("…", 1), ("“", 1), ("ﬁ", 1), ("\u{1100}\u{1161}\u{11A8}", 2), ("😀\u{FE0F}", 2),
  ])
  func measures(_ text: String, _ columns: Int) {
    #expect(Width.columns(of: text) == columns)
  }

  static func wrap(_ text: String, _ width: Int?, column: Int = 0, indent: Int = 0) -> String {
    written(width: width) { output in
      var wrap = Wrap(width: width, column: column, indent: indent)
      wrap.add(text, to: &output)
      wrap.finish(&output)
    }
  }

  @Test func wraps() {
    #expect(WrapTests.wrap("aa bb  cc\ndd", 5) == "aa bb\ncc dd\n")
    #expect(WrapTests.wrap("aa bb cc", nil) == "aa bb cc\n")
    #expect(WrapTests.wrap("aa bb cc", 7, column: 2, indent: 2) == "aa bb\n  cc\n")
    #expect(WrapTests.wrap("", 10) == "\n")
    #expect(WrapTests.wrap("https://example.org/very/long x", 10) == "https://example.org/very/long\nx\n")
    #expect(
      WrapTests.wrap("a https://example.org/very/long", 10, column: 2, indent: 2)
        == "a\n  https://example.org/very/long\n")
    #expect(WrapTests.wrap("日本語日本語", 6) == "日本語\n日本語\n")
    #expect(WrapTests.wrap("日本語 日本", 6) == "日本語\n日本\n")
  }

  @Test(arguments: [20, 60, 80, 120]) func keepsWordsAndWidth(_ width: Int) {
    let words = (0..<400).map { String(repeating: "x", count: $0 * 7 % 19 + 1) }
    let text = WrapTests.wrap(words.joined(separator: " "), width)
    let lines = text.split(separator: "\n")
    #expect(lines.flatMap { $0.split(separator: " ") }.map(String.init) == words)
    #expect(lines.allSatisfy { $0.count <= width })
    // Greedy: the first word of a line had no room on the line before.
    for (line, next) in zip(lines, lines.dropFirst()) {
      #expect(line.count + 1 + (next.split(separator: " ").first?.count ?? 0) > width)
    }
  }

  @Test func colourTakesNoColumns() {
    let plain = WrapTests.wrap("aa bb cc", 5)
    let painted = written(width: 5, color: true) { output in
      var wrap = Wrap(width: 5)
      for word in ["aa ", "bb ", "cc"] { wrap.add(word, as: .match, to: &output) }
      wrap.finish(&output)
    }
    let stripped = painted.replacing("\u{1B}[1;31m", with: "").replacing("\u{1B}[0m", with: "")
    #expect(stripped == plain)
  }

  @Test func marksWithinAWordDoNotPartIt() {
    let text = written(width: 8) { output in
      var wrap = Wrap(width: 8)
      wrap.add("one (", to: &output)
      wrap.add("two", as: .strong, to: &output)
      wrap.add("), end", to: &output)
      wrap.finish(&output)
    }
    #expect(text == "one\n(two),\nend\n")
  }
}
