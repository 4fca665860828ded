/// Keys and values: JSON, YAML, TOML, the arguments of a call.
extension Neighbourhood {
  /// The values beside the id's in the same object whose keys call them its name.
  func siblings() -> [Name] {
    let entries = bracedEntries() ?? lineEntries()
    guard
      let own = entries.first(where: { $0.value.startIndex <= unit.lowerBound && $0.value.endIndex >= unit.upperBound }
      ),
      own.value.unwrapped.count <= unit.count
    else { return [] }
    let subject = own.key.subject
    return entries.filter { $0.key.isName && $0.key.subject == subject }
      .map { Name(text: $0.value.unwrapped, isSure: true) }
  }

  struct Entry {
    let key: Key
    let value: Bytes
  }

  /// A key, by what it is about: `technique_id` and `techniqueName` are about the same.
  struct Key {
    private let word: String

    init(_ key: Bytes) { word = String(decoding: FoldedName(key.unwrapped).bytes, as: UTF8.self) }

    private static let names = ["name", "title", "label"]
    private static let ids = ["identifier", "id", "code", "ref", "reference", "url", "uri", "link", "href", "tag"]
    private static let kinds =
      ["mitreatlas", "atlas", "mitre", "aml", "subtechnique", "technique", "tactic", "mitigation"]
      + ["casestudy", "study", "external", "object", "full", "display"]

    var isName: Bool { Key.names.contains { word.hasSuffix($0) } || Key.kinds.contains(word) }

    /// What is left without the words for ids, names and kinds of record: nothing, or `parent`, `related`, `of`.
    var subject: String {
      var rest = Substring(word)
      for ending in Key.names + Key.ids where rest.hasSuffix(ending) {
        rest = rest.dropLast(ending.count)
        break
      }
      var isShorter = true
      while isShorter {
        isShorter = false
        for kind in Key.kinds where rest.hasPrefix(kind) {
          rest = rest.dropFirst(kind.count)
          isShorter = true
        }
      }
      return String(rest)
    }
  }

  // MARK: Braces

  /// The entries of the braces or parentheses around the id; nil when there are none in reach.
  private func bracedEntries() -> [Entry]? {
    let low = max(text.startIndex, unit.lowerBound - Neighbourhood.reach)
    var depth = 0
    var index = unit.lowerBound - 1
    while index >= low {
      let byte = text[index]
      if byte == UInt8(ascii: "}") || byte == .closeParenthesis || byte == .closeBracket { depth += 1 }
      if byte == UInt8(ascii: "{") || byte == .openParenthesis || byte == .openBracket {
        if depth == 0 { break }
        depth -= 1
      }
      index -= 1
    }
    guard index >= low, text[index] != .openBracket else { return nil }
    let entries = entries(from: index + 1)
    return entries.isEmpty ? nil : entries
  }

  private func entries(from start: Int) -> [Entry] {
    var entries: [Entry] = []
    var rest = text[start..<min(text.endIndex, unit.upperBound + Neighbourhood.reach)]
    while true {
      rest.eat { $0.isBlank || $0 == .comma }
      guard let key = eatScalar(&rest), !key.isEmpty else { return entries }
      rest.eat(while: \.isBlank)
      guard rest.eat(.colon) || rest.eat("=") else { return entries }
      rest.eat(while: \.isBlank)
      if let first = rest.first, first == UInt8(ascii: "{") || first == .openBracket || first == .openParenthesis {
        guard skipNested(&rest) else { return entries }
      } else {
        guard let value = eatScalar(&rest) else { return entries }
        entries.append(Entry(key: Key(key), value: value))
      }
    }
  }

  /// Takes a string in quotes, or what stands up to the next sign.
  private func eatScalar(_ rest: inout Bytes) -> Bytes? {
    guard let mark = rest.first else { return nil }
    guard mark == .quote || mark == UInt8(ascii: "'") else {
      return rest.eat {
        $0 != .comma && $0 != .colon && $0 != UInt8(ascii: "=") && $0 != UInt8(ascii: "}") && $0 != .closeParenthesis
          && $0 != .closeBracket && $0 != .newline && $0 != UInt8(ascii: "{")
      }.trimmed
    }
    let start = rest.startIndex
    rest = rest.dropFirst()
    while let byte = rest.first {
      rest = rest.dropFirst()
      if byte == .backslash { rest = rest.dropFirst() }
      if byte == mark { return text[start..<rest.startIndex] }
    }
    return nil
  }

  /// Leaves a nested object; false when its end is out of reach.
  private func skipNested(_ rest: inout Bytes) -> Bool {
    var depth = 0
    while let byte = rest.first {
      if byte == .quote {
        guard eatScalar(&rest) != nil else { return false }
        continue
      }
      rest = rest.dropFirst()
      switch byte {
      case UInt8(ascii: "{"), .openBracket, .openParenthesis: depth += 1
      case UInt8(ascii: "}"), .closeBracket, .closeParenthesis: depth -= 1
      default: break
      }
      if depth == 0 { return true }
    }
    return false
  }

  // MARK: Lines

  /// The entries on the lines around the id's that are as far indented as its key.
  private func lineEntries() -> [Entry] {
    guard let own = LineEntry(text[line]) else { return [] }
    var entries = [own.entry]
    var place = line.upperBound
    let end = min(text.endIndex, unit.upperBound + Neighbourhood.reach)
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
    let low = max(text.startIndex, unit.lowerBound - Neighbourhood.reach)
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
  private struct LineEntry {
    let entry: Entry
    /// Where on the line the key begins.
    let column: Int
    /// Whether the line begins an item of a list.
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
      entry = Entry(key: Key(key.trimmed), value: value)
    }
  }
}

extension Bytes {
  /// How far the first character that is no blank is from the beginning.
  fileprivate var indent: Int? { firstIndex { !$0.isBlank }.map { $0 - startIndex } }
}
