import AtlasCore

extension ListCommand {
  /// Prints how many of the listed case studies happened in each year.
  ///
  /// - Parameters:
  ///   - answer: the case studies.
  ///   - isComplete: whether every word that should name a record does.
  ///   - output: gets the chart or the rows.
  /// - Returns: the exit status.
  /// - Throws: for flags that are about the list of records.
  func writeTimeline(
    _ answer: ListAnswer, isComplete: Bool, _ output: inout Output
  ) throws(Failure) -> ExitStatus {
    let refused: [Flag] = [.withRelated, .sort, .limit, .total, .fields]
    if let other = refused.first(where: { invocation.has($0) }) {
      throw invocation.command.misuse("--timeline does not go with --\(other.long)")
    }
    let format: Format = try invocation.format()
    guard format != .ids else { throw invocation.command.misuse("--timeline has no ids; leave --timeline out") }
    let timeline = TimelineQuery(answer.records.map(\.id)).answer(in: base)
    if !timeline.leftOut.isEmpty {
      let (first, count) = (timeline.leftOut[0], timeline.leftOut.count)
      let more = count > 1 ? " and \(count - 1) more" : ""
      output.note("\(first)\(more) \(count > 1 ? "have" : "has") no year or no type, and does not count")
    }
    let rows = invocation.has(.reverse) ? timeline.rows.reversed() : timeline.rows
    if format == .text {
      TimelineText(rows: rows).write(&output)
    } else {
      AnswerTable(
        columns: [
          .init(key: "year", title: "Year"), .init(key: "incidents", title: "Incidents"),
          .init(key: "exercises", title: "Exercises"),
        ],
        rows: rows.map { [.number($0.year), .number($0.incidents), .number($0.exercises)] }
      ).write(format, &output)
    }
    return ExitStatus(hasResults: !rows.isEmpty, isComplete: isComplete)
  }
}

extension Flag {
  static let timeline = Flag(
    "timeline", group: "Format", help: "Print the number of incidents and exercises of each year.")
}
