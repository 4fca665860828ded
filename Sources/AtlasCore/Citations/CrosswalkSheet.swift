/// A user's crosswalk, joined to the records of a release: a table, or data with one correspondence per object.
public struct CrosswalkSheet: Sendable {
  /// One correspondence: a row of a table, or an object.
  public struct Row: Sendable {
    /// The line where it starts, from 1.
    public let line: Int
    /// Its key in the other framework: the first cell without ids, the id or name of the object, or the key of the list;
    /// empty if there is none.
    public let subject: Bytes
    /// Its ATLAS ids, each checked as by `scan`.
    public let citations: [Citation]
    /// Its ATT&CK ids.
    public let attacks: [AttackID]
    /// The records that it leads to: the records of its ATLAS ids or their successors.
    ///
    /// If the sheet has only ATT&CK ids, the records that refer to them.
    public let records: [RecordID]
    /// The number of its cells, if it differs from the header's.
    public let oddCount: Int?
  }

  /// The rows without the header row.
  public let rows: [Row]
  /// The number of cells in the first row.
  public let columnCount: Int
  /// Whether there are ATLAS or ATT&CK ids; in a table, whether they fill most of a column.
  public let hasIDs: Bool

  /// Reads a crosswalk, finds the columns that hold ids, and joins its rows.
  ///
  /// - Parameters:
  ///   - text: the file.
  ///   - path: its name, whose extension implies the format; nil to infer the format from the text.
  ///   - base: the release.
  ///   - scanner: a scanner for the same release.
  /// - Throws: if a quotation mark in a table is not closed.
  public init(_ text: Bytes, path: String? = nil, _ base: KnowledgeBase, _ scanner: TextScanner) throws(UnclosedQuote) {
    let syntax = TextSyntax(crosswalk: text, path: path)
    if case .table = syntax, let place = TableOutlineReader.unclosedQuote(in: text) {
      throw UnclosedQuote(place: place)
    }
    var reader = CrosswalkReader(text, syntax, scanner)
    reader.read()
    let columns = CrosswalkColumns(reader.rows)
    let crosswalk = AttackMap(of: base)
    columnCount = reader.columnCount
    let count = columnCount
    let isTable = reader.isTable
    let hasATLAS = isTable ? !columns.atlas.isEmpty : reader.rows.contains { !$0.citations.isEmpty }
    hasIDs = hasATLAS || (isTable ? !columns.attack.isEmpty : reader.rows.contains { !$0.attacks.isEmpty })
    rows = reader.rows.map { row in
      let cited = row.citations.filter { !isTable || columns.atlas.contains($0.column) }.map(\.citation)
      let attacks = row.attacks.filter { !isTable || columns.attack.contains($0.column) }.map(\.id)
      var records = cited.compactMap(\.record)
      if !hasATLAS { records = attacks.flatMap { crosswalk.pairs(with: $0) }.map(\.id) }
      let subject = isTable ? row.texts.first { !columns.holdIDs($0.column) }?.text : row.texts.first?.text
      return Row(
        line: row.line, subject: subject ?? .empty, citations: cited, attacks: attacks, records: records,
        oddCount: isTable && row.cellCount != count ? row.cellCount : nil)
    }
  }

  /// A cell whose opening quotation mark is never closed.
  public struct UnclosedQuote: Error, Sendable {
    /// The start of the cell.
    public let place: Int
  }
}

extension TextSyntax {
  /// The format of a crosswalk.
  ///
  /// If the name does not imply it, the text is a table unless it looks like JSON, YAML or Markdown.
  fileprivate init(crosswalk text: Bytes, path: String?) {
    self.init(path: path)
    guard self == .unknown || self == .prose || self == .code else { return }
    var head = text.prefix(4096)
    _ = head.eat("\u{FEFF}")
    let lines = head.split(separator: .newline).map(\.trimmed).filter { !$0.isEmpty && $0.first != .hash }
    let first = lines.first ?? .empty
    let isData = first.first == UInt8(ascii: "{") || first.first == .openBracket
    let isYAML = first == "---" || first.starts(with: "- " as Bytes) || first.last == .colon && !first.contains(.comma)
    if isData {
      self = .json
    } else if first.first == UInt8(ascii: "<") {
      self = .unknown
    } else if lines.contains(where: { $0.contains(.pipe) }) {
      self = .markdown
    } else {
      self = isYAML ? .yaml : .table(separator: .comma)
    }
  }
}

/// The columns that hold ids: those where at least half of the nonempty cells do.
struct CrosswalkColumns {
  private(set) var atlas: Set<Int> = []
  private(set) var attack: Set<Int> = []

  init(_ rows: [CrosswalkReader.Row]) {
    var filled: [Int: Int] = [:]
    var cited: [Int: Int] = [:]
    var mapped: [Int: Int] = [:]
    for row in rows {
      for column in row.filled { filled[column, default: 0] += 1 }
      for column in Set(row.citations.map(\.column)) { cited[column, default: 0] += 1 }
      for column in Set(row.attacks.map(\.column)) { mapped[column, default: 0] += 1 }
    }
    for (column, count) in filled {
      if 2 * cited[column, default: 0] >= count {
        atlas.insert(column)
      } else if 2 * mapped[column, default: 0] >= count {
        attack.insert(column)
      }
    }
  }

  func holdIDs(_ column: Int) -> Bool { atlas.contains(column) || attack.contains(column) }
}

extension Citation {
  /// The record that is meant: the id's own, or its only successor.
  package var record: RecordID? {
    switch verdict {
    case .ok, .renamed, .mismatched, .wrongTactic, .conflictingIDs, .wrongNamespace, .unknownName: id
    case .retired(_, let into): into.count == 1 ? into[0] : nil
    case .unknown, .newer, .wrongRelease: nil
    }
  }
}
