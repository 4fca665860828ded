/// One file of a corpus: where it is, and its text.
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

/// The part of a page that holds one record: mostly all of it.
package struct RecordSource: Sendable {
  package let id: RecordID
  /// Where the record's text starts and ends; line numbers count from the start of the page.
  package let text: Bytes
  /// Whether the sheet is an entry of a dump, which is laid out differently from a page.
  package let isDumped: Bool
}

/// What a page turns out to be.
package enum PageContent: Sendable {
  /// One record, or the many of a dump.
  case records([RecordSource])
  /// The page that says which release the corpus is.
  case release
  /// The table of former names and retired ids.
  case history
  /// A page that only lists others, as an export has one for each kind.
  case index
  /// Something else, and the place to say so.
  case unknown(Bytes)
}

extension Page {
  /// Finds out what the page is, by reading no more than its head where that is enough.
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
    let dumped = MitigationsDump.sheets(of: text)
    if !dumped.isEmpty { return .records(dumped) }
    return .unknown(document.heading ?? text)
  }
}

/// A title of a page: `AML.T0031: Erode AI Model Integrity`.
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
  /// The key `id` where it holds the record's id; on most pages it is the slug.
  package var recordID: RecordID? {
    guard var rest = self["id"], let id = RecordID(eatingFormal: &rest), rest.isEmpty else { return nil }
    return id
  }
}

extension Document {
  /// The id that the metadata give: `- **Technique ID:** AML.T0031`.
  fileprivate var metadataID: RecordID? {
    for section in sections where section.title.equals(ignoringCase: "Metadata") {
      for line in section.body.lines {
        if let item = Metadata.item(line), item.label.idKind != nil { return RecordID(item.value) }
      }
    }
    return nil
  }
}
