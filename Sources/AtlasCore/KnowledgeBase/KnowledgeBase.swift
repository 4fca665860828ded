/// The records of one corpus and the relations between them.
///
/// A record is read from its page when it is asked for; names and relations come from the index. Nothing
/// is read that an answer does not need.
public struct KnowledgeBase: Sendable {
  /// The text of all pages.
  package let text: Bytes
  package let index: Index
  /// Whose words the texts are, of records whose pages do not say.
  public let wording: Wording
  /// The pages by their places in the text; empty where records have no files of their own.
  private let pages: [Page]

  /// A knowledge base over pages that were indexed before, as the bundled ones are.
  package init(text: Bytes, index: Bytes, wording: Wording = .own, pages: [Page] = []) {
    self.text = text
    self.index = Index(index)
    self.wording = wording
    self.pages = pages
  }

  /// A knowledge base over `corpus`, which is read and indexed now.
  ///
  /// - Parameters:
  ///   - corpus: pages of any of the forms that the reader takes.
  ///   - wording: whose words the texts are, of records whose pages do not say; pages that are the user's own are files
  ///     that records refer to.
  public init(_ corpus: Corpus, wording: Wording = .own) {
    self.init(
      text: corpus.text, index: Bytes(copying: IndexWriter.write(corpus).image), wording: wording,
      pages: wording == .own ? corpus.pages : [])
  }

  /// The path of the page that a record was read from; nil where records have no files of their own, and for stubs.
  package func file(of id: RecordID) -> Bytes? {
    guard !pages.isEmpty, let start = sheets(of: id).first?.text.startIndex else { return nil }
    var (low, high) = (0, pages.count)
    while low < high {
      let middle = (low + high) / 2
      if pages[middle].text.startIndex <= start { low = middle + 1 } else { high = middle }
    }
    return low == 0 ? nil : pages[low - 1].path
  }

  /// The release that the corpus is, as far as it says.
  public var release: Release {
    let version = index.string(index[.versionStart], index[.versionLength])
    return Release(
      version: version.isEmpty ? nil : version, date: PartialDate(index.string(index[.dateStart], index[.dateLength])))
  }

  /// The former names and retired ids that the corpus mentions.
  public var history: History { History(historyPage) }

  /// The page of former names and retired ids; empty when the corpus has none.
  package var historyPage: Bytes {
    text[index[.historyStart]..<index[.historyStart] + index[.historyLength]]
  }

  /// The page of the release; empty when the corpus has none.
  package var releasePage: Bytes {
    text[index[.releaseStart]..<index[.releaseStart] + index[.releaseLength]]
  }

  /// All ids in order, or those of one kind.
  public func ids(of kind: RecordKind? = nil) -> [RecordID] {
    let all = (0..<index.records.count).lazy.map(index.id(ofRecord:))
    guard let kind else { return Array(all) }
    return all.filter { $0.kind == kind }
  }

  /// Whether the record is known, whether from its own page or only from another.
  public func contains(_ id: RecordID) -> Bool { index.row(of: id) != nil }

  /// Whether the record is known from other pages only.
  public func isStub(_ id: RecordID) -> Bool { index.row(of: id).map { index[record: $0, .sheetCount] == 0 } ?? true }

  /// The record's name, without the parent's for a sub-technique; the id when no page names it.
  package func nameBytes(of id: RecordID) -> Bytes {
    guard let row = index.row(of: id) else { return Bytes(copying: id.description) }
    let name = index.string(index[record: row, .nameStart], index[record: row, .nameLength])
    return name.isEmpty ? Bytes(copying: id.description) : name
  }

  /// The name that stands alone: `Parent: Child` for a sub-technique, else the name.
  package func fullNameBytes(of id: RecordID) -> Bytes {
    guard let parent = id.parent, let row = index.row(of: parent), index[record: row, .nameLength] > 0 else {
      return nameBytes(of: id)
    }
    return Bytes(copying: Array(nameBytes(of: parent)) + [.colon, .space] + nameBytes(of: id))
  }

  /// The word that stands for the record in URLs, or nil when no page gives one.
  package func slugBytes(of id: RecordID) -> Bytes? {
    guard let row = index.row(of: id), index[record: row, .slugLength] > 0 else { return nil }
    return index.string(index[record: row, .slugStart], index[record: row, .slugLength])
  }

  /// The maturity of a technique, from its own page or one that mentions it.
  public func maturity(of id: RecordID) -> Maturity? {
    index.row(of: id).flatMap { Maturity(rank: index[record: $0, .maturity]) }
  }

  /// The column of a tactic in the matrix, the first being 1, or nil.
  public func position(of id: RecordID) -> Int? {
    guard let row = index.row(of: id) else { return nil }
    let position = index[record: row, .position]
    return position == 0 ? nil : position
  }

  /// The sheets that mention the record, in the order of their paths.
  package func sheets(of id: RecordID) -> [RecordSource] {
    guard let row = index.row(of: id) else { return [] }
    let first = index[record: row, .firstSheet]
    return (first..<first + index[record: row, .sheetCount]).map(sheet)
  }

  /// The sheet in that row of the index.
  package func sheet(_ row: Int) -> RecordSource {
    let start = index[sheet: row, .start]
    return RecordSource(
      id: RecordID(bits: UInt64(index[sheet: row, .id])), text: text[start..<start + index[sheet: row, .length]],
      isDumped: index[sheet: row, .isDumped] == 1)
  }

  /// The relations of the record, at either end: by kind, then by the source's id, then by the number of the step.
  public func relations(of id: RecordID) -> [Relation] {
    guard let row = index.row(of: id) else { return [] }
    let first = index[record: row, .firstEdge]
    return (first..<first + index[record: row, .edgeCount]).map { relation(index.edges[$0, 0]) }
  }

  private func relation(_ row: Int) -> Relation {
    let start = index[relation: row, .textStart]
    let number = index[relation: row, .number]
    let tactic = index[relation: row, .tactic]
    return Relation(
      kind: Relation.Kind(rawValue: index[relation: row, .kind]) ?? .tacticTechnique,
      source: index.id(ofRecord: index[relation: row, .source]),
      target: index.id(ofRecord: index[relation: row, .target]),
      number: number == 0 ? nil : number - 1,
      tactic: tactic == 0 ? nil : index.id(ofRecord: tactic - 1),
      raw: RawText(
        source: text[start..<start + index[relation: row, .textLength]], indent: index[relation: row, .indent]))
  }
}

// MARK: - For users of the library

extension KnowledgeBase {
  /// The name of a record as its page gives it: for a sub-technique, without the parent's.
  public func name(of id: RecordID) -> String { nameBytes(of: id).string }

  /// The name that stands alone: `Parent: Child` for a sub-technique, else the name.
  public func fullName(of id: RecordID) -> String { fullNameBytes(of: id).string }

  /// The word for the record in URLs, or nil when no page gives one.
  public func slug(of id: RecordID) -> String? { slugBytes(of: id)?.string }
}
