import AtlasCore

/// The work of the commands that list records: flags to a `ListQuery`, and its answer to the printer.
struct ListCommand {
  /// The kinds of record that the command lists.
  let kinds: [RecordKind]
  let filters: [Filter]
  let base: KnowledgeBase
  let invocation: Invocation

  static let discussion = """
    On a terminal the list is a table; in a pipe each line is an id, a tab and a name, and with `--for` another tab and the \
    text of the relation. If nothing matches, a note on stderr says so, and the exit status is 1.

    Different filters AND; repeated values of one filter OR, and can be given at once with commas. Partial dates match if \
    they overlap the range.

    `--for ID@RELEASE` lists what an imported release has: `--for AML.M0015@5.6.0`.
    """

  static func flags(_ filters: [Filter], _ kinds: [RecordKind]) -> [Flag] {
    [.for, .includeRelated, .withRelated] + (kinds == [.caseStudy] ? [.like, .timeline] : [])
      + (kinds.contains(.technique) ? [.layer] : []) + filters.flatMap(\.flags) + [
        .sort(kinds), .reverse, .limit, .total,
      ] + Flag.records
  }

  func run(_ output: inout Output) throws(Failure) -> ExitStatus {
    let extras =
      invocation.has(.like)
      ? Field.similarity : invocation.has(.layer) ? Field.marks : invocation.has(.for) ? Field.links : []
    if FieldSelection.list(invocation, kinds, adding: extras, &output) { return .found }
    // The fields of a sheet are its own.
    let printer =
      invocation.has(.withRelated) ? nil : try RecordPrinter(invocation, base, kinds, adding: extras)
    if invocation.has(.includeRelated), invocation.last(of: .for, .withRelated, .hasMitigation, .noMitigation) == nil {
      throw invocation.command.misuse("--include-related needs --for ID, --with, --has-mitigation or --no-mitigation")
    }
    let filters = try FilterSet(filters, invocation, in: base, &output)
    var query = ListQuery(kinds)
    query.filter = filters.filter
    query.includesRelated = invocation.has(.includeRelated)
    query.sortKey = invocation.value(of: .sort).flatMap(SortKey.init)
    query.isReversed = invocation.has(.reverse)
    query.limit = invocation.number(of: .limit)
    if let key = query.sortKey, key.isOfRelations, !invocation.has(.for) {
      throw invocation.command.misuse("--sort \(key.rawValue) needs --for")
    }
    var isComplete = filters.isComplete
    if let incident = invocation.value(of: .like) {
      return try writeSimilar(to: incident, filters, printer, &output)
    }
    if let path = invocation.value(of: .layer) { return try writeLayer(path, query, filters, printer, &output) }
    if invocation.has(.for) {
      let named = try invocation.records(invocation.values(of: .for), in: base, &output)
      isComplete = isComplete && named.isComplete
      var origins = named.ids
      origins.removeRepeated()
      query.origins = origins
    }
    let answer = try invocation.command.checkingFilter { () throws(FilterError) in try query.answer(in: base) }
    if answer.total == 0, isComplete { output.note(emptiness(query, filters)) }
    try hint(query, &output)
    if invocation.has(.timeline) { return try writeTimeline(answer, isComplete: isComplete, &output) }
    if let side = invocation.value(of: .withRelated).flatMap(RelationRow.Side.init) {
      return try write(side, answer, isComplete: isComplete, &output)
    }
    if invocation.has(.total) {
      output.append("\(answer.records.count)\n")
    } else {
      let rows = answer.records.map {
        query.origins == nil ? ListedRecord(id: $0.id) : ListedRecord(id: $0.id, links: $0.links, matches: $0.matches)
      }
      printer?.with(kinds: answer.kinds).write(rows, &output) { output in
        ListText(base: base, rows: rows, of: answer.total, sortKey: query.sortKey, filter: query.filter).write(&output)
      }
    }
    return ExitStatus(hasResults: !answer.records.isEmpty, isComplete: isComplete)
  }

