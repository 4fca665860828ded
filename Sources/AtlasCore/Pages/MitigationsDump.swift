/// A reader's dump of a list page: many records in one file, each a line with its id, a line with its name, an
/// optional `&` for one adapted from ATT&CK, then paragraphs until the next id.
package enum MitigationsDump {
  /// The records of a dump, in its order; empty when no line holds an id alone.
  package static func sheets(of page: Bytes) -> [RecordSource] {
    var sheets: [RecordSource] = []
    var open: (id: RecordID, start: Int)?
    var rest = page
    while let line = rest.eatLine() {
      guard let id = RecordID(formal: unwrapped(line)) else { continue }
      if let open { sheets.append(RecordSource(id: open.id, text: page[open.start..<line.startIndex], isDumped: true)) }
      open = (id, line.startIndex)
    }
    if let open { sheets.append(RecordSource(id: open.id, text: page[open.start..<page.endIndex], isDumped: true)) }
    return sheets
  }

  /// What one entry of a dump says.
  package static func draft(of sheet: RecordSource) -> ParsedPage {
    var rest = sheet.text
    _ = rest.eatLine()
    var draft = ParsedPage(id: sheet.id, name: unwrapped(rest.eatFilledLine() ?? .empty))
    var body = rest
    if body.eatFilledLine() == "&" {
      draft.isAdapted = true
      rest = body
    }
    draft.description = Escape.unescaped(rest.trimmed)
    if draft.name.isEmpty { draft.note(.error, .missingName, at: sheet.text, "\(sheet.id) has no name") }
    return draft
  }

  /// The text of a line that is nothing but a link, as in `[AML.M0023](#)`; any other line as it is.
  private static func unwrapped(_ line: Bytes) -> Bytes {
    var rest = line.trimmed
    guard let link = Link(eating: &rest), rest.isEmpty else { return line.trimmed }
    return link.label
  }
}

extension RecordID {
  /// Reads `text` as an id with `AML.` and nothing around it.
  fileprivate init?(formal text: Bytes) {
    var rest = text
    guard let id = RecordID(eatingFormal: &rest), rest.isEmpty else { return nil }
    self = id
  }
}

extension Bytes {
  /// Takes lines off the front up to and including the first that is not blank, and returns that one, trimmed.
  fileprivate mutating func eatFilledLine() -> Bytes? {
    while let line = eatLine() {
      if !line.trimmed.isEmpty { return line.trimmed }
    }
    return nil
  }
}
