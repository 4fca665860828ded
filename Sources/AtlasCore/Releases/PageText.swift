/// The text of pages while it is written.
///
/// Only this type knows the form of front matter, headings, metadata, lists and references.
///
/// Each part starts directly after the previous one, without an empty line; only a section starts with one.
/// with one.
struct PageText {
  /// The text so far, including earlier pages.
  var bytes: [UInt8] = []

  mutating func append(_ text: Bytes) { bytes.append(text) }

  mutating func append(_ id: RecordID) { id.append(to: &bytes) }

  mutating func append(_ text: some Sequence<UInt8>) { bytes += text }

  mutating func append(decimal number: Int) { bytes.append(digitsOf: number) }

  /// Ends the line, or writes an empty one.
  mutating func newline() { bytes.append(.newline) }

  /// Writes a line.
  mutating func line(_ text: Bytes) {
    append(text)
    newline()
  }

  // MARK: Head

  /// Writes the front matter of a page, with the fields that `write` adds, and an empty line.
  mutating func frontMatter(_ write: (inout PageText) -> Void) {
    append("---\n")
    write(&self)
    append("---\n\n")
  }

  /// Writes a front matter field whose value needs no quotes.
  mutating func field(_ key: Bytes, _ value: Bytes) {
    append(key)
    append(": ")
    line(value)
  }

  /// Writes a front matter field with a number.
  mutating func field(_ key: Bytes, _ value: Int) {
    append(key)
    append(": ")
    append(decimal: value)
    newline()
  }

  /// Writes a front matter field in double quotes, with `id` before the value if given.
  mutating func field(_ key: Bytes, id: RecordID? = nil, quoted value: Bytes) {
    append(key)
    append(": \"")
    if let id {
      append(id)
      if !value.isEmpty { append(": ") }
    }
    if value.contains(.quote) || value.contains(.backslash) {
      for byte in value {
        if byte == .quote || byte == .backslash { bytes.append(.backslash) }
        bytes.append(byte)
      }
    } else {
      append(value)
    }
    append("\"\n")
  }

  /// Writes the front matter and the title of a record's page.
  ///
  /// - Parameters:
  ///   - slug: the slug of the record; empty if it has none.
  ///   - id: the record.
  ///   - name: the name of the record; empty if unknown.
  ///   - label: the name in a table of contents.
  ///   - position: the position in a table of contents, from 1.
  mutating func head(slug: Bytes, id: RecordID, name: Bytes, label: Bytes, position: Int) {
    frontMatter { page in
      if !slug.isEmpty { page.field("id", slug) }
      page.field("title", id: id, quoted: name)
      page.field("sidebar_label", quoted: label)
      page.field("sidebar_position", position)
    }
    title(id, name: name)
  }

  /// Writes the title of a record's page and an empty line.
  mutating func title(_ id: RecordID, name: Bytes) {
    append("# ")
    append(id)
    if !name.isEmpty {
      append(": ")
      append(name)
    }
    append("\n\n")
  }

  /// Writes the title of a page and an empty line.
  mutating func title(_ text: Bytes) {
    append("# ")
    append(text)
    append("\n\n")
  }

  // MARK: Metadata

  /// Writes the heading of the metadata, and the items that all kinds of record have.
  mutating func metadata(_ id: RecordID, created: PartialDate?, modified: PartialDate?) {
    append("## Metadata\n\n- **")
    append(PageText.label(id.kind))
    append(" ID:** ")
    append(id)
    newline()
    item("Created", created)
    item("Last Modified", modified)
  }

  private mutating func startItem(_ label: Bytes) {
    append("- **")
    append(label)
    append(":** ")
  }

  /// Writes a metadata item, unless it has no value.
  mutating func item(_ label: Bytes, _ value: Bytes?) {
    guard let value, !value.isEmpty else { return }
    startItem(label)
    line(value)
  }

  /// Writes a metadata item with a number.
  mutating func item(_ label: Bytes, _ number: Int) {
    startItem(label)
    append(decimal: number)
    newline()
  }

  /// Writes a metadata item with a date, unless it is nil.
  mutating func item(_ label: Bytes, _ date: PartialDate?) {
    guard let date else { return }
    startItem(label)
    date.appendEnglish(to: &bytes)
    newline()
  }

