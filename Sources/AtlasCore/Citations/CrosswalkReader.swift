/// Reads the rows and objects of a crosswalk, one part of the text at a time to keep the outline small.
struct CrosswalkReader {
  /// A row of a table, or an object, which has only column 0.
  ///
  /// Its ids and texts end at these places in the lists of `Contents`, and begin where those of the row before end.
  struct Row {
    var line: UInt32 = 0
    var ids: UInt32 = 0
    var attacks: UInt32 = 0
    var pieces: UInt32 = 0
    var cellCount: UInt32 = 0
  }

  /// A part of `Contents.texts`.
  struct Piece {
    let column: UInt32
    let start: UInt32
    let count: UInt32
  }

  /// Everything that a crosswalk has, in lists over all rows.
  struct Contents {
    var rows: [Row] = []
    var ids: [(record: RecordID?, verdict: Verdict.Kind, column: UInt32)] = []
    var attacks: [Piece] = []
    /// The first cells without ids.
    var pieces: [Piece] = []
    var texts: [UInt8] = []
    /// How many cells of each column are not empty, have ids of ATLAS, and are ids of ATT&CK.
    var columns: [(filled: Int, cited: Int, mapped: Int)] = []
    /// The number of cells in the first row.
    var columnCount = 0
    /// Whether the crosswalk is a table.
    var isTable = false

    /// Adds a row with everything added since the row before.
    mutating func addRow(line: Int, cellCount: Int = 0) {
      rows.append(Row(line: UInt32(line), cellCount: UInt32(cellCount)))
      extendLastRow()
    }

    /// Extends the last row by everything added since.
    mutating func extendLastRow() {
      rows[rows.count - 1].ids = UInt32(ids.count)
      rows[rows.count - 1].attacks = UInt32(attacks.count)
      rows[rows.count - 1].pieces = UInt32(pieces.count)
    }

    /// Adds a text to `texts`.
    mutating func piece(_ text: Bytes, _ column: Int) -> Piece {
      let start = texts.count
      texts.append(text)
      return Piece(column: UInt32(column), start: UInt32(start), count: UInt32(text.count))
    }
  }

  /// The number of bytes to read at once; twice as much is added at most to complete an object.
  private static let part = 1 << 17
  /// The number of texts to keep per row.
  private static let maximumTexts = 4

  private let text: Bytes
  private let syntax: TextSyntax
  private let scanner: TextScanner
  private let base: KnowledgeBase
  private var counter = PlaceCounter()
  private var hasCue = false
  /// The last line number that was computed, and its position.
  private var lastLine = (place: 0, number: 1)

  var contents = Contents()
  private(set) var faults: [CrosswalkSheet.Fault] = []

  init(_ text: Bytes, _ syntax: TextSyntax, _ scanner: TextScanner, _ base: KnowledgeBase) {
    self.text = text
    self.syntax = syntax
    self.scanner = scanner
    self.base = base
    lastLine.place = text.startIndex
    // A list that grows is copied, and needs twice the memory meanwhile.
    let rows = min(text.newlineCount(in: text.startIndex..<text.endIndex), text.count / 8)
    contents.rows.reserveCapacity(rows)
    contents.ids.reserveCapacity(rows)
    contents.pieces.reserveCapacity(rows)
  }

  /// Reads the whole text.
  mutating func read() {
    var reader = OutlineReaders.reader(of: syntax, text.prefix(4096))
    // Line readers cut lines that are longer than a step.
    let step = reader is any LineOutlineReader ? 1 << 16 : 256
    var outline = Outline()
    var place = text.startIndex
    var open: [(kind: Outline.Kind, key: Bytes)] = []
    while place < text.endIndex {
      outline.clear(reopening: open, at: place)
      let start = place
      place = reader.read(text, from: place, to: min(text.endIndex, place + CrosswalkReader.part), into: &outline)
      // Complete the current object, because its key can precede its ids.
      while place < text.endIndex, outline.path.count > 2, place - start < 2 * CrosswalkReader.part {
        let next = reader.read(text, from: place, to: min(text.endIndex, place + step), into: &outline)
        if next == place { break }
        place = next
      }
      if place == start { place = min(text.endIndex, place + CrosswalkReader.part) }
      open = outline.openContainers
      outline.finish(at: place)
      take(OutlineFacts(outline, text), start..<place)
    }
  }

  private mutating func take(_ facts: OutlineFacts, _ range: Range<Int>) {
    let citations = scanner.citations(in: text, range, facts, syntax, &counter, &hasCue)
    let outline = facts.outline
    let hasRows = outline.nodes.contains { $0.kind == .row }
    contents.isTable = contents.isTable || hasRows
    if hasRows { takeRows(outline, citations) } else { takeObjects(facts, citations) }
  }

  /// The line of a position, from 1.
  private mutating func line(of place: Int) -> Int {
    let (before, number) = lastLine
    let passed = text.newlineCount(in: min(before, place)..<max(before, place))
    lastLine = (place, place < before ? number - passed : number + passed)
    return lastLine.number
  }

  // MARK: Tables

  private mutating func takeRows(_ outline: Outline, _ citations: [Citation]) {
    for number in outline.nodes.indices where outline.nodes[number].kind == .row {
      let cells = (number + 1..<outline.nodes[number].next).filter { outline.nodes[$0].parent == number }
      let isFirst = contents.columnCount == 0
      let pieces = contents.pieces.count
      var hasIDs = false
      for (column, cell) in cells.enumerated() where takeCell(outline.nodes[cell].range, column, citations, pieces) {
        hasIDs = true
      }
      if isFirst { contents.columnCount = cells.count }
      // The first row is a header row if it has no ids and the reader did not treat it as one.
      if isFirst, !hasIDs, cells.allSatisfy({ outline.nodes[$0].key.isEmpty }) {
        contents.pieces.removeSubrange(pieces...)
        contents.columns = []
      } else {
        contents.addRow(line: line(of: outline.nodes[number].range.lowerBound), cellCount: cells.count)
      }
    }
  }

