/// A crosswalk that somebody else keeps, joined to the records of a release: a table, or data with a correspondence in each
/// object, in any format that has an outline.
public struct CrosswalkSheet: Sendable {
  /// A correspondence: a row of a table, or an object.
  public struct Row: Sendable {
    /// Where it starts: the line, the first being 1.
    public let line: Int
    /// What it is about, in the other framework: the first cell that holds no ids, the id or the name of the object, or the key
    /// of the list; empty where there is not one.
    public let subject: Bytes
    /// The ids of ATLAS in it, each judged as in any text.
    public let citations: [Citation]
    /// The ids of ATT&CK in it.
    public let attacks: [AttackID]
    /// The records that it leads to: those of its ids that the release has, or what took their place; where the sheet has only
    /// ids of ATT&CK, the records that refer to them.
    public let records: [RecordID]
    /// How many cells it has, where that is not as many as the head.
    public let oddCount: Int?
  }

  /// The rows without the head.
  public let rows: [Row]
  /// How many cells the head has; the first row stands for it where there is not one.
  public let columnCount: Int
  /// Whether there are ids in their place, of either kind: in tables, whether they are most of a column.
  public let hasIDs: Bool

  /// Reads a crosswalk, finds the columns that hold ids, and joins its rows.
  ///
  /// - Parameters:
  ///   - text: the file.
  ///   - path: its name, whose extension tells the format; nil where the text must.
  ///   - base: the release.
  ///   - scanner: what judges ids, by the same release.
  /// - Throws: where a quote in a table is not closed.
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

  /// A cell that starts with a quotation mark which nothing closes.
  public struct UnclosedQuote: Error, Sendable {
    /// Where the cell starts.
    public let place: Int
  }
}

extension TextSyntax {
  /// The format of a crosswalk; a text without a name that tells it is a table, unless it looks like data.
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

/// Which columns of a table hold ids: those in which most cells that are not empty do.
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
  /// The record that is meant: its own, or the only one that took its place.
  package var record: RecordID? {
    switch verdict {
    case .ok, .renamed, .mismatched, .wrongTactic, .conflictingIDs, .wrongNamespace, .unknownName: id
    case .retired(_, let into): into.count == 1 ? into[0] : nil
    case .unknown, .newer, .wrongRelease: nil
    }
  }
}
