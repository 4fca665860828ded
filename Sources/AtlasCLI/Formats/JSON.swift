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
      output.append("[")
      for (index, value) in values.enumerated() {
        separate(index, depth, isLong, &output)
        write(value, depth: depth + 1, to: &output)
      }
      if isLong { line(depth, &output) }
      output.append("]")
    case .object(let pairs):
      let isLong = isIndented && !pairs.isEmpty
      output.append("{")
      for (index, pair) in pairs.enumerated() {
        separate(index, depth, isLong, &output)
        JSON.write(Bytes(pair.key), to: &output)
        output.append(isIndented ? ": " : ":")
        write(pair.value, depth: depth + 1, to: &output)
      }
      if isLong { line(depth, &output) }
      output.append("}")
    }
  }

  private func separate(_ index: Int, _ depth: Int, _ isLong: Bool, _ output: inout Output) {
    if index > 0 { output.append(",") }
    if isLong { line(depth + 1, &output) }
  }

  private func line(_ depth: Int, _ output: inout Output) {
    output.newline()
    output.spaces(2 * depth)
  }

  /// A string with its quotes.
  ///
  /// Control characters are escaped, those of C1 and DEL too though the standard does not ask for it: JSON is looked
  /// at on terminals.
  static func write(_ text: Bytes, to output: inout Output) {
    output.append("\"")
    var rest = text
    while !rest.isEmpty {
      let plain = rest.eat { $0 >= 0x20 && $0 != 0x22 && $0 != 0x5C && $0 != 0x7F && $0 != 0xC2 }
      output.append(plain)
      guard let byte = rest.first else { break }
      if byte == 0xC2, let next = rest.dropFirst().first {
        // U+0080 to U+009F are two bytes, of which the second is the code point.
        if next < 0xA0 { output.append("\\u00" + hex(next)) } else { output.append(rest.prefix(2)) }
        rest = rest.dropFirst(2)
        continue
      }
      switch byte {
      case 0x22: output.append("\\\"")
      case 0x5C: output.append("\\\\")
      case 0x0A: output.append("\\n")
      case 0x0D: output.append("\\r")
      case 0x09: output.append("\\t")
      default: output.append("\\u00" + hex(byte))
      }
      rest = rest.dropFirst()
    }
    output.append("\"")
  }

  private static func quote(_ text: String, _ output: inout Output) {
    output.append("\"")
    output.append(text)
    output.append("\"")
  }

  private static func hex(_ byte: UInt8) -> String {
    let digits = String(byte, radix: 16)
    return digits.count == 1 ? "0" + digits : digits
  }
}
