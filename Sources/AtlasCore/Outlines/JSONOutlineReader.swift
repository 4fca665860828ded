/// Reads the structure of JSON: one document or one a line, with comments, keys without quotes and trailing commas; of
/// flow collections in YAML and TOML; and of the literals and calls in code, where parentheses hold rows.
///
/// Source: RFC 8259. The strict reader of the project makes values of a whole text; this one keeps places, bounds its memory
/// by the part at hand, and goes on behind an error.
struct JSONOutlineReader: OutlineReader {
  /// The key whose value is next, and where it is in the part at hand.
  private var key: (text: Bytes, start: Int?)?
  /// How many containers are open beyond those that the outline keeps apart.
  private var excess = 0
  /// Whether the text at hand starts within a string.
  private var isInString = false
  /// How many containers are open around what is read; nil for a whole text.
  private var depth: Int?
  /// Whether the text is code.
  private let isCode: Bool

  /// A reader of a document, or of code.
  init(isCode: Bool = false) { self.isCode = isCode }

  /// A reader of one array or object in another format.
  ///
  /// - Parameters:
  ///   - key: its key; empty where there is none.
  ///   - start: where the key is; nil where it is not in the part at hand.
  ///   - depth: how many containers are open around it.
  init(key: Bytes, at start: Int?, within depth: Int) {
    self.depth = depth
    isCode = false
    if !key.isEmpty { self.key = (key, start) }
  }

  /// Whether the array or object was read to its end.
  func isAtEnd(_ outline: Outline) -> Bool { depth.map { outline.path.count <= $0 && excess == 0 } == true }

  mutating func read(_ text: Bytes, from start: Int, to limit: Int, into outline: inout Outline) -> Int {
    var place = start
    if isInString { place = resumeString(text, from: place, to: limit, &outline) }
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
          // A quotation mark in running text, or in a comment.
          if isCode {
            place += 1
            continue
          }
          // A string that is longer than what can be at hand is a value up to there.
          guard limit == text.endIndex || place - start < limit - place else { return place }
          add(place + 1..<limit, &outline)
          isInString = byte == .quote
          return limit
        }
        guard end <= limit else { return place }
        take(text, place + 1..<end - 1, behind: end, &outline)
        place = end
      case .slash:
        // The slashes of an address start no comment.
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
        // Words without quotes: of a key they end at a colon, which a value may have.
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
    let end = text.endOfString(from: start, mark: .quote) ?? limit
    outline.add(start..<min(limit, max(start, end - 1)))
    isInString = end >= limit
    return min(end, limit)
  }

  /// Takes a scalar for a key or a value, by what is behind it.
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
  /// Whether a word of code may have the byte.
  fileprivate var isPartOfName: Bool {
    isAlphanumeric || self == .dot || self == UInt8(ascii: "_") || self == .dash || self >= 0x80
  }

  /// Whether words without quotes end before the byte.
  fileprivate var endsWord: Bool {
    switch self {
    case .comma, UInt8(ascii: "{"), UInt8(ascii: "}"), .openBracket, .closeBracket, .quote, .newline, .carriageReturn:
      true
    default: false
    }
  }
}

extension Bytes {
  /// The place behind the string that starts with a quotation mark at `start`; nil where it does not end in the text.
  ///
  /// - Parameters:
  ///   - start: the place of the mark.
  ///   - isOnOneLine: whether a string ends on its line at the latest.
  /// - Returns: the place.
  func endOfString(from start: Int, isOnOneLine: Bool = false) -> Int? {
    let end = endOfString(from: start + 1, mark: self[start])
    return isOnOneLine ? end.flatMap { self[start..<$0].contains(.newline) ? nil : $0 } : end
  }

  /// The place behind the next `mark` that has no backslash before it.
  fileprivate func endOfString(from start: Int, mark: UInt8) -> Int? {
    var index = start
    while index < endIndex {
      let byte = self[index]
      if byte == mark { return index + 1 }
      // An apostrophe in running text starts no string that goes on over lines.
      if byte == .newline, mark != .quote { return nil }
      index += byte == .backslash ? 2 : 1
    }
    return nil
  }

  /// The place behind a comment that starts at `start`; nil where none does.
  fileprivate func endOfComment(from start: Int) -> Int? {
    guard start + 1 < endIndex else { return nil }
    if self[start + 1] == .slash { return self[start..<endIndex].firstIndex(of: .newline) ?? endIndex }
    guard self[start + 1] == .star else { return nil }
    return self[start + 2..<endIndex].range(of: "*/").map(\.upperBound) ?? endIndex
  }
}
