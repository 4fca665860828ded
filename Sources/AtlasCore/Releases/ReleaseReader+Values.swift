/// Converts YAML values to values of a release: texts, lists, dates, ids.
extension ReleaseReader {
  func shape(_ field: Bytes, _ expected: String, _ value: YAMLValue) -> ReleaseError {
    error(.shape(field: YAMLError.excerpt(field), expected: expected, found: value.kind), at: value)
  }

  /// Text of any length, without whitespace around it; empty for null.
  mutating func text(_ value: YAMLValue, _ field: Bytes) throws(ReleaseError) -> Bytes {
    if value.isNull { return .empty }
    guard let text = value.text else {
      throw shape(field, "text", value)
    }
    let trimmed = text.trimmed
    return value.tree.hasControls ? cleaned(trimmed, field, at: value) : trimmed
  }

  /// Text on one line.
  mutating func line(_ value: YAMLValue, _ field: Bytes) throws(ReleaseError) -> Bytes {
    let text = try text(value, field)
    guard text.contains(.newline) || text.contains(.tab) else { return text }
    note(.note, at: value, "`\(field)` has several lines or tabs; joined with spaces")
    return text.onOneLine
  }

  /// Text on one line; nil if empty.
  mutating func optionalLine(_ value: YAMLValue, _ field: Bytes) throws(ReleaseError) -> Bytes? {
    let line = try line(value, field)
    return line.isEmpty ? nil : line
  }

  /// One of the known words, in lower case.
  mutating func word(_ value: YAMLValue, _ field: Bytes, _ known: [String]) throws(ReleaseError) -> Bytes? {
    guard let line = try optionalLine(value, field) else { return nil }
    let word = Bytes(copying: line.map(\.lowercased))
    if !known.contains(word.string) {
      note(
        .warning, at: value, "`\(field)` is \"\(YAMLError.excerpt(line))\", expected \(known.listed())")
    }
    return word
  }

  /// The texts of a list; a single text is a list with one element.
  mutating func lines(_ value: YAMLValue, _ field: Bytes) throws(ReleaseError) -> [Bytes] {
    if value.kind == .text { return [try line(value, field)] }
    var lines: [Bytes] = []
    for element in try elements(value, field) { lines.append(try listedLine(element, field)) }
    return lines
  }

  /// One text of a list; pages write such lists with commas.
  mutating func listedLine(_ value: YAMLValue, _ field: Bytes) throws(ReleaseError) -> Bytes {
    let line = try line(value, field)
    if line.contains(.comma) {
      note(.warning, at: value, "a comma in a value of `\(field)`, which pages read as two values")
    }
    return line
  }

  /// The elements of a list; none for null.
  func elements(_ value: YAMLValue, _ field: Bytes) throws(ReleaseError) -> YAMLValue.Elements {
    guard value.kind == .list || value.isNull else {
      throw shape(field, "a list", value)
    }
    return value.elements
  }

  /// The pairs of a map; none for null.
  func pairs(_ value: YAMLValue, _ field: Bytes) throws(ReleaseError) -> YAMLValue.Pairs {
    guard value.kind == .map || value.isNull else {
      throw shape(field, "a map", value)
    }
    return value.pairs
  }

  /// A date; nil if empty.
  mutating func date(_ value: YAMLValue, _ field: Bytes) throws(ReleaseError) -> PartialDate? {
    let text = try line(value, field)
    if text.isEmpty { return nil }
    guard let date = PartialDate(text) else {
      throw error(.badDate(field: YAMLError.excerpt(field), YAMLError.excerpt(text)), at: value)
    }
    return date
  }

  /// An id in its official form.
  func id(_ value: YAMLValue, _ field: Bytes) throws(ReleaseError) -> RecordID {
    guard let text = value.text else {
      throw shape(field, "an id", value)
    }
    guard text.starts(with: "AML." as Bytes), !text.contains(where: \.isLower), let id = RecordID(text) else {
      throw error(.notAnID(YAMLError.excerpt(text)), at: value)
    }
    return id
  }

  /// An id of a record of a kind.
  func id(_ value: YAMLValue, _ field: Bytes, of kind: RecordKind) throws(ReleaseError) -> RecordID {
    let id = try id(value, field)
    guard id.kind == kind else { throw error(.wrongKind(id, expected: kind), at: value) }
    return id
  }

  /// An id of another record, which must be in the file.
  mutating func mention(
    _ value: YAMLValue, _ field: Bytes, of kind: RecordKind, from: Bytes
  ) throws(ReleaseError) -> RecordID {
    let id = try id(value, field, of: kind)
    mentions.append((id, from, value))
    return id
  }

  /// The text without control characters, with a warning if there were any.
  private mutating func cleaned(_ text: Bytes, _ field: Bytes, at value: YAMLValue) -> Bytes {
    let (text, removed) = text.withoutControls
    if removed > 0 { note(.warning, at: value, "`\(field)` has control characters; removed \(removed)") }
    return text
  }
}

extension Bytes {
  /// The trimmed text without control characters, which are not allowed on pages and terminals, and how many there were.
  var withoutControls: (text: Bytes, removed: Int) {
    guard contains(where: { $0 < 0x20 && $0 != .newline && $0 != .tab }) else { return (trimmed, 0) }
    var result: [UInt8] = []
    var removed = 0
    for (index, byte) in zip(indices, self) {
      if byte == .carriageReturn {
        if index + 1 >= endIndex || self[index + 1] != .newline { result.append(.newline) }
      } else if byte < 0x20 && byte != .newline && byte != .tab {
        removed += 1
      } else {
        result.append(byte)
      }
    }
    return (Bytes(copying: result).trimmed, removed)
  }

  /// The text on one line: its words with a space between each two, if it has several lines or tabs.
  var onOneLine: Bytes {
    guard contains(.newline) || contains(.tab) else { return self }
    var result: [UInt8] = []
    for part in split(whereSeparator: \.isBlank) {
      if !result.isEmpty { result.append(.space) }
      result += part
    }
    return Bytes(copying: result)
  }
}
