extension RecordSourceReader {
  /// Reads one reference per line; lines can be list items.
  mutating func readReferences(_ body: Bytes) {
    for line in body.lines where !line.trimmed.isEmpty {
      draft.references.append(Reference(line: line.bulletText ?? line.trimmed))
    }
  }
}

extension Reference {
  /// Reads a line of text that contains a URL, with or without `Available at:`.
  ///
  /// A URL at the end is removed from the title; a URL elsewhere also stays in the title, so that no text is lost.
  package init(line: Bytes) {
    var rest = line
    if let link = Link(eating: &rest), rest.trimmed.isEmpty {
      self.init(title: link.label, url: link.target)
      return
    }
    let last = line[(line.lastIndex(where: \.isBlank) ?? line.startIndex - 1) + 1..<line.endIndex]
    if let url = last.address {
      var title = line[line.startIndex..<last.startIndex].trimmed
      if title.suffix(13).equals(ignoringCase: "Available at:") { title = title.dropLast(13).trimmed }
      self.init(title: title, url: url)
    } else {
      var links = line
      let link = Link.next(in: &links)
      self.init(title: line, url: link?.target ?? line.split(whereSeparator: \.isBlank).firstAddress)
    }
  }
}

extension Bytes {
  /// The URL that the word is, without angle brackets or parentheses around it; nil for another word.
  fileprivate var address: Bytes? {
    var word = self
    if word.first == UInt8(ascii: "<"), word.last == .greater { word = word.dropFirst().dropLast() }
    if word.first == .openParenthesis, word.last == .closeParenthesis { word = word.dropFirst().dropLast() }
    return word.starts(with: "https://" as Bytes) || word.starts(with: "http://" as Bytes) ? word : nil
  }
}

extension Sequence<Bytes> {
  fileprivate var firstAddress: Bytes? { lazy.compactMap(\.address).first { _ in true } }
}
