import AtlasCore

/// The tools that find and read records.
extension AgentTool {
  static let searchRecords = AgentTool(
    name: "search_records",
    description: "Find records by words or a question, best matches first. Start here when you have no id.",
    parameters: [
      ToolParameter(name: "query", kind: .text(maximumLength: 1000), isRequired: true), .kind(),
      .limit(50, ifMissing: 10), .offset,
    ],
    output: .answerSchema([("total", .integerSchema)], rows: "records")
  ) { arguments, base throws(ToolError) in
    var query = FindQuery(arguments.text("query") ?? "")
    if let kind = arguments.kind { query.filter.kinds = [kind] }
    query.limit = .max
    let answer: FindAnswer
    do throws(FindQuery.Failure) {
      answer = try query.answer(in: base)
    } catch {
      switch error {
      case .emptyQuestion: throw ToolError("query has no letter or digit; give words, or a question")
      case .filter(let error): throw ToolError(error)
      }
    }
    var remarks = answer.respellings.map {
      "no record has \(Sanitize.quoted($0.typed.string)); searched for \(Sanitize.quoted($0.word.string))"
    }
    if answer.records.isEmpty {
      remarks.append("no record in \(base.releaseName) has these words; try fewer or others")
    }
    let page = RowPage(
      of: answer.records.count, offset: arguments.number("offset"), limit: arguments.number("limit")
    ) { index in
      let record = answer.records[index]
      return .keyed(
        ("id", .id(record.id)), ("name", .string(base.fullNameBytes(of: record.id))),
        ("kind", .text(record.id.kind.name)), ("line", .string(record.bestLine.readable.excerpt)))
    }
    return .object(
      .answer(of: base, remarks: remarks, [("total", .number(answer.records.count))], "records", page))
  }

  static let getRecords = AgentTool(
    name: "get_records",
    description: """
      Read records as markdown: description, facts, and all relations with their texts; summary leaves those texts out.
      """,
    parameters: [
      .ids(1...10, "Ids, names, former names or URLs."),
      ToolParameter(name: "detail", kind: .choice(["full", "summary"])),
    ]
  ) { arguments, base throws(ToolError) in
    let selection = arguments.selection("ids", in: base)
    var ids = selection.ids
    ids.removeRepeated()
    let remarks = selection.remarks.map { $0.advice([], base) }
    guard !ids.isEmpty else { throw ToolError(remarks.joined(separator: "\n")) }
    let sheet = RecordSheet(base: base, isSummary: arguments.text("detail") == "summary")
    return .markdown(sheet.text(of: ids, remarks: remarks))
  }

  static let listRecords = AgentTool(
    name: "list_records",
    description: "List records that meet all conditions, with their facts.",
    parameters: [
      .kind(), ToolParameter(name: "tactic", kind: .text(maximumLength: ToolParameter.longestName)), .platform,
      ToolParameter(name: "maturity", kind: .choice(Maturity.allCases.map(\.rawValue))),
      ToolParameter(
        name: "mitigated", kind: .flag, help: "Whether a technique has a mitigation."),
      ToolParameter(
        name: "type", kind: .choice(CaseStudyType.allCases.map(\.rawValue))),
      ToolParameter(
        name: "since", kind: .text(maximumLength: 10), help: "Date of case studies, such as 2025-06."),
      ToolParameter(name: "attack", kind: .text(maximumLength: 20), help: "ATT&CK id."),
      .limit(250, ifMissing: 50), .offset,
    ],
    output: .answerSchema([("total", .integerSchema)], rows: "records")
  ) { arguments, base throws(ToolError) in
    let (query, remarks) = try listQuery(arguments, base)
    let answer: ListAnswer
    do throws(FilterError) { answer = try query.answer(in: base) } catch { throw ToolError(error) }
    let page = RowPage(
      of: answer.total, offset: arguments.number("offset"), limit: arguments.number("limit")
    ) { row(of: answer.records[$0].id, base) }
    let empty = answer.total == 0 ? ["no record in \(base.releaseName) meets all conditions"] : []
    return .object(
      .answer(of: base, remarks: remarks + empty, [("total", .number(answer.total))], "records", page))
  }

  private static func listQuery(
    _ arguments: ToolArguments, _ base: KnowledgeBase
  ) throws(ToolError) -> (query: ListQuery, remarks: [String]) {
    var query = ListQuery(arguments.kind.map { [$0] } ?? RecordKind.allCases)
    var remarks: [String] = []
    if arguments.text("tactic") != nil {
      let tactics = try arguments.records("tactic", among: [.tactic], in: base)
      query.filter.tactics = tactics.ids
      remarks = tactics.remarks
    }
    query.filter.platforms = arguments.text("platform").map { [$0] }
    query.filter.maturities = arguments.choice("maturity").map { [$0] }
    query.filter.hasMitigation = arguments.flag("mitigated")
    query.filter.types = arguments.choice("type").map { [$0] }
    if let word = arguments.text("since") {
      guard let date = PartialDate(word) else { throw ToolError("since must be a date: 2025, 2025-06 or 2025-06-30") }
      query.filter.since = date
    }
    if let word = arguments.text("attack") {
      guard let id = AttackID(word) else { throw ToolError("attack must be an ATT&CK id, such as T1078 or TA0043") }
      query.filter.attackIDs = [id]
    }
    let possible = query.filter.possibleKinds.filter(query.kinds.contains)
    guard !possible.isEmpty else {
      throw ToolError("no kind of record can meet all these conditions; leave some out, or ask in two calls")
    }
    return (query, remarks)
  }

