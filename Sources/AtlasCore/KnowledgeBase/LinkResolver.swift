/// Finds the record that a link leads to: by its id, by its slug, then by its name.
package struct LinkResolver {
  private let drafts: [ParsedPage]
  /// Created for the first link without an id; most pages have none.
  private var made: Names?

  package init(_ drafts: [ParsedPage]) { self.drafts = drafts }

  /// The record that `link` leads to, or nil.
  ///
  /// If several have the same slug or name, `expected` selects one by kind.
  package mutating func resolve(_ link: Link, expected: RecordKind? = nil) -> RecordID? {
    if let id = link.id { return id }
    for candidates in candidates(for: link) {
      if let id = candidates.choose(expected) { return id }
    }
    return nil
  }

  /// Whether several records match the link's slug or name.
  package mutating func isAmbiguous(_ link: Link) -> Bool {
    link.id == nil && candidates(for: link).contains { $0.choose(nil) == nil }
  }

  private mutating func candidates(for link: Link) -> [Candidates] {
    let names = made ?? Names(drafts)
    made = names
    let slug = FoldedName(link.slug)
    return [names.bySlug[slug], names.byName[FoldedName(link.name)], names.byName[slug]].compactMap { $0 }
  }
}

/// The records with one slug or name: for each kind the only one, or nil if there are several.
private struct Candidates {
  private var ids: [RecordKind: RecordID?] = [:]

  mutating func add(_ id: RecordID) {
    if let known = ids[id.kind] {
      if known != id { ids[id.kind] = .some(nil) }
    } else {
      ids[id.kind] = id
    }
  }

  func choose(_ expected: RecordKind?) -> RecordID? {
    if let expected, let id = ids[expected] { return id }
    return ids.count == 1 ? ids.first?.value : nil
  }
}

/// All slugs and names of a corpus.
///
/// Folding makes a slug equal to the name that it comes from.
private struct Names {
  private(set) var bySlug: [FoldedName: Candidates] = [:]
  private(set) var byName: [FoldedName: Candidates] = [:]

  init(_ drafts: [ParsedPage]) {
    var names: [RecordID: Bytes] = [:]
    for draft in drafts {
      names[draft.id] = names[draft.id] ?? draft.name
      if let slug = draft.slug { Names.add(draft.id, as: slug, to: &bySlug) }
      Names.add(draft.id, as: draft.name, to: &byName)
    }
    // Records without a page have the names that links give them.
    for link in drafts.lazy.flatMap(\.told).flatMap({ [$0.link, $0.tactic].compactMap { $0 } }) {
      guard let id = link.id, names[id] == nil else { continue }
      Names.add(id, as: link.slug, to: &bySlug)
      Names.add(id, as: link.name, to: &byName)
    }
    for (id, name) in names {
      guard let parent = id.parent.flatMap({ names[$0] }) else { continue }
      Names.add(id, as: Bytes(copying: Array(parent) + [.colon, .space] + name), to: &byName)
    }
  }

  private static func add(_ id: RecordID, as name: Bytes, to map: inout [FoldedName: Candidates]) {
    let folded = FoldedName(name)
    if !folded.bytes.isEmpty { map[folded, default: Candidates()].add(id) }
  }
}
