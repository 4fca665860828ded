/// The two ways to link to a record: as the official files do, `[Name](/techniques/AML.T0005)`, and as pages do,
/// `[[techniques/AML.T0005|Name]]`.
///
/// Only what can be turned back is turned. What looks like a wiki link in an official text is none there, so it gets
/// a backslash on the page, and the backslashes that may already stand before it are doubled.
package enum SiteLinks {
  /// A text of an official file as a page writes it; the slice itself when it links to no record.
  package static func toPage(_ text: Bytes) -> Bytes { rewritten(text, pageForm) }

  /// A text of a page as the official files write it; the slice itself when it links to no record.
  package static func toFile(_ text: Bytes) -> Bytes { rewritten(text, fileForm) }

  /// How a link is to be written, and how many bytes before it go with it.
  private enum Form {
    /// As it is, behind so many backslashes.
    case literal(backslashes: Int, drop: Int)
    case site(RecordID)
    case wiki(RecordID)
  }

  /// Writes links for which there is one in another form.
  private static func rewritten(_ text: Bytes, _ form: (Link, Bytes) -> Form?) -> Bytes {
    guard text.contains(.openBracket) else { return text }
    var result: [UInt8] = []
    var done = text.startIndex
    var rest = text
    while let link = Link.next(in: &rest, evenEscaped: true) {
      guard let new = form(link, text) else { continue }
      var end = link.source.startIndex
      if case .literal(_, let drop) = new { end -= drop }
      if result.isEmpty { result.reserveCapacity(text.count + 64) }
      result.append(text[done..<end])
      switch new {
      case .literal(let backslashes, _):
        result += repeatElement(.backslash, count: backslashes)
        result.append(link.source)
      case .site(let id):
        result.append(.openBracket)
        result.append(link.label)
        result.append("](/")
        appendPath(id.kind.addressFolder, id, to: &result)
        result.append(.closeParenthesis)
      case .wiki(let id): appendWikiLink(id, link.label, to: &result)
      }
      done = link.source.endIndex
    }
    guard done > text.startIndex else { return text }
    result.append(text[done..<text.endIndex])
    return Bytes(copying: result)
  }

  private static func appendWikiLink(_ id: RecordID, _ label: Bytes, to text: inout [UInt8]) {
    text.append("[[")
    appendPath(id.kind.folder, id, to: &text)
    text.append(.pipe)
    text.append(label)
    text.append("]]")
  }

  private static func appendPath(_ folder: Bytes, _ id: RecordID, to text: inout [UInt8]) {
    text.append(folder)
    text.append(.slash)
    id.append(to: &text)
  }

  private static func pageForm(_ link: Link, in text: Bytes) -> Form? {
    let slashes = backslashes(before: link, in: text)
    if link.isWiki { return .literal(backslashes: 2 * slashes + 1, drop: slashes) }
    guard slashes == 0, !isBracketed(link, in: text), let id = siteID(link.target), canBeLabel(link.label) else {
      return nil
    }
    return .wiki(id)
  }

  private static func fileForm(_ link: Link, in text: Bytes) -> Form? {
    guard link.isWiki else { return nil }
    let slashes = backslashes(before: link, in: text)
    if slashes % 2 == 1 { return .literal(backslashes: slashes / 2, drop: slashes) }
    guard let id = pageID(link.target), canBeLabel(link.label) else { return nil }
    var whole: [UInt8] = []
    appendWikiLink(id, link.label, to: &whole)
    return link.source.elementsEqual(whole) ? .site(id) : nil
  }

  /// The record that an address of the official site leads to, when it is written in just the one way.
  private static func siteID(_ target: Bytes) -> RecordID? {
    guard target.first == .slash, let slash = target.lastIndex(of: .slash) else { return nil }
    guard let id = RecordID(target[slash + 1..<target.endIndex]) else { return nil }
    return target.dropFirst().elementsEqual(path(id.kind.addressFolder, id)) ? id : nil
  }

  private static func pageID(_ target: Bytes) -> RecordID? {
    guard let slash = target.lastIndex(of: .slash), let id = RecordID(target[slash + 1..<target.endIndex]) else {
      return nil
    }
    return target.elementsEqual(path(id.kind.folder, id)) ? id : nil
  }

  private static func path(_ folder: Bytes, _ id: RecordID) -> [UInt8] {
    var path: [UInt8] = []
    path.reserveCapacity(40)
    appendPath(folder, id, to: &path)
    return path
  }

  /// Whether a label can stand in both forms.
  private static func canBeLabel(_ label: Bytes) -> Bool {
    !label.isEmpty && !label.contains { $0 == .newline || $0 == .openBracket || $0 == .closeBracket || $0 == .pipe }
  }

  private static func backslashes(before link: Link, in text: Bytes) -> Int {
    var start = link.source.startIndex
    while start > text.startIndex, text[start - 1] == .backslash { start -= 1 }
    return link.source.startIndex - start
  }

  /// Whether a bracket stands before the link, with which a wiki link would begin too early.
  private static func isBracketed(_ link: Link, in text: Bytes) -> Bool {
    let start = link.source.startIndex
    return start > text.startIndex && text[start - 1] == .openBracket
  }
}