  /// Takes a cell of a row whose pieces begin at a place of `contents.pieces`.
  ///
  /// - Returns: whether it has ids.
  private mutating func takeCell(_ range: Range<Int>, _ column: Int, _ citations: [Citation], _ pieces: Int) -> Bool {
    let value = text[range]
    guard !value.trimmed.isEmpty else { return false }
    while contents.columns.count <= column { contents.columns.append((0, 0, 0)) }
    let (cited, attack) = ids(in: range, citations)
    contents.columns[column].filled += 1
    if !cited.isEmpty { contents.columns[column].cited += 1 }
    if attack != nil { contents.columns[column].mapped += 1 }
    add(cited, attack, column, row: contents.rows.count)
    if cited.isEmpty, contents.pieces.count - pieces < CrosswalkReader.maximumTexts {
      contents.pieces.append(contents.piece(value.withoutTags.labelOfLink.unwrapped.withoutDoubledQuotes, column))
    }
    return !cited.isEmpty || attack != nil
  }

  /// The ids of ATLAS in a part of the text, and the id of ATT&CK that is all of it.
  private func ids(in range: Range<Int>, _ citations: [Citation]) -> (cited: ArraySlice<Citation>, attack: AttackID?) {
    let origin = text.startIndex
    let cited = citations[
      citations.partition(range.lowerBound - origin)..<citations.partition(range.upperBound - origin)]
    return (cited, AttackID(text[range].withoutTags.labelOfLink.unwrapped))
  }

  private mutating func add(_ cited: ArraySlice<Citation>, _ attack: AttackID?, _ column: Int, row: Int) {
    for citation in cited {
      contents.ids.append((citation.record, citation.verdict.kind, UInt32(column)))
      let kind = citation.verdict.kind
      guard kind != .ok, faults.count < CrosswalkSheet.maximumProblems else { continue }
      faults.append(
        CrosswalkSheet.Fault(
          row: row, column: column, place: citation.place, kind: kind, sentence: citation.sentence(in: base)))
    }
    if let attack { contents.attacks.append(contents.piece(attack.text, column)) }
  }

  // MARK: Objects

  private mutating func takeObjects(_ facts: OutlineFacts, _ citations: [Citation]) {
    let outline = facts.outline
    var last: Int?
    for number in outline.nodes.indices {
      let node = outline.nodes[number]
      var parts = node.kind == .value ? [node.range] : []
      if node.isKeyHere { parts.insert(node.start..<node.start + node.key.count, at: 0) }
      for part in parts where part.count < 4096 {
        let (cited, attack) = ids(in: part, citations)
        guard !cited.isEmpty || attack != nil else { continue }
        let anchor = facts.anchor(of: number)
        let isNew = last != anchor.node || contents.rows.isEmpty
        add(cited, attack, 0, row: contents.rows.count - (isNew ? 0 : 1))
        if isNew {
          if !anchor.subject.isEmpty { contents.pieces.append(contents.piece(anchor.subject, 0)) }
          contents.addRow(line: line(of: outline.nodes[anchor.node].start))
          last = anchor.node
        } else {
          contents.extendLastRow()
        }
      }
    }
  }
}

extension OutlineFacts {
  /// The node that an id belongs to: the nearest containing object with an id or name in another framework, or the
  /// list or object under a key that can be one.
  ///
  /// - Parameter number: the value or entry with the id.
  /// - Returns: the node, and its key in the other framework, which can be empty.
  func anchor(of number: Int) -> (node: Int, subject: Bytes) {
    var candidate: (node: Int, subject: Bytes)?
    var place = number
    for _ in 0..<6 {
      let node = outline.nodes[place]
      if node.kind == .object, let subject = identity(of: place) { return (place, subject) }
      if candidate == nil, isSubject(node.key) { candidate = (place, node.key) }
      guard node.parent >= 0 else { break }
      place = node.parent
    }
    return candidate ?? (outline.nodes[number].parent >= 0 ? outline.nodes[number].parent : number, .empty)
  }

  /// Whether a key can identify something in another framework, and does not just describe its value.
  private func isSubject(_ word: Bytes) -> Bool {
    guard !word.isEmpty, RecordID(word) == nil else { return false }
    let key = key(word)
    return word.isForeignNumber || !(key.isNeutral || key.isRelation || key.isIdentifying || key.isName || key.isPlural)
  }

  /// The id or the name of an object in another framework.
  private func identity(of object: Int) -> Bytes? {
    var name: Bytes?
    for member in outline.members(of: object) where outline.nodes[member].kind == .value {
      let value = text[outline.nodes[member].range].unwrapped
      let key = key(outline.nodes[member].key)
      guard !value.isEmpty, value.count <= 200, RecordID(value) == nil, AttackID(value) == nil || key.says("id"),
        MentionFinder.next(in: value, from: value.startIndex) == nil
      else { continue }
      if key.isID, !value.contains("://" as Bytes) { return value }
      if name == nil, key.isName || key.isSubject { name = value }
    }
    return name
  }
}

extension Bytes {
  /// The text in which each doubled quotation mark is a single one.
  fileprivate var withoutDoubledQuotes: Bytes {
    guard contains("\"\"" as Bytes) else { return self }
    return Bytes(copying: string.replacing("\"\"", with: "\""))
  }
}

extension [Citation] {
  /// The index of the first citation at or after `offset`.
  fileprivate func partition(_ offset: Int) -> Int { indices.partition { self[$0].place.offset >= offset } }
}
