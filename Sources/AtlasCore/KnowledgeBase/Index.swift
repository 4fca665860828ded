/// The records, pages and relations of a corpus, for lookups without reading the pages again.
///
/// Texts are stored as places in the corpus; names are stored in the index. An index that was read from a file has a
/// checksum in the last column of each row, which is compared whenever the row is read, because checking all rows would take
/// longer than most answers.
package struct Index: Sendable {
  let header: Table
  let sources: Table
  let records: Table
  let edges: Table
  let relations: Table
  let strings: Bytes
  /// The index made anew from the pages, to use for a row that fails its check; nil if nothing is checked.
  private let remake: (@Sendable () -> Index)?

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

  /// The index that `image` holds, which nothing can have damaged.
  package init(_ image: Bytes) { self.init(image, remake: nil) }

  /// The index that `image` holds, whose rows have checksums if there is something to use for a damaged row.
  init(_ image: Bytes, remake: (@Sendable () -> Index)?) {
    var rest = image
    let extra = remake == nil ? 0 : 1
    let header = Table(eating: &rest, rows: 1, columns: Header.allCases.count)
    func count(_ column: Header) -> Int { header[0, column.rawValue] }
    self.header = header
    sources = Table(eating: &rest, rows: count(.sources), columns: SourceColumn.allCases.count + extra)
    records = Table(eating: &rest, rows: count(.records), columns: RecordColumn.allCases.count + extra)
    edges = Table(eating: &rest, rows: count(.edges), columns: EdgeColumn.allCases.count + extra)
    relations = Table(eating: &rest, rows: count(.relations), columns: RelationColumn.allCases.count + extra)
    strings = rest
    self.remake = remake
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
    if let remake, !passes(row, sum(ofSource: row)) { return remake().source(number) }
    return row
  }

  func record(_ number: Int) -> Row {
    let row = Row(table: records, number: number, strings: strings)
    if let remake, !passes(row, sum(ofRecord: row)) { return remake().record(number) }
    return row
  }

  /// The row of the relation that an edge leads to.
  func edge(_ number: Int) -> Int {
    let row = Row(table: edges, number: number, strings: strings)
    if let remake, !passes(row, sum(ofEdge: row)) {
      return remake().edge(number)
    }
    return row[.relation]
  }

  func relation(_ number: Int) -> Row {
    let row = Row(table: relations, number: number, strings: strings)
    if let remake, !passes(row, sum(ofRelation: row)) { return remake().relation(number) }
    return row
  }

  /// The row of the record with that id, or nil.
  func row(of id: RecordID) -> Int? {
    let wanted = Int(id.bits)
    let count = records.count
    let row = (0..<count).partition { records[$0, RecordColumn.id.rawValue] >= wanted }
    guard let remake else { return row < count && records[row, RecordColumn.id.rawValue] == wanted ? row : nil }
    // A damaged row can mislead the search. The rows on both sides of the place, once checked, tell.
    if row > 0 && record(row - 1).id >= id || row < count && record(row).id < id { return remake().row(of: id) }
    return row < count && record(row).id == id ? row : nil
  }

  func id(ofRecord number: Int) -> RecordID { record(number).id }
}

// MARK: - Checksums

extension Index {
  /// The tables with a checksum behind each row.
  var checkedTables: [UInt8] {
    var image: [UInt8] = []
    func append(_ table: Table, _ sum: (Row) -> Int) {
      for number in 0..<table.count {
        image.append(table.written(number, columns: table.columns))
        Table.append(sum(Row(table: table, number: number, strings: strings)), to: &image)
      }
    }
    append(sources, sum(ofSource:))
    append(records, sum(ofRecord:))
    append(edges, sum(ofEdge:))
    append(relations, sum(ofRelation:))
    return image
  }

  private func sum(ofSource row: Row) -> Int { sum(of: row, 1, row.path) }
  private func sum(ofRecord row: Row) -> Int { sum(of: row, 2, row.name, row.slug) }
  private func sum(ofEdge row: Row) -> Int { sum(of: row, 3) }
  private func sum(ofRelation row: Row) -> Int { sum(of: row, 4) }

  /// The checksum of a row and its strings; another row or table with the same numbers has another one.
  private func sum(of row: Row, _ table: Int, _ text: Bytes = .empty, _ other: Bytes = .empty) -> Int {
    var sum = Checksum()
    sum.add(table)
    sum.add(row.number)
    sum.add(row.table.written(row.number, columns: row.table.columns - (remake == nil ? 0 : 1)))
    sum.add(text)
    sum.add(other)
    return sum.value
  }

  /// Whether the table has the row, and the checksum is that of the file.
  private func passes(_ row: Row, _ sum: Int) -> Bool {
    row.number < row.table.count && row.table[row.number, row.table.columns - 1] == sum
  }
}
