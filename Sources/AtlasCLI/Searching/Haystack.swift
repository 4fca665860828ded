import AtlasCore
import AtlasData

/// What a search looks through: the sheets of the records, and the records themselves where they are asked for.
struct Haystack {
  private(set) var sheets: [SearchedSheet]
  /// The records and their relations; nil when pages were read for their text alone.
  let base: KnowledgeBase?

  init(_ base: KnowledgeBase) {
    sheets = base.searchedSheets
    self.base = base
  }

  /// Leaves only the sheets that `test` accepts.
  mutating func narrow(to test: (SearchedSheet) -> Bool) { sheets = sheets.filter(test) }

  /// The name of a record that stands alone, `Parent: Child` for a sub-technique.
  func fullName(of id: RecordID) -> Bytes { base?.fullName(of: id) ?? .empty }
}
