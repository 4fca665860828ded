import AtlasCore

/// The lines of a table in markdown.
enum MarkdownTable {
  /// Writes the head: the titles, and the line under them.
  static func write(titles: [Bytes], _ output: inout Output) {
    write(titles, &output)
    write(titles.map { _ in "---" }, &output)
  }

  /// Writes a row of cells, which are markdown.
  static func write(_ cells: [Bytes], _ output: inout Output) {
    for cell in cells {
      output.append("| ")
      output.text(cell)
      output.append(" ")
    }
    output.append("|\n")
  }

  /// Text in which nothing is markdown.
  static func escaped(_ text: Bytes) -> Bytes {
    guard text.contains(where: \.isMark) else { return text }
    var escaped: [UInt8] = []
    for byte in text {
      if byte.isMark { escaped.append(UInt8(ascii: "\\")) }
      escaped.append(byte)
    }
    return Bytes(copying: escaped)
  }
}

extension UInt8 {
  /// Whether the character may mean something in markdown, in the middle of a line.
  fileprivate var isMark: Bool {
    switch self {
    case UInt8(ascii: "|"), UInt8(ascii: "\\"), UInt8(ascii: "`"), UInt8(ascii: "*"), UInt8(ascii: "_"),
      UInt8(ascii: "["), UInt8(ascii: "]"), UInt8(ascii: "<"):
      true
    default: false
    }
  }
}
