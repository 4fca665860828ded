/// Reads the rows and objects of a crosswalk, one part of the text at a time to keep the outline small.
struct CrosswalkReader {
  /// A row of a table, or an object; an object has only column 0.
  struct Row {
    let line: Int
    var citations: [(column: Int, citation: Citation)] = []
    var attacks: [(column: Int, id: AttackID)] = []
    /// The first cells without ids.
    var texts: [(column: Int, text: Bytes)] = []
    /// The nonempty columns.
    var filled: [Int] = []
    var cellCount = 0
  }

  /// The number of bytes to read at once; twice as much is added at most to complete an object.
  private static let part = 1 << 20
  /// The number of texts to keep per row.
  private static let maximumTexts = 4

  private let text: Bytes
  private let syntax: TextSyntax
  private let scanner: TextScanner
  private var counter = PlaceCounter()
  private var hasCue = false
  /// The last line number that was computed, and its position.
  private var lastLine = (place: 0, number: 1)

  private(set) var rows: [Row] = []
  private(set) var columnCount = 0
  /// Whether the crosswalk is a table.
  private(set) var isTable = false

  init(_ text: Bytes, _ syntax: TextSyntax, _ scanner: TextScanner) {
    self.text = text
    self.syntax = syntax
    self.scanner = scanner
    lastLine.place = text.startIndex
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
    isTable = isTable || hasRows
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
      var row = Row(line: line(of: outline.nodes[number].range.lowerBound), cellCount: cells.count)
      for (column, cell) in cells.enumerated() { takeCell(outline.nodes[cell].range, column, citations, &row) }
      // The first row is a header row if it has no ids and the reader did not treat it as one.
      let isHead =
        columnCount == 0 && row.citations.isEmpty && row.attacks.isEmpty
        && cells.allSatisfy { outline.nodes[$0].key.isEmpty }
      if columnCount == 0 { columnCount = cells.count }
      if !isHead { rows.append(row) }
    }
  }

  private func takeCell(_ range: Range<Int>, _ column: Int, _ citations: [Citation], _ row: inout Row) {
    let value = text[range]
    guard !value.trimmed.isEmpty else { return }
    row.filled.append(column)
    let before = row.citations.count
    takeIDs(range, column, citations, &row)
    if row.citations.count == before, row.texts.count < CrosswalkReader.maximumTexts {
      row.texts.append((column, value.withoutTags.labelOfLink.unwrapped.withoutDoubledQuotes))
    }
  }

  private func takeIDs(_ range: Range<Int>, _ column: Int, _ citations: [Citation], _ row: inout Row) {
    let origin = text.startIndex
    let found = citations[
      citations.partition(range.lowerBound - origin)..<citations.partition(range.upperBound - origin)]
    row.citations += found.map { (column, $0) }
    if let attack = AttackID(text[range].withoutTags.labelOfLink.unwrapped) { row.attacks.append((column, attack)) }
  }

  // MARK: Objects

  private mutating func takeObjects(_ facts: OutlineFacts, _ citations: [Citation]) {
    let outline = facts.outline
    var last: Int?
    for number in outline.nodes.indices {
      let node = outline.nodes[number]
      var parts = node.kind == .value ? [node.range] : []
      if node.isKeyHere { parts.insert(node.start..<node.start + node.key.count, at: 0) }
      for part in parts {
        guard part.count < 4096 else { continue }
        var row = Row(line: 0)
        takeIDs(part, 0, citations, &row)
        guard !row.citations.isEmpty || !row.attacks.isEmpty else { continue }
        let anchor = facts.anchor(of: number)
        if last != anchor.node || rows.isEmpty {
          let line = line(of: outline.nodes[anchor.node].start)
          rows.append(Row(line: line, texts: anchor.subject.isEmpty ? [] : [(0, anchor.subject)]))
          last = anchor.node
        }
        rows[rows.count - 1].citations += row.citations
        rows[rows.count - 1].attacks += row.attacks
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
  /// A copy in which each doubled quotation mark is a single one.
  fileprivate var withoutDoubledQuotes: Bytes {
    guard contains("\"\"" as Bytes) else { return Bytes(copying: self) }
    return Bytes(copying: string.replacing("\"\"", with: "\""))
  }
}

extension [Citation] {
  /// The index of the first citation at or after `offset`.
  fileprivate func partition(_ offset: Int) -> Int { indices.partition { self[$0].place.offset >= offset } }
}
