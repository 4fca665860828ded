/// The parts of a page, by which a search can be narrowed.
package enum PagePart: String, CaseIterable, Sendable {
  /// The title and the heading.
  case name
  /// What is under the heading, and the sections Summary and Description.
  case description
  /// What happened: the steps of a case study, and the case studies of a technique or tactic.
  case steps
  /// How mitigations apply: the mitigations of a technique, and the techniques of a mitigation.
  case mitigations
  /// The references.
  case references
  /// Everything else: the front matter, the metadata, the lists of related records.
  case metadata

  /// The parts of a page one after the other: where each starts; the first starts with the sheet.
  package static func segments(of sheet: RecordSource) -> [(part: PagePart, start: Int)] {
    sheet.isDumped ? segments(ofDumped: sheet.text) : segments(ofPage: sheet)
  }

  private static func segments(ofPage sheet: RecordSource) -> [(part: PagePart, start: Int)] {
    var segments: [(part: PagePart, start: Int)] = []
    func begin(_ part: PagePart, _ start: Int) {
      if segments.last?.part != part { segments.append((part, start)) }
    }
    let document = Document(sheet.text)
    var rest = sheet.text
    begin(.metadata, rest.startIndex)
    if FrontMatter(eating: &rest) != nil {
      var lines = sheet.text[sheet.text.startIndex..<rest.startIndex]
      while let line = lines.eatLine() {
        begin(line.isTitle ? .name : .metadata, line.startIndex)
      }
    }
    begin(document.heading == nil ? .description : .name, rest.startIndex)
    if document.heading != nil { begin(.description, document.lead.startIndex) }
    for section in document.sections {
      begin(
        part(of: section.title, on: sheet.id.kind),
        sheet.text.startOfLine(at: section.title.startIndex, notBefore: sheet.text.startIndex))
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
  /// Whether a line of front matter holds the title.
  fileprivate var isTitle: Bool {
    var rest = self
    return rest.eat("title:") || rest.eat("sidebar_label:")
  }
}
