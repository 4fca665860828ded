import AtlasCore

/// The report of `gap`, for reading, in a terminal as in the log of a job.
struct GapText {
  let report: GapReport
  private var base: KnowledgeBase { report.base }

  func write(_ output: inout Output) {
    section("Coverage", &output)
    for line in report.sentences {
      output.append("  ")
      var wrap = Wrap(width: output.proseWidth, column: 2, indent: 2)
      wrap.add(line, to: &output)
      wrap.finish(&output)
    }
    let exposed = report.coverage.items(.exposed)
    let unaddressed = report.coverage.items(.unaddressed)
    if !exposed.isEmpty {
      output.newline()
      section("Exposed, by tactic and maturity", &output)
      tactics(&output)
      output.newline()
      section("Exposed (\(exposed.count))", &output)
      list(exposed, &output)
    }
    if !unaddressed.isEmpty {
      output.newline()
      section("Not addressed by any mitigation of \(base.releaseName) (\(unaddressed.count))", &output)
      list(unaddressed, &output)
    }
    if !report.choices.isEmpty {
      output.newline()
      section("Next", &output)
      choices(&output)
    }
  }

  private func section(_ title: String, _ output: inout Output) {
    output.text(title, as: .heading)
    output.newline()
  }

  private func tactics(_ output: inout Output) {
    var columns = Columns(
      [Columns.Column(title: "Tactic", role: .tactic)]
        + GapReport.maturities.map { Columns.Column(title: $0?.rawValue ?? "unknown", role: .note, isNumber: true) })
    for tactic in report.tactics where tactic.exposed.contains(where: { $0 > 0 }) {
      columns.add(
        [.text(base.name(of: tactic.id), nil)] + tactic.exposed.map { .text(Bytes(copying: "\($0)"), nil) })
    }
    columns.write(&output)
  }

  private func list(_ items: [Coverage.Item], _ output: inout Output) {
    let isWeighted = report.weighting != "none"
    let hasMitigations = items.contains { !$0.mitigations.isEmpty }
    var titles = [Columns.Column(title: "ID", role: .id)]
    if isWeighted { titles.append(Columns.Column(title: "Weight", role: .note, isNumber: true)) }
    titles.append(Columns.Column(title: "Maturity", role: .note, dispensability: 1))
    titles.append(Columns.Column(title: "Name", minimum: 28, isWrapped: true))
    if hasMitigations {
      titles.append(Columns.Column(title: "Mitigations", role: .note, dispensability: 2, isWrapped: true))
    }
    var columns = Columns(titles)
    // What weighs most is read first.
    let sorted = items.sorted { $0.weight == $1.weight ? $0.technique < $1.technique : $0.weight > $1.weight }
    for item in sorted {
      var row: [Columns.Cell] = [.id(item.technique)]
      if isWeighted { row.append(.text(Bytes(copying: "\(item.weight)"), nil)) }
      row.append(.text(base.maturity(of: item.technique)?.word ?? .empty, nil))
      row.append(.text(base.fullName(of: item.technique), nil))
      if hasMitigations {
        row.append(.text(Bytes(copying: item.mitigations.map(\.short).joined(separator: " ")), nil))
      }
      columns.add(row)
    }
    columns.write(&output)
  }

  private func choices(_ output: inout Output) {
    var columns = Columns([
      Columns.Column(title: "ID", role: .id), Columns.Column(title: "Adds", role: .note, isNumber: true),
      Columns.Column(title: "Covers then", role: .note, isNumber: true), Columns.Column(title: "Name", isWrapped: true),
    ])
    for (choice, share) in zip(report.choices, report.sharesAfterChoices) {
      columns.add([
        .id(choice.mitigation), .text(Bytes(copying: "\(choice.weight)"), nil), .text(Bytes(copying: share.text), nil),
        .text(base.name(of: choice.mitigation), nil),
      ])
    }
    columns.write(&output)
  }
}

extension GapReport {
  /// What the figures say, in words: the two shares, and what the parts are.
  var sentences: [String] {
    func count(_ status: Coverage.Status) -> Int { coverage.items(status).count }
    let isWeighted = weighting != "none"
    let (share, shareOfScope) = (coverage.share, coverage.shareOfScope)
    let noun = weighting == "incidents" ? "incidents" : "case studies"
    let unit = isWeighted ? " by weight, a technique counting as many \(noun) as employ it" : " techniques"
    return [
      "\(share.text) of what can be covered: \(share.covered) of \(share.whole)\(unit)",
      "\(shareOfScope.text) of the whole scope: \(shareOfScope.covered) of \(shareOfScope.whole)"
        + (isWeighted ? "" : " techniques"),
      "\(count(.covered)) covered, \(count(.exposed)) exposed, "
        + "\(count(.unaddressed)) not addressed by any mitigation",
    ]
  }
}
