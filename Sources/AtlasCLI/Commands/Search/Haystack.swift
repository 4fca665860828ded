import AtlasCore
import AtlasData

/// What a search looks through: the sheets of the records, and the records themselves where they are asked for.
struct Haystack {
  /// In the order of the ids.
  private(set) var sheets: [SearchedSheet]
  /// All sheets, where names are read that nobody indexed.
  private let all: [SearchedSheet]
  /// The records and their relations; nil when pages were read for their text alone.
  let base: KnowledgeBase?

  /// The pages that `invocation` is about.
  ///
  /// - Parameters:
  ///   - invocation: says which.
  ///   - needsRecords: whether more than text is asked for. The pages of a directory are not indexed without need:
  ///     that takes ten times as long as reading them.
  ///   - isWanted: which pages of a directory matter, where not all do; nil for all.
  ///   - output: takes remarks.
  /// - Throws: when there are no pages.
  init(
    _ invocation: Invocation, needsRecords: Bool, keeping isWanted: PageLoader.MakeTest? = nil, _ output: inout Output
  ) throws(Failure) {
    if !needsRecords, let path = try invocation.dataPath, !invocation.isBundle(path) {
      let loader = try invocation.loadedPages(at: path, mayDivide: true, keeping: isWanted, &output)
      guard loader.hasRecord else { throw Failure.noRecord(at: invocation.called(path)) }
      sheets = loader.corpora.flatMap(\.searchedSheets)
      // Stable: the sheets of a record stay in the order of their paths.
      sheets.sort { $0.id < $1.id }
      base = nil
    } else {
      let base = try invocation.knowledgeBase(&output)
      sheets = base.searchedSheets
      self.base = base
    }
    all = sheets
  }

  /// Leaves only the sheets that `test` accepts.
  mutating func narrow(to test: (SearchedSheet) -> Bool) { sheets = sheets.filter(test) }

  /// The name of a record that stands alone, `Parent: Child` for a sub-technique.
  func fullName(of id: RecordID) -> Bytes {
    if let base { return base.fullName(of: id) }
    let name = ownName(of: id)
    let parent = id.parent.map(ownName) ?? .empty
    return parent.isEmpty ? name : Bytes(copying: Array(parent) + [UInt8(ascii: ":"), UInt8(ascii: " ")] + name)
  }

  /// The name on the record's page; empty when it has none.
  private func ownName(of id: RecordID) -> Bytes {
    var low = 0
    var high = all.count
    while low < high {
      let middle = (low + high) / 2
      if all[middle].id < id { low = middle + 1 } else { high = middle }
    }
    guard low < all.count, all[low].id == id else { return .empty }
    return SheetReader.read(all[low].sheet).name
  }
}
