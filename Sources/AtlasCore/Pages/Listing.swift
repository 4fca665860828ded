/// The sections that list related records, and the relation that each states.
package struct Listing {
  package let relation: Relation.Kind
  /// The kind of record that the section lists.
  package let lists: RecordKind

  /// The listing that a section of that title is on a page of that kind; nil when it is not one.
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

  /// The count of a heading is a claim, and an empty section one that says nothing.
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
      // What is beside the link is what the technique is called, and how far it has been seen.
      let aside = Aside(entry)
      item.name = aside.name
      item.maturity = aside.maturity
      // The page that lists sub-techniques is the parent's: the same relation from the other end.
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

/// What a tactic's page says of a technique by the way: `Create Proxy AI Model (demonstrated)`, or two cells.
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
  /// The text of a cell without the backslashes that keep its bars from ending it.
  fileprivate var withoutBars: [UInt8] {
    indices.filter { self[$0] != .backslash || $0 + 1 == endIndex || self[$0 + 1] != .pipe }.map { self[$0] }
  }
}
