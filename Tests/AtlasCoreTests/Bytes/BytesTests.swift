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

  /// Places are found eight bytes at a time; the answer is that of a look at each.
  @Test func placesAreFoundWhereverTheyAre() {
    var dice = Dice(seed: 5)
    for _ in 0..<3_000 {
      let count = Int.random(in: 0...40, using: &dice)
      let few: [UInt8] = [0, 1, 0x0A, 0x23, 0x3A, 0x7F, 0x80, 0x8A, 0xA3, 0xBA, 0xFF]
      let bytes = (0..<count).map { _ in few.randomElement(using: &dice) ?? 0 }
      let start = Int.random(in: 0...count, using: &dice)
      let text = Bytes(copying: bytes)[start..<count]
      for byte in few {
        #expect(text.firstIndex(of: byte) == bytes[start...].firstIndex { $0 == byte })
        let place = bytes[start...].firstIndex { $0 == byte || $0 == 0x23 || $0 == 0x0A } ?? count
        #expect(text.place(of: byte, 0x23, 0x0A, from: start) == place)
      }
    }
  }

  @Test(arguments: [0, 7, 12, 4095, 10_000]) func numbersAreWritten(number: Int) {
    for width in 1...6 {
      var text: [UInt8] = []
      text.append(digitsOf: number, paddedTo: width)
      let digits = String(number)
      #expect(
        String(decoding: text, as: UTF8.self) == String(repeating: "0", count: max(0, width - digits.count)) + digits)
    }
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