  /// Writes a metadata item with several values, unless there are none.
  mutating func item(_ label: Bytes, _ values: [Bytes]) {
    guard let first = values.first else { return }
    startItem(label)
    append(first)
    for value in values.dropFirst() {
      append(", ")
      append(value)
    }
    newline()
  }

  /// Writes a metadata item with a link to a record.
  mutating func item(_ label: Bytes, link: some Sequence<UInt8>) {
    startItem(label)
    append(link)
    newline()
  }

  /// Writes the corresponding ATT&CK record, unless it is nil.
  mutating func attackReference(_ reference: AttackReference?) {
    guard let reference else { return }
    guard let url = reference.urlBytes else { return item("MITRE ATT&CK Reference", reference.idBytes) }
    startItem("MITRE ATT&CK Reference")
    markdownLink(reference.idBytes, url)
    newline()
  }

  // MARK: Text and relations

  /// Writes the line that names the parent of a sub-technique, and an empty line.
  mutating func parent(link: some Sequence<UInt8>) {
    append("> **Sub-Technique of:** ")
    append(link)
    append("\n\n")
  }

  /// Writes the heading of a section, with an empty line before and after it.
  mutating func section(_ title: Bytes, count: Int? = nil) {
    append("\n## ")
    append(title)
    if let count {
      append(" (")
      append(decimal: count)
      append(")")
    }
    append("\n\n")
  }

  /// Writes text of any length, escaped so that it reads back as text.
  mutating func text(_ text: Bytes) {
    append(Escape.escaped(text))
    newline()
  }

  /// Writes a list item: a link and its text.
  mutating func bullet(link: some Sequence<UInt8>, _ text: Bytes = .empty) {
    append("- ")
    append(link)
    if !text.isEmpty {
      append(" — ")
      // Indentation keeps the further lines in the item.
      append(Escape.escaped(text, indent: 2))
    }
    newline()
  }

  /// Writes a step of a procedure.
  ///
  /// - Parameters:
  ///   - number: the number of the step, from 1.
  ///   - isFirst: whether it is the first step; an empty line separates steps.
  ///   - name: the name of the technique.
  ///   - tactic: a link to the tactic; nil if unknown.
  ///   - technique: a link to the technique.
  ///   - text: what was done.
  mutating func step<Text: Sequence<UInt8>>(
    _ number: Int, isFirst: Bool, name: Bytes, tactic: Text?, technique: Text, _ text: Bytes
  ) {
    if !isFirst { newline() }
    append("### Step ")
    append(decimal: number)
    append(": ")
    append(name)
    append("\n\n")
    if let tactic {
      append("**Tactic:** ")
      append(tactic)
      newline()
    }
    append("**Technique:** ")
    append(technique)
    newline()
    if !text.isEmpty {
      newline()
      self.text(text)
    }
  }

  // MARK: References

  /// Writes the reference to the official page of a record, and says of a summary that it is one.
  mutating func officialReference(_ id: RecordID, name: Bytes, release: Bytes?, wording: Wording) {
    if wording == .summary { append("Summarizes: ") }
    append("MITRE Corporation. *")
    append(name)
    append(" (")
    append(id)
    append(")*. MITRE ATLAS")
    if let release {
      append(", release ")
      append(release)
    }
    append(". Available at: ")
    id.appendURL(to: &bytes)
    newline()
  }

  /// Writes a reference so that it reads back unchanged; one whose title contains a URL becomes a link.
  mutating func reference(title: Bytes, url: Bytes?) {
    if let url, title.contains("http://") || title.contains("https://") {
      markdownLink(title, url)
    } else {
      append(title)
      if let url {
        append(title.isEmpty ? "Available at: " : " Available at: ")
        append(url)
      }
    }
    newline()
  }

  private mutating func markdownLink(_ label: Bytes, _ url: Bytes) {
    append("[")
    append(label)
    append("](")
    append(url)
    append(")")
  }

  private static func label(_ kind: RecordKind) -> Bytes {
    switch kind {
    case .tactic: "Tactic"
    case .technique: "Technique"
    case .mitigation: "Mitigation"
    case .caseStudy: "Case Study"
    }
  }
}