  /// Says what else is related through parents and sub-techniques.
  private func hint(_ query: ListQuery, _ output: inout Output) throws(Failure) {
    let more = try invocation.command.checkingFilter { () throws(FilterError) in
      try query.countThroughRelated(in: base)
    }
    guard more > 0, let relatives = query.origins.flatMap(base.relativesNoun) else { return }
    output.conclude("\(more) more through \(relatives): --include-related")
  }

  /// Prints the case studies that are most like an incident, best first, with the steps that match.
  private func writeSimilar(
    to incident: String, _ filters: FilterSet, _ printer: RecordPrinter?, _ output: inout Output
  ) throws(Failure) -> ExitStatus {
    if let other = [Flag.for, .withRelated, .includeRelated, .sort, .timeline].first(where: { invocation.has($0) }) {
      throw invocation.command.misuse("--like does not go with --\(other.long)")
    }
    var query = SimilarityQuery(text: incident)
    var isComplete = filters.isComplete
    if incident.split(separator: ",").allSatisfy({ RecordID(String($0)) != nil }) {
      let named = try invocation.records([incident], among: [.technique, .caseStudy], in: base, &output)
      isComplete = isComplete && named.isComplete
      guard !named.ids.isEmpty else { return .failure }
      query = SimilarityQuery(named.ids)
    }
    query.filter = filters.filter
    query.limit = invocation.number(of: .limit) ?? query.limit
    let found: [SimilarCaseStudy]
    do throws(FindQuery.Failure) {
      found = try query.answer(in: base)
    } catch {
      switch error {
      case .emptyQuestion: throw invocation.command.misuse("--like needs a description in words, or ids")
      case .filter(let error): throw invocation.command.misuse(error)
      }
    }
    if found.isEmpty, isComplete { output.note("no case study in \(base.releaseName) is like that") }
    let rows = found.map { study in
      ListedRecord(
        id: study.id, links: study.links, matches: Set(study.links.map(\.origin)).count,
        ranked: RankedRecord(id: study.id, score: study.score, bestLine: .empty))
    }
    if invocation.has(.total) {
      output.append("\(rows.count)\n")
    } else {
      printer?.write(ordered(rows), &output) { output in
        ListText(base: base, rows: ordered(rows), of: rows.count).write(&output)
      }
    }
    return ExitStatus(hasResults: !rows.isEmpty, isComplete: isComplete)
  }

  /// Prints the techniques that a layer marks, in its order, a row for each mark.
  private func writeLayer(
    _ path: String, _ query: ListQuery, _ filters: FilterSet, _ printer: RecordPrinter?, _ output: inout Output
  ) throws(Failure) -> ExitStatus {
    if let other = [Flag.for, .withRelated, .includeRelated, .like].first(where: { invocation.has($0) }) {
      throw invocation.command.misuse("--layer does not go with --\(other.long)")
    }
    let read = try invocation.marks(ofLayer: path, in: base, &output)
    var narrowed = query
    narrowed.limit = nil
    let answer = try invocation.command.checkingFilter { () throws(FilterError) in try narrowed.answer(in: base) }
    let places = Dictionary(uniqueKeysWithValues: answer.records.enumerated().map { ($1.id, $0) })
    var marks = read.marks.filter { places[$0.technique] != nil }
    if query.sortKey != nil { marks.sort { (places[$0.technique] ?? 0) < (places[$1.technique] ?? 0) } }
    if query.sortKey == nil, query.isReversed { marks.reverse() }
    let isComplete = filters.isComplete && read.isComplete
    if marks.isEmpty, isComplete {
      let suffix = filters.isEmpty || read.marks.isEmpty ? "" : " that matches \(filters.text)"
      output.note("the layer marks no technique\(suffix)")
    }
    let rows = marks.prefix(query.limit ?? .max).map { ListedRecord(id: $0.technique, mark: $0) }
    if invocation.has(.total) {
      output.append("\(rows.count)\n")
    } else {
      printer?.with(kinds: [.technique]).write(rows, &output) { output in
        ListText(base: base, rows: rows, of: marks.count, sortKey: query.sortKey, filter: query.filter).write(&output)
      }
    }
    return ExitStatus(hasResults: !rows.isEmpty, isComplete: isComplete)
  }

