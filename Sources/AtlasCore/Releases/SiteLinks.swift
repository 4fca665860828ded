/// Converts links between the form of official files, `[Name](/techniques/AML.T0005)`, and the form of pages,
/// `[[techniques/AML.T0005|Name]]`.
///
/// Only links that can be converted back are converted. Text in an official file that looks like a wiki link is plain
/// text, so it gets a backslash on the page, and backslashes before it are doubled.
package enum SiteLinks {
  /// A text of an official file in the form of pages; the text itself if it has no links to records.
  package static func toPage(_ text: Bytes) -> Bytes { rewritten(text, pageForm) }

  /// A text of a page in the form of official files; the text itself if it has no links to records.
  package static func toFile(_ text: Bytes) -> Bytes { rewritten(text, fileForm) }

  /// The new form of a piece of text.
  private enum Form {
    /// The link as it is, after some backslashes that replace the bytes dropped before it.
    case literal(backslashes: Int, drop: Int)
    case site(RecordID)
    case wiki(RecordID)
  }

  /// The text with each link replaced for which `form` returns a new form.
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

  /// The record of an official link, if the link has exactly the form that this type writes.
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

  /// Whether both forms allow the label.
  private static func canBeLabel(_ label: Bytes) -> Bool {
    !label.isEmpty && !label.contains { $0 == .newline || $0 == .openBracket || $0 == .closeBracket || $0 == .pipe }
  }

  private static func backslashes(before link: Link, in text: Bytes) -> Int {
    var start = link.source.startIndex
    while start > text.startIndex, text[start - 1] == .backslash { start -= 1 }
    return link.source.startIndex - start
  }

  /// Whether a bracket before the link would start a wiki link too early.
  private static func isBracketed(_ link: Link, in text: Bytes) -> Bool {
    let start = link.source.startIndex
    return start > text.startIndex && text[start - 1] == .openBracket
  }
}
