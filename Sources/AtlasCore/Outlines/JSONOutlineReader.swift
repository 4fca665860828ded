/// Reads the structure of JSON (also one document per line, with comments, unquoted keys and trailing commas), of flow
/// collections in YAML and TOML, and of literals and calls in code, where parentheses become rows.
///
/// Source: RFC 8259. Unlike `JSONValue`, which is strict and reads a whole text, this reader records positions, uses
/// memory only for the current part, and continues after an error.
struct JSONOutlineReader: OutlineReader {
  /// The key of the next value, and its position if it is in the current part.
  private var key: (text: Bytes, start: Int?)?
  /// The number of open containers beyond `Outline.maximumDepth`.
  private var excess = 0
  /// Whether the current part starts inside a string.
  private var isInString = false
  /// The number of containers around the value being read; nil for a whole text.
  private var depth: Int?
  /// Whether the text is code.
  private let isCode: Bool

  /// Creates a reader for a document or for code.
  init(isCode: Bool = false) { self.isCode = isCode }

  /// Creates a reader for one array or object inside another format.
  ///
  /// - Parameters:
  ///   - key: its key; empty if it has none.
  ///   - start: the position of the key; nil if it is not in the current part.
  ///   - depth: the number of open containers around it.
  init(key: Bytes, at start: Int?, within depth: Int) {
    self.depth = depth
    isCode = false
    if !key.isEmpty { self.key = (key, start) }
  }

  /// Whether the array or object is complete.
  func isAtEnd(_ outline: Outline) -> Bool { depth.map { outline.path.count <= $0 && excess == 0 } == true }

  mutating func read(_ text: Bytes, from start: Int, to limit: Int, into outline: inout Outline) -> Int {
    var place = start
    if isInString {
      place = resumeString(text, from: place, to: limit, &outline)
      if isInString { return place }
    }
    while place < limit {
      let byte = text[place]
      switch byte {
      case UInt8(ascii: "{"), .openBracket:
        open(byte == .openBracket ? .list : .object, at: place, &outline)
        place += 1
      case .openParenthesis where isCode:
        open(.row, at: place, &outline)
        place += 1
      case _ where byte == UInt8(ascii: "}") || byte == .closeBracket || byte == .closeParenthesis && isCode:
        place += 1
        close(at: place, &outline)
        if isAtEnd(outline) { return place }
      case .quote, UInt8(ascii: "'"):
        guard let end = text.endOfString(from: place, isOnOneLine: isCode) else {
          // This is a quotation mark in a comment or in running text.
          if isCode {
            place += 1
            continue
          }
          // A string that is longer than a part becomes a value up to the limit.
          guard limit == text.endIndex || place - start < limit - place else { return place }
          let cut = text.cut(from: place + 1, to: limit)
          add(place + 1..<cut, &outline)
          isInString = byte == .quote
          return cut
        }
        guard end <= limit else { return place }
        take(text, place + 1..<end - 1, behind: end, &outline)
        place = end
      case .slash:
        // The slashes of a URL do not start a comment.
        let isAddress = place > text.startIndex && text[place - 1] == .colon
        let end = isAddress ? place + 2 : text.endOfComment(from: place) ?? place + 1
        guard end <= limit || place == start || limit == text.endIndex else { return place }
        place = min(end, limit)
      default:
        guard byte > 0x20, !byte.endsWord, byte != .colon, byte != UInt8(ascii: "=") else {
          if byte == .comma || byte == UInt8(ascii: ";") || byte == .newline && outline.path.isEmpty { key = nil }
          place += 1
          continue
        }
        // An unquoted key ends at a colon; an unquoted value can contain one.
        var end = place + 1
        while end < text.endIndex, !text[end].endsWord {
          let isSign = text[end] == .colon && !text[end..<text.endIndex].starts(with: "://" as Bytes)
          if key == nil, isSign || text[end] == UInt8(ascii: "=") { break }
          if isCode, !text[end].isPartOfName { break }
          end += 1
        }
        guard end < limit || limit == text.endIndex || place == start else { return place }
        let words = text[place..<end].trimmed
        take(text, place..<min(words.endIndex, limit), behind: end, &outline)
        place = min(end, limit)
      }
    }
    return place
  }

