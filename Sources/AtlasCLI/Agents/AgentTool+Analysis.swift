import AtlasCore

/// The tools that count, compare and check.
extension AgentTool {
  static let techniqueSequences = AgentTool(
    name: "technique_sequences",
    description: "Which techniques came right after or before given ones in case studies, most frequent first.",
    parameters: [
      .ids(1...50, "Techniques, or tactics."),
      ToolParameter(
        name: "direction", kind: .choice(SequenceQuery.Direction.allCases.map(\.rawValue)), isRequired: true),
      ToolParameter(name: "incidents_only", kind: .flag), .includeRelated, .limit(50, ifMissing: 10), .offset,
    ],
    output: .answerSchema([("total", .integerSchema)], rows: "rows")
  ) { arguments, base throws(ToolError) in
    let (ids, remarks) = try arguments.records("ids", among: [.technique, .tactic], in: base)
    var query = SequenceQuery(arguments.choice("direction") ?? .after, ids)
    if arguments.flag("incidents_only") ?? false { query.types = [.incident] }
    query.includesRelated = arguments.flag("include_related") ?? false
    let answer: SequenceAnswer
    do throws(SequenceError) { answer = try query.answer(in: base) } catch { throw ToolError("\(error)") }
    let page = RowPage(of: answer.total, offset: arguments.number("offset"), limit: arguments.number("limit")) {
      index in
      let row = answer.rows[index]
      return .keyed(
        ("id", .id(row.id)), ("name", .string(base.fullNameBytes(of: row.id))), ("count", .number(row.pairs.count)),
        ("caseStudies", .array(row.caseStudies.map { .id($0) })))
    }
    let more = answer.countThroughRelated(in: base)
    let hints =
      [answer.remark(in: base)].compactMap { $0 }
      + (more > 0 ? ["\(more) more with include_related, through parents and sub-techniques"] : [])
    return .object(.answer(of: base, remarks: remarks + hints, [("total", .number(answer.total))], "rows", page))
  }

  static let coverageGap = AgentTool(
    name: "coverage_gap",
    description: """
      What implemented mitigations cover, and which to add next. percent is covered / (covered + exposed); unaddressed \
      techniques have no mitigation in the release.
      """,
    parameters: [
      ToolParameter(
        name: "have", kind: .records(0...100), isRequired: true,
        help: "Mitigations; [] starts from zero."),
      ToolParameter(
        name: "scope", kind: .records(0...100),
        help: "Techniques, or tactics and case studies for theirs."),
      .platform,
      ToolParameter(
        name: "weight", kind: .choice(CoverageQuery.Weighting.allCases.map(\.rawValue))),
      ToolParameter(name: "next", kind: .number(0...40, ifMissing: 5)),
      ToolParameter(
        name: "list", kind: .choice(CoverageQuery.listed.map(\.rawValue))),
      .limit(250, ifMissing: 50), .offset,
    ],
    output: .answerSchema(
      [
        ("percent", .integerSchema), ("covered", .integerSchema), ("exposed", .integerSchema),
        ("unaddressed", .integerSchema), ("next", .arraySchema),
      ], rows: "techniques")
  ) { arguments, base throws(ToolError) in
    let (query, remarks) = try coverageQuery(arguments, base)
    let answer: CoverageAnswer
    do throws(FilterError) { answer = try query.answer(in: base) } catch { throw ToolError(error) }
    if let remark = answer.remark(in: base) { throw ToolError(remark + "; widen scope or platform") }
    let status: CoverageAnswer.Status? = arguments.choice("list")
    // What counts most comes first; sorting is stable.
    let items = (status.map(answer.items) ?? []).sorted { $0.weight > $1.weight }
    let page = RowPage(
      of: items.count, offset: arguments.number("offset"), limit: arguments.number("limit"),
      reserved: 1_000 + answer.recommendations.count * 150
    ) { index in
      let item = items[index]
      return .keyed(
        ("id", .id(item.technique)), ("name", .string(base.fullNameBytes(of: item.technique))),
        ("maturity", .string(item.maturity?.word)), ("weight", .number(item.weight)),
        ("mitigations", .array(item.mitigations.map { .id($0) })))
    }
    let facts: [(key: StaticString, value: Value)] = [
      ("percent", .number(answer.share.percent)), ("covered", .number(answer.weight(.covered))),
      ("exposed", .number(answer.weight(.uncovered))), ("unaddressed", .number(answer.weight(.noMitigation))),
      (
        "next",
        .array(
          answer.recommendations.map { recommendation in
            .named(
              recommendation.mitigation, base,
              [("adds", .number(recommendation.weight)), ("percent", .number(recommendation.share.percent))])
          })
      ),
    ]
    return .object(.answer(of: base, remarks: remarks, facts, "techniques", page))
  }

