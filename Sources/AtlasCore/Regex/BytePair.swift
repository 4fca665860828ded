// The inner loops of searching. They read sixteen bytes at a time with the standard library's vectors and therefore use
// unsafe memory access; none reads outside its slice.

private typealias Block = SIMD16<UInt8>

/// Two bytes of a literal, with their positions in it.
struct BytePair: Sendable {
  let first, second: Int
  fileprivate let firstByte, secondByte: Block
  fileprivate let firstCase, secondCase: Block

  init(_ literal: Literal) {
    (first, second) = literal.rarest
    firstByte = Block(repeating: literal.bytes[first])
    secondByte = Block(repeating: literal.bytes[second])
    firstCase = Block(repeating: literal.cases[first])
    secondCase = Block(repeating: literal.cases[second])
  }
}

extension Bytes {
  /// The first place from `from` on at which both bytes of one of `pairs` match.
  ///
  /// - Parameters:
  ///   - pairs: the bytes to find, one pair per literal.
  ///   - from: the start of the search.
  ///   - reach: the length of the longest literal, to avoid reading past the end.
  /// - Returns: a place where a literal may start, which the caller must check; nil at the end.
  func firstCandidate(_ pairs: [BytePair], from: Int, reach: Int) -> Int? {
    var index = from
    while index &+ reach &+ 63 <= endIndex {
      var hits: (SIMD2<UInt64>, SIMD2<UInt64>, SIMD2<UInt64>, SIMD2<UInt64>) = (.zero, .zero, .zero, .zero)
      for pair in pairs {
        hits.0 |= hit(pair, index)
        hits.1 |= hit(pair, index &+ 16)
        hits.2 |= hit(pair, index &+ 32)
        hits.3 |= hit(pair, index &+ 48)
      }
      let any = (hits.0 | hits.1) | (hits.2 | hits.3)
      if any[0] | any[1] != 0 {
        let place = hits.0.firstSetByte ?? hits.1.firstSetByte.map { $0 &+ 16 } ?? hits.2.firstSetByte.map { $0 &+ 32 }
        return index &+ (place ?? (hits.3.firstSetByte ?? 0) &+ 48)
      }
      index &+= 64
    }
    while index < endIndex {
      for pair in pairs where index &+ Swift.max(pair.first, pair.second) < endIndex {
        if self[index &+ pair.first] | pair.firstCase[0] == pair.firstByte[0],
          self[index &+ pair.second] | pair.secondCase[0] == pair.secondByte[0]
        {
          return index
        }
      }
      index &+= 1
    }
    return nil
  }

  /// The first place from `from` on at which `ml`, `tl` or `k.` starts, in any case.
  ///
  /// These are rare parts of `aml.`, `atlas` and `attack.`, which the caller must check. A scan spends most of its time in
  /// this loop. Near the end of the slice, every place is returned.
  func firstCitationCandidate(from: Int) -> Int? {
    let (fold, dot) = (Block(repeating: 0x20), Block(repeating: .dot))
    let (k, l) = (Block(repeating: UInt8(ascii: "k")), Block(repeating: UInt8(ascii: "l")))
    let (m, t) = (Block(repeating: UInt8(ascii: "m")), Block(repeating: UInt8(ascii: "t")))
    @inline(__always) func hits(_ index: Int) -> SIMD2<UInt64> {
      let (first, next) = (block(index) | fold, block(index &+ 1))
      let letters = ((first .== m) .| (first .== t)) .& ((next | fold) .== l)
      return unsafe unsafeBitCast(letters .| ((first .== k) .& (next .== dot)), to: SIMD2<UInt64>.self)
    }
    var index = from
    while index &+ 33 <= endIndex {
      let (left, right) = (hits(index), hits(index &+ 16))
      let any = left | right
      if any[0] | any[1] != 0 { return index &+ (left.firstSetByte ?? (right.firstSetByte ?? 0) &+ 16) }
      index &+= 32
    }
    return index < endIndex ? index : nil
  }

  /// The matches of a pair for a literal that starts at each of the sixteen places from `index` on.
  @inline(__always) private func hit(_ pair: BytePair, _ index: Int) -> SIMD2<UInt64> {
    let first = (block(index &+ pair.first) | pair.firstCase) .== pair.firstByte
    let second = (block(index &+ pair.second) | pair.secondCase) .== pair.secondByte
    return unsafe unsafeBitCast(first .& second, to: SIMD2<UInt64>.self)
  }

  @inline(__always) private func block(_ index: Int) -> Block {
    unsafe UnsafeRawPointer(origin + index).loadUnaligned(as: Block.self)
  }

  /// The first newline from `index` on, or the end.
  func endOfLine(from index: Int) -> Int { place(of: .newline, from: index) }

  /// The first `byte` from `index` on, or the end; faster than `firstIndex` in long texts.
  func place(of byte: UInt8, from index: Int) -> Int {
    var index = index
    let wanted = Block(repeating: byte)
    while index &+ 16 <= endIndex {
      let hits = unsafe unsafeBitCast(block(index) .== wanted, to: SIMD2<UInt64>.self)
      if let place = hits.firstSetByte { return index &+ place }
      index &+= 16
    }
    while index < endIndex, self[index] != byte { index &+= 1 }
    return index
  }

