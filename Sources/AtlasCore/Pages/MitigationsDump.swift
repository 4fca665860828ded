/// A dump of a list page: many records in one file.
///
/// Each has a line with its id, a line with its name, an optional line `&` if it is adapted from ATT&CK, and paragraphs
/// up to the next id.
package enum MitigationsDump {
  /// The records of a dump in file order; empty if no line is an id alone.
  package static func sources(of page: Bytes) -> [RecordSource] {
    var sources: [RecordSource] = []
    var open: (id: RecordID, start: Int)?
    func close(at end: Int) {
      guard let open else { return }
      sources.append(RecordSource(id: open.id, text: page[open.start..<end], isDumped: true))
    }
    var rest = page
    while let line = rest.eatLine() {
      guard let id = RecordID(formal: unwrapped(line)) else { continue }
      close(at: line.startIndex)
      open = (id, line.startIndex)
    }
    close(at: page.endIndex)
    return sources
  }

  /// Reads one entry of a dump.
  package static func draft(of source: RecordSource) -> ParsedPage {
    var rest = source.text
    _ = rest.eatLine()
    var draft = ParsedPage(id: source.id, name: unwrapped(rest.eatFilledLine() ?? .empty))
    var body = rest
    if body.eatFilledLine() == "&" {
      draft.isAdapted = true
      rest = body
    }
    draft.description = Escape.unescaped(rest.trimmed)
    if draft.name.isEmpty { draft.note(.error, .missingName, at: source.text, "\(source.id) has no name") }
    return draft
  }

  /// The label of a line that is a single link, as in `[AML.M0023](#)`; any other line unchanged.
  private static func unwrapped(_ line: Bytes) -> Bytes {
    var rest = line.trimmed
    guard let link = Link(eating: &rest), rest.isEmpty else { return line.trimmed }
    return link.label
  }
}

extension RecordID {
  /// Reads `text` as an id with `AML.` and no text around it.
  fileprivate init?(formal text: Bytes) {
    var rest = text
    guard let id = RecordID(eatingFormal: &rest), rest.isEmpty else { return nil }
    self = id
  }
}

extension Bytes {
  /// Takes lines off the front up to and including the first that is not blank, and returns that line, trimmed.
  fileprivate mutating func eatFilledLine() -> Bytes? {
    while let line = eatLine() {
      if !line.trimmed.isEmpty { return line.trimmed }
    }
    return nil
  }
}
