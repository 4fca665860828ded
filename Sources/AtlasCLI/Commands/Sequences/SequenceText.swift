import AtlasCore

/// The answer of `after` and `before` for reading: a table on a terminal, lines with tabs in a pipe.
struct SequenceText {
  let base: KnowledgeBase
  let answer: SequenceAnswer

  func write(_ output: inout Output) {
    if output.isTerminal {
      if !answer.rows.isEmpty { writeTable(&output) }
    } else {
      writeLines(&output)
    }
  }

  private func writeLines(_ output: inout Output) {
    for row in answer.rows {
      output.append("\(row.id)\t")
      output.text(base.fullNameBytes(of: row.id))
      output.append("\t\(row.pairs.count)\t\(caseStudies(row, separator: ","))\n")
    }
  }

  private func writeTable(_ output: inout Output) {
    var columns = Columns([
      Columns.Column(title: "ID", role: .id), Columns.Column(title: "Count", role: .note, isNumber: true),
      Columns.Column(title: "Name", isWrapped: true),
      Columns.Column(title: "Case studies", role: .note, isWrapped: true),
    ])
    for row in answer.rows {
      columns.add([
        .id(row.id), .text(Bytes(copying: "\(row.pairs.count)"), nil), .text(base.fullNameBytes(of: row.id), nil),
        .text(Bytes(copying: caseStudies(row, separator: " ")), nil),
      ])
    }
    columns.write(&output)
  }

  private func caseStudies(_ row: SequenceAnswer.Row, separator: String) -> String {
    row.caseStudies.map(\.description).joined(separator: separator)
  }
}
