import AtlasCore

/// Prints a search as ripgrep does with `--json`: one event a line, a record's id being the path.
///
/// Source: the module documentation of `crates/printer/src/json.rs` in ripgrep.
struct EventStream {
  private typealias Members = [(key: StaticString, value: Value)]

  private let json = JSON(isIndented: false)
  private var path = Value.null

  mutating func begin(_ id: RecordID, _ output: inout Output) {
    path = EventStream.text(Bytes(copying: id.description))
    let members: Members = [("path", path)]
    write("begin", members, &output)
  }

  func print(_ event: LineReport.Event, _ output: inout Output) {
    switch event {
    case .separator: break
    case .context(let line): print("context", line, [], &output)
    case .match(let line, let matches): print("match", line, matches, &output)
    }
  }

  private func print(_ type: String, _ line: LineReport.Line, _ matches: [Range<Int>], _ output: inout Output) {
    let submatches = zip(matches, line.columns(of: matches)).map { match, place in
      let members: Members = [
        ("match", EventStream.text(line.text[match])), ("start", .number(place.lowerBound)),
        ("end", .number(place.upperBound)),
      ]
      return Value.object(members)
    }
    let members: Members = [
      ("path", path), ("lines", EventStream.text(line.textWithEnd)), ("line_number", .number(line.number)),
      ("absolute_offset", .number(line.offset)), ("submatches", .array(submatches)),
    ]
    write(type, members, &output)
  }

  func end(_ statistics: SearchStatistics, _ output: inout Output) {
    let members: Members = [("path", path), ("binary_offset", .null), ("stats", statistics.value)]
    write("end", members, &output)
  }

  /// The last line.
  ///
  /// - Parameters:
  ///   - statistics: what was searched and found in all.
  ///   - total: nanoseconds since the command began.
  ///   - output: takes the line.
  func finish(_ statistics: SearchStatistics, total: Int, _ output: inout Output) {
    let members: Members = [("elapsed_total", SearchStatistics.duration(total)), ("stats", statistics.value)]
    write("summary", members, &output)
  }

  private func write(_ type: String, _ data: Members, _ output: inout Output) {
    let members: Members = [("type", .text(type)), ("data", .object(data))]
    json.write(.object(members), to: &output)
    output.newline()
  }

  private static func text(_ text: Bytes) -> Value {
    let members: Members = [("text", .string(text))]
    return .object(members)
  }
}
