import AtlasCore

/// How much was searched and found: `--stats`, and the statistics of ripgrep's events.
struct SearchStatistics {
  var found = SearchAnswer.Statistics()
  var records = 0
  var bytesPrinted = 0
  var bytesSearched = 0
  /// In nanoseconds.
  var elapsed = 0

  /// Prints the lines of `--stats`; `total` is the nanoseconds since the command began.
  func write(total: Int, _ output: inout Output) {
    output.newline()
    for (number, what) in [
      (found.matches, "matches"), (found.matchedLines, "matched lines"),
      (found.recordsWithMatches, "records contained matches"),
      (records, "records searched"), (bytesPrinted, "bytes printed"), (bytesSearched, "bytes searched"),
    ] {
      output.append("\(number) \(what)\n")
    }
    output.append("\(SearchStatistics.seconds(elapsed)) seconds spent searching\n")
    output.append("\(SearchStatistics.seconds(total)) seconds\n")
  }

  /// As an object of ripgrep's events.
  var value: Value {
    let members: [(key: StaticString, value: Value)] = [
      ("elapsed", SearchStatistics.duration(elapsed)), ("searches", .number(records)),
      ("searches_with_match", .number(found.recordsWithMatches)), ("bytes_searched", .number(bytesSearched)),
      ("bytes_printed", .number(bytesPrinted)), ("matched_lines", .number(found.matchedLines)),
      ("matches", .number(found.matches)),
    ]
    return .object(members)
  }

  static func duration(_ nanoseconds: Int) -> Value {
    .object([
      ("secs", .number(nanoseconds / 1_000_000_000)), ("nanos", .number(nanoseconds % 1_000_000_000)),
      ("human", .text(seconds(nanoseconds) + "s")),
    ])
  }

  /// Seconds with six decimals.
  private static func seconds(_ nanoseconds: Int) -> String {
    "\(nanoseconds / 1_000_000_000)." + String(nanoseconds / 1000 % 1_000_000, paddedTo: 6)
  }
}
