import AtlasCore

/// The report of `coverage` for reading, on a terminal or in the log of a CI job.
struct CoverageText {
  let base: KnowledgeBase
  let answer: CoverageAnswer
  /// Whether to print the figures and the first recommendation only.
  var isSummary = false
  private var isWeighted: Bool { answer.query.weighting != .none }

  func write(_ output: inout Output) {
    heading("Coverage of \(base.releaseName)", &output)
    for line in answer.summary {
      output.append("  ")
      var wrap = Wrap(width: output.proseWidth, column: 2, indent: 2)
      wrap.add(line, to: &output)
      wrap.finish(&output)
    }
    if isSummary { return writeFirstRecommendation(&output) }
    let uncovered = answer.items(.uncovered)
    let noMitigation = answer.items(.noMitigation)
    if !uncovered.isEmpty {
      output.newline()
      heading("By tactic; uncovered by maturity", &output)
      tactics(&output)
      output.newline()
      heading("Uncovered (\(uncovered.count))", &output)
      list(uncovered, &output)
    }
    if !noMitigation.isEmpty {
      output.newline()
      heading("No mitigation in \(base.releaseName) (\(noMitigation.count))", &output)
      list(noMitigation, &output)
    }
    if !answer.recommendations.isEmpty {
      output.newline()
      heading("Recommended", &output)
      recommendations(&output)
    }
  }

  /// The mitigation that adds most, in one line.
  private func writeFirstRecommendation(_ output: inout Output) {
    output.append("  ")
    var wrap = Wrap(width: output.proseWidth, column: 2, indent: 2)
    if let first = answer.recommendations.first {
      wrap.add("add ", to: &output)
      wrap.add(first.mitigation, to: &output)
      wrap.add(" \(base.nameBytes(of: first.mitigation)) next, for \(first.share)", to: &output)
    } else {
      wrap.add("no mitigation to add", to: &output)
    }
    wrap.finish(&output)
  }

  private func heading(_ title: String, _ output: inout Output) {
    output.text(title, as: .heading)
    output.newline()
  }

  private func tactics(_ output: inout Output) {
    let all: [(maturity: Maturity?, dispensability: Int?)] = [
      (.realized, nil), (.demonstrated, 1), (.feasible, 2), (nil, 3),
    ]
    // In official releases every technique has a maturity.
    let hasUnknown = answer.tactics.contains { $0.count(.uncovered, maturity: nil) > 0 }
    let maturities = hasUnknown ? all : all.dropLast()
    var columns = Columns(
      [
        Columns.Column(title: "Tactic", role: .tactic), Columns.Column(title: "covered", role: .note, isNumber: true),
        Columns.Column(title: "total", role: .note, isNumber: true),
        Columns.Column(title: "share", role: .note, minimum: ShareBar.width),
      ]
        + maturities.map { maturity, dispensability in
          Columns.Column(
            title: maturity?.rawValue ?? "unknown", role: .note, isNumber: true, dispensability: dispensability)
        })
    for row in answer.tactics {
      columns.add(
        [
          .text(base.nameBytes(of: row.tactic), nil), number(row.count(.covered)), number(row.items.count),
          .text(ShareBar(row).text, nil),
        ]
          + maturities.map { number(row.count(.uncovered, maturity: $0.maturity)) })
    }
    columns.write(&output)
    output.text("  \(ShareBar.legend)", as: .note)
    output.newline()
  }

  private func list(_ items: [CoverageAnswer.Item], _ output: inout Output) {
    let hasMitigations = items.contains { !$0.mitigations.isEmpty }
    var titles = [Columns.Column(title: "ID", role: .id)]
    if isWeighted { titles.append(Columns.Column(title: "Weight", role: .note, isNumber: true)) }
    titles.append(Columns.Column(title: "Maturity", role: .note, dispensability: 1))
    titles.append(Columns.Column(title: "Name", minimum: 28, isWrapped: true))
    if hasMitigations {
      titles.append(Columns.Column(title: "Mitigations", role: .note, dispensability: 2, isWrapped: true))
    }
    var columns = Columns(titles)
    // The greatest weights come first.
    let sorted = items.sorted { $0.weight == $1.weight ? $0.technique < $1.technique : $0.weight > $1.weight }
    for item in sorted {
      var row: [Columns.Cell] = [.id(item.technique)]
      if isWeighted { row.append(number(item.weight)) }
      row.append(.text(item.maturity?.word ?? .empty, nil))
      row.append(.text(base.fullNameBytes(of: item.technique), nil))
      if hasMitigations {
        row.append(.text(Bytes(copying: item.mitigations.map(\.short).joined(separator: " ")), nil))
      }
      columns.add(row)
    }
    columns.write(&output)
  }

  private func recommendations(_ output: inout Output) {
    var columns = Columns([
      Columns.Column(title: "ID", role: .id), Columns.Column(title: "Adds", role: .note, isNumber: true),
      Columns.Column(title: "Coverage", role: .note, isNumber: true), Columns.Column(title: "Name", isWrapped: true),
    ])
    for recommendation in answer.recommendations {
      columns.add([
        .id(recommendation.mitigation), number(recommendation.weight),
        .text(Bytes(copying: recommendation.share.description), nil),
        .text(base.nameBytes(of: recommendation.mitigation), nil),
      ])
    }
    columns.write(&output)
  }

  private func number(_ number: Int) -> Columns.Cell { .text(Bytes(copying: "\(number)"), nil) }
}
