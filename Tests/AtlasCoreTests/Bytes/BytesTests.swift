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

  /// Text is found in text where a look at every place finds it.
  @Test func textIsFoundInText() {
    var dice = Dice(seed: 6)
    func letters(_ counts: ClosedRange<Int>) -> [UInt8] {
      (0..<Int.random(in: counts, using: &dice)).map { _ in [0x61, 0x62].randomElement(using: &dice) ?? 0 }
    }
    for _ in 0..<2_000 {
      let (text, needle) = (letters(0...20), letters(0...4))
      let start = Int.random(in: 0...text.count, using: &dice)
      let place = (start...max(text.count, start)).first { text[$0...].starts(with: needle) }
      let found = Bytes(copying: text)[start..<text.count].range(of: Bytes(copying: needle))
      #expect(found == place.map { $0..<$0 + needle.count }, "\(needle) in \(text) from \(start)")
    }
  }

  /// Characters are those that the standard library takes for valid, read from either end.
  @Test func charactersAreThoseOfTheStandardLibrary() {
    var dice = Dice(seed: 7)
    let few: [UInt8] = [
      0x41, 0x7F, 0x80, 0x8F, 0x90, 0x9F, 0xA0, 0xBF, 0xC0, 0xC1, 0xC2, 0xDF, 0xE0, 0xE1, 0xED, 0xEF, 0xF0, 0xF1, 0xF4,
      0xF5,
      0xFF,
    ]
    for _ in 0..<20_000 {
      let bytes = (0..<Int.random(in: 1...6, using: &dice)).map { _ in few.randomElement(using: &dice) ?? 0 }
      let text = Bytes(copying: bytes)
      var forwards: [(place: Int, scalar: Unicode.Scalar?)] = []
      var index = 0
      while index < bytes.count {
        let valid = (1...4).lazy.compactMap { count in
          index + count <= bytes.count ? String(validating: bytes[index..<index + count], as: UTF8.self) : nil
        }.first
        let found = text.character(at: index)
        #expect(
          found.scalar == valid?.unicodeScalars.first && found.count == valid?.utf8.count ?? 1, "\(bytes) at \(index)")
        forwards.append((index, found.scalar))
        index += found.count
      }
      for (place, scalar) in forwards.reversed() {
        let found = text.character(endingAt: index)
        #expect(found.scalar == scalar && index - found.count == place, "\(bytes) before \(index)")
        index = place
      }
    }
  }

  /// By what Unicode says of each character.
  @Test func controlsAreHarmfulAndWrittenCharactersAreNot() {
    for value in 0...UInt32(0x10FFFF) {
      guard let scalar = Unicode.Scalar(value) else { continue }
      let properties = scalar.properties
      switch properties.generalCategory {
      case .control, .lineSeparator, .paragraphSeparator: #expect(Sanitize.isHarmful(value), "\(value)")
      // Some of these are parts of words; which of the others are shown is listed with their names.
      case .format: if properties.isBidiControl { #expect(Sanitize.isHarmful(value), "\(value)") }
      case .unassigned: break
      default: if Sanitize.isHarmful(value) { Issue.record("\(value)") }
      }
    }
  }
}