  private func ordered(_ rows: [ListedRecord]) -> [ListedRecord] { invocation.has(.reverse) ? rows.reversed() : rows }

  /// Prints the records with those related to them, a row for each pair.
  private func write(
    _ side: RelationRow.Side, _ answer: ListAnswer, isComplete: Bool, _ output: inout Output
  ) throws(Failure) -> ExitStatus {
    guard kinds.count == 1, side.kind(for: kinds[0]) != nil else {
      let noun = kinds.count == 1 ? kinds[0].plural.replacing("-", with: " ") : "records of several kinds"
      throw invocation.command.misuse("--with \(side.rawValue) does not go with \(noun)")
    }
    var ids = answer.records.map(\.id)
    ids.removeRepeated()
    let rows = base.rows(with: side, of: ids, includeRelated: invocation.has(.includeRelated))
    let sheet = RelationSheet(base: base, kind: kinds[0], side: side, rows: rows)
    let format: Format = try invocation.format()
    let alone = ids.count - Set(rows.map(\.record)).count
    if alone > 0, isComplete {
      output.conclude("\(alone) of \(ids.count) \(kinds[0].noun(ids.count)) have no \(side.rawValue), and no row")
    }
    if invocation.has(.total) {
      output.append("\(rows.count)\n")
    } else if format == .text {
      sheet.write(&output)
    } else {
      try sheet.table.selecting(invocation).write(format, &output)
    }
    return ExitStatus(hasResults: !rows.isEmpty, isComplete: isComplete)
  }

  /// Why the list is empty.
  private func emptiness(_ query: ListQuery, _ filters: FilterSet) -> String {
    let noun = kinds.count == 1 ? kinds[0].noun() : "record"
    var reasons: [String] = []
    if let origins = query.origins {
      guard let first = origins.first else { return "no record was given to --for" }
      let whose =
        origins.count == 1 ? "\(first) (\(base.fullNameBytes(of: first)))" : "any of the \(origins.count) records"
      reasons.append("is related to \(whose)")
    }
    if !filters.isEmpty { reasons.append("matches \(filters.text)") }
    return "no \(noun) in \(base.releaseName) " + (reasons.isEmpty ? "to list" : reasons.listed("and"))
  }
}

extension Flag {
  static let `for` = Flag(
    "for", nil, .record([]), name: "ID", repeats: true, group: "Relations",
    help: "Only records related to this one, with the text of the relation; - and @FILE are lists.")
  static let includeRelated = Flag(
    "include-related", group: "Relations",
    help: "Also count the parent and the sub-techniques, but no siblings, of each technique asked about.")
  static let withRelated = Flag(
    "with", nil, .choices(RelationRow.Side.allCases.map { Choice($0.rawValue) }), name: "WHAT", group: "Relations",
    help: "Print a row for each related record, with both names and the text.")
  static let like = Flag(
    "like", nil, .text, name: "INCIDENT", group: "Relations",
    help: "Only the case studies most like this incident: a description, or the ids of techniques or case studies.")
  static let reverse = Flag("reverse", group: "Order", help: "Reverse the order.")
  static let limit = Flag(
    "limit", nil, .number(0...Int.max), name: "N", group: "Order",
    help: "Show at most N records.")
  static let total = Flag("count", group: "Order", help: "Print the number of records instead of the list.")

  static func sort(_ kinds: [RecordKind]) -> Flag {
    Flag("sort", nil, .choices(SortKey.choices(of: kinds)), name: "KEY", group: "Order", help: "Sort by KEY.")
  }
}

extension Flag {
  /// The flag of that name, to look up what was given; its keys depend on the command.
  static let sort = sort(RecordKind.allCases)
}
