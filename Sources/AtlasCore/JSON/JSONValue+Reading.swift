extension JSONValue {
  /// The greatest depth to which arrays and objects may be nested, unless a caller asks for another.
  public static let defaultDepth = 512

  /// Reads a JSON text.
  ///
  /// - Parameters:
  ///   - text: the text in UTF-8; a byte order mark is skipped.
  ///   - depth: how deeply arrays and objects may be nested, at most 1000.
  /// - Throws: the first place where the text is not valid (RFC 8259), or is nested too deeply.
  public init(parsing text: String, depth: Int = defaultDepth) throws(JSONError) {
    try self.init(parsing: Bytes(copying: text), depth: depth)
  }

  /// Reads a JSON text of at most `maximumCount` values, which bounds the memory that a text from a stranger takes.
  package init(parsing text: Bytes, depth: Int = defaultDepth, maximumCount: Int = .max) throws(JSONError) {
    var reader = JSONReader(text, depth: min(depth, 1000), maximumCount: maximumCount)
    self = try reader.document()
  }
}

/// Reads one JSON text, by recursion whose depth is bounded.
private struct JSONReader {
  private let text: Bytes
  private var position: Int
  private var depth: Int
  /// How many more values may be read.
  private var count: Int

  init(_ text: Bytes, depth: Int, maximumCount: Int) {
    self.text = text
    self.depth = depth
    count = maximumCount
    position = text.startIndex
  }

  mutating func document() throws(JSONError) -> JSONValue {
    if let place = text.firstInvalidUTF8 { throw error("not UTF-8", at: place) }
    if text.starts(with: "\u{FEFF}" as Bytes) { position += 3 }
    let value = try value()
    skipSpace()
    guard position == text.endIndex else { throw error("unexpected text after the value") }
    return value
  }

  // MARK: Values

  private mutating func value() throws(JSONError) -> JSONValue {
    skipSpace()
    let start = position
    guard count > 0 else { throw error("too many values") }
    count -= 1
    guard let first = peek() else { throw error("expected a value, found the end of the text") }
    switch first {
    case UInt8(ascii: "{"):
      return JSONValue(.object(try nested { reader throws(JSONError) in try reader.object() }), at: start)
    case UInt8(ascii: "["):
      return JSONValue(.array(try nested { reader throws(JSONError) in try reader.array() }), at: start)
    case UInt8(ascii: "\""): return JSONValue(.string(try string()), at: start)
    case UInt8(ascii: "-"), UInt8(ascii: "0")...UInt8(ascii: "9"): return JSONValue(.number(try number()), at: start)
    case UInt8(ascii: "t"): return JSONValue(.bool(true), at: try word("true"))
    case UInt8(ascii: "f"): return JSONValue(.bool(false), at: try word("false"))
    case UInt8(ascii: "n"): return JSONValue(.null, at: try word("null"))
    default: throw error("expected a value")
    }
  }

  /// Reads an array or object one level deeper.
  private mutating func nested<Result>(
    _ read: (inout JSONReader) throws(JSONError) -> Result
  ) throws(JSONError) -> Result {
    guard depth > 0 else { throw error("nested too deeply") }
    depth -= 1
    position += 1
    let result = try read(&self)
    depth += 1
    return result
  }

  private mutating func object() throws(JSONError) -> [JSONValue.Member] {
    var members: [JSONValue.Member] = []
    skipSpace()
    if take(UInt8(ascii: "}")) { return members }
    while true {
      skipSpace()
      let start = position
      guard peek() == UInt8(ascii: "\"") else { throw error("expected a key in double quotes") }
      let key = try string()
      skipSpace()
      guard take(UInt8(ascii: ":")) else { throw error("expected a colon after the key") }
      members.append(JSONValue.Member(key: key, offset: start, value: try value()))
      skipSpace()
      if take(UInt8(ascii: "}")) { return members }
      guard take(UInt8(ascii: ",")) else { throw error("expected a comma or }") }
    }
  }

  private mutating func array() throws(JSONError) -> [JSONValue] {
    var elements: [JSONValue] = []
    skipSpace()
    if take(UInt8(ascii: "]")) { return elements }
    while true {
      elements.append(try value())
      skipSpace()
      if take(UInt8(ascii: "]")) { return elements }
      guard take(UInt8(ascii: ",")) else { throw error("expected a comma or ]") }
    }
  }

