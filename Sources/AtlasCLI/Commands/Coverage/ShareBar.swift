import AtlasCore

/// The techniques of a tactic by their status, as a bar of eight signs.
struct ShareBar {
  /// The signs of the bar.
  let text: Bytes

  static let width = 8
  static let legend = "█ covered  ░ uncovered  · no mitigation"

  /// The bar of a row: the share of a status is rounded down, but has at least one sign if any technique has the status.
  init(_ row: CoverageAnswer.TacticRow) {
    func signs(_ status: CoverageAnswer.Status) -> Int {
      let count = row.count(status)
      return count == 0 ? 0 : max(count * ShareBar.width / row.items.count, 1)
    }
    var (covered, none) = (signs(.covered), signs(.noMitigation))
    var uncovered = ShareBar.width - covered - none
    if row.count(.uncovered) == 0 {
      if none > 0 { none += uncovered } else { covered += uncovered }
      uncovered = 0
    } else if uncovered < 1 {
      if covered >= none { covered -= 1 - uncovered } else { none -= 1 - uncovered }
      uncovered = 1
    }
    text = Bytes(
      copying: String(repeating: "█", count: covered) + String(repeating: "░", count: uncovered)
        + String(repeating: "·", count: none))
  }
}
