/// Links that lead somewhere outside of a directory of pages.
extension KnowledgeBase {
  /// A text of a page with its links to records as URLs of the official site; the text itself when it has none.
  ///
  /// `[[techniques/AML.T0005|Create Proxy AI Model]]` becomes
  /// `[Create Proxy AI Model](https://atlas.mitre.org/techniques/AML.T0005)`. A link to a record that is not MITRE's
  /// becomes its name and its id in brackets.
  package func portable(_ text: Bytes) -> Bytes {
    guard text.contains(.openBracket) else { return text }
    var result: [UInt8] = []
    var done = text.startIndex
    var rest = text
    while let link = Link.next(in: &rest) {
      guard let id = link.id else {
        // A page's own link that names no id leads nowhere else; its label stays.
        guard link.isWiki else { continue }
        result.append(text[done..<link.source.startIndex])
        result.append(link.label)
        done = link.source.endIndex
        continue
      }
      result.append(text[done..<link.source.startIndex])
      appendLink(to: id, label: link.name.isEmpty ? Bytes(copying: id.description) : link.label, into: &result)
      done = link.source.endIndex
    }
    guard done > text.startIndex else { return text }
    result.append(text[done..<text.endIndex])
    return Bytes(copying: result)
  }

  /// The link to a record outside of a directory of pages: `[AML.T0031: Name](https://…)`.
  func portableLink(to id: RecordID) -> [UInt8] {
    var link: [UInt8] = []
    let name = hasName(id) ? ": \(fullNameBytes(of: id))" : ""
    appendLink(to: id, label: Bytes(copying: "\(id)\(name)"), into: &link)
    return link
  }

  /// Whether the record is MITRE's: of the records that only other pages name, those of a release.
  package func isOfficial(_ id: RecordID) -> Bool {
    contains(id) && (wording != .own || record(id)?.isOfficial ?? false)
  }

  private func appendLink(to id: RecordID, label: Bytes, into text: inout [UInt8]) {
    var name = label
    guard isOfficial(id) else {
      if RecordID(eatingFormal: &name) != nil { name.eat(while: { $0 == .colon || $0.isBlank }) }
      text += name.isEmpty ? "[\(id)]".utf8 : "\(name) [\(id)]".utf8
      return
    }
    text.append(.openBracket)
    text.append(label)
    text.append("](")
    id.appendURL(to: &text)
    text.append(.closeParenthesis)
  }
}
