/// The text of pages while it is being written, part by part.
struct PageText {
  /// All that was written so far, of this page and those before it.
  var bytes: [UInt8]

  mutating func blank() { bytes.append(.newline) }

  mutating func append(_ text: Bytes) { bytes.append(text) }

  mutating func append(_ id: RecordID) { id.append(to: &bytes) }

  mutating func append(_ other: [UInt8]) { bytes += other }

  mutating func append(_ other: ArraySlice<UInt8>) { bytes += other }

  mutating func line(_ text: Bytes) {
    append(text)
    bytes.append(.newline)
  }

  /// Writes a line that begins as always and goes on with `rest`.
  mutating func line(_ start: Bytes, _ rest: Bytes) {
    append(start)
    append(rest)
    bytes.append(.newline)
  }

  /// Writes a line that begins as always and goes on with `rest`.
  mutating func line(_ start: Bytes, _ rest: [UInt8]) {
    append(start)
    bytes += rest
    bytes.append(.newline)
  }

  /// Writes a line that begins as always and goes on with `rest`.
  mutating func line(_ start: Bytes, _ rest: ArraySlice<UInt8>) {
    append(start)
    bytes += rest
    bytes.append(.newline)
  }

  /// Writes the front matter and the heading.
  mutating func head(_ entry: ReleaseFile.Entry, slug: @autoclosure () -> Bytes, position: Int) {
    append("---\n")
    let slug = entry.slug ?? slug()
    if !slug.isEmpty { line("id: ", slug) }
    append("title: \"")
    append(entry.id)
    append(": ")
    quotedEnd(entry.name)
    append("sidebar_label: \"")
    quotedEnd(entry.name)
    append("sidebar_position: ")
    bytes.append(decimal: position)
    append("\n---\n\n# ")
    append(entry.id)
    append(": ")
    append(entry.name)
    append("\n\n")
  }

  /// Writes the description, when there is one, and the blank line behind it.
  mutating func description(_ entry: ReleaseFile.Entry) {
    guard !entry.description.isEmpty else { return }
    text(entry.description)
    blank()
  }

  /// Writes the heading of the metadata and the items that all kinds have.
  mutating func metadata(_ entry: ReleaseFile.Entry) {
    append("## Metadata\n\n- **")
    append(PageText.label(entry.id.kind))
    append(" ID:** ")
    append(entry.id)
    blank()
    item("Created", entry.created)
    item("Last Modified", entry.modified)
  }

  /// Writes an item of the metadata, when there is a value.
  mutating func item(_ label: Bytes, _ value: Bytes?) {
    guard let value, !value.isEmpty else { return }
    append("- **")
    append(label)
    line(":** ", value)
  }

  /// Writes a date among the metadata, when there is one.
  mutating func item(_ label: Bytes, _ date: PartialDate?) {
    guard let date else { return }
    append("- **")
    append(label)
    append(":** ")
    date.appendEnglish(to: &bytes)
    blank()
  }

  /// Writes an item of the metadata that has several values, when there are any.
  mutating func item(_ label: Bytes, _ values: [Bytes]) {
    guard let first = values.first else { return }
    append("- **")
    append(label)
    append(":** ")
    append(first)
    for value in values.dropFirst() {
      append(", ")
      append(value)
    }
    blank()
  }

  mutating func attackReference(_ entry: ReleaseFile.Entry) {
    guard let reference = entry.attackReference else { return }
    guard let url = reference.url else {
      item("MITRE ATT&CK Reference", reference.id)
      return
    }
    append("- **MITRE ATT&CK Reference:** [")
    append(reference.id)
    append("](")
    append(url)
    append(")\n")
  }

  /// Writes the heading of a section, with a blank line before and behind it.
  mutating func section(_ title: Bytes, count: Int? = nil) {
    append("\n## ")
    append(title)
    if let count {
      append(" (")
      bytes.append(decimal: count)
      append(")")
    }
    append("\n\n")
  }

  /// Writes text of any length.
  mutating func text(_ text: Bytes) {
    append(Escape.escaped(SiteLinks.toPage(text)))
    bytes.append(.newline)
  }

  /// Writes a bullet with a link and the text that belongs to it.
  mutating func bullet(_ link: ArraySlice<UInt8>, _ text: Bytes) {
    append("- ")
    append(link)
    if !text.isEmpty {
      append(" — ")
      append(Escape.escaped(SiteLinks.toPage(text), indent: 2))
    }
    bytes.append(.newline)
  }

  /// Writes what the record refers to, and the official page as the last reference.
  mutating func references(_ entry: ReleaseFile.Entry) {
    if !entry.references.isEmpty {
      section("External References")
      for reference in entry.references { self.reference(reference) }
    }
    section("References")
    append("MITRE Corporation. *")
    append(entry.name)
    append(" (")
    append(entry.id)
    append(")*. MITRE ATLAS. Available at: ")
    entry.id.appendURL(to: &bytes)
    blank()
  }

  /// Writes a reference so that it reads back: a title with an address of its own must not be taken apart there.
  private mutating func reference(_ reference: ReleaseFile.Reference) {
    append("- ")
    let title = reference.title
    if let url = reference.url, title.contains("http://") || title.contains("https://") {
      append("[")
      append(title)
      append("](")
      append(url)
      append(")")
    } else {
      append(title)
      if !title.isEmpty, reference.url != nil { append(" Available at: ") }
      append(reference.url ?? .empty)
    }
    blank()
  }

  private static func label(_ kind: RecordKind) -> Bytes {
    switch kind {
    case .tactic: "Tactic"
    case .technique: "Technique"
    case .mitigation: "Mitigation"
    case .caseStudy: "Case Study"
    }
  }

  /// Writes the rest of a text in double quotes, the closing one, and the line end.
  private mutating func quotedEnd(_ text: Bytes) {
    if text.contains(.quote) || text.contains(.backslash) {
      for byte in text {
        if byte == .quote || byte == .backslash { bytes.append(.backslash) }
        bytes.append(byte)
      }
    } else {
      append(text)
    }
    append("\"\n")
  }
}
