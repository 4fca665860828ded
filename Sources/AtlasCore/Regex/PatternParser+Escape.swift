/// Escape sequences.
extension PatternParser {
  enum Escape {
    case character(Unicode.Scalar)
    case kind(CharacterKind, negated: Bool)
    case assertion(Assertion)
  }

  mutating func escape(inBracket: Bool) throws(PatternError) -> Escape {
    let start = rest
    rest = rest.dropFirst()
    guard let scalar = next() else { throw error(.trailingBackslash, at: start.startIndex) }
    switch scalar {
    case "d", "D": return .kind(.decimal, negated: scalar == "D")
    case "w", "W": return .kind(.word, negated: scalar == "W")
    case "s", "S": return .kind(.space, negated: scalar == "S")
    case "t": return .character("\t")
    case "r": return .character("\r")
    case "f": return .character("\u{C}")
    case "v": return .character("\u{B}")
    case "a": return .character("\u{7}")
    case "x": return try codePoint(start, digits: 2)
    case "u": return try codePoint(start, digits: 4)
    default: break
    }
    if !inBracket {
      switch scalar {
      case "b": return .assertion(.wordBoundary)
      case "B": return .assertion(.notWordBoundary)
      case "<": return .assertion(.wordStart)
      case ">": return .assertion(.wordEnd)
      default: break
      }
    }
    let shown = start[start.startIndex..<rest.startIndex]
    let unsupported: PatternError.Unsupported? =
      switch scalar {
      case "1"..."9", "k", "g": .backreference
      case "p", "P": .unicodeProperty
      case "A", "z", "Z", "G", "`", "'": inBracket && scalar.value < 0x41 ? nil : .textAnchor
      case "n", "R": .newline
      case "Q", "E": .quotation
      default: nil
      }
    if let unsupported { throw error(.unsupported(unsupported, shown), at: start.startIndex) }
    guard scalar.value >= 0x80 || !UInt8(scalar.value).isAlphanumeric else {
      throw error(.unknownEscape(shown), at: start.startIndex)
    }
    return .character(scalar)
  }

  /// `\x41`, `\u00E9`, or any number of digits in braces.
  private mutating func codePoint(_ start: Bytes, digits count: Int) throws(PatternError) -> Escape {
    let isBraced = rest.eat(UInt8(ascii: "{"))
    var value: UInt32 = 0
    var digits = 0
    while isBraced || digits < count, let byte = rest.first, CharacterKind.xdigit.contains(ascii: byte) {
      value = min(value << 4 | UInt32(byte.isDigit ? byte & 0xF : (byte & 0xF) + 9), 0xFFFFFF)
      digits += 1
      rest = rest.dropFirst()
    }
    let isComplete = isBraced ? rest.eat(UInt8(ascii: "}")) && digits > 0 : digits == count
    let shown = start[start.startIndex..<rest.startIndex]
    guard isComplete, let scalar = Unicode.Scalar(value) else {
      throw error(.notACharacter(shown), at: start.startIndex)
    }
    guard scalar != "\n" else { throw error(.unsupported(.newline, shown), at: start.startIndex) }
    return .character(scalar)
  }
}
