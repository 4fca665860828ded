/// The sections that list related records, and what relation each tells.
package struct Listing {
  package let relation: Relation.Kind
  /// The kind of record that the section lists.
  package let lists: RecordKind

  /// The listing that a section of that title is on a page of that kind; nil when it is none.
  package init?(of title: Bytes, on kind: RecordKind) {
    switch (kind, title) {
    case (.technique, "Tactics"), (.technique, "Tactic"): self.init(.tacticTechnique, .tactic)
    case (.technique, "Sub-Techniques"), (.technique, "Subtechniques"): self.init(.subtechnique, .technique)
    case (.technique, "Mitigations"): self.init(.mitigates, .mitigation)
    case (.technique, "Case Studies"): self.init(.employs, .caseStudy)
    case (.tactic, "Techniques"): self.init(.tacticTechnique, .technique)
    case (.tactic, "Case Studies"): self.init(.tacticCaseStudy, .caseStudy)
    case (.mitigation, "Techniques"), (.mitigation, "Techniques Addressed"): self.init(.mitigates, .technique)
    default: return nil
    }
  }

  private init(_ relation: Relation.Kind, _ lists: RecordKind) {
    self.relation = relation
    self.lists = lists
  }
}

extension SheetReader {
  mutating func read(_ listing: Listing, in section: Document.Section) {
    let found = Entries(of: section.body)
    var told = 0
    for entry in found.entries {
      guard let link = entry.link else {
        draft.note(.warning, at: entry.head, "no link to a \(listing.lists.noun()): \"\(entry.head)\"")
        continue
      }
      told += 1
      read(entry, link, listing)
    }
    for stray in found.strays { draft.note(.warning, at: stray, "text that belongs to no entry: \"\(stray)\"") }
    if let count = section.count, count != told {
      draft.note(.warning, at: section.title, "the heading counts \(count), the section holds \(told)")
    }
  }

  private mutating func read(_ entry: Entry, _ link: Link, _ listing: Listing) {
    switch listing.relation {
    case .tacticTechnique where listing.lists == .technique:
      var item = Told(.tacticTechnique, link, .technique)
      let aside = Aside(entry)
      item.name = aside.name
      item.maturity = aside.maturity
      draft.told.append(item)
    case .employs:
      for step in Steps.split(entry.text) {
        var item = Told(.employs, link, .caseStudy)
        item.number = step.number
        item.tactic = step.tactic
        item.text = step.text
        draft.told.append(item)
      }
    case .subtechnique:
      // The page that lists sub-techniques is the parent's: the same relation, told from the other end.
      var item = Told(.subtechnique, link, .technique)
      item.isChild = true
      item.name = Aside(entry).name
      draft.told.append(item)
    default:
      var item = Told(listing.relation, link, listing.lists)
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
      name = entry.cells[1]
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