  mutating func keep() {
    if let key { self.key = (Bytes(copying: key.text), nil) }
  }

  private mutating func resumeString(_ text: Bytes, from start: Int, to limit: Int, _ outline: inout Outline) -> Int {
    guard let end = text.endOfString(from: start, mark: .quote), end <= limit else {
      let cut = text.cut(from: start, to: limit)
      outline.add(start..<cut)
      return cut
    }
    outline.add(start..<end - 1)
    isInString = false
    return end
  }

  /// Records a scalar as a key or as a value, depending on what follows it.
  private mutating func take(_ text: Bytes, _ range: Range<Int>, behind: Int, _ outline: inout Outline) {
    var next = behind
    while next < text.endIndex, text[next].isBlank { next += 1 }
    let isKey =
      excess == 0 && key == nil && (isCode || outline.innermost?.kind == .object) && next < text.endIndex
      && (text[next] == .colon || text[next] == UInt8(ascii: "="))
      && !(isCode && text[(next + 1)..<text.endIndex].first == UInt8(ascii: "="))
    if isKey { key = (text[range], range.lowerBound) } else { add(range, &outline) }
  }

  private mutating func add(_ range: Range<Int>, _ outline: inout Outline) {
    outline.add(range, key?.text ?? .empty, keyAt: key?.start)
    key = nil
  }

  private mutating func open(_ kind: Outline.Kind, at place: Int, _ outline: inout Outline) {
    if outline.path.count >= Outline.maximumDepth {
      excess += 1
    } else {
      outline.open(kind, key?.text ?? .empty, keyAt: key?.start, at: place)
    }
    key = nil
  }

  private mutating func close(at place: Int, _ outline: inout Outline) {
    key = nil
    if excess > 0 { excess -= 1 } else { outline.close(at: place) }
  }
}

extension UInt8 {
  /// Whether the byte can be part of a name in code.
  fileprivate var isPartOfName: Bool {
    isAlphanumeric || self == .dot || self == UInt8(ascii: "_") || self == .dash || self >= 0x80
  }

  /// Whether an unquoted word ends before the byte.
  fileprivate var endsWord: Bool {
    switch self {
    case .comma, UInt8(ascii: "{"), UInt8(ascii: "}"), .openBracket, .closeBracket, .quote, .newline, .carriageReturn:
      true
    default: false
    }
  }
}

extension Bytes {
  /// The end of the string whose opening quotation mark is at `start`; nil if it is not closed.
  ///
  /// - Parameters:
  ///   - start: the position of the opening mark.
  ///   - isOnOneLine: whether a string must end on its line.
  /// - Returns: the index after the closing mark.
  func endOfString(from start: Int, isOnOneLine: Bool = false) -> Int? {
    let end = endOfString(from: start + 1, mark: self[start])
    return isOnOneLine ? end.flatMap { self[start..<$0].contains(.newline) ? nil : $0 } : end
  }

  /// The index after the next `mark` that is not escaped.
  fileprivate func endOfString(from start: Int, mark: UInt8) -> Int? {
    var index = start
    while index < endIndex {
      let byte = self[index]
      if byte == mark { return index + 1 }
      // An apostrophe in running text does not start a string of several lines.
      if byte == .newline, mark != .quote { return nil }
      index += byte == .backslash ? 2 : 1
    }
    return nil
  }

  /// The end of a part of a string: `limit`, unless that is between a backslash and what it escapes.
  fileprivate func cut(from start: Int, to limit: Int) -> Int {
    guard limit < endIndex else { return limit }
    var index = start
    while index < limit { index += self[index] == .backslash ? 2 : 1 }
    return index > limit ? limit - 1 : limit
  }

  /// The end of the comment that starts at `start`; nil if there is none.
  fileprivate func endOfComment(from start: Int) -> Int? {
    guard start + 1 < endIndex else { return nil }
    if self[start + 1] == .slash { return self[start..<endIndex].firstIndex(of: .newline) ?? endIndex }
    guard self[start + 1] == .star else { return nil }
    return self[start + 2..<endIndex].range(of: "*/").map(\.upperBound) ?? endIndex
  }
}
