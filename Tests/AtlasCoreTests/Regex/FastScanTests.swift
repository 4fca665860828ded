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