  /// Reads a keyword and returns where it starts.
  private mutating func word(_ word: StaticString) throws(JSONError) -> Int {
    let start = position
    let bytes = Bytes(word)
    guard text[start..<text.endIndex].starts(with: bytes) else { throw error("expected a value") }
    position += bytes.count
    return start
  }

  private mutating func number() throws(JSONError) -> String {
    let start = position
    _ = take(UInt8(ascii: "-"))
    if take(UInt8(ascii: "0")) {
      if peek()?.isDigit == true { throw error("a number cannot start with 0") }
    } else {
      try digits()
    }
    if take(.dot) { try digits() }
    if take(UInt8(ascii: "e")) || take(UInt8(ascii: "E")) {
      if !take(UInt8(ascii: "+")) { _ = take(UInt8(ascii: "-")) }
      try digits()
    }
    return text[start..<position].string
  }

  private mutating func digits() throws(JSONError) {
    guard peek()?.isDigit == true else { throw error("expected a digit") }
    while peek()?.isDigit == true { position += 1 }
  }

  // MARK: Strings

  private mutating func string() throws(JSONError) -> String {
    position += 1
    var start = position
    var result: [UInt8] = []
    while let byte = peek() {
      switch byte {
      case UInt8(ascii: "\""):
        defer { position += 1 }
        if result.isEmpty { return text[start..<position].string }
        result.append(text[start..<position])
        return String(decoding: result, as: UTF8.self)
      case UInt8(ascii: "\\"):
        result.append(text[start..<position])
        try appendEscape(to: &result)
        start = position
      case 0..<0x20: throw error("a control character in a string must be escaped")
      default: position += 1
      }
    }
    throw error("a string is not closed")
  }

  private mutating func appendEscape(to result: inout [UInt8]) throws(JSONError) {
    let start = position
    position += 1
    let letter = peek()
    position += 1
    switch letter {
    case UInt8(ascii: "\""), UInt8(ascii: "\\"), UInt8(ascii: "/"): result.append(letter ?? 0)
    case UInt8(ascii: "b"): result.append(0x08)
    case UInt8(ascii: "f"): result.append(0x0C)
    case UInt8(ascii: "n"): result.append(0x0A)
    case UInt8(ascii: "r"): result.append(0x0D)
    case UInt8(ascii: "t"): result.append(0x09)
    case UInt8(ascii: "u"):
      var units = [try unit(start)]
      if UTF16.isLeadSurrogate(units[0]), take(UInt8(ascii: "\\")) {
        guard take(UInt8(ascii: "u")) else { throw error("half of a surrogate pair", at: start) }
        units.append(try unit(start))
      }
      guard let text = String(validating: units, as: UTF16.self) else {
        throw error("half of a surrogate pair", at: start)
      }
      result.append(contentsOf: text.utf8)
    default: throw error("unknown escape in a string", at: start)
    }
  }

  /// Reads the four hexadecimal digits of an escape that starts at `start`.
  private mutating func unit(_ start: Int) throws(JSONError) -> UInt16 {
    let end = position + 4
    guard end <= text.endIndex, text[position..<end].allSatisfy(\.isHexDigit),
      let unit = UInt16(text[position..<end].string, radix: 16)
    else { throw error("expected four hexadecimal digits after \\u", at: start) }
    position = end
    return unit
  }

  // MARK: Bytes

  private func peek() -> UInt8? { position < text.endIndex ? text[position] : nil }

  private mutating func take(_ byte: UInt8) -> Bool {
    guard peek() == byte else { return false }
    position += 1
    return true
  }

  private mutating func skipSpace() {
    while let byte = peek(), byte == 0x20 || byte == 0x0A || byte == 0x0D || byte == 0x09 { position += 1 }
  }

  private func error(_ reason: String, at place: Int? = nil) -> JSONError {
    let place = place ?? position
    return JSONError(line: text.lineNumber(at: place), column: text.column(at: place), reason: reason)
  }
}

extension UInt8 {
  fileprivate var isHexDigit: Bool {
    switch self {
    case UInt8(ascii: "0")...UInt8(ascii: "9"), UInt8(ascii: "a")...UInt8(ascii: "f"),
      UInt8(ascii: "A")...UInt8(ascii: "F"):
      true
    default: false
    }
  }
}
