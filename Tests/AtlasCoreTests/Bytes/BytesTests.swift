import AtlasCore
import Testing

@Suite struct BytesTests {
  @Test(arguments: [
    (0, 1, 1), (2, 1, 3), (3, 1, 4), (4, 2, 1), (5, 3, 1), (6, 3, 2), (7, 3, 3), (99, 3, 3), (-5, 1, 1),
  ])
  func countLinesAndColumns(_ index: Int, _ line: Int, _ column: Int) {
    let text: Bytes = "abc\n\nde"
    #expect(text.lineNumber(at: index) == line)
    #expect(text.column(at: index) == column)
  }

  @Test func excerptsFitOnALine() {
    #expect(("short" as Bytes).excerpt == "short")
    #expect(("first\nsecond" as Bytes).excerpt == "first…")
    let long = Bytes(copying: String(repeating: "ü", count: 100))
    #expect(long.excerpt == String(repeating: "ü", count: 36) + "…")
    #expect(Bytes(copying: String(repeating: "x", count: 80)).excerpt.count == 80)
  }

  @Test func linesEndWithTheText() {
    func lines(_ text: Bytes) -> [String] { text.lines.map(\.string) }
    #expect(lines("").isEmpty)
    #expect(lines("\n") == [""])
    #expect(lines("a\n\nb") == ["a", "", "b"])
    #expect(lines("a\n") == ["a"])
  }

  @Test func numbersAreBounded() {
    var text: Bytes = "999999999x"
    #expect(text.eatNumber() == 999_999_999)
    text = "1234567890"
    #expect(text.eatNumber() == nil)
    #expect(text.count == 10)
  }
}
