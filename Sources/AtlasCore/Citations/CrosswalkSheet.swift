/// A crosswalk that somebody else keeps, a row a correspondence, joined to the records of a release.
public struct CrosswalkSheet: Sendable {
  /// A row of it.
  public struct Row: Sendable {
    /// Where the row starts: the line, the first being 1.
    public let line: Int
    /// What the row is about, in the other framework: its first cell that holds no ids; empty where there is not one.
    public let subject: Bytes
    /// The ids of ATLAS in it, each judged as in any text.
    public let citations: [Citation]
    /// The ids of ATT&CK in it.
    public let attacks: [AttackID]
    /// The records that it leads to: those of its ids that the release has, or what took their place; where it has only
    /// ids of ATT&CK, the records that refer to them.
    public let records: [RecordID]
    /// How many cells it has, where that is not as many as the head.
    public let oddCount: Int?
  }

  /// The rows without the head.
  public let rows: [Row]
  /// How many cells the head has; the first row stands for it where there is not one.
  public let columnCount: Int
  /// Whether some column holds ids, of either kind.
  public let hasIDs: Bool

  /// Reads a crosswalk, finds the columns that hold ids, and joins its rows.
  ///
  /// - Parameters:
  ///   - text: the file.
  ///   - base: the release.
  ///   - scanner: what judges ids, by the same release.
  /// - Throws: where a quote is not closed.
  public init(
    _ text: Bytes, _ base: KnowledgeBase, _ scanner: TextScanner
  ) throws(SeparatedText.UnclosedQuote) {
    let table = try SeparatedText(text)
    let citations = scanner.citations(in: text, separator: table.separator)
    let crosswalk = AttackMap(of: base)
    let all = table.rows.map { fields in Columns.Cells(fields, citations, origin: text.startIndex) }
    let isHeaded = all.first.map { cells in cells.citations.joined().isEmpty && !cells.hasAttack } ?? false
    columnCount = table.rows.first?.count ?? 0
    let body = isHeaded ? all.dropFirst() : all[...]
    let columns = Columns(body)
    hasIDs = !columns.atlas.isEmpty || !columns.attack.isEmpty
    let count = columnCount
    var counter = LineCounter(text)
    rows = body.map { cells in
      let cited = columns.atlas.flatMap { $0 < cells.citations.count ? cells.citations[$0] : [] }
      let attacks = columns.attack.compactMap { $0 < cells.fields.count ? AttackID(cells.fields[$0].value) : nil }
      let subject = cells.fields.indices.first { !columns.atlas.contains($0) && !columns.attack.contains($0) }
      var records = cited.compactMap(\.record)
      if columns.atlas.isEmpty { records = attacks.flatMap { crosswalk.pairs(with: $0) }.map(\.id) }
      return Row(
        line: counter.line(of: cells.fields[0].range.lowerBound),
        subject: subject.map { cells.fields[$0].value } ?? .empty, citations: cited, attacks: attacks,
        records: records, oddCount: cells.fields.count == count ? nil : cells.fields.count)
    }
  }

  /// Which columns hold ids: those in which most cells that are not empty do.
  private struct Columns {
    struct Cells {
      let fields: [SeparatedText.Field]
      /// The ids of ATLAS in each cell.
      let citations: [[Citation]]

      init(_ fields: [SeparatedText.Field], _ citations: [Citation], origin: Int) {
        self.fields = fields
        self.citations = fields.map { field in
          let range = field.range.lowerBound - origin..<field.range.upperBound - origin
          return Array(citations[citations.partition(range.lowerBound)..<citations.partition(range.upperBound)])
        }
      }

      var hasAttack: Bool { fields.contains { AttackID($0.value) != nil } }
    }

    private(set) var atlas: [Int] = []
    private(set) var attack: [Int] = []

    init(_ rows: ArraySlice<Cells>) {
      for column in 0..<(rows.map(\.fields.count).max() ?? 0) {
        let cells = rows.filter { column < $0.fields.count && !$0.fields[column].value.isEmpty }
        func isMost(_ count: Int) -> Bool { count > 0 && 2 * count >= cells.count }
        if isMost(cells.count { !$0.citations[column].isEmpty }) {
          atlas.append(column)
        } else if isMost(cells.count { AttackID($0.fields[column].value) != nil }) {
          attack.append(column)
        }
      }
    }
  }

  /// Tells the lines of places that come one after the other.
  private struct LineCounter {
    private let text: Bytes
    private var place: Int
    private var number = 1

    init(_ text: Bytes) {
      self.text = text
      place = text.startIndex
    }

    mutating func line(of index: Int) -> Int {
      number += text.newlineCount(in: place..<max(place, index))
      place = max(place, index)
      return number
    }
  }
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

extension [Citation] {
  /// The index of the first that does not be before `offset`.
  fileprivate func partition(_ offset: Int) -> Int {
    indices.partition { self[$0].place.offset >= offset }
  }
}
