import AtlasCore

/// The report of `gap`, for programs.
struct GapData {
  private typealias Pair = (key: StaticString, value: Value)

  let report: GapReport
  private var base: KnowledgeBase { report.base }

  /// The techniques of the scope, a row each.
  var techniques: AnswerTable {
    AnswerTable(
      columns: [
        .init(key: "id", title: "ID"), .init(key: "name", title: "Name"), .init(key: "status", title: "Status"),
        .init(key: "maturity", title: "Maturity"), .init(key: "tactics", title: "Tactics"),
        .init(key: "weight", title: "Weight"), .init(key: "covering", title: "Covered by"),
        .init(key: "mitigations", title: "Mitigations"),
      ],
      rows: report.coverage.items.map { item in
        [
          .id(item.technique), .string(base.fullName(of: item.technique)), .text(item.status.rawValue),
          .string(base.maturity(of: item.technique)?.word), .array(base.tactics(of: item.technique).map { .id($0) }),
          .number(item.weight), .array(item.covering.map { .id($0) }), .array(item.mitigations.map { .id($0) }),
        ]
      })
  }

  /// The whole report.
  var object: Value {
    let coverage = report.coverage
    func figures(_ count: (Coverage.Status) -> Int) -> Value {
      .object([
        ("covered", .number(count(.covered))), ("exposed", .number(count(.exposed))),
        ("unaddressed", .number(count(.unaddressed))),
      ])
    }
    let pairs: [Pair] = [
      ("release", .string(base.release.version)),
      ("percent", .number(coverage.share.percent)),
      ("percentOfScope", .number(coverage.shareOfScope.percent)),
      ("counts", figures { coverage.items($0).count }), ("weightedBy", .text(report.weighting)),
      ("weights", figures { coverage.weight($0) }), ("tactics", tactics), ("techniques", objects(techniques)),
      ("next", next),
    ]
    return .object(pairs)
  }

  private func objects(_ table: AnswerTable) -> Value { .array(table.objects) }

  private var tactics: Value {
    .array(
      report.tactics.map { tactic in
        let exposed = zip(["realized", "demonstrated", "feasible", "unknown"] as [StaticString], tactic.exposed)
          .map { (key: $0, value: Value.number($1)) }
        func count(_ status: Coverage.Status) -> Value { .number(tactic.items.count { $0.status == status }) }
        let figures: [Pair] = [
          ("covered", count(.covered)), ("exposed", .object(exposed)), ("unaddressed", count(.unaddressed)),
        ]
        return .named(tactic.id, base, figures)
      })
  }

  private var next: Value {
    .array(
      report.choices.map { choice in
        let figures: [Pair] = [
          ("adds", .number(choice.weight)), ("techniques", .array(choice.adds.map { Value.id($0) })),
        ]
        return .named(choice.mitigation, base, figures)
      })
  }
}

/// The report of `gap`, as a page.
struct GapMarkdown {
  let report: GapReport

  func write(_ output: inout Output) {
    output.append("# Coverage of \(report.base.releaseName)\n\n")
    for line in report.sentences { output.append("- \(line)\n") }
    let techniques = GapData(report: report).techniques
    for (status, title) in [(Coverage.Status.exposed, "Exposed"), (.unaddressed, "Not addressed by any mitigation")] {
      var table = techniques
      table.rows = zip(report.coverage.items, techniques.rows).compactMap { $0.status == status ? $1 : nil }
      guard !table.rows.isEmpty else { continue }
      output.append("\n## \(title) (\(table.rows.count))\n\n")
      table.write(.markdown, &output)
    }
    guard !report.choices.isEmpty else { return }
    output.append("\n## Next\n\n")
    let rows = zip(report.choices, report.sharesAfterChoices).map { choice, share -> [Value] in
      [
        .id(choice.mitigation), .string(report.base.name(of: choice.mitigation)), .number(choice.weight),
        .text(share.text),
      ]
    }
    AnswerTable(
      columns: [
        .init(key: "id", title: "ID"), .init(key: "name", title: "Name"), .init(key: "adds", title: "Adds"),
        .init(key: "percent", title: "Covers then"),
      ], rows: rows
    ).write(.markdown, &output)
  }
}
