import Testing

@testable import AtlasCore

/// What is not printable is found wherever it stands, in whole blocks and behind them.
@Test(arguments: [0x00, 0x09, 0x0A, 0x1F, 0x20, 0x22, 0x5C, 0x7E, 0x7F, 0x80, 0xE2, 0xFF] as [UInt8])
func oddBytesAreFound(_ byte: UInt8) {
  let isPrintable = byte >= 0x20 && byte < 0x7F
  for count in [1, 15, 16, 17, 40] {
    for place in 0..<count {
      var bytes = [UInt8](repeating: UInt8(ascii: "a"), count: count)
      bytes[place] = byte
      let text = Bytes(copying: bytes)
      #expect(text.endOfPrintable(from: 0) == (isPrintable ? count : place))
      #expect(text.endOfPrintable(from: min(place + 1, count)) == count)
      let isPlain = isPrintable && byte != 0x22 && byte != 0x5C
      #expect(text.endOfPrintable(from: 0, orQuoted: true) == (isPlain ? count : place))
    }
  }
}

/// Brackets are found wherever they stand, and nothing else is taken for one.
@Test func bracketsAreFound() {
  for byte in UInt8.min...UInt8.max {
    let isBracket = "()[]{}".utf8.contains(byte)
    for (count, place) in [(1, 0), (15, 3), (16, 0), (16, 15), (17, 0), (40, 0), (40, 20), (40, 39)] {
      var bytes = [UInt8](repeating: UInt8(ascii: "a"), count: count)
      bytes[place] = byte
      let text = Bytes(copying: bytes)
      #expect(text.lastBracket(before: count, notBefore: 0) == (isBracket ? place : nil))
      #expect(text.lastBracket(before: place, notBefore: 0) == nil)
      #expect(text.lastBracket(before: count, notBefore: place + 1) == nil)
    }
  }
}

/// Literals are found where they stand and nowhere else, in whole blocks and behind them.
@Test(arguments: 0..<4) func literalsAreFoundWhereTheyStand(_ seed: UInt64) {
  var seeded = Seeded(state: seed)
  let letters = Array("abABz- é".utf8)
  func bytes(_ counts: ClosedRange<Int>) -> [UInt8] {
    (0..<Int.random(in: counts, using: &seeded)).map { _ in letters.randomElement(using: &seeded) ?? 0 }
  }
  for _ in 0..<300 {
    let literals = (0..<Int.random(in: 1...3, using: &seeded)).map { _ in
      let word = bytes(1...5)
      let cases = word.map { $0.isLetter && Bool.random(using: &seeded) ? 0x20 : 0 as UInt8 }
      return Literal(bytes: zip(word, cases).map { $0 | $1 }, cases: cases)
    }
    let finder = LiteralFinder(literals)
    let text = Bytes(copying: bytes(0...200))
    var index = 0
    var wanted = text.indices.filter { place in
      literals.contains { literal in
        place + literal.bytes.count <= text.endIndex
          && literal.bytes.indices.allSatisfy { text[place + $0] | literal.cases[$0] == literal.bytes[$0] }
      }
    }[...]
    while let place = finder.first(in: text, from: index) {
      #expect(place == wanted.popFirst(), "\(literals) in \(text)")
      index = place + 1
    }
    #expect(wanted.isEmpty, "\(literals) in \(text)")
  }
}

/// What can begin a mention is found, wherever it stands, and from every place on.
@Test(arguments: 0..<4) func mentionsAreFoundWhereTheyBegin(_ seed: UInt64) {
  var seeded = Seeded(state: seed)
  let words = [
    "AML.", "aml.", "Aml", "atlas", "ATLAS", "atl", "attack.t0", "ATTACK.T0", "attack.mitre.org/techniques/T0",
    "attack.t1", "attack.", "attac", "k.", "ml", "tl", "m", "t", "k", ".", "x", " ", "é", "xxxxxxxxxxxxx",
  ]
  let begins: [[UInt8]] = ["aml.", "atlas", "attack.t0", "attack.mitre.org/techniques/t0"].map { Array($0.utf8) }
  for _ in 0..<200 {
    let text = Bytes(
      copying: (0..<Int.random(in: 0...40, using: &seeded)).map { _ in words.randomElement(using: &seeded) ?? "" }
        .joined())
    let small = text.map(\.lowercased)
    let wanted = small.indices.filter { place in begins.contains { small[place...].starts(with: $0) } }
    for from in text.indices {
      #expect(MentionCursor.first(in: text, from: from) == wanted.first { $0 >= from }, "\(text) from \(from)")
    }
  }
}
