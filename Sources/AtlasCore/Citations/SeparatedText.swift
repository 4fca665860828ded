/// Rows of separated values, as RFC 4180 has them, and as spreadsheets write them: with a byte order mark, semicolons or tabs in
/// place of commas, any line ends, and rows of different lengths.
public struct SeparatedText: Sendable {
  /// One cell.
  public struct Field: Sendable {
    /// Where it is, quotes included.
    public let range: Range<Int>
    /// What it says: without the quotes around it, and each pair of quotes within it one.
    public let value: Bytes
  }

  /// What parts the cells: a comma, a semicolon or a tab.
  public let separator: UInt8
  /// The rows, empty ones left out; a row may go on over several lines, within quotes.
  public private(set) var rows: [[Field]] = []

  /// A cell that starts with a quote which nothing closes.
  public struct UnclosedQuote: Error, Sendable {
    /// Where the cell starts.
    public let place: Int
  }

  /// Reads the rows of `text`.
  ///
  /// - Throws: where a quote is not closed.
  public init(_ text: Bytes) throws(UnclosedQuote) {
    var rest = text
    _ = rest.eat("\u{FEFF}")
    separator = SeparatedText.separator(in: rest)
    var row: [Field] = []
    while !rest.isEmpty {
      row.append(try SeparatedText.eatField(&rest, separator))
      if rest.first == separator {
        rest = rest.dropFirst()
        // A separator at the very end is followed by an empty cell.
        if rest.isEmpty { row.append(Field(range: rest.startIndex..<rest.startIndex, value: .empty)) }
        if !rest.isEmpty { continue }
      }
      _ = rest.eat("\r\n") || rest.eat(.newline) || rest.eat(.carriageReturn)
      if row.contains(where: { !$0.value.isEmpty }) { rows.append(row) }
      row = []
    }
  }

  /// Of the three, the one that is most often on the first line, outside quotes.
  private static func separator(in text: Bytes) -> UInt8 {
    var counts: [UInt8: Int] = [:]
    var isQuoted = false
    for byte in text {
      if byte == .quote { isQuoted.toggle() }
      if !isQuoted, byte == .newline || byte == .carriageReturn { break }
      if !isQuoted { counts[byte, default: 0] += 1 }
    }
    let others = [UInt8(ascii: ";"), .tab]
    return others.reduce(.comma) { counts[$1, default: 0] > counts[$0, default: 0] ? $1 : $0 }
  }

  private static func eatField(_ rest: inout Bytes, _ separator: UInt8) throws(UnclosedQuote) -> Field {
    func isEnd(_ byte: UInt8) -> Bool { byte == separator || byte == .newline || byte == .carriageReturn }
    let start = rest.startIndex
    guard rest.first == .quote else {
      let value = rest.eat { !isEnd($0) }
      return Field(range: value.startIndex..<value.endIndex, value: value.trimmed)
    }
    var value: [UInt8] = []
    rest = rest.dropFirst()
    while true {
      value += rest.eat { $0 != .quote }
      guard rest.eat(.quote) else { throw UnclosedQuote(place: start) }
      guard rest.eat(.quote) else { break }
      value.append(.quote)
    }
    // What is between the closing quote and the separator is kept, as spreadsheets do.
    value += rest.eat { !isEnd($0) }
    return Field(range: start..<rest.startIndex, value: Bytes(copying: value).trimmed)
  }
}