  /// The start of the line that contains `index`, but not before `bound`.
  func startOfLine(at index: Int, notBefore bound: Int) -> Int {
    var index = index
    let newlines = Block(repeating: .newline)
    while index &- 16 >= bound {
      let hits = unsafe unsafeBitCast(block(index &- 16) .== newlines, to: SIMD2<UInt64>.self)
      if let place = hits.lastSetByte { return index &- 15 &+ place }
      index &-= 16
    }
    while index > bound, self[index &- 1] != .newline { index &-= 1 }
    return index
  }

  /// The last bracket, brace or parenthesis before `index`, opening or closing; nil if there is none.
  ///
  /// - Parameters:
  ///   - index: the place before which to search.
  ///   - bound: the first place that counts.
  /// - Returns: the place of the bracket.
  func lastBracket(before index: Int, notBefore bound: Int) -> Int? {
    var index = index
    // Bit 0x20 turns brackets into braces. Parentheses are compared without it, because it would turn control
    // characters into parentheses.
    let (open, close) = (Block(repeating: UInt8(ascii: "{")), Block(repeating: UInt8(ascii: "}")))
    let (openRound, closeRound) = (Block(repeating: .openParenthesis), Block(repeating: .closeParenthesis))
    @inline(__always) func hits(_ index: Int) -> SIMD2<UInt64> {
      let block = block(index)
      let folded = block | 0x20
      let found = (folded .== open) .| (folded .== close) .| (block .== openRound) .| (block .== closeRound)
      return unsafe unsafeBitCast(found, to: SIMD2<UInt64>.self)
    }
    while index &- 32 >= bound {
      let (left, right) = (hits(index &- 32), hits(index &- 16))
      let any = left | right
      if any[0] | any[1] != 0 { return index &- 32 &+ (right.lastSetByte.map { $0 &+ 16 } ?? left.lastSetByte ?? 0) }
      index &-= 32
    }
    while index > bound {
      index &-= 1
      switch self[index] {
      case UInt8(ascii: "{"), UInt8(ascii: "}"), .openBracket, .closeBracket, .openParenthesis, .closeParenthesis:
        return index
      default: break
      }
    }
    return nil
  }

  /// The first byte from `index` on that is not printable ASCII, or the end.
  ///
  /// - Parameters:
  ///   - index: the start of the search.
  ///   - orQuoted: whether to also stop at quotes and backslashes, which JSON escapes.
  /// - Returns: the place of the byte.
  package func endOfPrintable(from index: Int, orQuoted: Bool = false) -> Int {
    var index = index
    // Eight bytes at a time, as integers, because vectors compare for order byte by byte. Only the lowest set bit of
    // each mask is reliable, and only that bit is used.
    while index &+ 8 <= endIndex {
      let word = UInt64(littleEndian: unsafe UnsafeRawPointer(origin + index).loadUnaligned(as: UInt64.self))
      var odd = word | (word &- UInt64.each(0x20)) & ~word | word.firstEqual(0x7F)
      if orQuoted { odd |= word.firstEqual(.quote) | word.firstEqual(.backslash) }
      odd &= UInt64.each(0x80)
      if odd != 0 { return index &+ odd.trailingZeroBitCount >> 3 }
      index &+= 8
    }
    while index < endIndex {
      let byte = self[index]
      if byte &- 0x20 >= 0x5F || orQuoted && (byte == .quote || byte == .backslash) { return index }
      index &+= 1
    }
    return index
  }

  /// The number of newlines in `range`, counted at about 50 GB/s.
  package func newlineCount(in range: Range<Int>) -> Int {
    let slice = self[range]
    let newlines = Block(repeating: .newline)
    var index = slice.startIndex
    var total = 0
    while index &+ 16 <= slice.endIndex {
      // A lane overflows at 255, so the lanes are summed before that.
      var lanes = Block()
      let stop = Swift.min(slice.endIndex, index &+ 16 &* 255)
      while index &+ 16 <= stop {
        unsafe lanes &-= unsafeBitCast(block(index) .== newlines, to: Block.self)
        index &+= 16
      }
      total &+= Int(SIMD16<UInt16>(truncatingIfNeeded: lanes).wrappedSum())
    }
    while index < slice.endIndex {
      if self[index] == .newline { total &+= 1 }
      index &+= 1
    }
    return total
  }
}

extension UInt64 {
  /// The number whose bytes are all `byte`.
  fileprivate static func each(_ byte: UInt8) -> UInt64 { 0x0101_0101_0101_0101 &* UInt64(byte) }

  /// Sets the high bit of the first byte that equals `byte`, and no bit below it.
  ///
  /// Source: "Determine if a word has a byte equal to n", Bit Twiddling Hacks, S. E. Anderson.
  fileprivate func firstEqual(_ byte: UInt8) -> UInt64 {
    let difference = self ^ UInt64.each(byte)
    return (difference &- UInt64.each(1)) & ~difference & UInt64.each(0x80)
  }
}

extension SIMD2<UInt64> {
  /// The index of the first nonzero byte of the sixteen.
  fileprivate var firstSetByte: Int? {
    if self[0] != 0 { return self[0].trailingZeroBitCount >> 3 }
    return self[1] != 0 ? 8 &+ self[1].trailingZeroBitCount >> 3 : nil
  }

  fileprivate var lastSetByte: Int? {
    if self[1] != 0 { return 15 &- self[1].leadingZeroBitCount >> 3 }
    return self[0] != 0 ? 7 &- self[0].leadingZeroBitCount >> 3 : nil
  }
}
