import AtlasCore

/// The answer of `after` and `before` for programs.
struct SequenceData {
  let base: KnowledgeBase
  let answer: SequenceAnswer

  var table: AnswerTable {
    AnswerTable(
      columns: [
        .init(key: "id", title: "ID"), .init(key: "name", title: "Name"), .init(key: "count", title: "Count"),
        .init(key: "caseStudies", title: "Case studies"), .init(key: "through", title: "Through"),
        .init(key: "pairs", title: "Pairs", isNested: true),
      ],
      rows: answer.rows.map { row in
        [
          .id(row.id), .string(base.fullNameBytes(of: row.id)), .number(row.pairs.count),
          .array(row.caseStudies.map { .named($0, base) }), .array(row.through.map { .named($0, base) }),
          .array(row.pairs.map(pair)),
        ]
      })
  }

  /// A row for each pair of steps, with the texts of both.
  var steps: AnswerTable {
    AnswerTable(
      columns: [
        .init(key: "id", title: "ID"), .init(key: "name", title: "Name"),
        .init(key: "caseStudyId", title: "Case study ID"), .init(key: "caseStudyName", title: "Case study"),
        .init(key: "firstStep", title: "Step"), .init(key: "firstTacticId", title: "Tactic ID"),
        .init(key: "firstTechniqueId", title: "Technique ID"), .init(key: "firstTechniqueName", title: "Technique"),
        .init(key: "firstText", title: "Text"),
        .init(key: "secondStep", title: "Next step"), .init(key: "secondTacticId", title: "Tactic ID"),
        .init(key: "secondTechniqueId", title: "Technique ID"), .init(key: "secondTechniqueName", title: "Technique"),
        .init(key: "secondText", title: "Text"),
      ],
      rows: answer.rows.flatMap { row in
        row.pairs.map { pair in
          [
            .id(row.id), .string(base.fullNameBytes(of: row.id)),
            .id(pair.caseStudy), .string(base.fullNameBytes(of: pair.caseStudy)),
          ] + cells(pair.first) + cells(pair.second)
        }
      })
  }

  private func cells(_ step: Relation) -> [Value] {
    [
      .number(step.number), .id(step.tactic), .id(step.target), .string(base.fullNameBytes(of: step.target)),
      .portable(step.textBytes, base),
    ]
  }

  private func pair(_ pair: StepPair) -> Value {
    .keyed(("caseStudy", .id(pair.caseStudy)), ("first", step(pair.first)), ("second", step(pair.second)))
  }

  private func step(_ step: Relation) -> Value {
    .keyed(("number", .number(step.number)), ("tactic", .id(step.tactic)), ("technique", .id(step.target)))
  }
}