  private static func coverageQuery(
    _ arguments: ToolArguments, _ base: KnowledgeBase
  ) throws(ToolError) -> (query: CoverageQuery, remarks: [String]) {
    let have = try arguments.records("have", among: [.mitigation], in: base)
    let scope = try arguments.records("scope", among: [.tactic, .technique, .caseStudy], in: base)
    var query = CoverageQuery(mitigations: have.ids)
    if !scope.ids.isEmpty { query.scope = scope.ids }
    query.filter.platforms = arguments.text("platform").map { [$0] }
    query.weighting = arguments.choice("weight") ?? .none
    query.recommendationLimit = arguments.number("next")
    return (query, have.remarks + scope.remarks)
  }

  static let checkText = AgentTool(
    name: "check_text",
    description: """
      Check the ATLAS ids in a text, and the names beside them: unknown, newer than this release, retired, renamed, or \
      mismatched with the name.
      """,
    parameters: [
      ToolParameter(name: "text", kind: .text(maximumLength: 200_000), isRequired: true),
      ToolParameter(name: "csv", kind: .flag, help: "The text is a table."), .limit(250, ifMissing: 50), .offset,
    ],
    output: .answerSchema(
      [("ids", .integerSchema), ("ok", .integerSchema), ("total", .integerSchema)], rows: "findings")
  ) { arguments, base throws(ToolError) in
    // In tables, names are in cells of their own.
    let isTable = arguments.flag("csv") ?? false
    let citations = ScanQuery(arguments.text("text") ?? "", path: isTable ? "text.csv" : nil).answer(in: base)
    let findings = citations.filter { $0.verdict.kind != .ok }
    let page = RowPage(
      of: findings.count, offset: arguments.number("offset"), limit: arguments.number("limit")
    ) { finding(findings[$0], base) }
    let remarks = citations.isEmpty ? ["the text has no ATLAS id; search_records finds records by words"] : []
    let facts: [(key: StaticString, value: Value)] = [
      ("ids", .number(citations.count)), ("ok", .number(citations.count - findings.count)),
      ("total", .number(findings.count)),
    ]
    return .object(.answer(of: base, remarks: remarks, facts, "findings", page))
  }

  private static func finding(_ citation: Citation, _ base: KnowledgeBase) -> Value {
    let corrections = citation.edits.map { edit in
      Value.keyed(("old", .string(Bytes(copying: edit.old))), ("new", .string(Bytes(copying: edit.new))))
    }
    return .keyed(
      ("verdict", .text(citation.verdict.kind.rawValue)), ("line", .number(citation.place.line)),
      ("column", .number(citation.place.column)), ("text", .string(citation.text.utf8)),
      ("message", .string(citation.sentence(in: base).utf8)), ("corrections", .array(corrections)))
  }
}

extension CoverageQuery {
  /// The techniques that an agent can ask for: covered ones are of no use to it.
  fileprivate static let listed = [CoverageAnswer.Status.uncovered, .noMitigation]
}
