/// The records, pages and relations of a corpus, for lookups without reading the pages again.
///
/// Texts are stored as places in the corpus; names are stored in the index. An index that was read from a file has a
/// checksum for each row, which is compared whenever the row is read, because checking all rows would take longer than
/// most answers.
package struct Index: Sendable {
  let header: Table
  let sources: Table
  let records: Table
  let edges: Table
  let relations: Table
  let strings: Bytes
  private let checks: Checks?

  /// The columns of each table, in order.
  enum Header: Int, CaseIterable {
    case sources, records, edges, relations
    case versionStart, versionLength, dateStart, dateLength, historyStart, historyLength
    case releaseStart, releaseLength, timelineStart, timelineLength
  }
  enum SourceColumn: Int, CaseIterable { case id, pathStart, pathLength, pageStart, start, length, isDumped }
  enum RecordColumn: Int, CaseIterable {
    case id, nameStart, nameLength, slugStart, slugLength, firstSource, sourceCount, firstEdge, edgeCount
    case maturity, position
  }
  enum EdgeColumn: Int, CaseIterable { case relation }
  enum RelationColumn: Int, CaseIterable {
    case kind, source, target, number, tactic, textStart, textLength, indent
  }

  /// What the rows of an index from a file are checked against.
  struct Checks: Sendable {
    /// A checksum for each row, in the order of the tables.
    let sums: Table
    /// The index made anew from the pages, to use for a row that fails its check.
    let remake: @Sendable () -> Index
  }

  /// The index that `image` holds, which nothing can have damaged.
  package init(_ image: Bytes) { self.init(image, checks: nil) }

  /// The index that `image` holds, whose rows are checked.
  init(_ image: Bytes, checks: Checks?) {
    var rest = image
    let header = Table(eating: &rest, rows: 1, columns: Header.allCases.count)
    func count(_ column: Header) -> Int { header[0, column.rawValue] }
    self.header = header
    sources = Table(eating: &rest, rows: count(.sources), columns: SourceColumn.allCases.count)
    records = Table(eating: &rest, rows: count(.records), columns: RecordColumn.allCases.count)
    edges = Table(eating: &rest, rows: count(.edges), columns: EdgeColumn.allCases.count)
    relations = Table(eating: &rest, rows: count(.relations), columns: RelationColumn.allCases.count)
    strings = rest
    self.checks = checks
  }

  subscript(_ column: Header) -> Int { header[0, column.rawValue] }

  /// The string at `start` in the index.
  func string(_ start: Int, _ length: Int) -> Bytes { strings.slice(at: strings.startIndex + start, count: length) }
}

// MARK: - Rows

extension Index {
  /// One row of a table, with the strings that its columns tell the places of.
  ///
  /// A row type for each table would be safer and shorter as a generic one, which the runtime would have to build at
  /// start-up, in a quarter of the time of an answer.
  struct Row {
    let table: Table
    let number: Int
    let strings: Bytes

    subscript(column: SourceColumn) -> Int { cell(column.rawValue) }
    subscript(column: RecordColumn) -> Int { cell(column.rawValue) }
    subscript(column: EdgeColumn) -> Int { cell(column.rawValue) }
    subscript(column: RelationColumn) -> Int { cell(column.rawValue) }

    /// The number in a column; 0 in a row that the table does not have.
    private func cell(_ column: Int) -> Int { number < table.count ? table[number, column] : 0 }

    /// The id in the first column of sources and records.
    var id: RecordID { RecordID(bits: UInt64(self[RecordColumn.id])) }
    /// The path of a source.
    var path: Bytes { string(self[.pathStart], self[.pathLength]) }
    /// The name of a record.
    var name: Bytes { string(self[.nameStart], self[.nameLength]) }
    /// The slug of a record.
    var slug: Bytes { string(self[.slugStart], self[.slugLength]) }

    private func string(_ start: Int, _ length: Int) -> Bytes {
      strings.slice(at: strings.startIndex + start, count: length)
    }

    /// The rows of another table that two columns name, as far as that has them.
    func rows(_ first: RecordColumn, _ count: RecordColumn, of table: Table) -> Range<Int> {
      let start = min(self[first], table.count)
      return start..<start + min(self[count], table.count - start)
    }
  }

  func source(_ number: Int) -> Row {
    let row = Row(table: sources, number: number, strings: strings)
    if let remake = checks?.remake, !passes(row, sum(ofSource: row), after: 0) { return remake().source(number) }
    return row
  }

  func record(_ number: Int) -> Row {
    let row = Row(table: records, number: number, strings: strings)
    if let remake = checks?.remake, !passes(row, sum(ofRecord: row), after: sources.count) {
      return remake().record(number)
    }
    return row
  }

  /// The row of the relation that an edge leads to.
  func edge(_ number: Int) -> Int {
    let row = Row(table: edges, number: number, strings: strings)
    if let remake = checks?.remake, !passes(row, sum(ofEdge: row), after: sources.count + records.count) {
      return remake().edge(number)
    }
    return row[.relation]
  }

  func relation(_ number: Int) -> Row {
    let row = Row(table: relations, number: number, strings: strings)
    if let remake = checks?.remake,
      !passes(row, sum(ofRelation: row), after: sources.count + records.count + edges.count)
    {
      return remake().relation(number)
    }
    return row
  }

  /// The row of the record with that id, or nil.
  func row(of id: RecordID) -> Int? {
    let wanted = Int(id.bits)
    let count = records.count
    let row = (0..<count).partition { records[$0, RecordColumn.id.rawValue] >= wanted }
    guard let remake = checks?.remake else {
      return row < count && records[row, RecordColumn.id.rawValue] == wanted ? row : nil
    }
    // A damaged row can mislead the search. The rows on both sides of the place, once checked, tell.
    if row > 0 && record(row - 1).id >= id || row < count && record(row).id < id { return remake().row(of: id) }
    return row < count && record(row).id == id ? row : nil
  }

  func id(ofRecord number: Int) -> RecordID { record(number).id }
}

// MARK: - Checksums

extension Index {
  /// The checksums of all rows, in the order of the tables.
  var sums: [Int] {
    (0..<sources.count).map { sum(ofSource: Row(table: sources, number: $0, strings: strings)) }
      + (0..<records.count).map { sum(ofRecord: Row(table: records, number: $0, strings: strings)) }
      + (0..<edges.count).map { sum(ofEdge: Row(table: edges, number: $0, strings: strings)) }
      + (0..<relations.count).map { sum(ofRelation: Row(table: relations, number: $0, strings: strings)) }
  }

  private func sum(ofSource row: Row) -> Int { Checksum(row, of: 1, row.path).value }
  private func sum(ofRecord row: Row) -> Int { Checksum(row, of: 2, row.name, row.slug).value }
  private func sum(ofEdge row: Row) -> Int { Checksum(row, of: 3).value }
  private func sum(ofRelation row: Row) -> Int { Checksum(row, of: 4).value }

  /// Whether the table has the row, and the checksum is that of the file, where the tables before have so many rows.
  private func passes(_ row: Row, _ sum: Int, after rows: Int) -> Bool {
    row.number < row.table.count && checks?.sums[rows + row.number, 0] == sum
  }
}
