/// The text of one page while it is being written, part by part.
struct PageText {
  private(set) var bytes: [UInt8] = []
  /// The id of the page's record.
  private var id: [UInt8] = []

  mutating func blank() { bytes.append(.newline) }

  init() { bytes.reserveCapacity(4096) }

  mutating func append(_ text: Bytes) {
    unsafe text.withUnsafeBytes { unsafe bytes.append(contentsOf: $0) }
  }

  mutating func append(_ other: [UInt8]) { bytes += other }

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

  /// Writes the front matter and the heading.
  mutating func head(_ entry: ReleaseFile.Entry, slug: Bytes, position: Int) {
    id = Array(entry.id.description.utf8)
    let name = PageText.quoted(entry.name)
    line("---")
    line("id: ", slug)
    append("title: \"")
    append(id)
    line(": ", name)
    line("sidebar_label: \"", name)
    line("sidebar_position: ", Array("\(position)".utf8))
    line("---")
    blank()
    append("# ")
    append(id)
    line(": ", entry.name)
    blank()
  }

  /// Writes the description, when there is one, and the blank line behind it.
  mutating func description(_ entry: ReleaseFile.Entry) {
    guard !entry.description.isEmpty else { return }
    text(entry.description)
    blank()
  }

  /// Writes the heading of the metadata and the items that all kinds have.
  mutating func metadata(_ entry: ReleaseFile.Entry) {
    line("## Metadata")
    blank()
    append("- **")
    append(PageText.label(entry.id.kind))
    line(" ID:** ", id)
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
    line(":** ", Array(date.english.utf8))
  }

  /// Writes an item of the metadata that has several values, when there are any.
  mutating func item(_ label: Bytes, _ values: [Bytes]) {
    item(label, Bytes(copying: Array(values.joined(separator: ", ".utf8))))
  }

  mutating func attackReference(_ entry: ReleaseFile.Entry) {
    guard let reference = entry.attackReference else { return }
    guard let url = reference.url else {
      item("MITRE ATT&CK Reference", reference.id)
      return
    }
    line("- **MITRE ATT&CK Reference:** [", Array(reference.id) + "](".utf8 + url + ")".utf8)
  }

  /// Writes the heading of a section, with a blank line before and behind it.
  mutating func section(_ title: Bytes, count: Int? = nil) {
    blank()
    append("## ")
    append(title)
    line("", Array((count.map { " (\($0))" } ?? "").utf8))
    blank()
  }

  /// Writes text of any length.
  mutating func text(_ text: Bytes) {
    append(Escape.escaped(SiteLinks.toPage(text)))
    bytes.append(.newline)
  }

  /// Writes a bullet with a link and the text that belongs to it.
  mutating func bullet(_ link: [UInt8], _ text: Bytes) {
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
    append(id)
    append(")*. MITRE ATLAS. Available at: ")
    line("", Array(entry.id.url.utf8))
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

  /// The rest of a text in double quotes, with the closing one.
  private static func quoted(_ text: Bytes) -> [UInt8] {
    var result: [UInt8] = []
    for byte in text {
      if byte == .quote || byte == .backslash { result.append(.backslash) }
      result.append(byte)
    }
    return result + [.quote]
  }
}
