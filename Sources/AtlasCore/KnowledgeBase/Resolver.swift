/// Finds the record that a link leads to: by its id, by its slug, then by its name.
package struct LinkResolver {
  private var bySlug: [Bytes: [RecordID]] = [:]
  private var byName: [Bytes: [RecordID]] = [:]

  package init(_ drafts: [Draft]) {
    for draft in drafts {
      if let slug = draft.slug { LinkResolver.add(draft.id, to: &bySlug[slug, default: []]) }
      LinkResolver.add(draft.id, to: &byName[LinkResolver.folded(draft.name), default: []])
    }
  }

  private static func add(_ id: RecordID, to list: inout [RecordID]) {
    if !list.contains(id) { list.append(id) }
  }

  private static func folded(_ name: Bytes) -> Bytes {
    name.contains(where: \.isUpper) ? Bytes(copying: name.map(\.lowercased)) : name
  }

  /// The record that `link` leads to, or nil; of several with the same slug or name, the one of the `expected` kind.
  package func resolve(_ link: Link, expected: RecordKind? = nil) -> RecordID? {
    if let id = link.id { return id }
    for found in [bySlug[link.slug], byName[LinkResolver.folded(link.name)]] {
      guard let found else { continue }
      if found.count == 1 { return found[0] }
      let fitting = found.filter { $0.kind == expected }
      if fitting.count == 1 { return fitting[0] }
    }
    return nil
  }

  /// Whether the link's slug or name fits several records.
  package func isAmbiguous(_ link: Link) -> Bool {
    bySlug[link.slug, default: []].count > 1 || byName[LinkResolver.folded(link.name), default: []].count > 1
  }
}
