import AtlasCore
import AtlasFiles

/// The pages to search, and their knowledge base where records are needed.
struct SearchCorpus {
  /// The texts of the records in the order of their ids.
  private(set) var sources: [SearchedSource]
  /// The same before it was narrowed: the names of pages without an index are read there.
  private let all: [SearchedSource]
  /// The knowledge base; nil when pages were read for their text alone.
  let base: KnowledgeBase?

  /// Loads the pages that `invocation` names.
  ///
  /// - Parameters:
  ///   - invocation: the command line.
  ///   - needsRecords: whether more than text is needed. Pages of a directory are indexed only then, because that takes
  ///     ten times as long as reading them.
  ///   - isWanted: which pages of a directory to keep; nil for all.
  ///   - output: gets remarks.
  /// - Throws: when there are no pages.
  init(
    _ invocation: Invocation, needsRecords: Bool, keeping isWanted: PageLoader.MakeTest? = nil, _ output: inout Output
  ) throws(Failure) {
    if !needsRecords, let loader = try invocation.loadPages(keeping: isWanted, &output) {
      sources = loader.corpora.flatMap(\.searchedSources)
      // The sort is stable: the texts of a record stay in path order.
      sources.sort { $0.id < $1.id }
      base = nil
    } else {
      let base = try invocation.knowledgeBase(&output)
      sources = base.searchedSources
      self.base = base
    }
    all = sources
  }

  /// Keeps only the texts that pass `test`.
  mutating func narrow(to test: (SearchedSource) -> Bool) { sources = sources.filter(test) }

  /// The full name of a record: `Parent: Child` for a sub-technique.
  func fullName(of id: RecordID) -> Bytes {
    if let base { return base.fullNameBytes(of: id) }
    let name = ownName(of: id)
    let parent = id.parent.map(ownName) ?? .empty
    return parent.isEmpty ? name : Bytes(copying: Array(parent) + [UInt8(ascii: ":"), UInt8(ascii: " ")] + name)
  }

  /// The name on the record's page; empty when it has none.
  private func ownName(of id: RecordID) -> Bytes {
    let place = (0..<all.count).partition { all[$0].id >= id }
    guard place < all.count, all[place].id == id else { return .empty }
    return RecordSourceReader.read(all[place].recordSource).name
  }
}
