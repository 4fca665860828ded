/// One file of a corpus: its path and its text.
public struct Page: Sendable {
  /// The path, as diagnostics show it.
  public let path: Bytes
  /// The text: UTF-8 with LF line ends.
  public let text: Bytes

  /// A page of `text` at `path`.
  public init(path: Bytes, text: Bytes) {
    self.path = path
    self.text = text
  }
}

/// The text about one record: usually a whole page, or one entry of a dump.
package struct RecordSource: Sendable {
  package let id: RecordID
  /// The record's slice of the page; line numbers count from the start of the page.
  package let text: Bytes
  /// Whether the text is an entry of a dump, which has another layout than a page.
  package let isDumped: Bool
}

/// The kind of content of a page.
package enum PageContent: Sendable {
  /// One record, or the records of a dump.
  case records([RecordSource])
  /// The page about the release.
  case release
  /// The table of former names and retired ids.
  case history
  /// A page that only lists records: an export has one for each kind, other vaults have one for each folder.
  case index
  /// Any other page, with the place to report.
  case unknown(Bytes)
}

extension Page {
  /// The kind of content, from the head of the page where that is enough.
  package var content: PageContent {
    var rest = text
    let frontMatter = FrontMatter(eating: &rest)
    switch frontMatter?["id"] {
    case "atlas": return .release
    case "history": return .history
    default: break
    }
    if frontMatter?["type"] == "index" { return .index }
    if let id = frontMatter?["title"].flatMap({ Heading($0).id }) ?? frontMatter?.recordID {
      return .records([RecordSource(id: id, text: text, isDumped: false)])
    }
    let document = Document(text)
    if let id = document.heading.flatMap({ Heading($0).id }) ?? document.metadataID {
      return .records([RecordSource(id: id, text: text, isDumped: false)])
    }
    let dumped = MitigationsDump.sources(of: text)
    if !dumped.isEmpty { return .records(dumped) }
    return document.isIndex ? .index : .unknown(document.heading ?? text)
  }
}

/// The title of a page: `AML.T0031: Erode AI Model Integrity`.
package struct Heading {
  package let id: RecordID?
  package let name: Bytes

  package init(_ title: Bytes) {
    var rest = title
    id = RecordID(eatingFormal: &rest)
    if id != nil { rest.eat(while: { $0.isBlank || $0 == .colon || $0 == .dash }) }
    name = rest
  }
}

extension FrontMatter {
  /// The record's id from the key `id`; nil on most pages, where that key is the slug.
  package var recordID: RecordID? {
    guard var rest = self["id"], let id = RecordID(eatingFormal: &rest), rest.isEmpty else { return nil }
    return id
  }
}

extension Document {
  /// Whether the page only says that it is an index, or only lists links, and so is about no record.
  fileprivate var isIndex: Bool {
    guard !sections.contains(where: { $0.title.equals(ignoringCase: "Metadata") }) else { return false }
    let opening = lead.lines.first { !$0.trimmed.isEmpty } ?? .empty
    if opening.split(whereSeparator: { !$0.isAlphanumeric }).contains(where: { $0.equals(ignoringCase: "index") }) {
      return true
    }
    let lines = ([lead] + sections.map(\.body)).flatMap(\.lines).filter { !$0.trimmed.isEmpty && $0.first != .hash }
    return !lines.isEmpty && lines.allSatisfy { $0.bulletText.map { !Link.all(in: $0).isEmpty } ?? false }
  }

  /// The id from the metadata: `- **Technique ID:** AML.T0031`.
  fileprivate var metadataID: RecordID? {
    for section in sections where section.title.equals(ignoringCase: "Metadata") {
      for line in section.body.lines {
        guard let item = Metadata.item(line), item.label.idKind != nil || item.label == .id else { continue }
        if let id = Metadata.id(item.value) { return id }
      }
    }
    return nil
  }
}
