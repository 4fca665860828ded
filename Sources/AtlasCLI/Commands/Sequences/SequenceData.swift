import AtlasCore

/// The answer of `after` and `before` for programs.
struct SequenceData {
  let base: KnowledgeBase
  let answer: SequenceAnswer

  var table: AnswerTable {
    AnswerTable(
      columns: [
        .init(key: "id", title: "ID"), .init(key: "name", title: "Name"), .init(key: "count", title: "Count"),
        .init(key: "caseStudies", title: "Case studies"), .init(key: "pairs", title: "Pairs", isNested: true),
      ],
      rows: answer.rows.map { row in
        [
          .id(row.id), .string(base.fullNameBytes(of: row.id)), .number(row.pairs.count),
          .array(row.caseStudies.map { .named($0, base) }), .array(row.pairs.map(pair)),
        ]
      })
  }

  private func pair(_ pair: StepPair) -> Value {
    .keyed(("caseStudy", .id(pair.caseStudy)), ("first", step(pair.first)), ("second", step(pair.second)))
  }

  private func step(_ step: Relation) -> Value {
    .keyed(("number", .number(step.number)), ("tactic", .id(step.tactic)), ("technique", .id(step.target)))
  }
}
