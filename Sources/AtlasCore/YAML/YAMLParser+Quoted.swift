/// Text in single or double quotes.
extension YAMLParser {
  mutating func quoted() throws(YAMLError) -> Int32 { try byte(at) == .quote ? doubleQuoted() : singleQuoted() }

  private mutating func singleQuoted() throws(YAMLError) -> Int32 {
    let quote = UInt8(ascii: "'")
    let start = at
    let first = pool.count
    at += 1
    var chunk = at
    var isPooled = false
    while true {
      at = text.place(of: quote, .newline, .newline, from: at)
      if byte(at) == .newline {
        keepTrimmed(chunk..<at, from: pool.count)
        try foldQuoted(.singleQuote, from: start)
      } else if byte(at) == quote, byte(at + 1) == quote {
        keep(chunk..<at + 1)
        at += 2
      } else {
        break
      }
      chunk = at
      isPooled = true
    }
    guard at < end else { throw error(.unclosed(.singleQuote), at: start) }
    at += 1
    guard isPooled else { return add(.slice, at: start, chunk, at - 1) }
    keep(chunk..<at - 1)
    return add(.pooled, at: start, first, pool.count)
  }

  private mutating func doubleQuoted() throws(YAMLError) -> Int32 {
    let start = at
    let first = pool.count
    at += 1
    var chunk = at
    var isPooled = false
    // Spaces before a line end are removed, but not those from escapes: the pool keeps everything up to here.
    var fixed = pool.count
    while true {
      at = text.place(of: .quote, .newline, .backslash, from: at)
      if byte(at) == .newline {
        keepTrimmed(chunk..<at, from: fixed)
        try foldQuoted(.doubleQuote, from: start)
      } else if byte(at) == .backslash {
        keep(chunk..<at)
        if byte(at + 1) == .newline {
          at += 1
          let breaks = try skipQuotedBreaks(.doubleQuote, from: start)
          for _ in 1..<breaks { pool.append(.newline) }
        } else {
          try escape(from: start)
          if let last = pool.last, last < 0x20, last != .newline, last != .tab { hasEscapedControls = true }
        }
        fixed = pool.count
      } else {
        break
      }
      chunk = at
      isPooled = true
    }
    guard at < end else { throw error(.unclosed(.doubleQuote), at: start) }
    at += 1
    guard isPooled else { return add(.slice, at: start, chunk, at - 1) }
    keep(chunk..<at - 1)
    return add(.pooled, at: start, first, pool.count)
  }

  /// Appends a part of the file to the pool, then removes trailing spaces and tabs of the pool down to `fixed`.
  private mutating func keepTrimmed(_ range: Range<Int>, from fixed: Int) {
    keep(range)
    while pool.count > fixed, let last = pool.last, last == .space || last == .tab { pool.removeLast() }
  }

  private mutating func foldQuoted(_ opened: YAMLError.Opened, from start: Int) throws(YAMLError) {
    fold(try skipQuotedBreaks(opened, from: start))
  }

  private mutating func skipQuotedBreaks(_ opened: YAMLError.Opened, from start: Int) throws(YAMLError) -> Int {
    let breaks = skipBreaks()
    if isMarker("---") || isMarker("...") { throw error(.unclosed(opened), at: start) }
    return breaks
  }
}

extension YAMLParser {
  /// Reads the escape at `at` and appends its character to the pool.
  ///
  /// Source: YAML 1.2.2, section 5.7.
  private mutating func escape(from start: Int) throws(YAMLError) {
    let place = at
    let letter = byte(at + 1)
    at += 2
    switch letter {
    case UInt8(ascii: "0"): pool.append(0)
    case UInt8(ascii: "a"): pool.append(0x07)
    case UInt8(ascii: "b"): pool.append(0x08)
    case UInt8(ascii: "t"), .tab: pool.append(.tab)
    case UInt8(ascii: "n"): pool.append(.newline)
    case UInt8(ascii: "v"): pool.append(0x0B)
    case UInt8(ascii: "f"): pool.append(0x0C)
    case UInt8(ascii: "r"): pool.append(.carriageReturn)
    case UInt8(ascii: "e"): pool.append(0x1B)
    case .space, .quote, .slash, .backslash: pool.append(letter)
    case UInt8(ascii: "N"): pool += "\u{85}".utf8
    case UInt8(ascii: "_"): pool += "\u{A0}".utf8
    case UInt8(ascii: "L"): pool += "\u{2028}".utf8
    case UInt8(ascii: "P"): pool += "\u{2029}".utf8
    case UInt8(ascii: "x"): try character(digits: 2, at: place)
    case UInt8(ascii: "u"): try character(digits: 4, at: place)
    case UInt8(ascii: "U"): try character(digits: 8, at: place)
    case 0: throw error(.unclosed(.doubleQuote), at: start)
    default:
      while byte(at) & 0xC0 == 0x80 { at += 1 }
      throw error(.badEscape(YAMLError.excerpt(text[place..<at])), at: place)
    }
  }

  /// Reads the hexadecimal digits of an escape and appends the character to the pool.
  private mutating func character(digits count: Int, at place: Int) throws(YAMLError) {
    guard var code = hex(count) else { throw badCharacter(at: place) }
    // JSON, which YAML includes, writes a character above U+FFFF as two surrogates.
    if code >= 0xD800, code < 0xDC00, byte(at) == .backslash, byte(at + 1) == UInt8(ascii: "u") {
      at += 2
      guard let low = hex(4), low >= 0xDC00, low < 0xE000 else { throw badCharacter(at: place) }
      code = 0x10000 + (code - 0xD800) << 10 + (low - 0xDC00)
    }
    guard let scalar = UnicodeScalar(code) else { throw badCharacter(at: place) }
    pool += UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter
  }

  private mutating func hex(_ count: Int) -> UInt32? {
    var code: UInt32 = 0
    for _ in 0..<count {
      guard let digit = Character(UnicodeScalar(byte(at))).hexDigitValue else { return nil }
      code = code << 4 | UInt32(digit)
      at += 1
    }
    return code
  }

  private func badCharacter(at place: Int) -> YAMLError {
    error(.badEscape(YAMLError.excerpt(text[place..<min(at, end)])), at: place)
  }
}
