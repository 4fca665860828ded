import AtlasCore

/// What a tool answers: markdown, or an object that fits the schema of the tool's output.
enum ToolAnswer {
  case markdown([UInt8])
  case object(Value)
}

/// The limits of an answer, since clients refuse long ones and agents pay for each byte.
enum AnswerLimit {
  /// The greatest length of an answer in bytes, as compact JSON or as markdown.
  static let bytes = 20_000
  /// The greatest length of a whole message in bytes: at two bytes a token, what common clients accept.
  static let message = 48_000
  /// What remains of a message for the rows, with the envelope left out.
  static let rows = 45_000
}

/// Rows of an answer, cut where it would become too long.
struct RowPage {
  private(set) var rows: [Value] = []
  /// Where the next page starts; nil when this is the last one.
  private(set) var nextOffset: Int?

  /// Makes the rows from `offset` on.
  ///
  /// - Parameters:
  ///   - total: the number of rows there are.
  ///   - offset: the first row of the page.
  ///   - limit: the greatest number of rows.
  ///   - reserved: how many bytes of the answer are for other things.
  ///   - row: makes the row with an index.
  init(of total: Int, offset: Int, limit: Int, reserved: Int = 1_000, row: (Int) -> Value) {
    let writer = JSONWriter(isIndented: false)
    var (length, quotedLength) = (reserved, reserved)
    var index = offset
    while index < total, rows.count < limit {
      var text: [UInt8] = []
      let value = row(index)
      writer.write(value, to: &text)
      length += text.count + 1
      // In the text of the answer, the JSON is a string.
      quotedLength += text.count + text.count { $0 == UInt8(ascii: "\"") || $0 == UInt8(ascii: "\\") } + 1
      // The first row is always there, so that every page leads on.
      if !rows.isEmpty, length > AnswerLimit.bytes || length + quotedLength > AnswerLimit.rows { break }
      rows.append(value)
      index += 1
    }
    if index < total { nextOffset = index }
  }
}

extension Value {
  /// An answer with rows: what it says of the release comes first, the rows last.
  ///
  /// - Parameters:
  ///   - base: the knowledge base that was asked.
  ///   - remarks: what to know of the answer, as sentences.
  ///   - facts: further keys.
  ///   - name: the key of the rows.
  ///   - page: the rows.
  /// - Returns: the object.
  static func answer(
    of base: KnowledgeBase, remarks: [String] = [], _ facts: [(key: StaticString, value: Value)] = [],
    _ name: StaticString, _ page: RowPage
  ) -> Value {
    var pairs: [(key: StaticString, value: Value)] = [
      ("release", .string(base.release.versionBytes)), ("wording", .text(base.wording.rawValue)),
    ]
    if !remarks.isEmpty { pairs.append(("remarks", .array(remarks.map { .string($0.utf8) }))) }
    pairs += facts
    if let next = page.nextOffset { pairs.append(("nextOffset", .number(next))) }
    return .object(pairs + [(name, .array(page.rows))])
  }

  /// Text that was made here, and may need escapes.
  static func string(_ text: String.UTF8View) -> Value { .string(Bytes(copying: text)) }

  /// An object without the keys whose value is null.
  static func present(_ pairs: (StaticString, Value)...) -> Value {
    .object(
      pairs.compactMap { pair in
        if case .null = pair.1 { nil } else { (key: pair.0, value: pair.1) }
      })
  }
}
