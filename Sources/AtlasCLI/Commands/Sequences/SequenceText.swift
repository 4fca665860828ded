import AtlasCore

/// The answer of `after` and `before` for reading: a table on a terminal, lines with tabs in a pipe.
struct SequenceText {
  let base: KnowledgeBase
  let answer: SequenceAnswer
  /// Whether to print each pair of steps with its texts.
  var showsSteps = false

  func write(_ output: inout Output) {
    if showsSteps {
      writeSteps(&output)
    } else if output.isTerminal {
      if !answer.rows.isEmpty { writeTable(&output) }
    } else {
      writeLines(&output)
    }
  }

  private func writeLines(_ output: inout Output) {
    for row in answer.rows {
      output.append("\(row.id)\t")
      output.text(base.fullNameBytes(of: row.id))
      output.append("\t\(row.pairs.count)\t\(caseStudies(row, separator: ","))")
      if answer.query.includesRelated { output.append("\t\(through(row, separator: ","))") }
      output.newline()
    }
  }

  private func writeTable(_ output: inout Output) {
    let hasThrough = answer.rows.contains { !$0.through.isEmpty }
    var columns = Columns(
      [
        Columns.Column(title: "ID", role: .id), Columns.Column(title: "Count", role: .note, isNumber: true),
        Columns.Column(title: "Name", isWrapped: true),
        Columns.Column(title: "Case studies", role: .note, isWrapped: true),
      ] + (hasThrough ? [Columns.Column(title: "Through", role: .note, isWrapped: true)] : []))
    for row in answer.rows {
      columns.add(
        [
          .id(row.id), .text(Bytes(copying: "\(row.pairs.count)"), nil), .text(base.fullNameBytes(of: row.id), nil),
          .text(Bytes(copying: caseStudies(row, separator: " ")), nil),
        ] + (hasThrough ? [.text(Bytes(copying: through(row, separator: " ")), nil)] : []))
    }
    columns.write(&output)
  }

  /// Each row, and under it its pairs: the case study, then the two steps with their texts.
  private func writeSteps(_ output: inout Output) {
    for (index, row) in answer.rows.enumerated() {
      if index > 0 { output.newline() }
      var wrap = Wrap(width: output.proseWidth, indent: 4)
      wrap.add(row.id, to: &output)
      wrap.add("  ", to: &output)
      wrap.add(base.fullNameBytes(of: row.id), as: .title, to: &output)
      wrap.add(" · \(row.pairs.count)", as: .note, to: &output)
      wrap.finish(&output)
      for pair in row.pairs {
        line(pair.caseStudy, 2, nil, &output)
        for step in [pair.first, pair.second] { write(step, &output) }
      }
    }
  }

  private func write(_ step: Relation, _ output: inout Output) {
    var aside = step.number.map { "step \($0)" } ?? ""
    if let tactic = step.tactic { aside += (aside.isEmpty ? "" : " · ") + base.nameBytes(of: tactic).string }
    line(step.target, 4, aside, &output)
    Prose.write(step.textBytes, indent: 6, to: &output)
  }

  private func line(_ id: RecordID, _ indent: Int, _ aside: String?, _ output: inout Output) {
    output.spaces(indent)
    var wrap = Wrap(width: output.proseWidth, column: indent, indent: indent + 4)
    wrap.add(id, to: &output)
    wrap.add("  ", to: &output)
    wrap.add(base.fullNameBytes(of: id), as: .strong, to: &output)
    if let aside, !aside.isEmpty { wrap.add(" · \(aside)", as: .tactic, to: &output) }
    wrap.finish(&output)
  }

  private func through(_ row: SequenceAnswer.Row, separator: String) -> String {
    row.through.map(\.description).joined(separator: separator)
  }

  private func caseStudies(_ row: SequenceAnswer.Row, separator: String) -> String {
    row.caseStudies.map(\.description).joined(separator: separator)
  }
}
