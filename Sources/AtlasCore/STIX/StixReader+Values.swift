/// Converts JSON values to values of a release: texts, lists, dates, ids.
extension StixReader {
  func error(_ reason: ReleaseError.Reason, at value: JSONValue) -> ReleaseError {
    ReleaseError(line: text.lineNumber(at: value.offset), column: text.column(at: value.offset), reason: reason)
  }

  func shape(_ field: String, _ expected: String, _ value: JSONValue) -> ReleaseError {
    error(.stix("`\(field)` is not \(expected)"), at: value)
  }

  /// The start of a text of the file, for a message.
  func word(_ text: String) -> String { YAMLError.excerpt(Bytes(copying: text)) }

  mutating func note(_ severity: Diagnostic.Severity, at value: JSONValue, _ reason: String) {
    findings.append(Finding(severity, .oddRelease, at: text[value.offset..<value.offset], reason))
  }

  mutating func leaveOut(_ part: LeftOut.Part, _ name: String, at value: JSONValue, _ reason: String) {
    leftOut.add(part, name, count: 1)
    findings.append(Finding(.warning, .leftOut, at: text[value.offset..<value.offset], "\(reason); left out"))
  }

  /// The value of a property; nil if it is absent or null.
  private func value(_ object: JSONValue, _ key: String) -> JSONValue? {
    object[key].flatMap { $0.isNull ? nil : $0 }
  }

  /// Text of any length, without whitespace around it; empty if absent.
  mutating func text(_ object: JSONValue, _ key: String) throws(ReleaseError) -> Bytes {
    guard let value = value(object, key) else { return .empty }
    return try text(of: value, key)
  }

  private mutating func text(of value: JSONValue, _ key: String) throws(ReleaseError) -> Bytes {
    guard let string = value.string else { throw shape(key, "text", value) }
    let (text, removed) = Bytes(copying: string).withoutControls
    if removed > 0 { note(.warning, at: value, "`\(key)` has control characters; removed \(removed)") }
    return text
  }

  /// Text on one line; nil if absent or empty.
  mutating func line(_ object: JSONValue, _ key: String) throws(ReleaseError) -> Bytes? {
    let text = try text(object, key).onOneLine
    return text.isEmpty ? nil : text
  }

  /// One of the known words, in lower case; a warning for others.
  mutating func keyword(_ object: JSONValue, _ key: String, _ known: [String]) throws(ReleaseError) -> Bytes? {
    guard let value = value(object, key), let line = try line(object, key) else { return nil }
    let word = Bytes(copying: line.map(\.lowercased))
    if !known.contains(word.string) {
      note(.warning, at: value, "`\(key)` is \"\(YAMLError.excerpt(line))\", expected \(known.listed())")
    }
    return word
  }

  /// The elements of a list; none if absent.
  func list(_ object: JSONValue, _ key: String) throws(ReleaseError) -> [JSONValue] {
    guard let value = value(object, key) else { return [] }
    guard let elements = value.array else { throw shape(key, "a list", value) }
    return elements
  }

  /// The texts of a list, each on one line.
  mutating func lines(_ object: JSONValue, _ key: String) throws(ReleaseError) -> [Bytes] {
    var lines: [Bytes] = []
    for element in try list(object, key) {
      let line = try text(of: element, key).onOneLine
      if line.contains(.comma) {
        note(.warning, at: element, "a comma in a value of `\(key)`, which pages read as two values")
      }
      if !line.isEmpty { lines.append(line) }
    }
    return lines
  }

  /// A date of which the month or the day may be unknown; nil if absent.
  mutating func date(_ object: JSONValue, _ key: String) throws(ReleaseError) -> PartialDate? {
    guard let value = value(object, key), let line = try line(object, key) else { return nil }
    guard let date = PartialDate(line) else { throw error(.badDate(field: key, YAMLError.excerpt(line)), at: value) }
    return date
  }

  /// The day of a timestamp; nil if absent, or if it has a time of day.
  ///
  /// Dates of records are written as midnight; another time is when a program wrote the bundle.
  mutating func time(_ object: JSONValue, _ key: String) throws(ReleaseError) -> PartialDate? {
    guard let value = value(object, key), let line = try line(object, key) else { return nil }
    let parts = line.split(separator: UInt8(ascii: "T"), maxSplits: 1)
    guard parts.count == 2, let date = PartialDate(parts[0]), date.day != nil else {
      throw error(.badDate(field: key, YAMLError.excerpt(line)), at: value)
    }
    let isMidnight = parts[1].allSatisfy { !$0.isDigit || $0 == UInt8(ascii: "0") }
    return isMidnight ? date : nil
  }

  /// An id of a record in its official form.
  func id(_ value: JSONValue) throws(ReleaseError) -> RecordID {
    guard let word = value.string else { throw shape("external_id", "an id", value) }
    let text = Bytes(copying: word)
    guard text.starts(with: "AML." as Bytes), !text.contains(where: \.isLower), let id = RecordID(text) else {
      throw error(.notAnID(self.word(word)), at: value)
    }
    return id
  }
}
