/// The names and slugs of records, for lookups.
struct RecordNames: Sendable {
  /// By slug.
  let slugs: NameTable
  /// By folded name; for a sub-technique, without the parent's name.
  let own: NameTable
  /// By `Parent: Child`, folded.
  let full: NameTable

  init(_ ids: [RecordID], of base: KnowledgeBase) {
    slugs = NameTable(ids.compactMap { id in base.slugBytes(of: id).map { ($0.map(\.lowercased), id) } })
    own = NameTable(ids.map { (FoldedName(base.nameBytes(of: $0)).bytes, $0) })
    full = NameTable(ids.map { (FoldedName(base.fullNameBytes(of: $0)).bytes, $0) })
  }

  /// Up to three records whose names are similar to the word, as a whole or in part.
  func near(_ name: FoldedName) -> [RecordID] {
    // Longer words cannot be similar to a name, and the comparison takes time proportional to the product of both
    // lengths.
    guard name.bytes.count <= 200 else { return [] }
    let (limit, partLimit) = (max(1, name.bytes.count / 4), name.bytes.count / 6)
    let scored = own.rows.compactMap { row -> (Int, RecordID)? in
      let distance = EditDistance.between(name.bytes, row.name)
      if distance <= limit { return (distance, row.id) }
      guard name.bytes.count >= 3 else { return nil }
      let part = EditDistance.toPart(name.bytes, of: row.name)
      if part <= partLimit { return (limit + 1 + part, row.id) }
      // The start of a name with a slip in it, or with letters left out: `exfl` for Exfiltration.
      guard name.bytes.count >= 4, row.name.count >= name.bytes.count else { return nil }
      let start = EditDistance.between(name.bytes, Array(row.name.prefix(name.bytes.count)))
      return start <= 1 ? (limit + 2 + partLimit, row.id) : nil
    }
    return scored.sorted { $0 < $1 }.prefix(3).map(\.1)
  }
}

/// Sorted names, for binary search.
struct NameTable: Sendable {
  let rows: [(name: [UInt8], id: RecordID)]

  init(_ rows: [(name: [UInt8], id: RecordID)]) {
    self.rows = rows.sorted { $0.name.lexicographicallyPrecedes($1.name) }
  }

  /// The records with exactly that name.
  func records(called name: [UInt8]) -> [RecordID] { rows(from: name) { $0 == name } }

  /// The records whose names start with that text.
  func records(beginningWith start: [UInt8]) -> [RecordID] { rows(from: start) { $0.starts(with: start) } }

  /// The rows from the first that is not before `name`, as long as `fits` holds.
  private func rows(from name: [UInt8], while fits: ([UInt8]) -> Bool) -> [RecordID] {
    let first = rows.indices.partition { !rows[$0].name.lexicographicallyPrecedes(name) }
    return rows[first...].prefix { fits($0.name) }.map(\.id)
  }
}
