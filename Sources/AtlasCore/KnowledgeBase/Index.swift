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
  struct Row<Column: RawRepresentable<Int>> {
    let table: Table
    let number: Int
    let strings: Bytes

    /// The number in a column; 0 in a row that the table does not have.
    subscript(column: Column) -> Int { number < table.count ? table[number, column.rawValue] : 0 }

    func string(_ start: Column, _ length: Column) -> Bytes {
      strings.slice(at: strings.startIndex + self[start], count: self[length])
    }

    /// The rows of another table that two columns name, as far as that has them.
    func rows(_ first: Column, _ count: Column, of table: Table) -> Range<Int> {
      let start = min(self[first], table.count)
      return start..<start + min(self[count], table.count - start)
    }
  }

  func source(_ number: Int) -> Row<SourceColumn> {
    let row = Row<SourceColumn>(table: sources, number: number, strings: strings)
    if let remake = checks?.remake, !isRight(row) { return remake().source(number) }
    return row
  }

  func record(_ number: Int) -> Row<RecordColumn> {
    let row = Row<RecordColumn>(table: records, number: number, strings: strings)
    if let remake = checks?.remake, !isRight(row) { return remake().record(number) }
    return row
  }

  /// The row of the relation that an edge leads to.
  func edge(_ number: Int) -> Int {
    let row = Row<EdgeColumn>(table: edges, number: number, strings: strings)
    if let remake = checks?.remake, !isRight(row) { return remake().edge(number) }
    return row[.relation]
  }

  func relation(_ number: Int) -> Row<RelationColumn> {
    let row = Row<RelationColumn>(table: relations, number: number, strings: strings)
    if let remake = checks?.remake, !isRight(row) { return remake().relation(number) }
    return row
  }

  /// The row of the record with that id, or nil.
  func row(of id: RecordID) -> Int? {
    let wanted = Int(id.bits)
    let count = records.count
    let row = (0..<count).partition { records[$0, RecordColumn.id.rawValue] >= wanted }
    // A damaged row can mislead the search. The rows on both sides of the place, once checked, tell.
    if let remake = checks?.remake,
      row > 0 && record(row - 1)[.id] >= wanted || row < count && record(row)[.id] < wanted
    {
      return remake().row(of: id)
    }
    return row < count && record(row)[.id] == wanted ? row : nil
  }

  func id(ofRecord number: Int) -> RecordID { record(number).id }
}

extension Index.Row<Index.RecordColumn> {
  var id: RecordID { RecordID(bits: UInt64(self[.id])) }
}

extension Index.Row<Index.SourceColumn> {
  var id: RecordID { RecordID(bits: UInt64(self[.id])) }
  var path: Bytes { string(.pathStart, .pathLength) }
}

// MARK: - Checksums

extension Index {
  /// The checksums of all rows, in the order of the tables.
  var sums: [Int] {
    (0..<sources.count).map { sum(Row<SourceColumn>(table: sources, number: $0, strings: strings)) }
      + (0..<records.count).map { sum(Row<RecordColumn>(table: records, number: $0, strings: strings)) }
      + (0..<edges.count).map { sum(Row<EdgeColumn>(table: edges, number: $0, strings: strings)) }
      + (0..<relations.count).map { sum(Row<RelationColumn>(table: relations, number: $0, strings: strings)) }
  }

  private func sum(_ row: Row<SourceColumn>) -> Int { Checksum(row, of: 1, row.path).value }
  private func sum(_ row: Row<RecordColumn>) -> Int {
    Checksum(row, of: 2, row.string(.nameStart, .nameLength), row.string(.slugStart, .slugLength)).value
  }
  private func sum(_ row: Row<EdgeColumn>) -> Int { Checksum(row, of: 3).value }
  private func sum(_ row: Row<RelationColumn>) -> Int { Checksum(row, of: 4).value }

  private func isRight(_ row: Row<SourceColumn>) -> Bool { passes(row, sum(row), after: 0) }
  private func isRight(_ row: Row<RecordColumn>) -> Bool { passes(row, sum(row), after: sources.count) }
  private func isRight(_ row: Row<EdgeColumn>) -> Bool { passes(row, sum(row), after: sources.count + records.count) }
  private func isRight(_ row: Row<RelationColumn>) -> Bool {
    passes(row, sum(row), after: sources.count + records.count + edges.count)
  }

  /// Whether the table has the row, and the checksum is that of the file, where the tables before have so many rows.
  private func passes<Column>(_ row: Row<Column>, _ sum: Int, after rows: Int) -> Bool {
    row.number < row.table.count && checks?.sums[rows + row.number, 0] == sum
  }
}
