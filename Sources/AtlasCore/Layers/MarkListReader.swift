/// Reads marks of techniques from lists, tables and layers.
///
/// A line of a list is an id, then a score and a comment, each behind a tab; a name before them is skipped. A table has
/// columns named `id`, `tactic`, `score`, `category` (or `status`) and `comment`, in any order and among others. JSON is
/// a layer, or objects with these keys.
package struct MarkListReader {
  /// The marks in the order of the text.
  package private(set) var marks: [MatrixMark] = []
  /// Remarks about layers, as sentences without a period.
  package private(set) var layerRemarks: [String] = []
  /// Looks the ids up, and collects remarks about them.
  package private(set) var selector: RecordSelector
  private let base: KnowledgeBase
  private var tactics: NameResolver

  /// A reader of marks for the techniques of `base`.
  package init(_ base: KnowledgeBase) {
    self.base = base
    selector = RecordSelector(base: base, kinds: [.technique])
    selector.leavesOutOtherKinds = true
    tactics = NameResolver(base, among: [.tactic])
  }

  /// Adds a word of the command line: an id, a name, or a list of ids with commas.
  package mutating func take(_ word: String) {
    let before = selector.selection.ids.count
    selector.take(all: word)
    marks += selector.selection.ids[before...].map { MatrixMark($0) }
  }

  /// Adds the marks of a list.
  ///
  /// - Parameters:
  ///   - text: the list.
  ///   - source: the name of the list, for remarks.
  /// - Throws: when it is a layer of another domain or version.
  package mutating func take(list text: Bytes, source: String) throws(LayerError) {
    var rest = text
    _ = rest.eat("\u{FEFF}")
    if let first = rest.trimmed.first, first == UInt8(ascii: "{") || first == .openBracket {
      if let value = try? Layer.value(of: text) {
        if Layer.isLayer(value) { return take(try Layer.layers(value, in: text), source: source) }
        if take(objects: [(value, nil)], in: text, source: source) { return }
      }
      // An object a line.
      var objects: [(JSONValue, Int?)] = []
      for (index, line) in rest.lines.enumerated() where !line.trimmed.isEmpty {
        guard let value = try? Layer.value(of: line) else { break }
        objects.append((value, index + 1))
      }
      if take(objects: objects, in: text, source: source) { return }
    }
    if take(table: rest, source: source) { return }
    var found: [MatrixMark] = []
    selector.take(list: text, source: source) { line, ids in
      let (score, comment) = MarkListReader.remark(Array(line.split(separator: .tab, omittingEmptySubsequences: false)))
      found += ids.map { MatrixMark($0, score: score, comment: comment) }
    }
    marks += found
  }

  /// The score and the comment of a line, by its cells of which the first has the id.
  private static func remark(_ cells: [Bytes]) -> (score: Double?, comment: String?) {
    func score(_ index: Int) -> Double? { cells.count > index ? Double(cells[index].trimmed.string) : nil }
    func comment(_ index: Int) -> String? {
      guard cells.count > index else { return nil }
      let text = unescaped(cells[index].trimmed)
      return text.isEmpty ? nil : text
    }
    if let own = score(1) { return (own, comment(2)) }
    // What is not a number is the name.
    return score(2).map { ($0, comment(3)) } ?? (nil, comment(2) ?? comment(3))
  }

  // MARK: Layers

  /// Adds the marks of layers.
  package mutating func take(_ layers: [Layer], source: String) {
    for layer in layers {
      if let release = layer.release, let own = base.release.version, release != own {
        layerRemarks.append("\(source) is for release \(Sanitize.shown(release)); it is read as one of \(own)")
      }
      var unknownTactics: Set<String> = []
      for entry in layer.entries where entry.isEnabled && !entry.onlyOpens {
        selector.place = RecordSelection.Place(list: source, line: entry.line)
        guard let id = look(up: Bytes(copying: entry.id)) else { continue }
        var mark = MatrixMark(id, score: entry.score, category: entry.category, comment: entry.comment)
        mark.tactic = tactic(entry.tactic, of: id, source, entry.line, &unknownTactics)
        marks.append(mark)
      }
    }
    selector.place = nil
  }

  /// The tactic that a short name means, if the technique has it.
  private mutating func tactic(
    _ name: String?, of id: RecordID, _ source: String, _ line: Int, _ unknown: inout Set<String>
  ) -> RecordID? {
    guard let name else { return nil }
    let place = line > 0 ? "\(source):\(line): " : ""
    guard case .record(let tactic, let remark) = tactics.resolve(name) else {
      if unknown.insert(name).inserted {
        layerRemarks.append("\(place)no tactic \(Sanitize.quoted(name)) in \(base.releaseName)")
      }
      return nil
    }
    if remark != nil, unknown.insert(name).inserted {
      layerRemarks.append(
        "\(place)the tactic \(Sanitize.quoted(name)) is now \(tactic) (\(base.nameBytes(of: tactic)))")
    }
    let own = base.tactics(of: id)
    let columns = own.isEmpty ? base.parent(of: id).map(base.tactics) ?? [] : own
    guard columns.contains(tactic) else {
      layerRemarks.append("\(place)\(id) does not have the tactic \(tactic) (\(base.nameBytes(of: tactic)))")
      return nil
    }
    return tactic
  }

  private mutating func look(up word: Bytes) -> RecordID? {
    if let id = RecordID(word), selector.take(id) { return id }
    return selector.take(word.prefix(4000).string)
  }

  // MARK: JSON

  /// Adds the techniques among objects with ids, each with its line if its offset is not in `text`; false if there are none.
  ///
  /// In the matrix as JSON, techniques are in tactics, and sub-techniques in techniques.
  private mutating func take(objects: [(value: JSONValue, line: Int?)], in text: Bytes, source: String) -> Bool {
    let before = selector.selection.count
    var rest = objects.reversed().map { (value: $0.value, line: $0.line, tactic: RecordID?.none) }
    while let (value, line, tactic) = rest.popLast(), !selector.hasTooManyMisses {
      let word = value["id"]?.string
      // A number without the prefix can be one of ATT&CK, to which the record refers.
      let id = word.flatMap { $0.hasPrefix("AML.") ? RecordID($0) : nil }
      var parts = value.array ?? value.object?.map(\.value) ?? []
      if let id, id.kind == .technique || value["techniques"] == nil {
        // Lines are counted only for ids that are not there.
        if id.kind != .technique || !base.contains(id) {
          selector.place = RecordSelection.Place(list: source, line: line ?? text.lineNumber(at: value.offset))
        }
        add(Bytes(copying: id.description), in: tactic) { value.cell($0) }
        // What else is in the object is related to it, and not meant.
        parts = value["subtechniques"]?.array?.filter { $0["marked"] != nil } ?? []
      }
      let inner = id?.kind == .tactic ? id : tactic
      rest += parts.reversed().map { ($0, line, inner) }
    }
    selector.place = nil
    return selector.selection.count > before
  }

  /// Adds the mark of an id, with the values of its other columns.
  private mutating func add(_ id: Bytes, in tactic: RecordID? = nil, _ column: (String) -> String?) {
    if column("marked") == "false" { return }
    guard let id = look(up: id) else { return }
    var mark = MatrixMark(id)
    mark.score = column("score").flatMap { Double($0) }
    mark.category = (column("category") ?? column("status") ?? column("change")).flatMap { MatrixCategory(word: $0) }
    mark.comment = column("comment").flatMap { $0.isEmpty ? nil : $0 }
    mark.tactic = column("tactic").flatMap { RecordID($0) }.flatMap { $0.kind == .tactic ? $0 : nil } ?? tactic
    marks.append(mark)
  }

  // MARK: Tables

  /// Adds the rows of a table whose head has a column for marks; false if the text is something else.
  private mutating func take(table text: Bytes, source: String) -> Bool {
    var rest = text
    guard let head = rest.eatLine(), RecordSelector.isTableHead(head) else { return false }
    let separator = head.contains(.tab) ? UInt8.tab : .comma
    var rows = DelimitedRows(text, separator: separator)
    let keys = (rows.next()?.cells ?? []).map { $0.trimmed.string.lowercased() }
    guard keys.contains(where: ["score", "category", "status", "change", "comment"].contains) else { return false }
    while let row = rows.next() {
      guard let id = row.cells.first?.trimmed, !id.isEmpty else { continue }
      selector.place = RecordSelection.Place(list: source, line: row.line)
      add(id) { key in
        guard let index = keys.firstIndex(of: key), index < row.cells.count else { return nil }
        return separator == .tab ? MarkListReader.unescaped(row.cells[index]) : row.cells[index].string
      }
      if selector.hasTooManyMisses { break }
    }
    selector.place = nil
    return true
  }

  /// A cell of TSV without its escapes.
  private static func unescaped(_ cell: Bytes) -> String {
    guard cell.contains(UInt8(ascii: "\\")) else { return cell.string }
    var text: [UInt8] = []
    var rest = cell
    while let byte = rest.popFirst() {
      guard byte == UInt8(ascii: "\\"), let letter = rest.first else {
        text.append(byte)
        continue
      }
      switch letter {
      case UInt8(ascii: "n"): text.append(.newline)
      case UInt8(ascii: "t"): text.append(.tab)
      case UInt8(ascii: "r"): text.append(UInt8(ascii: "\r"))
      case UInt8(ascii: "\\"): text.append(letter)
      default: text += [byte, letter]
      }
      rest = rest.dropFirst()
    }
    return String(decoding: text, as: UTF8.self)
  }
}

