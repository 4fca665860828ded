/// A user's crosswalk, joined to the records of a release: a table, or data with one correspondence per object.
///
/// A crosswalk can have hundreds of thousands of rows, so they are stored in a compact form, and a `Row` is made on access.
public struct CrosswalkSheet: Sendable {
  /// One correspondence: a row of a table, or an object.
  public struct Row: Sendable {
    /// The line where it starts, from 1.
    public let line: Int
    /// Its key in the other framework: the first cell without ids, the id or name of the object, or the key of the list;
    /// empty if there is none.
    public let subject: Bytes
    /// Its ATLAS ids, each checked as by `scan`.
    public let ids: [CheckedID]
    /// Its ATT&CK ids.
    public let attacks: [AttackID]
    /// The records that it leads to: the records of its ATLAS ids or their successors.
    ///
    /// If the sheet has only ATT&CK ids, the records that refer to them.
    public let records: [RecordID]
    /// The number of its cells, if it differs from the header's.
    public let oddCount: Int?
  }

  /// An id of ATLAS in a row.
  public struct CheckedID: Sendable {
    /// The record that is meant: the id's own, or its only successor; nil if there is none.
    public let record: RecordID?
    /// Whether it is right.
    public let verdict: Verdict.Kind
  }

  /// Why an id of a row is wrong.
  struct Fault {
    let row: Int
    let column: Int
    let place: Citation.Place
    let kind: Verdict.Kind
    let sentence: String
  }

  /// The maximum number of problems to explain.
  public static let maximumProblems = 10_000

  /// The number of cells in the first row.
  public let columnCount: Int
  /// Whether there are ATLAS or ATT&CK ids; in a table, whether they fill most of a column.
  public let hasIDs: Bool

  /// Why ids are wrong, in order, up to `maximumProblems`.
  let faults: [Fault]
  private let contents: CrosswalkReader.Contents
  private let texts: Bytes
  private let columns: CrosswalkColumns
  private let hasATLAS: Bool
  /// The map of the release.
  let map: AttackMap

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
    var reader = CrosswalkReader(text, syntax, scanner, base)
    reader.read()
    texts = Bytes(copying: reader.contents.texts)
    reader.contents.texts = []
    contents = reader.contents
    let columns = CrosswalkColumns(contents)
    self.columns = columns
    map = AttackMap(of: base)
    columnCount = contents.columnCount
    hasATLAS = contents.isTable ? !columns.atlas.isEmpty : !contents.ids.isEmpty
    hasIDs = hasATLAS || (contents.isTable ? !columns.attack.isEmpty : !contents.attacks.isEmpty)
    faults = reader.faults.filter { columns.hasATLAS($0.column) }
  }

  /// The rows without the header row.
  public var rows: LazyMapCollection<Range<Int>, Row> { contents.rows.indices.lazy.map { row($0) } }

  private func row(_ number: Int) -> Row {
    let row = contents.rows[number]
    let before = number == 0 ? CrosswalkReader.Row() : contents.rows[number - 1]
    let ids = contents.ids[Int(before.ids)..<Int(row.ids)].lazy.filter { columns.hasATLAS(Int($0.column)) }
      .map { CheckedID(record: $0.record, verdict: $0.verdict) }
    let attacks = contents.attacks[Int(before.attacks)..<Int(row.attacks)].filter { columns.hasATTACK(Int($0.column)) }
      .compactMap { AttackID(text(of: $0)) }
    let subject = contents.pieces[Int(before.pieces)..<Int(row.pieces)].first { !columns.hasIDs(Int($0.column)) }
    return Row(
      line: Int(row.line), subject: subject.map(text) ?? .empty, ids: Array(ids), attacks: attacks,
      records: hasATLAS ? ids.compactMap(\.record) : attacks.flatMap { map.pairs(with: $0) }.map(\.id),
      oddCount: contents.isTable && Int(row.cellCount) != columnCount ? Int(row.cellCount) : nil)
  }

  private func text(of piece: CrosswalkReader.Piece) -> Bytes {
    texts[Int(piece.start)..<Int(piece.start) + Int(piece.count)]
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

/// The columns that hold ids: those of a table where at least half of the nonempty cells do.
struct CrosswalkColumns {
  private let isTable: Bool
  private(set) var atlas: Set<Int> = []
  private(set) var attack: Set<Int> = []

  init(_ contents: CrosswalkReader.Contents) {
    isTable = contents.isTable
    for (column, cells) in contents.columns.enumerated() where cells.filled > 0 {
      if 2 * cells.cited >= cells.filled {
        atlas.insert(column)
      } else if 2 * cells.mapped >= cells.filled {
        attack.insert(column)
      }
    }
  }

  func hasATLAS(_ column: Int) -> Bool { !isTable || atlas.contains(column) }

  func hasATTACK(_ column: Int) -> Bool { !isTable || attack.contains(column) }

  /// Whether what is in a column cannot be the key of a row.
  func hasIDs(_ column: Int) -> Bool { isTable && (atlas.contains(column) || attack.contains(column)) }
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
