/// Links, `id: name` and `name (id)`.
extension NearbyNames {
  // MARK: Links

  /// The label of a link whose address ends in the id.
  func label() -> [Name] {
    guard let label = linkLabel() else { return [] }
    return [Name(text: label.unwrapped, standing: .setApart)]
  }

  func linkLabel() -> Bytes? {
    var before = head
    var behind = tail
    // `label <address>`__
    if before.last == UInt8(ascii: "<"), behind.starts(with: ">`" as Bytes), let mark = before.lastIndex(of: .backtick)
    {
      return before[mark + 1..<before.endIndex - 1].trimmed
    }
    // [[address][label]], and \\href{address}{label}
    if before.hasSuffix("[["), behind.eat("]["), let end = behind.range(of: "]]") {
      return behind[behind.startIndex..<end.lowerBound]
    }
    if before.last == UInt8(ascii: "{"), behind.eat("}{") { return behind.prefix { $0 != UInt8(ascii: "}") } }
    behind = tail
    _ = before.drop(suffix: "<")
    // [label](address)
    if before.drop(suffix: "](") {
      return before.lastIndex(of: .openBracket).map { before[$0 + 1..<before.endIndex] }
    }
    // [[address|label]]
    if behind.eat(.pipe), before.range(of: "[[") != nil, let end = behind.range(of: "]]") {
      return behind[behind.startIndex..<end.lowerBound]
    }
    // <a href="address">label</a>
    behind = tail
    // address[label]
    if isAddress, behind.first == .openBracket { return behind.dropFirst().prefix { $0 != .closeBracket } }
    behind.eat(while: \.isWrapping)
    guard let start = behind.firstIndex(of: .greater),
      head.range(of: "href=") != nil || start == behind.startIndex && head.isInTag
    else { return nil }
    behind = behind[start + 1..<behind.endIndex]
    return behind.prefix { $0 != UInt8(ascii: "<") }
  }

  // MARK: Behind the id

  /// What follows the id: `AML.T0051: LLM Prompt Injection`, with any of the usual signs between the two, or a space.
  func after() -> [Name] {
    var rest = tail
    let isQuoted = rest.first.map { $0 == .quote || $0 == UInt8(ascii: "'") } == true
    skipClosers(&rest)
    let blanks = rest.eat { $0 == .space || $0 == .tab }.count
    if isQuoted, rest.first == .comma { return quoted(after: rest.dropFirst()) }
    let hasSign = eatSign(&rest)
    // The verb makes what follows a name or a sentence.
    let hasVerb = !hasSign && blanks > 0 && (rest.eat("is ") || rest.eat("= "))
    guard hasSign || blanks > 0 else { return [] }
    rest.eat { $0 == .space }
    rest.eat { $0.isWrapping || $0 == .openParenthesis || $0 == .backslash }
    guard hasSign || hasVerb || rest.first?.isUpper == true else { return [] }
    let others = companions(before: text[line.lowerBound..<mention.lowerBound])
    return beginnings(of: rest).map {
      Name(
        text: $0.text, standing: hasSign && $0.isClosed ? .setApart : .loose, others: others, isAlone: isAlone($0.text))
    }
  }

  /// Leaves what closes the form that the id is in: quotes, emphasis, brackets, the address of a link, a tag.
  private func skipClosers(_ rest: inout Bytes) {
    while let byte = rest.first {
      if byte.isWrapping || byte == .closeParenthesis || byte == UInt8(ascii: "}") {
        rest = rest.dropFirst()
      } else if byte == .backslash, rest.dropFirst().first == .quote {
        rest = rest.dropFirst(2)
      } else if byte == .closeBracket {
        rest = rest.dropFirst()
        if rest.first == .openParenthesis, let end = rest.firstIndex(of: .closeParenthesis) {
          rest = rest[end + 1..<rest.endIndex]
        }
      } else if byte == UInt8(ascii: "<"), rest.dropFirst().first == .slash, let end = rest.firstIndex(of: .greater) {
        rest = rest[end + 1..<rest.endIndex]
      } else {
        return
      }
    }
  }

  /// Takes a sign that is between an id and its name.
  private func eatSign(_ rest: inout Bytes) -> Bool {
    // Usually a word follows, not a sign.
    if rest.first?.isAlphanumeric != false { return false }
    return rest.eat("=>") || rest.eat("->") || rest.eat("：") || rest.eat("（") || rest.eat("→") || rest.eat(":=")
      || rest.eat("::") || rest.eat(.colon)
      || rest.eat("=") || rest.eat("–") || rest.eat("—") || rest.eat("--") || rest.eat("- ") || rest.eat("//")
      || rest.eat(.hash) || rest.eat("&mdash;") || rest.eat("&ndash;") || rest.eat("&rarr;") || rest.eat("[label=")
      || rest.first == .openParenthesis
  }

  /// Whether a sentence, or the line, ends behind a text.
  private func isAlone(_ name: Bytes) -> Bool {
    let end = name.endIndex
    guard end < line.upperBound else { return true }
    switch text[end] {
    case .comma, UInt8(ascii: ";"), .pipe, .closeParenthesis, .closeBracket, .carriageReturn, 0xEF: return true
    case .dot: return end + 1 >= line.upperBound || text[end + 1].isBlank
    default: return false
    }
  }

  /// A string in quotes behind a comma, when it is not the key of something else.
  private func quoted(after text: Bytes) -> [Name] {
    var rest = text
    rest.eat { $0 == .space }
    guard let mark = rest.first, mark == .quote || mark == UInt8(ascii: "'") else { return [] }
    rest = rest.dropFirst()
    guard let end = rest.firstIndex(of: mark) else { return [] }
    var behind = rest[end + 1..<rest.endIndex]
    behind.eat { $0 == .space }
    if behind.first == .colon { return [] }
    return [Name(text: rest[rest.startIndex..<end], standing: .setApart)]
  }

