import AtlasCore

/// Prints a search as ripgrep does with `--json`: one event a line, a record's id being the path.
///
/// Source: the module documentation of `crates/printer/src/json.rs` in ripgrep. The lines are written as they come, not
/// made into values first: there may be many.
struct EventStream {
  /// What every event of a record starts with, behind its type: `","data":{"path":{"text":"AML.T0031"}`.
  private var path = ""

  mutating func begin(_ id: RecordID, _ output: inout Output) {
    path = "\",\"data\":{\"path\":{\"text\":\"\(id)\"}"
    output.append("{\"type\":\"begin")
    output.append(path)
    output.append("}}\n")
  }

  func print(_ event: LineReport.Event, _ output: inout Output) {
    switch event {
    case .separator: break
    case .context(let line): print("context", line, [], &output)
    case .match(let line, let matches): print("match", line, matches, &output)
    }
  }

  private func print(
    _ type: StaticString, _ line: LineReport.Line, _ matches: [Range<Int>], _ output: inout Output
  ) {
    output.append("{\"type\":\"")
    output.append(type)
    output.append(path)
    output.append(",\"lines\":{\"text\":")
    output.jsonString(line.textWithEnd)
    output.append("},\"line_number\":")
    output.append(String(line.number))
    output.append(",\"absolute_offset\":")
    output.append(String(line.offset))
    output.append(",\"submatches\":[")
    var isFirst = true
    for (match, place) in zip(matches, line.columns(of: matches)) {
      output.append(isFirst ? "{\"match\":{\"text\":" : ",{\"match\":{\"text\":")
      isFirst = false
      output.jsonString(line.text[match])
      output.append("},\"start\":")
      output.append(String(place.lowerBound))
      output.append(",\"end\":")
      output.append(String(place.upperBound))
      output.append("}")
    }
    output.append("]}}\n")
  }

  func end(_ statistics: SearchStatistics, _ output: inout Output) {
    output.append("{\"type\":\"end")
    output.append(path)
    output.append(",\"binary_offset\":null,\"stats\":")
    output.json(statistics.value, isIndented: false)
    output.append("}}\n")
  }

  /// The last line.
  ///
  /// - Parameters:
  ///   - statistics: what was searched and found in all.
  ///   - total: nanoseconds since the command began.
  ///   - output: takes the line.
  func finish(_ statistics: SearchStatistics, total: Int, _ output: inout Output) {
    output.append("{\"type\":\"summary\",\"data\":{\"elapsed_total\":")
    output.json(SearchStatistics.duration(total), isIndented: false)
    output.append(",\"stats\":")
    output.json(statistics.value, isIndented: false)
    output.append("}}\n")
  }
}
