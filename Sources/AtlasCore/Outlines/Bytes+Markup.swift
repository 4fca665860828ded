/// Text without its surrounding markup.
extension Bytes {
  /// The slice without surrounding spaces, quotation marks and emphasis marks.
  var unwrapped: Bytes {
    var rest = trimmed
    rest.eat(while: \.isWrapping)
    rest.drop(lastWhile: \.isWrapping)
    return rest.trimmed
  }

  /// The slice without leading and trailing tags.
  var withoutTags: Bytes {
    var rest = trimmed
    while rest.first == UInt8(ascii: "<"), let end = rest.firstIndex(of: .greater) {
      rest = rest[end + 1..<rest.endIndex].trimmed
    }
    while rest.last == .greater, let start = rest.lastIndex(of: UInt8(ascii: "<")) {
      rest = rest[rest.startIndex..<start].trimmed
    }
    return rest
  }

  /// Whether the text looks like an identifier of another framework: `LLM04`, `T1059.001`, `A.8.2`, `CWE-79`.
  var isForeignNumber: Bool {
    let text = withoutTags.labelOfLink.unwrapped
    guard (2...16).contains(text.count), text.first?.isAlphanumeric == true, text.contains(where: \.isDigit),
      !text.prefix(4).equals(ignoringCase: "aml.")
    else { return false }
    var letters = 0
    for byte in text {
      if byte.isLetter {
        letters += 1
      } else if !byte.isDigit, byte != .dot, byte != .dash, byte != .colon {
        return false
      }
    }
    return letters <= 8
  }

  /// The label if the text is a link, otherwise the text: `[label](address)`, `[[address|label]]`.
  var labelOfLink: Bytes {
    if starts(with: "[[" as Bytes), let end = range(of: "]]") {
      let inner = self[startIndex + 2..<end.lowerBound]
      return inner.lastIndex(of: .pipe).map { inner[$0 + 1..<inner.endIndex] } ?? inner
    }
    guard first == .openBracket, let end = firstIndex(of: .closeBracket) else { return self }
    return self[startIndex + 1..<end]
  }
}

extension UInt8 {
  /// Whether the byte is a quotation mark, or marks emphasis or code in Markdown.
  var isWrapping: Bool {
    switch self {
    case .quote, UInt8(ascii: "'"), .backtick, .star, UInt8(ascii: "_"): true
    default: false
    }
  }
}
