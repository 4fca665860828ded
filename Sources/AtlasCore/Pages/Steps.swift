/// The steps of a case study's procedure.
package enum Steps {
  /// Text about one step, from a technique page's text about a case study.
  package struct Part {
    package var number: Int?
    package var tactic: Link?
    package var text: RawText
  }

  /// Splits a technique page's text about a case study into steps.
  ///
  /// Each step starts with a line `**Step 4:** [[…|AML.TA0011: Impact]]`; text without such a line is one step without
  /// number and tactic.
  package static func split(_ raw: RawText) -> [Part] {
    let source = raw.source
    var parts: [Part] = []
    var rest = source
    var fences = Fences()
    var start = source.startIndex
    while let line = rest.eatLine() {
      guard !fences.contains(line, before: rest), let mark = Mark(line) else { continue }
      if parts.isEmpty {
        // Text before the first mark is a step without number and tactic.
        let before = source[start..<line.startIndex].trimmed
        if !before.isEmpty { parts.append(Part(text: RawText(source: before, indent: raw.indent))) }
      } else {
        parts[parts.count - 1].text = RawText(source: source[start..<line.startIndex].trimmed, indent: raw.indent)
      }
      parts.append(Part(number: mark.number, tactic: mark.tactic, text: .none))
      start = mark.end
    }
    guard !parts.isEmpty else { return [Part(text: raw)] }
    parts[parts.count - 1].text = RawText(source: source[start..<source.endIndex].trimmed, indent: raw.indent)
    return parts
  }

  /// A line that starts a step; the text of the step can start on the same line.
  private struct Mark {
    let number: Int
    let tactic: Link?
    let end: Int

    init?(_ line: Bytes) {
      guard line.first == .star, let pair = Metadata.pair(line) else { return nil }
      var name = pair.name
      guard name.eat("Step "), let number = name.eatNumber(), name.isEmpty else { return nil }
      var rest = pair.value
      self.number = number
      tactic = Link(eating: &rest)
      end = rest.startIndex
    }
  }
}

extension RecordSourceReader {
  mutating func readSteps(_ section: Document.Section) {
    let found = Entries(of: section.body)
    for stray in found.strays {
      draft.note(.warning, .strayText, at: stray, "text that belongs to no step: \"\(stray.excerpt)\"")
    }
    var last = 0
    var withoutTactic: [(number: Int, head: Bytes)] = []
    for entry in found.entries {
      var head = entry.head
      let number = head.eat(ignoringCase: "Step ") ? head.eatNumber() : nil
      if number == nil {
        draft.note(.warning, .badStep, at: entry.head, "a step without its number: \"\(entry.head.excerpt)\"")
      }
      if let number, number != last + 1 {
        draft.note(.warning, .badStep, at: entry.head, "step \(number) follows step \(last)")
      }
      last = number ?? last + 1
      if !readStep(last, entry) { withoutTactic.append((last, entry.head)) }
    }
    note(withoutTactic, ofAll: withoutTactic.count == found.entries.count)
    check(section, holds: found.entries.count)
  }

  /// Reports steps without a tactic; a page that gives none at all was written without them.
  private mutating func note(_ steps: [(number: Int, head: Bytes)], ofAll isAll: Bool) {
    guard let first = steps.first else { return }
    if isAll {
      let steps = steps.count == 1 ? "its only step no tactic" : "none of its \(steps.count) steps a tactic"
      return draft.note(.note, .badStep, at: first.head, "\(draft.id) gives \(steps)")
    }
    for step in steps { draft.note(.warning, .badStep, at: step.head, "step \(step.number) has no tactic") }
  }

  /// Reads a step.
  ///
  /// - Returns: whether it has a tactic.
  private mutating func readStep(_ number: Int, _ entry: Entry) -> Bool {
    var rest = entry.text.source
    var tactic: Link?
    var technique: Link?
    while true {
      var ahead = rest
      guard let line = ahead.eatLine() else { break }
      if line.trimmed.isEmpty {
        rest = ahead
        continue
      }
      guard let pair = Metadata.pair(line) else { break }
      guard pair.name == "Tactic" || pair.name == "Technique" else { break }
      var value = pair.value
      let link = Link.next(in: &value) ?? Link(bare: pair.value)
      if link == nil {
        draft.note(.error, .missingLink, at: line.trimmed, "no link to a \(pair.name.string.lowercased())")
      }
      if pair.name == "Tactic" { tactic = link } else { technique = link }
      rest = ahead
    }
    guard let technique else {
      draft.note(.error, .badStep, at: entry.head, "step \(number) has no technique")
      return tactic != nil
    }
    var item = ParsedRelation(.employs, technique, .technique)
    item.number = number
    item.tactic = tactic
    item.text = RawText(source: rest.trimmed, indent: 0)
    draft.told.append(item)
    return tactic != nil
  }

  /// Reads a section that repeats the steps, or lists them when there is no procedure.
  ///
  /// Tactics are in headings or first on their line, techniques after them, unless an id or a folder in a path says
  /// otherwise.
  mutating func readTechniquesUsed(_ section: Document.Section) {
    var tactic: Link?
    for line in section.body.lines {
      let links = Link.all(in: line)
      for (index, link) in links.enumerated() {
        let leads = index == 0 && (line.first == .hash || links.count > 1)
        switch link.id?.kind ?? link.folderKind ?? (leads ? .tactic : .technique) {
        case .tactic: tactic = link
        case .technique:
          var item = ParsedRelation(.employs, link, .technique)
          item.tactic = tactic
          draft.told.append(item)
        default: break
        }
      }
    }
  }
}
