/// A section that lists related records, and the relation that it states.
package struct Listing {
  package let relation: Relation.Kind
  /// The kind of record that the section lists.
  package let lists: RecordKind

  /// The listing of a section with that title on a page of that kind; nil for other sections.
  package init?(of title: Bytes, on kind: RecordKind) {
    guard let row = Listing.titles.first(where: { $0.kind == kind && $0.title.equals(ignoringCase: title) }) else {
      return nil
    }
    relation = row.relation
    lists = row.lists
  }

  private static let titles: [(kind: RecordKind, title: Bytes, relation: Relation.Kind, lists: RecordKind)] = [
    (.technique, "Tactics", .tacticTechnique, .tactic), (.technique, "Tactic", .tacticTechnique, .tactic),
    (.technique, "Sub-Techniques", .subtechnique, .technique),
    (.technique, "Subtechniques", .subtechnique, .technique),
    (.technique, "Mitigations", .mitigates, .mitigation),
    (.technique, "Case Studies", .employs, .caseStudy),
    (.tactic, "Techniques", .tacticTechnique, .technique),
    (.tactic, "Case Studies", .tacticCaseStudy, .caseStudy),
    (.mitigation, "Techniques", .mitigates, .technique),
    (.mitigation, "Techniques Addressed", .mitigates, .technique),
  ]
}

extension RecordSourceReader {
  mutating func read(_ listing: Listing, in section: Document.Section) {
    let found = Entries(of: section.body)
    var told = 0
    for entry in found.entries {
      guard let link = entry.link else {
        draft.note(
          .warning, .missingLink, at: entry.head, "no link to a \(listing.lists.noun()): \"\(entry.head.excerpt)\"")
        continue
      }
      told += 1
      read(entry, link, listing)
    }
    for stray in found.strays {
      draft.note(.warning, .strayText, at: stray, "text that belongs to no entry: \"\(stray.excerpt)\"")
    }
    check(section, holds: told)
  }

  /// Reports a heading whose count differs from the number of entries.
  mutating func check(_ section: Document.Section, holds held: Int) {
    guard let count = section.count, count != held else { return }
    let reason =
      held == 0
      ? "the heading counts \(count), the section holds none: they are not known from this page"
      : "the heading counts \(count), the section holds \(held)"
    draft.note(.warning, .wrongCount, at: section.title, reason)
  }

  private mutating func read(_ entry: Entry, _ link: Link, _ listing: Listing) {
    var item = ParsedRelation(listing.relation, link, listing.lists)
    if listing.lists == .technique, listing.relation != .mitigates {
      // Text beside the link is the technique's name and maturity.
      let aside = Aside(entry)
      item.name = aside.name
      item.maturity = aside.maturity
      // A list of sub-techniques is on the parent's page, so the link leads to the child.
      item.isChild = listing.relation == .subtechnique
      draft.told.append(item)
      return
    }
    if entry.lacksDash {
      draft.note(.warning, .strayText, at: entry.text.source, "no dash between the link and its text")
    }
    if listing.relation == .employs {
      for step in Steps.split(entry.text) {
        item.number = step.number
        item.tactic = step.tactic
        item.text = step.text
        draft.told.append(item)
      }
    } else {
      item.text = entry.text
      draft.told.append(item)
    }
  }
}

/// The name and maturity of a technique on a tactic's page: `Create Proxy AI Model (demonstrated)`, or two cells.
private struct Aside {
  var name: Bytes?
  var maturity: Maturity?

  init(_ entry: Entry) {
    if entry.cells.count > 1 {
      name = entry.cells[1].contains("\\|") ? Bytes(copying: entry.cells[1].withoutBars) : entry.cells[1]
      maturity = entry.cells.dropFirst(2).first.flatMap { Maturity($0) }
      return
    }
    var text = entry.text.text
    if text.last == .closeParenthesis, let open = text.lastIndex(of: .openParenthesis),
      let known = Maturity(text[open + 1..<text.endIndex - 1])
    {
      maturity = known
      text = text[text.startIndex..<open].trimmed
    }
    name = text.isEmpty ? nil : text
  }
}

extension Bytes {
  /// The text of a cell with `\|` replaced by `|`.
  fileprivate var withoutBars: [UInt8] {
    indices.filter { self[$0] != .backslash || $0 + 1 == endIndex || self[$0 + 1] != .pipe }.map { self[$0] }
  }
}
