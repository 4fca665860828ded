import AtlasCore

/// The report of `coverage` as a markdown page.
struct CoverageMarkdown {
  let base: KnowledgeBase
  let answer: CoverageAnswer

  func write(_ output: inout Output) {
    output.append("# Coverage of \(base.releaseName)\n\n")
    for line in answer.summary { output.append("- \(line)\n") }
    write("Uncovered", .uncovered, &output)
    write("No mitigation", .noMitigation, &output)
    guard !answer.recommendations.isEmpty else { return }
    output.append("\n## Recommended\n\n")
    AnswerTable(
      columns: [
        .init(key: "id", title: "ID"), .init(key: "name", title: "Name"), .init(key: "adds", title: "Adds"),
        .init(key: "percent", title: "Coverage"),
      ],
      rows: answer.recommendations.map { recommendation in
        [
          .id(recommendation.mitigation), .string(base.nameBytes(of: recommendation.mitigation)),
          .number(recommendation.weight), .text(recommendation.share.description),
        ]
      }
    ).write(.markdown, &output)
  }

  /// Writes the techniques with a status under a heading.
  private func write(_ title: String, _ status: CoverageAnswer.Status, _ output: inout Output) {
    let items = answer.items(status)
    guard !items.isEmpty else { return }
    output.append("\n## \(title) (\(items.count))\n\n")
    AnswerTable(
      columns: [
        .init(key: "id", title: "ID"), .init(key: "name", title: "Name"), .init(key: "maturity", title: "Maturity"),
        .init(key: "tactics", title: "Tactics"), .init(key: "weight", title: "Weight"),
        .init(key: "mitigations", title: "Mitigations"),
      ],
      rows: items.map { item in
        [
          .id(item.technique), .string(base.fullNameBytes(of: item.technique)), .string(item.maturity?.word),
          .array(base.tactics(of: item.technique).map { .id($0) }), .number(item.weight),
          .array(item.mitigations.map { .id($0) }),
        ]
      }
    ).write(.markdown, &output)
  }
}
