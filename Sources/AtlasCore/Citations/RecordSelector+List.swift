/// Reads lists of records, one record per line.
///
/// A line is an id or a name. Only its first column counts, which ends at a tab or a closing quote; a line can contain
/// several ids. A `#` starts a comment, and a header line is skipped, so the lists and tables that this tool prints can
/// be read back. In JSON and YAML, all ids count.
extension RecordSelector {
  /// Adds the records of a list in order.
  ///
  /// A repeated word is looked up and reported only once, so that a list with millions of lines takes seconds.
  ///
  /// - Parameters:
  ///   - text: the list.
  ///   - source: the name of the list, for remarks.
  ///   - visit: gets each line with the records that it names.
  package mutating func take(
    list text: Bytes, source: String, _ visit: (_ line: Bytes, _ ids: ArraySlice<RecordID>) -> Void = { _, _ in }
  ) {
    let start = selection.ids.count
    if take(data: text, source: source) { return visit(.empty, selection.ids[start...]) }
    var known: [Bytes: RecordID?] = [:]
    var isFirst = true
    var number = 0
    defer { place = nil }
    var text = text
    // A byte order mark.
    _ = text.eat("\u{FEFF}")
    for line in text.lines {
      if hasTooManyMisses { return }
      number += 1
      place = RecordSelection.Place(list: source, line: number)
      var rest = line.prefix { $0 != UInt8(ascii: "#") }.trimmed
      guard !rest.isEmpty else { continue }
      let before = selection.ids.count
      defer {
        isFirst = false
        visit(line, selection.ids[before...])
      }
      if isFirst, rest.isTableHead { continue }
      if let cell = rest.quotedCell { rest = cell }
      var hasID = false
      while true {
        let start = rest
        guard let id = RecordID(eating: &rest) else { break }
        hasID = true
        if !take(id) { look(up: start[start.startIndex..<rest.startIndex], &known) }
        let separators = rest.eat { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: ",") }
        if separators.isEmpty { break }
      }
      if !hasID { look(up: rest.prefix { $0 != UInt8(ascii: "\t") }.trimmed, &known) }
    }
  }

  /// Whether a line is the head of a table of records: `id` or `Technique ID`, alone or before other columns.
  package static func isTableHead(_ line: Bytes) -> Bool { line.trimmed.isTableHead }

  /// Adds all ids in JSON or YAML; false if the text is something else or has no ids.
  private mutating func take(data text: Bytes, source: String) -> Bool {
    guard text.isData else { return false }
    defer { place = nil }
    var known: Set<RecordID> = []
    var (counted, line) = (text.startIndex, 1)
    var index = text.startIndex
    while let mention = MentionFinder.next(in: text, from: index) {
      line += text.newlineCount(in: counted..<mention.range.lowerBound)
      (counted, index) = (mention.range.lowerBound, mention.range.upperBound)
      guard let id = mention.id, known.insert(id).inserted else { continue }
      place = RecordSelection.Place(list: source, line: line)
      if !take(id) { _ = take(text[mention.range].string) }
      if hasTooManyMisses { break }
    }
    return !known.isEmpty
  }

  private mutating func look(up word: Bytes, _ known: inout [Bytes: RecordID?]) {
    if let before = known[word] { return take(again: before) }
    known[word] = .some(take(word.prefix(4000).string))
  }
}

extension Bytes {
  /// Whether the first line shows that the text is JSON or YAML and not a list.
  fileprivate var isData: Bool {
    var rest = self
    _ = rest.eat("\u{FEFF}")
    while let line = rest.eatLine() {
      let content = line.trimmed
      if content.isEmpty || content.first == .hash { continue }
      if content.first == UInt8(ascii: "{") || content.first == .openBracket || content == "---" { return true }
      let entry = content.starts(with: "- " as Bytes) ? content.dropFirst(2) : content
      let key = entry.prefix { $0.isAlphanumeric || $0 == UInt8(ascii: "_") || $0 == .dash || $0 == .quote }
      guard RecordID(key) == nil, !key.isEmpty else { return content.starts(with: "- " as Bytes) }
      return entry[key.endIndex..<entry.endIndex].first == .colon
        && (entry[key.endIndex..<entry.endIndex].dropFirst().first?.isBlank ?? true)
    }
    return false
  }

  /// Whether the line is a table header: `id` or `Technique ID`, alone or before other columns.
  fileprivate var isTableHead: Bool {
    let cell = quotedCell ?? prefix { $0 != UInt8(ascii: "\t") && $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: ";") }
    let word = FoldedName(cell).bytes
    return ["id", "recordid", "atlasid"].contains { word.elementsEqual($0.utf8) }
      || RecordKind.allCases.contains { word == FoldedName(Bytes(copying: $0.noun() + "id")).bytes }
  }

  /// The text in the quotes at the start of the line; nil if there are none or they are not closed.
  fileprivate var quotedCell: Bytes? {
    var rest = self
    guard rest.eat(UInt8(ascii: "\"")), let end = rest.firstIndex(of: UInt8(ascii: "\"")) else { return nil }
    return rest[rest.startIndex..<end].trimmed
  }
}
