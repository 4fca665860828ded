/// The records of one corpus and the relations between them.
///
/// Names and relations come from the index; a record is read from its page on demand. Only what an answer needs is
/// read.
public struct KnowledgeBase: Sendable {
  /// The text of all pages.
  package let text: Bytes
  package let index: Index
  /// The wording of records whose pages do not state one.
  public let wording: Wording

  /// A knowledge base over pages that are already indexed, such as the bundled ones.
  package init(text: Bytes, index: Bytes, wording: Wording = .own) {
    self.init(text: text, index: Index(index), wording: wording)
  }

  /// A knowledge base over pages and their index.
  package init(text: Bytes, index: Index, wording: Wording) {
    self.text = text
    self.index = index
    self.wording = wording
  }

  /// Reads and indexes `corpus`.
  ///
  /// - Parameters:
  ///   - corpus: pages in any form that the reader accepts.
  ///   - wording: the wording of records whose pages do not state one. With `.own`, records have the paths of their pages.
  public init(_ corpus: Corpus, wording: Wording = .own) {
    self.init(text: corpus.text, index: Bytes(copying: IndexWriter.write(corpus).image), wording: wording)
  }

  /// The path of the page that a record was read from; nil where records have no files of their own, and for stubs.
  package func file(of id: RecordID) -> Bytes? {
    guard wording == .own, let row = index.row(of: id) else { return nil }
    return index.record(row).rows(.firstSource, .sourceCount, of: index.sources).first.map { index.source($0).path }
  }

  /// The release of the corpus, as far as its pages name it.
  public var release: Release {
    let version = index.string(index[.versionStart], index[.versionLength])
    return Release(
      version: version.isEmpty ? nil : version, date: PartialDate(index.string(index[.dateStart], index[.dateLength])))
  }

  /// The former names and retired ids that the corpus mentions.
  public var history: History { History(historyPage) }

  /// The page of former names and retired ids; empty when the corpus has none.
  package var historyPage: Bytes {
    text.slice(at: index[.historyStart], count: index[.historyLength])
  }

  /// The page of the release; empty when the corpus has none.
  package var releasePage: Bytes {
    text.slice(at: index[.releaseStart], count: index[.releaseLength])
  }

  /// All ids in order, or those of one kind.
  public func ids(of kind: RecordKind? = nil) -> [RecordID] {
    let all = (0..<index.records.count).lazy.map(index.id(ofRecord:))
    guard let kind else { return Array(all) }
    return all.filter { $0.kind == kind }
  }

  /// Whether there is any record.
  package var hasRecords: Bool { index.records.count > 0 }

  /// Whether the record is known, from its own page or from another.
  public func contains(_ id: RecordID) -> Bool { index.row(of: id) != nil }

  /// Whether the record has no page of its own.
  public func isStub(_ id: RecordID) -> Bool { index.row(of: id).map { index.record($0)[.sourceCount] == 0 } ?? true }

  /// The record's name, without the parent's for a sub-technique; the id when no page names it.
  package func nameBytes(of id: RecordID) -> Bytes {
    guard let row = index.row(of: id) else { return Bytes(copying: id.description) }
    let name = index.record(row).name
    return name.isEmpty ? Bytes(copying: id.description) : name
  }

  /// The full name: `Parent: Child` for a sub-technique, otherwise the name.
  package func fullNameBytes(of id: RecordID) -> Bytes {
    guard let parent = id.parent, let row = index.row(of: parent), index.record(row)[.nameLength] > 0 else {
      return nameBytes(of: id)
    }
    return Bytes(copying: Array(nameBytes(of: parent)) + [.colon, .space] + nameBytes(of: id))
  }

  /// The record's slug in URLs; nil if no page gives one.
  package func slugBytes(of id: RecordID) -> Bytes? {
    guard let row = index.row(of: id) else { return nil }
    let slug = index.record(row).slug
    return slug.isEmpty ? nil : slug
  }

  /// The maturity of a technique, from its own page or one that mentions it.
  public func maturity(of id: RecordID) -> Maturity? {
    index.row(of: id).flatMap { Maturity(rank: index.record($0)[.maturity]) }
  }

  /// The position of a tactic in the matrix, from 1, or nil.
  public func position(of id: RecordID) -> Int? {
    guard let row = index.row(of: id) else { return nil }
    let position = index.record(row)[.position]
    return position == 0 ? nil : position
  }

  /// The texts about the record, in path order.
  package func sources(of id: RecordID) -> [RecordSource] {
    guard let row = index.row(of: id) else { return [] }
    return index.record(row).rows(.firstSource, .sourceCount, of: index.sources).map(source)
  }

  /// The text of a record at that row of the index.
  package func source(_ row: Int) -> RecordSource {
    let row = index.source(row)
    return RecordSource(
      id: row.id, text: text.slice(at: row[.start], count: row[.length]), isDumped: row[.isDumped] == 1)
  }

  /// The relations that the record is an end of, by kind, then by source id, then by step number.
  public func relations(of id: RecordID) -> [Relation] {
    guard let row = index.row(of: id) else { return [] }
    return index.record(row).rows(.firstEdge, .edgeCount, of: index.edges).map { relation(index.edge($0)) }
  }

  /// The relations of one kind that the record is an end of, in the order of `relations(of:)`.
  package func relations(_ kind: Relation.Kind, of id: RecordID) -> [Relation] {
    guard let row = index.row(of: id) else { return [] }
    var found: [Relation] = []
    for edge in index.record(row).rows(.firstEdge, .edgeCount, of: index.edges) {
      let row = index.edge(edge)
      if index.relation(row)[.kind] == kind.rawValue { found.append(relation(row)) }
    }
    return found
  }

  private func relation(_ row: Int) -> Relation {
    let row = index.relation(row)
    let tactic = row[.tactic]
    let number = row[.number]
    return Relation(
      kind: Relation.Kind(rawValue: row[.kind]) ?? .tacticTechnique,
      source: index.id(ofRecord: row[.source]),
      target: index.id(ofRecord: row[.target]),
      number: number == 0 ? nil : number - 1,
      tactic: tactic == 0 ? nil : index.id(ofRecord: tactic - 1),
      raw: RawText(source: text.slice(at: row[.textStart], count: row[.textLength]), indent: row[.indent]))
  }
}

// MARK: - For users of the library

extension KnowledgeBase {
  /// The name of a record; for a sub-technique, without the parent's name.
  public func name(of id: RecordID) -> String { nameBytes(of: id).string }

  /// The full name: `Parent: Child` for a sub-technique, otherwise the name.
  public func fullName(of id: RecordID) -> String { fullNameBytes(of: id).string }

  /// The record's slug in URLs; nil if no page gives one.
  public func slug(of id: RecordID) -> String? { slugBytes(of: id)?.string }
}
