/// Writes values as JSON (RFC 8259), in UTF-8.
///
/// Foundation's encoder is not used: it does not keep the order of keys, and is an order of magnitude slower.
package struct JSONWriter {
  /// Whether each value is on a line of its own, or all are on one line.
  private let isIndented: Bool

  package init(isIndented: Bool) { self.isIndented = isIndented }

  /// Appends `value` to `output`.
  ///
  /// - Parameters:
  ///   - value: what to write.
  ///   - depth: how deeply the value is nested in what was written before, for the indentation.
  ///   - output: the text so far.
  package func write(_ value: Value, depth: Int = 0, to output: inout [UInt8]) {
    switch value {
    case .null: output.append("null" as Bytes)
    case .bool(let flag): output.append((flag ? "true" : "false") as Bytes)
    case .number(let number): output.append(contentsOf: String(number).utf8)
    case .real(let number): output.append(contentsOf: number.description.utf8)
    case .string(let text): JSONWriter.write(text, to: &output)
    case .text(let text): JSONWriter.quote(text, &output)
    case .id(let id): JSONWriter.quote(id.description, &output)
    case .array(let values):
      let isLong = isIndented && !values.isEmpty
      output.append(UInt8(ascii: "["))
      for (index, value) in values.enumerated() {
        separate(index, depth, isLong, &output)
        write(value, depth: depth + 1, to: &output)
      }
      if isLong { line(depth, &output) }
      output.append(UInt8(ascii: "]"))
    case .object(let pairs):
      let isLong = isIndented && !pairs.isEmpty
      output.append(UInt8(ascii: "{"))
      for (index, pair) in pairs.enumerated() {
        separate(index, depth, isLong, &output)
        JSONWriter.write(Bytes(pair.key), to: &output)
        output.append((isIndented ? ": " : ":") as Bytes)
        write(pair.value, depth: depth + 1, to: &output)
      }
      if isLong { line(depth, &output) }
      output.append(UInt8(ascii: "}"))
    }
  }

  private func separate(_ index: Int, _ depth: Int, _ isLong: Bool, _ output: inout [UInt8]) {
    if index > 0 { output.append(UInt8(ascii: ",")) }
    if isLong { line(depth + 1, &output) }
  }

  private func line(_ depth: Int, _ output: inout [UInt8]) {
    output.append(.newline)
    output.append(contentsOf: repeatElement(.space, count: 2 * depth))
  }

  /// Appends a string with its quotes.
  ///
  /// The standard demands escapes for C0 only. Whatever a terminal must not get is escaped also: JSON is looked at there.
  package static func write(_ text: Bytes, to output: inout [UInt8]) {
    output.append(UInt8(ascii: "\""))
    // JSON is UTF-8: invalid bytes become U+FFFD.
    var rest = text.firstInvalidUTF8 == nil ? text : Bytes(copying: text.string)
    while !rest.isEmpty {
      // The text up to a character that may need an escape is copied at once.
      let end = rest.endOfPrintable(from: rest.startIndex, orQuoted: true)
      output.append(rest[rest.startIndex..<end])
      rest = rest[end..<rest.endIndex]
      guard let byte = rest.first else { break }
      switch byte {
      case 0x22: output.append("\\\"" as Bytes)
      case 0x5C: output.append("\\\\" as Bytes)
      case 0x0A: output.append("\\n" as Bytes)
      case 0x0D: output.append("\\r" as Bytes)
      case 0x09: output.append("\\t" as Bytes)
      case 0..<0x20, 0x7F: appendEscape(UInt16(byte), to: &output)
      default:
        var units = rest.prefix(4).makeIterator()
        var decoder = UTF8()
        guard case .scalarValue(let scalar) = decoder.decode(&units), Sanitize.isHarmful(scalar.value) else {
          output.append(rest.prefix(1))
          break
        }
        for unit in UTF16.encode(scalar) ?? UTF16.encodedReplacementCharacter { appendEscape(unit, to: &output) }
        rest = rest.dropFirst(UTF8.width(scalar) - 1)
      }
      rest = rest.dropFirst()
    }
    output.append(UInt8(ascii: "\""))
  }

  private static func appendEscape(_ unit: UInt16, to output: inout [UInt8]) {
    output.append("\\u" as Bytes)
    output.append(contentsOf: String(unit, paddedTo: 4, radix: 16).utf8)
  }

  private static func quote(_ text: String, _ output: inout [UInt8]) {
    output.append(UInt8(ascii: "\""))
    output.append(contentsOf: text.utf8)
    output.append(UInt8(ascii: "\""))
  }
}
