/// Reads a YAML document from start to end into nodes.
///
/// This file contains the state and the document level. Collections, flow style and each kind of scalar have their own
/// files.
struct YAMLParser {
  /// The file without a byte order mark and with `\n` as line end.
  let text: Bytes
  let end: Int
  /// The next byte to read.
  var at: Int
  /// The start of the current line.
  var lineStart: Int
  /// The column of the next content, from 0; -1 at the end of the document.
  ///
  /// It is valid after each block value.
  var indent = 0
  var depth = 0
  var nodes: [YAMLTree.Node] = []
  var pool: [UInt8] = []
  var anchors = YAMLAnchors()
  /// Whether an escape produced a control character other than a tab or newline; raw ones are errors.
  var hasEscapedControls = false

  static let depthLimit = 100
  static let sizeLimit = 1 << 29

  init(_ file: Bytes) throws(YAMLError) {
    guard file.count <= YAMLParser.sizeLimit else {
      throw YAMLError(line: 1, column: 1, reason: .tooLarge(limit: YAMLParser.sizeLimit))
    }
    if file.starts(with: [0xFE, 0xFF]) || file.starts(with: [0xFF, 0xFE]) {
      throw YAMLError(line: 1, column: 1, reason: .unsupported(.encoding("UTF-16")))
    }
    var rest = file
    _ = rest.eat("\u{FEFF}")
    let contents = YAMLContents(of: rest)
    text = contents.hasControls && rest.contains(.carriageReturn) ? rest.withNewlines : rest
    at = text.startIndex
    end = text.endIndex
    lineStart = text.startIndex
    nodes.reserveCapacity(text.count / 40 + 16)
    pool.reserveCapacity(text.count)
    if contents.hasControls,
      let place = text.firstIndex(where: { $0 < 0x20 && $0 != .newline && $0 != .tab || $0 == 0x7F })
    {
      throw error(.controlCharacter(text[place]), at: place)
    }
    if contents.isASCII == false, let place = text.firstInvalidUTF8 { throw error(.notUTF8, at: place) }
  }

  /// The byte at `index`, or 0 after the end; a file contains no such byte.
  @inline(__always) func byte(_ index: Int) -> UInt8 { index < end ? text[index] : 0 }

  /// Whether `index` is at a space, a tab, a line end or the end of the file.
  @inline(__always) func endsWord(_ index: Int) -> Bool {
    let byte = byte(index)
    return byte == .space || byte == .newline || byte == .tab || byte == 0
  }

  func error(_ reason: YAMLError.Reason, at place: Int) -> YAMLError {
    let position = text.position(of: place)
    return YAMLError(line: position.line, column: position.column, reason: reason)
  }

  /// The error for unexpected text at `at`.
  func unexpected() -> YAMLError { error(.unexpected(YAMLError.excerpt(text[at..<end])), at: at) }

  /// Adds a node and returns its index.
  mutating func add(_ kind: YAMLTree.Node.Kind, at place: Int, _ first: Int = -1, _ last: Int = 0) -> Int32 {
    anchors.weight += 16 + (kind == .slice || kind == .pooled ? last - first : 0)
    nodes.append(YAMLTree.Node(kind: kind, place: Int32(place), first: Int32(first), end: Int32(last)))
    return Int32(nodes.count - 1)
  }

  /// Reads the whole file, which must contain one document.
  mutating func document() throws(YAMLError) -> Int32 {
    try skipLines()
    try directives()
    var root: Int32
    if indent < 0, eatMarker("---") {
      root = try afterMarker()
    } else {
      root = indent < 0 ? add(.null, at: at) : try blockNode(parent: -1)
    }
    if indent >= 0 { throw error(indent > 0 ? .indentation : .unexpected(YAMLError.excerpt(text[at..<end])), at: at) }
    while eatMarker("...") { try endLine() }
    guard at >= end else { throw error(.unsupported(.secondDocument), at: at) }
    return root
  }

  private mutating func directives() throws(YAMLError) {
    var hasDirective = false
    while indent == 0, byte(at) == UInt8(ascii: "%") {
      let place = at
      var line = text[at + 1..<(text[at..<end].firstIndex(of: .newline) ?? end)]
      at = line.endIndex
      let name = line.eat(while: { !$0.isBlank })
      guard name == "YAML" else { throw error(.unsupported(.directive(YAMLError.excerpt(name))), at: place) }
      line.eat(while: \.isBlank)
      let version = line.eat(while: { !$0.isBlank })
      guard version == "1.2" || version == "1.1" else {
        throw error(.unsupported(.version(YAMLError.excerpt(version))), at: place)
      }
      hasDirective = true
      try skipLines()
    }
    if hasDirective, !isMarker("---") { throw unexpected() }
  }

  /// Reads the value after `---`, on the same line or below it.
  private mutating func afterMarker() throws(YAMLError) -> Int32 {
    skipBlanks()
    if byte(at) == .newline || byte(at) == .hash || at >= end {
      try endLine()
      return indent < 0 ? add(.null, at: at) : try blockNode(parent: -1)
    }
    return try inlineValue(parent: -1)
  }

  /// Whether `marker` is at `at`, at the start of the line and followed by a space or a line end.
  func isMarker(_ marker: Bytes) -> Bool {
    guard at == lineStart, byte(at) == marker[marker.startIndex] else { return false }
    return text[at..<end].starts(with: marker) && endsWord(at + 3)
  }

  private mutating func eatMarker(_ marker: Bytes) -> Bool {
    guard isMarker(marker) else { return false }
    at += 3
    return true
  }
}

extension Bytes {
  /// A copy with `\n` as the only line end.
  fileprivate var withNewlines: Bytes {
    var result: [UInt8] = []
    result.reserveCapacity(count)
    var index = startIndex
    while index < endIndex {
      let byte = self[index]
      index += 1
      if byte == .carriageReturn, index < endIndex, self[index] == .newline { continue }
      result.append(byte == .carriageReturn ? .newline : byte)
    }
    return Bytes(copying: result)
  }
}

/// The kinds of bytes in a file, found without a branch per byte, so that the compiler can vectorize the loop.
private struct YAMLContents {
  /// Whether the file contains control characters other than newlines.
  var hasControls = false
  var isASCII = true

  init(of text: Bytes) {
    var controls: UInt8 = 0
    var high: UInt8 = 0
    unsafe text.withUnsafeBytes { bytes in
      for index in 0..<bytes.count {
        let byte = unsafe bytes[index]
        controls |= ((byte < 0x20 ? 1 : 0) & (byte == 0x0A ? 0 : 1)) | (byte == 0x7F ? 1 : 0)
        high |= byte
      }
    }
    hasControls = controls != 0
    isASCII = high < 0x80
  }
}
