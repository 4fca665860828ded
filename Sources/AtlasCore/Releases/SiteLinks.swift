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

  /// Replaces links for which `form` gives another form, with the number of bytes before them that go too.
  private static func rewritten(_ text: Bytes, _ form: (Link, Bytes) -> (form: [UInt8], drop: Int)?) -> Bytes {
    guard text.contains(.openBracket) else { return text }
    var result: [UInt8] = []
    var done = text.startIndex
    var rest = text
    while let link = Link.next(in: &rest, evenEscaped: true) {
      guard let new = form(link, text) else { continue }
      result += text[done..<link.source.startIndex - new.drop]
      result += new.form
      done = link.source.endIndex
    }
    guard done > text.startIndex else { return text }
    return Bytes(copying: result + text[done..<text.endIndex])
  }

  private static func pageForm(_ link: Link, in text: Bytes) -> (form: [UInt8], drop: Int)? {
    let slashes = backslashes(before: link, in: text)
    if link.isWiki { return (Array(repeating: .backslash, count: 2 * slashes + 1) + link.source, slashes) }
    guard slashes == 0, !isBracketed(link, in: text), let id = siteID(link.target), canBeLabel(link.label) else {
      return nil
    }
    return (Array("[[\(id.kind.plural)/\(id)|".utf8) + link.label + "]]".utf8, 0)
  }

  private static func fileForm(_ link: Link, in text: Bytes) -> (form: [UInt8], drop: Int)? {
    guard link.isWiki else { return nil }
    let slashes = backslashes(before: link, in: text)
    if slashes % 2 == 1 { return (Array(repeating: .backslash, count: slashes / 2) + link.source, slashes) }
    guard let id = pageID(link.target), canBeLabel(link.label) else { return nil }
    let whole = Array("[[\(id.kind.plural)/\(id)|".utf8) + link.label + "]]".utf8
    guard link.source.elementsEqual(whole) else { return nil }
    return (Array("[".utf8) + link.label + "](/\(id.kind.addressPath)/\(id))".utf8, 0)
  }

  /// The record that an address of the official site leads to, when it is written in just the one way.
  private static func siteID(_ target: Bytes) -> RecordID? {
    guard target.first == .slash, let slash = target.lastIndex(of: .slash) else { return nil }
    guard let id = RecordID(target[slash + 1..<target.endIndex]) else { return nil }
    return target.elementsEqual("/\(id.kind.addressPath)/\(id)".utf8) ? id : nil
  }

  private static func pageID(_ target: Bytes) -> RecordID? {
    guard let slash = target.lastIndex(of: .slash), let id = RecordID(target[slash + 1..<target.endIndex]) else {
      return nil
    }
    return target.elementsEqual("\(id.kind.plural)/\(id)".utf8) ? id : nil
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
