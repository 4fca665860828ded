import AtlasCore

/// Prints values as JSON (RFC 8259), in UTF-8.
///
/// Foundation's encoder is not used: it does not keep the order of keys, and is an order of magnitude slower.
struct JSON {
  /// Whether every value gets a line of its own, or all stand on one.
  let isIndented: Bool

  func write(_ value: Value, depth: Int = 0, to output: inout Output) {
    switch value {
    case .null: output.append("null")
    case .bool(let flag): output.append(flag ? "true" : "false")
    case .number(let number): output.append(String(number))
    case .string(let text): JSON.write(text, to: &output)
    case .text(let text): JSON.quote(text, &output)
    case .id(let id): JSON.quote(id.description, &output)
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
        JSON.write(Bytes(pair.key), to: &output)
        output.append(isIndented ? ": " : ":")
        write(pair.value, depth: depth + 1, to: &output)
      }
      if isLong { line(depth, &output) }
      output.append(UInt8(ascii: "}"))
    }
  }

  private func separate(_ index: Int, _ depth: Int, _ isLong: Bool, _ output: inout Output) {
    if index > 0 { output.append(UInt8(ascii: ",")) }
    if isLong { line(depth + 1, &output) }
  }

  private func line(_ depth: Int, _ output: inout Output) {
    output.newline()
    output.spaces(2 * depth)
  }

  /// A string with its quotes.
  ///
  /// What must not be shown is escaped, though the standard asks it only for C0: JSON is looked at on terminals.
  static func write(_ text: Bytes, to output: inout Output) {
    output.append(UInt8(ascii: "\""))
    // JSON is UTF-8; what is none becomes U+FFFD.
    var rest = text.firstInvalidUTF8 == nil ? text : Bytes(copying: text.string)
    while !rest.isEmpty {
      // What lies between two characters that may need an escape is copied in one go.
      let end = rest.endOfPrintable(from: rest.startIndex, orQuoted: true)
      output.append(rest[rest.startIndex..<end])
      rest = rest[end..<rest.endIndex]
      guard let byte = rest.first else { break }
      switch byte {
      case 0x22: output.append("\\\"")
      case 0x5C: output.append("\\\\")
      case 0x0A: output.append("\\n")
      case 0x0D: output.append("\\r")
      case 0x09: output.append("\\t")
      case 0..<0x20, 0x7F: output.append(escape(UInt16(byte)))
      default:
        var units = rest.prefix(4).makeIterator()
        var decoder = UTF8()
        guard case .scalarValue(let scalar) = decoder.decode(&units), Sanitize.isHarmful(scalar.value) else {
          output.append(rest.prefix(1))
          break
        }
        for unit in UTF16.encode(scalar) ?? UTF16.encodedReplacementCharacter { output.append(escape(unit)) }
        rest = rest.dropFirst(UTF8.width(scalar) - 1)
      }
      rest = rest.dropFirst()
    }
    output.append(UInt8(ascii: "\""))
  }

  private static func escape(_ unit: UInt16) -> String {
    let digits = String(unit, radix: 16)
    return "\\u" + String(repeating: "0", count: 4 - digits.count) + digits
  }

  private static func quote(_ text: String, _ output: inout Output) {
    output.append(UInt8(ascii: "\""))
    output.append(text)
    output.append(UInt8(ascii: "\""))
  }
}
