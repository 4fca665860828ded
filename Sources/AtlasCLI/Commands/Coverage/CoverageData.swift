import AtlasCore

/// The report of `coverage` for programs.
///
/// Its keys and statuses are a contract, and older than the words of the text.
struct CoverageData {
  let base: KnowledgeBase
  let answer: CoverageAnswer

  /// The techniques in scope, one row each.
  var techniques: AnswerTable {
    AnswerTable(
      columns: [
        .init(key: "id", title: "ID"), .init(key: "name", title: "Name"), .init(key: "status", title: "Status"),
        .init(key: "maturity", title: "Maturity"), .init(key: "tactics", title: "Tactics"),
        .init(key: "weight", title: "Weight"), .init(key: "covering", title: "Covered by"),
        .init(key: "mitigations", title: "Mitigations"),
      ],
      rows: answer.items.map { item in
        [
          .id(item.technique), .string(base.fullNameBytes(of: item.technique)), .text(item.status.rawValue),
          .string(item.maturity?.word), .array(base.tactics(of: item.technique).map { .id($0) }),
          .number(item.weight), .array(item.covering.map { .id($0) }), .array(item.mitigations.map { .id($0) }),
        ]
      })
  }

  /// The whole report.
  var object: Value {
    .keyed(
      ("release", .string(base.release.versionBytes)),
      ("share", .real(answer.share.value)), ("shareOfScope", .real(answer.shareOfScope.value)),
      ("percent", .number(answer.share.percent)),
      ("percentOfScope", .number(answer.shareOfScope.percent)),
      ("counts", figures { answer.items($0).count }),
      ("weightedBy", .text(answer.query.weighting.rawValue)),
      ("weights", figures { answer.weight($0) }),
      ("tactics", .array(answer.tactics.map(tactic))),
      ("techniques", .array(techniques.objects)),
      ("next", .array(answer.recommendations.map(recommendation))))
  }

  private func figures(_ figure: (CoverageAnswer.Status) -> Int) -> Value {
    .keyed(
      ("covered", .number(figure(.covered))), ("exposed", .number(figure(.uncovered))),
      ("unaddressed", .number(figure(.noMitigation))))
  }

  private func tactic(_ row: CoverageAnswer.TacticRow) -> Value {
    func uncovered(_ maturity: Maturity?) -> Value { .number(row.count(.uncovered, maturity: maturity)) }
    return .named(
      row.tactic, base,
      [
        ("total", .number(row.items.count)), ("covered", .number(row.count(.covered))),
        (
          "exposed",
          .keyed(
            ("realized", uncovered(.realized)), ("demonstrated", uncovered(.demonstrated)),
            ("feasible", uncovered(.feasible)), ("unknown", uncovered(nil)))
        ),
        ("unaddressed", .number(row.count(.noMitigation))),
      ])
  }

  private func recommendation(_ recommendation: CoverageAnswer.Recommendation) -> Value {
    .named(
      recommendation.mitigation, base,
      [
        ("adds", .number(recommendation.weight)),
        ("techniques", .array(recommendation.techniques.map { .id($0) })),
      ])
  }
}
