import AtlasCore

/// A timeline for reading: on a terminal a bar for each year, in a pipe lines with tabs.
struct TimelineText {
  /// The years in the order to print them.
  let rows: [TimelineAnswer.Row]

  private static let incident = "█"
  private static let exercise = "░"
  /// The columns before the bars: year, incidents, exercises, and two spaces after each.
  private static let lead = 4 + 2 + 9 + 2 + 9 + 2

  func write(_ output: inout Output) {
    guard !rows.isEmpty else { return }
    guard output.isTerminal else {
      for row in rows { output.append("\(row.year)\t\(row.incidents)\t\(row.exercises)\n") }
      return
    }
    let room = max((output.width ?? 80) - TimelineText.lead, 8)
    let most = rows.map { $0.incidents + $0.exercises }.max() ?? 1
    // Two rounded parts may together be one sign longer than their sum.
    let scale = most <= room ? 1 : (most + room - 2) / (room - 1)
    output.text("Year  Incidents  Exercises", as: .label)
    output.text("  \(TimelineText.incident) incident  \(TimelineText.exercise) exercise", as: .note)
    output.newline()
    for row in rows {
      output.text(padded(row.year, 4) + "  " + padded(row.incidents, 9) + "  " + padded(row.exercises, 9))
      if row.incidents + row.exercises > 0 { output.append("  ") }
      bar(row.incidents, TimelineText.incident, .tactic, scale, &output)
      bar(row.exercises, TimelineText.exercise, .id, scale, &output)
      output.newline()
    }
    if scale > 1 {
      output.text("One sign stands for up to \(scale) case studies.", as: .note)
      output.newline()
    }
  }

  private func bar(_ count: Int, _ sign: String, _ role: Role, _ scale: Int, _ output: inout Output) {
    guard count > 0 else { return }
    output.text(String(repeating: sign, count: (count + scale - 1) / scale), as: role)
  }

  private func padded(_ number: Int, _ width: Int) -> String {
    let digits = String(number)
    return String(repeating: " ", count: max(0, width - digits.count)) + digits
  }
}
