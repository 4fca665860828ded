import AtlasCore

/// Rows of values with something between them.
enum DelimitedText {
  /// RFC 4180, with the line ends that it asks for: spreadsheets and libraries take them as well as others, and what
  /// claims the standard should keep it. For `cut` and `awk` there is TSV.
  case csv
  /// A line a row; tabs, line ends and backslashes in a value are written `\t`, `\n`, `\r` and `\\`.
  case tsv

  func write(_ row: [Value], _ output: inout Output) {
    for (index, value) in row.enumerated() {
      if index > 0 { output.append(self == .csv ? "," : "\t") }
      var cell: [UInt8] = []
      DelimitedText.append(value, to: &cell)
      // A spreadsheet takes what follows an apostrophe for text.
      if self == .csv, output.style.marksFormulas, DelimitedText.isFormula(cell) {
        cell.insert(UInt8(ascii: "'"), at: 0)
      }
      write(cell, &output)
    }
    output.append(self == .csv ? "\r\n" : "\n")
  }

  /// What a value is in one cell: a scalar as it is; of a list the parts with `;` between; of a related record its id, of
  /// a step the technique's, of a reference its address.
  private static func append(_ value: Value, to cell: inout [UInt8]) {
    switch value {
    case .null: break
    case .bool(let flag): cell.append(flag ? "true" : "false")
    case .number(let number): cell += String(number).utf8
    case .real(let number): cell += number.description.utf8
    case .string(let text): cell += text
    case .text(let text): cell += text.utf8
    case .id(let id): cell += id.description.utf8
    case .array(let values):
      for (index, value) in values.enumerated() {
        if index > 0 { cell.append(UInt8(ascii: ";")) }
        append(value, to: &cell)
      }
    case .object(let pairs):
      for key in ["id", "technique", "url", "title"] as [Bytes] {
        let before = cell.count
        for pair in pairs where Bytes(pair.key) == key { append(pair.value, to: &cell) }
        if cell.count > before { break }
      }
    }
  }

  /// Whether a spreadsheet would take the text of a cell for a formula.
  private static func isFormula(_ cell: [UInt8]) -> Bool { cell.first.map("=+-@\t\r".utf8.contains) ?? false }

  /// No control character gets out but those that the format has a form for.
  private func write(_ cell: [UInt8], _ output: inout Output) {
    let isQuoted = self == .csv && cell.contains { DelimitedText.asksForQuotes.contains($0) }
    if isQuoted { output.append("\"") }
    var rest = cell[...]
    while !rest.isEmpty {
      let plain = rest.prefix { escape($0) == nil }
      output.lines(plain)
      rest = rest[plain.endIndex...]
      if let escaped = rest.popFirst().flatMap(escape) { output.append(escaped) }
    }
    if isQuoted { output.append("\"") }
  }

  private static let asksForQuotes: Bytes = ",\"\r\n"

  /// How the format writes a byte that it does not take as it is.
  private func escape(_ byte: UInt8) -> StaticString? {
    switch (self, byte) {
    case (.csv, UInt8(ascii: "\"")): "\"\""
    case (.tsv, UInt8(ascii: "\n")): "\\n"
    case (.tsv, UInt8(ascii: "\t")): "\\t"
    case (.tsv, UInt8(ascii: "\r")): "\\r"
    case (.tsv, UInt8(ascii: "\\")): "\\\\"
    default: nil
    }
  }
}
