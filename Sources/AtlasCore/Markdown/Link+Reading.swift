/// Reads the two forms of link.
///
/// Neither form can contain more than a few starts of another link. A failed attempt therefore does not make later
/// attempts read the same text again, and reading is linear even for a page of nothing but brackets.
extension Link {
  /// Takes a link off the front of `text`; nil, with nothing taken, if none starts there.
  package init?(eating text: inout Bytes) {
    guard text.first == .openBracket else { return nil }
    if let wiki = Link(eatingWiki: &text) {
      self = wiki
    } else if let ordinary = Link(eatingOrdinary: &text) {
      self = ordinary
    } else {
      return nil
    }
  }

  private init?(eatingWiki text: inout Bytes) {
    var rest = text
    guard rest.eat("[["), rest.first != .openBracket else { return nil }
    let start = rest.startIndex
    while !rest.starts(with: "]]" as Bytes) {
      guard let first = rest.first, first != .newline, !rest.starts(with: "[[" as Bytes) else { return nil }
      rest = rest.dropFirst()
      rest.eat(while: { $0 != .closeBracket && $0 != .openBracket && $0 != .newline })
    }
    let inside = text[start..<rest.startIndex].trimmed
    // Brackets before a URL are the label of an ordinary link, as in `[[7]](https://…)`.
    guard !inside.isEmpty, !rest.dropFirst(2).beginsAddress else { return nil }
    source = text[text.startIndex..<rest.startIndex + 2]
    isWiki = true
    if let bar = inside.firstIndex(of: .pipe) {
      // In a table, Obsidian writes the bar of a link as `\|`.
      let path = inside[inside.startIndex..<bar]
      target = (path.last == .backslash ? path.dropLast() : path).trimmed
      label = inside[bar + 1..<inside.endIndex].trimmed
    } else {
      target = inside
      label = inside
    }
    text = rest.dropFirst(2)
  }

  private init?(eatingOrdinary text: inout Bytes) {
    var rest = text
    guard let label = rest.eatGroup(.openBracket, .closeBracket), rest.first == .openParenthesis,
      let address = rest.eatGroup(.openParenthesis, .closeParenthesis)
    else { return nil }
    self.label = label.trimmed
    target = address.trimmed.withoutTitle
    source = text[text.startIndex..<rest.startIndex]
    isWiki = false
    text = rest
  }
}

extension Bytes {
  /// Takes a bracketed group off the front and returns its content; brackets nest up to four levels.
  ///
  /// A group cannot extend past its paragraph. Source: CommonMark 0.31, section 6.3.
  fileprivate mutating func eatGroup(_ open: UInt8, _ close: UInt8) -> Bytes? {
    var rest = self
    var depth = 0
    while let byte = rest.first {
      rest = rest.dropFirst()
      switch byte {
      case open:
        depth += 1
        guard depth <= 4 else { return nil }
      case close:
        depth -= 1
        if depth == 0 {
          defer { self = rest }
          return self[startIndex + 1..<rest.startIndex - 1]
        }
      case .backslash: rest = rest.dropFirst()
      case .newline where rest.first == .newline: return nil
      // The next link starts inside an unclosed URL.
      case .closeBracket where rest.first == .openParenthesis: return nil
      default:
        rest.eat(while: { $0 != open && $0 != close && $0 != .backslash && $0 != .newline && $0 != .closeBracket })
      }
    }
    return nil
  }

  /// Whether a URL in parentheses starts here.
  fileprivate var beginsAddress: Bool {
    var rest = self
    return rest.eat("(http") || rest.eat("(/") || rest.eat("(#")
  }

  /// The URL without a title after it or angle brackets around it.
  fileprivate var withoutTitle: Bytes {
    var rest = self
    if rest.eat(UInt8(ascii: "<")), let end = rest.firstIndex(of: .greater) { return rest[rest.startIndex..<end] }
    guard last == .quote || last == UInt8(ascii: "'"), let blank = firstIndex(where: \.isBlank) else { return self }
    return self[startIndex..<blank]
  }
}
