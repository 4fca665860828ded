import AtlasCore

/// What is below the matrix on a terminal: what the signs mean, and how many techniques there are.
struct MatrixFoot {
  let answer: MatrixAnswer
  let showsSubtechniques: Bool

  func write(_ output: inout Output) {
    output.newline()
    writeLegend(&output)
    let (all, marked) = (answer.techniqueCount, answer.markedCount)
    let noun = RecordKind.technique.noun(all)
    let count = answer.hasMarks ? "\(marked) of \(all) \(noun) marked" : "\(all) \(noun)"
    let release = answer.release.map { " · release \($0)" } ?? ""
    var wrap = Wrap(width: output.proseWidth)
    wrap.add(count + release + hint, as: .note, to: &output)
    wrap.finish(&output)
  }

  private var hint: String {
    let hidesSome = !showsSubtechniques && answer.columns.contains { $0.cells.contains { !$0.subtechniques.isEmpty } }
    return hidesSome ? " · --sub shows sub-techniques" : ""
  }

  /// Writes the signs and their meanings, as many on a line as fit.
  private func writeLegend(_ output: inout Output) {
    var items = answer.legend.items.map { item in
      (MatrixScale.sign(item.paint), "\(item.label) (\(item.count))", item.paint.role)
    }
    if !showsSubtechniques, answer.columns.contains(where: { $0.cells.contains(where: \.marksOnlySubtechniques) }) {
      items.append((MatrixScale.subtechniquesSign, "only sub-techniques", .match))
    }
    guard !items.isEmpty else { return }
    if !answer.legend.title.isEmpty {
      var wrap = Wrap(width: output.proseWidth)
      wrap.add(answer.legend.title, as: .label, to: &output)
      wrap.finish(&output)
    }
    let width = output.proseWidth ?? .max
    var column = 0
    for (sign, label, role) in items {
      let columns = 2 + Width.columns(of: label)
      if column > 0 {
        if column + 2 + columns > width {
          output.newline()
          column = 0
        } else {
          output.spaces(2)
          column += 2
        }
      }
      output.text(sign, as: role)
      output.append(" ")
      output.text(label)
      column += columns
    }
    output.newline()
  }
}