extension JSONValue {
  /// The value of a key as the cell of a table has it; nil for objects, arrays and null.
  fileprivate func cell(_ key: String) -> String? {
    switch self[key]?.content {
    case .string(let text): text
    case .number(let digits): digits
    case .bool(let flag): flag ? "true" : "false"
    case .null, .array, .object, nil: nil
    }
  }
}

/// The rows of a table, whose cells may be quoted as RFC 4180 has it.
private struct DelimitedRows {
  private var rest: Bytes
  private let separator: UInt8
  private var line = 1

  init(_ text: Bytes, separator: UInt8) {
    rest = text
    self.separator = separator
  }

  /// The next row, with the line where it starts; nil at the end.
  mutating func next() -> (line: Int, cells: [Bytes])? {
    guard !rest.isEmpty else { return nil }
    let start = line
    var cells: [Bytes] = []
    while true {
      cells.append(cell())
      guard let byte = rest.popFirst() else { break }
      if byte == separator { continue }
      line += 1
      break
    }
    return (start, cells)
  }

  private mutating func cell() -> Bytes {
    guard separator != .tab, rest.first == UInt8(ascii: "\"") else {
      let cell = rest.prefix { $0 != separator && $0 != .newline }
      rest = rest[cell.endIndex...]
      return cell.last == UInt8(ascii: "\r") ? cell.dropLast() : cell
    }
    rest = rest.dropFirst()
    var text: [UInt8] = []
    while let byte = rest.popFirst() {
      if byte == .newline { line += 1 }
      if byte == UInt8(ascii: "\"") {
        guard rest.first == byte else { break }
        rest = rest.dropFirst()
      }
      text.append(byte)
    }
    rest = rest[(rest.firstIndex { $0 == separator || $0 == .newline } ?? rest.endIndex)...]
    return Bytes(copying: text)
  }
}
