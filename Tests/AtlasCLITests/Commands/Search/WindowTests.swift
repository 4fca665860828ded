import AtlasCore
import Testing

@testable import AtlasCLI

/// The part of a long line that is shown.
@Suite struct WindowTests {
  private func window(_ text: String, _ match: String, _ columns: Int) -> String {
    let line = Bytes(copying: text)
    let places = match.isEmpty ? [] : [line.range(of: Bytes(copying: match))].compactMap { $0 }
    let window = LineWindow(line, around: places, columns: columns)
    return (window.isCutBefore ? "…" : "") + line[window.shown].string + (window.isCutAfter ? "…" : "")
  }

  @Test func shortLinesAreWhole() {
    #expect(window("a short line", "short", 12) == "a short line")
    #expect(window("ééééé", "é", 10) == "ééééé")
  }

  @Test func longLinesAreCutAtBlanks() {
    let text = "one two three four five six seven eight nine ten eleven twelve"
    #expect(window(text, "one", 20) == "one two three four…")
    #expect(window(text, "", 20) == "one two three four…")
    #expect(window(text, "twelve", 20) == "…ten eleven twelve")
    #expect(window(text, "six", 20) == "…five six seven…")
  }

  @Test(arguments: 10...60) func theMatchIsInIt(_ columns: Int) {
    let text = "日本語 the quick brown fox — jumps over the lazy dog, again and again, until évening comes at last"
    for match in ["日本", "quick", "—", "lazy", "évening", "last", "again and again"] {
      let shown = window(text, match, columns)
      #expect(Width.columns(of: shown) <= columns, "\(shown)")
      #expect(shown.contains(match.prefix(4)), "\(match) at \(columns): \(shown)")
    }
  }

  @Test func hiddenMatchesAreCounted() {
    let line = Bytes(copying: "x " + String(repeating: "word ", count: 40) + "x x")
    let places = line.indices.filter { line[$0] == UInt8(ascii: "x") }.map { $0..<$0 + 1 }
    #expect(LineWindow(line, around: places, columns: 40).hiddenMatches == 2)
  }
}
