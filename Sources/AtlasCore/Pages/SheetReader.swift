/// Reads the sheet of one record: the parts that all kinds share, then the sections that only some have.
package struct SheetReader {
  package var draft: Draft
  private let document: Document

  /// What `sheet` says.
  package static func read(_ sheet: Sheet) -> Draft {
    if sheet.isDumped { return Dump.draft(of: sheet) }
    var reader = SheetReader(sheet)
    reader.read()
    return reader.draft
  }

  private init(_ sheet: Sheet) {
    document = Document(sheet.text)
    let title = document.frontMatter?["title"].map(Heading.init)
    let heading = document.heading.map(Heading.init)
    draft = Draft(id: sheet.id, name: (heading ?? title)?.name ?? .empty)
    draft.slug = document.frontMatter?["id"]
    if let place = document.heading {
      if let id = heading?.id, id != sheet.id {
        draft.note(.error, at: place, "the heading says \(id), the title \(sheet.id)")
      }
      if let title, let heading, title.id != nil, title.name != heading.name {
        draft.note(.warning, at: place, "the heading says \"\(heading.name)\", the title \"\(title.name)\"")
      }
    }
    if draft.name.isEmpty { draft.note(.error, at: sheet.text, "\(sheet.id) has no name") }
  }

  private mutating func read() {
    readLead(document.lead)
    for section in document.sections { read(section) }
    finish()
  }

  /// The lead: the line that names a sub-technique's parent, then the description.
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

  private mutating func read(_ section: Document.Section) {
    switch section.title {
    case "Metadata": readMetadata(section.body)
    case "References", "External References": readReferences(section.body)
    case "Summary", "Description":
      let text = Escape.unescaped(section.body.trimmed)
      draft.description =
        draft.description.isEmpty ? text : Bytes(copying: Array(draft.description) + [.newline, .newline] + text)
    case "Attack Procedure" where draft.id.kind == .caseStudy, "Procedure" where draft.id.kind == .caseStudy:
      readSteps(section)
    case "Tactics and Techniques Used" where draft.id.kind == .caseStudy: readTechniquesUsed(section)
    default:
      guard let listing = Listing(of: section.title, on: draft.id.kind) else {
        draft.note(.warning, at: section.title, "unknown section \"\(section.title)\"")
        return
      }
      read(listing, in: section)
    }
  }

  /// What can only be said once every section was read.
  private mutating func finish() {
    // A sub-technique's heading may carry its parent's name in front; the record's own name is what follows.
    if let parent = draft.told.first(where: { $0.kind == .subtechnique && $0.expected == .technique }),
      draft.id.sub != nil
    {
      draft.name = draft.name.dropping(parent: parent.link.name)
    }
  }
}

// MARK: - Metadata and references

extension SheetReader {
  private mutating func readMetadata(_ body: Bytes) {
    for line in body.lines where !line.trimmed.isEmpty {
      guard let pair = Metadata.pair(line) else {
        draft.note(.warning, at: line.trimmed, "not a line of metadata, - **Label:** value")
        continue
      }
      guard let label = Metadata.label(named: pair.name) else {
        draft.note(.warning, at: pair.name, "unknown label \"\(pair.name)\"")
        continue
      }
      if pair.value.isEmpty {
        draft.note(.note, at: pair.name, "\(pair.name) has no value")
      } else {
        read(label, pair.name, pair.value)
      }
    }
  }

  private mutating func read(_ label: Metadata.Label, _ name: Bytes, _ value: Bytes) {
    let id = draft.id
    switch label {
    case .techniqueID, .tacticID, .mitigationID, .caseStudyID:
      if RecordID(value) != id || label.idKind != id.kind {
        draft.note(.error, at: value, "\(name) says \(value), the page is \(id)")
      }
      return
    case .parent: return readParent(value)
    case .adapted: draft.isAdapted = value.equals(ignoringCase: "yes")
    case .created, .modified, .date:
      if PartialDate(value) == nil { return draft.note(.warning, at: value, "\(name) is no date: \"\(value)\"") }
    case .maturity: if Maturity(value) == nil { return unknown(name, value, Maturity.allCases.map(\.rawValue)) }
    case .type: if CaseStudyType(value) == nil { return unknown(name, value, CaseStudyType.allCases.map(\.rawValue)) }
    case .platforms, .category, .lifecycle, .target, .actor, .reporter, .attackReference: break
    }
    draft.claims.append(Claim(label: label, value: value))
  }

  private mutating func unknown(_ name: Bytes, _ value: Bytes, _ known: [String]) {
    draft.note(.warning, at: value, "\(name) is \"\(value)\", known are \(known.joined(separator: ", "))")
  }

  private mutating func readParent(_ value: Bytes) {
    var rest = value
    guard let link = Link.next(in: &rest) ?? Link(bare: value) else {
      draft.note(.error, at: value, "no link to a parent technique: \"\(value)\"")
      return
    }
    draft.told.append(Told(.subtechnique, link, .technique))
  }

  private mutating func readReferences(_ body: Bytes) {
    for line in body.lines where !line.trimmed.isEmpty {
      draft.references.append(Reference(line: line.bulletText ?? line.trimmed))
    }
  }
}

extension Reference {
  /// Reads a line of text with an address in it, with or without `Available at:`.
  package init(line: Bytes) {
    var rest = line
    if let link = Link(eating: &rest), rest.trimmed.isEmpty {
      self.init(title: link.label, url: link.target)
      return
    }
    rest = line
    while !rest.isEmpty, !rest.starts(with: "http://" as Bytes), !rest.starts(with: "https://" as Bytes) {
      rest = rest.dropFirst()
    }
    guard !rest.isEmpty else {
      self.init(title: line, url: nil)
      return
    }
    var title = line[line.startIndex..<rest.startIndex].trimmed
    let url = rest.eat(while: { !$0.isBlank && $0 != .greater })
    if title.last == UInt8(ascii: "<") { title = title.dropLast().trimmed }
    if title.suffix(13).equals(ignoringCase: "Available at:") { title = title.dropLast(13).trimmed }
    self.init(title: title, url: url)
  }
}

extension Bytes {
  /// The name of a sub-technique without its parent's in front: `Direct` for `LLM Prompt Injection: Direct`.
  package func dropping(parent: Bytes) -> Bytes {
    var rest = self
    guard !parent.isEmpty, starts(with: parent) else { return self }
    rest = rest.dropFirst(parent.count)
    guard rest.eat(": ") else { return self }
    return rest.trimmed
  }
}
