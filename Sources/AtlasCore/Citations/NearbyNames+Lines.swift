/// Keys and values, an entry a line: YAML, TOML, JSON as it is printed for people.
extension NearbyNames {
  /// The entries on the lines around the id's that are as far indented as its key.
  func lineEntries() -> [Entry] {
    guard let own = LineEntry(text[line]) else { return [] }
    var entries = [own.entry]
    var place = line.upperBound
    let end = min(text.endIndex, unit.upperBound + NearbyNames.reach)
    while place < end {
      let next = place + 1..<(text[min(place + 1, end)..<end].firstIndex(of: .newline) ?? end)
      guard next.lowerBound <= next.upperBound else { break }
      place = next.upperBound
      let content = text[next]
      guard !content.trimmed.isEmpty, let indent = content.indent else { continue }
      guard let found = LineEntry(content) else {
        if indent < own.column { break }
        continue
      }
      if found.isItem && found.column <= own.column || found.column < own.column { break }
      if found.column == own.column { entries.append(found.entry) }
    }
    if own.isItem { return entries }
    place = line.lowerBound
    let low = max(text.startIndex, unit.lowerBound - NearbyNames.reach)
    while place > low {
      let start = text.startOfLine(at: place - 1, notBefore: low)
      let content = text[start..<place - 1]
      place = start
      guard !content.trimmed.isEmpty, let indent = content.indent else { continue }
      guard let found = LineEntry(content) else {
        if indent < own.column { break }
        continue
      }
      if found.column < own.column { break }
      if found.column == own.column { entries.append(found.entry) }
      if found.isItem, found.column == own.column { break }
    }
    return entries
  }

  /// A line that is a key and a value.
  struct LineEntry {
    let entry: Entry
    /// Where on the line the key starts.
    let column: Int
    /// Whether the line starts an item of a list.
    let isItem: Bool

    init?(_ line: Bytes) {
      var rest = line
      rest.eat { $0 == .space || $0 == .tab }
      var isItem = false
      while rest.first == .dash, rest.dropFirst().first == .space {
        isItem = true
        rest = rest.dropFirst()
        rest.eat { $0 == .space }
      }
      column = rest.startIndex - line.startIndex
      self.isItem = isItem
      let key = rest.prefix { $0 != .colon && $0 != UInt8(ascii: "=") }
      guard !key.isEmpty, key.count <= 64, key.endIndex < rest.endIndex else { return nil }
      var value = rest[key.endIndex + 1..<rest.endIndex].trimmed
      if value.last == .comma { value = value.dropLast() }
      guard !value.isEmpty else { return nil }
      entry = Entry(key: FieldKey(key.trimmed), value: value)
    }
  }
}

extension Bytes {
  /// How far the first character that is not a blank is from the beginning.
  var indent: Int? { firstIndex { !$0.isBlank }.map { $0 - startIndex } }
}