  /// The beginnings of a text that end where a name may: at a sign, or at the end of the line.
  private func beginnings(of text: Bytes) -> [(text: Bytes, isClosed: Bool)] {
    var found: [(text: Bytes, isClosed: Bool)] = []
    let text = text.prefix(NearbyNames.longestName + 1)
    let end = min(text.endIndex, line.upperBound)
    var index = text.startIndex
    while index <= end, found.count < 12 {
      let byte = index < end ? text[index] : .newline
      if byte.endsName {
        let name = text[text.startIndex..<index].trimmed
        let isClosed = byte != .comma && byte != .dot && byte != .colon && byte != .dash && byte != .openParenthesis
        if !name.isEmpty { found.append((name, isClosed && (index < end || end == line.upperBound))) }
      }
      index += 1
    }
    return found.reversed()
  }

  // MARK: Before the id

  /// What precedes the id: `LLM Prompt Injection (AML.T0051)`, `LLM Prompt Injection: AML.T0051`.
  func before() -> [Name] {
    var rest = head
    // What is there is the link's own label, or nothing.
    if rest.hasSuffix(ignoringCase: "[[") || rest.hasSuffix(ignoringCase: "](") { return [] }
    rest.drop(lastWhile: \.isWrapping)
    if rest.drop(suffix: "（") {
      guard tail.starts(with: "）" as Bytes) else { return [] }
      rest.drop { $0 == .space || $0.isWrapping }
      return endings(of: rest)
    }
    if let bracket = rest.last, bracket == .openParenthesis || bracket == .openBracket {
      rest = rest.dropLast()
      var behind = tail
      behind.eat(while: \.isWrapping)
      // Several ids in one pair of brackets belong to several names.
      guard behind.first == (bracket == .openParenthesis ? .closeParenthesis : .closeBracket) else { return [] }
      rest.drop { $0 == .space || $0.isWrapping }
      return endings(of: rest)
    }
    rest.drop { $0 == .space || $0 == .tab }
    if rest.last == .comma, head.last == .quote || head.last == UInt8(ascii: "'") {
      return quoted(before: rest.dropLast())
    }
    // Usually a word or nothing stands before the id.
    if rest.last?.isAlphanumeric != false { return [] }
    let hasSign =
      rest.drop(suffix: "=>") || rest.drop(suffix: "->") || rest.drop(suffix: "→") || rest.drop(suffix: "：")
      || rest.drop(suffix: ":")
      || rest.drop(suffix: "=") || rest.drop(suffix: "–") || rest.drop(suffix: "—") || rest.drop(suffix: " -")
    guard hasSign else { return [] }
    rest.drop { $0 == .space || $0.isWrapping }
    let start = rest.lastIndex { $0.beginsName }.map { $0 + 1 } ?? rest.startIndex
    var name = rest[start..<rest.endIndex].trimmed
    name.eat { $0 == .star || $0 == .dash || $0 == .hash || $0.isBlank }
    return [Name(text: name.unwrapped, standing: .setApart, others: companions(behind: tail))]
  }

  private func quoted(before text: Bytes) -> [Name] {
    var rest = text
    rest.drop { $0 == .space }
    guard let mark = rest.last, mark == .quote || mark == UInt8(ascii: "'") else { return [] }
    rest = rest.dropLast()
    guard let start = rest.lastIndex(of: mark) else { return [] }
    var front = rest[rest.startIndex..<start]
    front.drop { $0 == .space }
    if front.last == .colon { return [] }
    return [Name(text: rest[start + 1..<rest.endIndex], standing: .setApart)]
  }

  /// The endings of a text that start where a name may, which is with a word; the longest come first.
  private func endings(of text: Bytes) -> [Name] {
    var found: [Name] = []
    let text = text.suffix(NearbyNames.longestName)
    var isStart = text.startIndex == line.lowerBound
    var isWordStart = true
    for index in text.indices {
      let byte = text[index]
      let isPart = !byte.isBlank && !byte.isWrapping && byte != .openBracket && byte != .openParenthesis
      if isPart, isWordStart, byte != .dash, byte != .star, byte != .hash {
        found.append(Name(text: text[index..<text.endIndex], standing: isStart ? .setApart : .loose))
        isStart = false
      }
      if byte == .pipe || byte == .quote || byte == .openBracket { isStart = true }
      isWordStart = !isPart || byte == .pipe || byte == .slash || byte >= 0x80
    }
    return found
  }
}

extension UInt8 {
  fileprivate var endsName: Bool {
    switch self {
    case .newline, .carriageReturn, .comma, .dot, .colon, UInt8(ascii: ";"), .closeParenthesis, .closeBracket, .pipe,
      .quote, UInt8(ascii: "'"), .backtick, UInt8(ascii: "<"), .star, UInt8(ascii: "_"), .openParenthesis,
      .openBracket, UInt8(ascii: "{"), UInt8(ascii: "}"), .dash, .tab, .backslash:
      true
    // Punctuation outside ASCII, and scripts in which no name is written.
    default: self >= 0xE2
    }
  }

  fileprivate var beginsName: Bool {
    switch self {
    case .comma, UInt8(ascii: ";"), .openParenthesis, .openBracket, UInt8(ascii: "{"), .pipe, .quote,
      UInt8(ascii: "'"), .backtick, .tab:
      true
    default: false
    }
  }
}

extension Bytes {
  /// Whether a tag is open at the end.
  fileprivate var isInTag: Bool {
    guard let open = lastIndex(of: UInt8(ascii: "<")) else { return false }
    return lastIndex(of: .greater).map { $0 < open } ?? true
  }
}