  /// A record with the facts that one compares records by.
  private static func row(of id: RecordID, _ base: KnowledgeBase) -> Value {
    let record = base.record(id)
    var pairs: [(key: StaticString, value: Value)] = [
      ("id", .id(id)), ("name", .string(base.fullNameBytes(of: id))),
    ]
    switch id.kind {
    case .tactic: pairs.append(("techniques", .number(base.techniques(of: id).count)))
    case .technique:
      pairs += [
        ("maturity", .string(base.maturity(of: id)?.word)), ("tactics", .array(base.tactics(of: id).map { .id($0) })),
        ("mitigations", .number(base.uses(of: id).count)), ("caseStudies", .number(base.caseStudies(of: id).count)),
      ]
    case .mitigation:
      pairs += [
        ("categories", .strings(record?.details.mitigation?.categoriesBytes ?? [])),
        ("techniques", .number(base.uses(of: id).count)),
      ]
    case .caseStudy:
      pairs += [
        ("type", .text(record?.details.caseStudy?.type?.rawValue)), ("date", .date(record?.details.caseStudy?.date)),
        ("steps", .number(base.steps(of: id).count)),
      ]
    }
    return .object(pairs)
  }

  static let relatedRecords = AgentTool(
    name: "related_records",
    description: """
      Records of one kind that are related to given ones, a row per relation: mitigations for a technique and how each applies, \
      case studies that used it, techniques of a tactic or case study.
      """,
    parameters: [
      .ids(1...50, "Ids or names."), .kind(isRequired: true), .includeRelated,
      ToolParameter(name: "texts", kind: .flag, help: "false leaves the texts out."), .limit(250, ifMissing: 50),
      .offset,
    ],
    output: .answerSchema([("total", .integerSchema), ("records", .integerSchema)], rows: "rows")
  ) { arguments, base throws(ToolError) in
    let (ids, remarks) = try arguments.records("ids", in: base)
    guard let kind = arguments.kind else { throw ToolError("the argument kind is missing") }
    let isWide = arguments.flag("include_related") ?? false
    let found = base.related(kind, to: ids, includeRelated: isWide)
    let rows = found.flatMap { record in record.links.map { (id: record.id, link: $0) } }
    let hasTexts = arguments.flag("texts") ?? true
    let page = RowPage(of: rows.count, offset: arguments.number("offset"), limit: arguments.number("limit")) { index in
      let (id, link) = rows[index]
      let text = hasTexts ? link.relation?.textBytes : nil
      return .present(
        ("id", .id(id)), ("name", .string(base.fullNameBytes(of: id))),
        ("for", ids.count > 1 ? .id(link.origin) : .null), ("through", .id(link.through ?? link.rolledUp)),
        ("step", .number(link.relation?.number)), ("tactic", .id(link.relation?.tactic)),
        ("text", text?.isEmpty ?? true ? .null : .portable(text, base)))
    }
    return .object(
      .answer(
        of: base, remarks: remarks + emptiness(found, kind, ids, isWide, base),
        [("total", .number(rows.count)), ("records", .number(found.count))], "rows", page))
  }

  /// Why there are no related records, and where there would be some.
  private static func emptiness(
    _ found: [RelatedRecord], _ kind: RecordKind, _ ids: [RecordID], _ isWide: Bool, _ base: KnowledgeBase
  ) -> [String] {
    let more = isWide ? 0 : base.related(kind, to: ids, includeRelated: true).count - found.count
    let hint = more > 0 ? ["\(more) more with include_related, through parents and sub-techniques"] : []
    return
      (found.isEmpty ? ["no \(kind.noun()) is mapped to \(ids.count == 1 ? "it" : "them") in \(base.releaseName)"] : [])
      + hint
  }
}

extension ToolError {
  /// The advice for a filter that cannot be applied.
  init(_ error: FilterError) {
    func shown(_ values: [String]) -> String { values.prefix(12).map { Sanitize.quoted($0) }.listed() }
    switch error {
    case .unknownValue(let property, let word, let known):
      self.init("no \(property.rawValue) \(Sanitize.quoted(word)); there are: \(shown(known))")
    case .ambiguousValue(let property, let word, let matches):
      self.init("\(property.rawValue) \(Sanitize.quoted(word)) is ambiguous; choose \(shown(matches))")
    case .invalidPattern(let error): self.init("\(error)")
    }
  }
}

extension Bytes {
  /// The beginning of a line, cut between words after some 300 bytes.
  fileprivate var excerpt: Bytes {
    guard count > 300 else { return self }
    let start = prefix(300)
    let end = start.lastIndex(of: UInt8(ascii: " ")) ?? start.lastIndex { $0 & 0xC0 != 0x80 } ?? start.endIndex
    return Bytes(copying: Array(self[startIndex..<end]) + "…".utf8)
  }
}
