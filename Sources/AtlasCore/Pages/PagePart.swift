/// The parts of a page to which a search can be limited.
package enum PagePart: String, CaseIterable, Sendable {
  /// The title and the heading.
  case name
  /// The text below the heading, and the sections Summary and Description.
  case description
  /// The steps of a case study, and the case studies of a technique or tactic.
  case steps
  /// The mitigations of a technique, and the techniques of a mitigation.
  case mitigations
  /// The references.
  case references
  /// Everything else: the front matter, the metadata, the lists of related records.
  case metadata

  /// The parts of a page in order, each with its start; the first starts at the start of `source`.
  package static func segments(of source: RecordSource) -> [(part: PagePart, start: Int)] {
    source.isDumped ? segments(ofDumped: source.text) : segments(ofPage: source)
  }

  private static func segments(ofPage source: RecordSource) -> [(part: PagePart, start: Int)] {
    var segments: [(part: PagePart, start: Int)] = []
    func begin(_ part: PagePart, _ start: Int) {
      if segments.last?.part != part { segments.append((part, start)) }
    }
    let document = Document(source.text)
    var rest = source.text
    begin(.metadata, rest.startIndex)
    if FrontMatter(eating: &rest) != nil {
      var lines = source.text[source.text.startIndex..<rest.startIndex]
      while let line = lines.eatLine() {
        begin(line.isTitle ? .name : .metadata, line.startIndex)
      }
    }
    begin(document.heading == nil ? .description : .name, rest.startIndex)
    if document.heading != nil { begin(.description, document.lead.startIndex) }
    for section in document.sections {
      begin(
        part(of: section.title, on: source.id.kind),
        source.text.startOfLine(at: section.title.startIndex, notBefore: source.text.startIndex))
    }
    return segments
  }

  private static func segments(ofDumped text: Bytes) -> [(part: PagePart, start: Int)] {
    var rest = text
    _ = rest.eatLine()
    while let line = rest.eatLine(), line.trimmed.isEmpty {}
    return [(.name, text.startIndex), (.description, rest.startIndex)]
  }

  private static func part(of title: Bytes, on kind: RecordKind) -> PagePart {
    switch title {
    case "Summary", "Description": .description
    case "Attack Procedure", "Procedure", "Case Studies": .steps
    case "Mitigations": .mitigations
    case "Techniques" where kind == .mitigation: .mitigations
    case "References", "External References": .references
    default: .metadata
    }
  }
}

extension Bytes {
  /// Whether a line of front matter is a title.
  fileprivate var isTitle: Bool {
    var rest = self
    return rest.eat("title:") || rest.eat("sidebar_label:")
  }
}
