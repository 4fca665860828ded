import AtlasCore

/// The matrix at a glance: three columns a tactic, one sign a technique.
struct MatrixMini {
  let answer: MatrixAnswer
  let showsSubtechniques: Bool

  private static let width = 3

  func write(_ output: inout Output) {
    var wrap = Wrap(width: output.proseWidth)
    wrap.add(answer.title, as: .heading, to: &output)
    wrap.finish(&output)
    output.newline()
    let count = max((output.width ?? 80) / MatrixMini.width, 1)
    var start = 0
    while start < answer.columns.count {
      if start > 0 { output.newline() }
      let band = start..<min(start + count, answer.columns.count)
      write(band, &output)
      start = band.upperBound
    }
    output.newline()
    writeKey(&output)
    MatrixFoot(answer: answer, showsSubtechniques: showsSubtechniques).write(&output)
  }

  private func write(_ band: Range<Int>, _ output: inout Output) {
    for index in band {
      let number = String(index + 1)
      output.spaces(max(MatrixMini.width - 1 - number.utf8.count, 0) + (index == band.lowerBound ? 0 : 1))
      output.text(number, as: .heading)
    }
    output.newline()
    let columns = answer.columns[band].map { column in
      showsSubtechniques ? column.cells.flatMap { [$0] + $0.subtechniques } : column.cells
    }
    for row in 0..<(columns.map(\.count).max() ?? 0) {
      var blanks = 1
      for column in columns {
        if row < column.count {
          output.spaces(blanks)
          blanks = 0
          write(column[row], &output)
        } else {
          blanks += 1
        }
        blanks += MatrixMini.width - 1
      }
      output.newline()
    }
  }

  private func write(_ cell: MatrixAnswer.Cell, _ output: inout Output) {
    if !showsSubtechniques, cell.marksOnlySubtechniques {
      return output.text(MatrixScale.subtechniquesSign, as: .match)
    }
    if cell.paint == .plain { return output.text(".", as: .note) }
    output.text(MatrixScale.sign(cell.paint), as: cell.paint.role)
  }

  /// Writes the numbers of the columns with the names of the tactics.
  private func writeKey(_ output: inout Output) {
    var column = 0
    for (index, tactic) in answer.columns.enumerated() {
      var name: [UInt8] = []
      name.appendSanitized(tactic.name.utf8)
      let number = String(index + 1)
      let columns = number.utf8.count + 1 + Width.columns(of: name)
      if column > 0 {
        if column + 2 + columns > output.proseWidth ?? 80 {
          output.newline()
          column = 0
        } else {
          output.spaces(2)
          column += 2
        }
      }
      output.text(number, as: .heading)
      output.append(" ")
      output.text(name)
      column += columns
    }
    output.newline()
  }
}
