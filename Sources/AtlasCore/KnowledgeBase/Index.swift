/// The records, pages and relations of a corpus, for lookups without reading the pages again.
///
/// Texts are stored as places in the corpus; names are stored in the index.
package struct Index: Sendable {
  let header: Table
  let sources: Table
  let records: Table
  let edges: Table
  let relations: Table
  let strings: Bytes

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
  enum RelationColumn: Int, CaseIterable {
    case kind, source, target, number, tactic, textStart, textLength, indent
  }

  /// The index that `image` holds.
  package init(_ image: Bytes) {
    var rest = image
    let header = Table(eating: &rest, rows: 1, columns: Header.allCases.count)
    func count(_ column: Header) -> Int { header[0, column.rawValue] }
    self.header = header
    sources = Table(eating: &rest, rows: count(.sources), columns: SourceColumn.allCases.count)
    records = Table(eating: &rest, rows: count(.records), columns: RecordColumn.allCases.count)
    edges = Table(eating: &rest, rows: count(.edges), columns: 1)
    relations = Table(eating: &rest, rows: count(.relations), columns: RelationColumn.allCases.count)
    strings = rest
  }

  subscript(_ column: Header) -> Int { header[0, column.rawValue] }
  subscript(source row: Int, _ column: SourceColumn) -> Int { sources[row, column.rawValue] }
  subscript(record row: Int, _ column: RecordColumn) -> Int { records[row, column.rawValue] }
  subscript(relation row: Int, _ column: RelationColumn) -> Int { relations[row, column.rawValue] }

  /// The string at `start` in the index.
  func string(_ start: Int, _ length: Int) -> Bytes {
    strings[strings.startIndex + start..<strings.startIndex + start + length]
  }

  /// The row of the record with that id, or nil.
  func row(of id: RecordID) -> Int? {
    let wanted = Int(id.bits)
    let row = (0..<records.count).partition { self[record: $0, .id] >= wanted }
    return row < records.count && self[record: row, .id] == wanted ? row : nil
  }

  func id(ofRecord row: Int) -> RecordID { RecordID(bits: UInt64(self[record: row, .id])) }
}
