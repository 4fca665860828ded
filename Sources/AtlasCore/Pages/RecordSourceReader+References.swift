extension RecordSourceReader {
  /// Reads one reference a line, in a list or not.
  mutating func readReferences(_ body: Bytes) {
    for line in body.lines where !line.trimmed.isEmpty {
      draft.references.append(Reference(line: line.bulletText ?? line.trimmed))
    }
  }
}

extension Reference {
  /// Reads a line of text with an address in it, with or without `Available at:`.
  ///
  /// The address is the last word; one that is elsewhere is part of the title as well, so that nothing is lost.
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
  /// A word that is an address, without the angle brackets or the parenthesis it may be in; nil for another word.
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
