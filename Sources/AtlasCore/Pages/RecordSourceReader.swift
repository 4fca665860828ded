/// Reads the text of one record: the parts that all kinds share, and the sections that only some kinds have.
package struct RecordSourceReader {
  package var draft: ParsedPage
  private let document: Document
  /// The metadata labels read so far, a bit for each: a set or an array of them is a type that the runtime would have to
  /// build at start-up.
  private var labels: UInt64 = 0

  /// Reads the text of a record.
  ///
  /// - Parameters:
  ///   - source: the text.
  ///   - isRelated: whether to read the sections that relate the record to others; the index of a knowledge base has the
  ///     relations already.
  /// - Returns: the content.
  package static func read(_ source: RecordSource, isRelated: Bool = true) -> ParsedPage {
    if source.isDumped { return MitigationsDump.draft(of: source) }
    var reader = RecordSourceReader(source)
    reader.read(isRelated: isRelated)
    return reader.draft
  }

  private init(_ source: RecordSource) {
    document = Document(source.text)
    let title = document.frontMatter?["title"].map(Heading.init)
    let heading = document.heading.map(Heading.init)
    draft = ParsedPage(id: source.id, name: (heading ?? title)?.name ?? .empty)
    if document.frontMatter?.recordID == nil { draft.slug = document.frontMatter?["id"] }
    if let place = document.heading {
      if let id = heading?.id, id != source.id {
        draft.note(.error, .contradiction, at: place, "the heading says \(id), the title \(source.id)")
      }
      if let title, let heading, title.id != nil, title.name != heading.name {
        let names = "the heading says \"\(heading.name.excerpt)\", the title \"\(title.name.excerpt)\""
        draft.note(.warning, .contradiction, at: place, names)
      }
    }
    if !document.preface.isEmpty {
      draft.note(.warning, .strayText, at: document.preface, "text before the heading is not read")
    }
    if draft.name.isEmpty { draft.note(.error, .missingName, at: source.text, "\(source.id) has no name") }
  }

  private mutating func read(isRelated: Bool) {
    readLead(document.lead)
    for section in document.sections where !readOwn(section) && isRelated { readRelated(section) }
    finish()
  }

  /// Notes that a metadata label was read; false if it was before.
  mutating func isFirst(_ label: Metadata.Label) -> Bool {
    defer { labels |= 1 << UInt64(label.rawValue) }
    return labels & 1 << UInt64(label.rawValue) == 0
  }

  /// Reads the lead: the line that names a sub-technique's parent, then the description.
  private mutating func readLead(_ lead: Bytes) {
    var rest = lead
    while let line = rest.eatLine() {
      if line.trimmed.isEmpty { continue }
      var quote = line.trimmed
      guard quote.eat(.greater), let item = Metadata.item(quote.trimmed), case .parent = item.label else {
        rest = lead[line.startIndex..<lead.endIndex]
        break
      }
      readParent(item.value)
    }
    draft.description = Escape.unescaped(rest.trimmed)
  }

  /// Reads a section about the record itself; false for other sections.
  private mutating func readOwn(_ section: Document.Section) -> Bool {
    func isTitled(_ title: Bytes) -> Bool { section.title.equals(ignoringCase: title) }
    if isTitled("Metadata") {
      readMetadata(section.body)
    } else if isTitled("References") || isTitled("External References") {
      readReferences(section.body)
    } else if isTitled("Summary") || isTitled("Description") {
      let text = Escape.unescaped(section.body.trimmed)
      draft.description =
        draft.description.isEmpty ? text : Bytes(copying: Array(draft.description) + [.newline, .newline] + text)
    } else if draft.id.kind == .technique, isTitled("Parent Technique") || isTitled("Sub-Technique of") {
      // A technique that is not a sub-technique may have the section and leave it empty.
      if draft.id.sub != nil || !Link.all(in: section.body).isEmpty { readParent(section.body.trimmed) }
    } else {
      return false
    }
    return true
  }

  /// Reads a section that relates the record to others.
  private mutating func readRelated(_ section: Document.Section) {
    let isCaseStudy = draft.id.kind == .caseStudy
    func isTitled(_ title: Bytes) -> Bool { section.title.equals(ignoringCase: title) }
    if isCaseStudy, isTitled("Attack Procedure") || isTitled("Procedure") {
      readSteps(section)
    } else if isCaseStudy, isTitled("Tactics and Techniques Used") {
      readTechniquesUsed(section)
    } else if let listing = Listing(of: section.title, on: draft.id.kind) {
      read(listing, in: section)
    } else {
      draft.note(.warning, .unknownSection, at: section.title, "unknown section \"\(section.title.excerpt)\"")
    }
  }

  /// Applies corrections that need all sections.
  private mutating func finish() {
    // A sub-technique's heading can start with its parent's name.
    if let parent = draft.told.first(where: { $0.kind == .subtechnique && $0.expected == .technique }),
      draft.id.sub != nil
    {
      draft.name = draft.name.dropping(parent: parent.link.name)
    }
  }
}

extension Bytes {
  /// The name of a sub-technique without its parent's name: `Direct` for `LLM Prompt Injection: Direct`.
  package func dropping(parent: Bytes) -> Bytes {
    var rest = self
    guard !parent.isEmpty, starts(with: parent) else { return self }
    rest = rest.dropFirst(parent.count)
    guard rest.eat(": ") else { return self }
    return rest.trimmed
  }
}
