import AtlasCore

/// The work of the lists: which records, in which order, in which format.
struct List {
  /// The kinds of record that the command lists.
  let kinds: [RecordKind]
  let filters: [Filter]
  let base: KnowledgeBase
  let invocation: Invocation

  static let discussion = """
    On a terminal the list is columns to scan; in a pipe it is the id, a tab and the name, with `--for` another tab and the \
    text of the relation. An empty list is a fact about the release: it is said on stderr, and the exit status is 1.

    Filters combine: a record must pass each of them, and passes one that is given several times by any of its values. \
    A date of which only the year or the month is known counts when it may lie in the range.
    """

  static func flags(_ filters: [Filter], _ kinds: [RecordKind]) -> [Flag] {
    [.for, .includeRelated] + filters.flatMap(\.flags) + [.sort(kinds), .reverse, .limit, .total] + Flag.records
  }

  func run(_ output: inout Output) throws(Failure) -> ExitStatus {
    let format = try RecordFormat(invocation, kinds)
    if format.listsFields(&output) { return .found }
    if invocation.has(.includeRelated), invocation.last(of: .for, .hasMitigation, .noMitigation) == nil {
      throw invocation.command.misuse("--include-related goes with --for ID, --has-mitigation or --no-mitigation")
    }
    let sieve = try Sieve(filters, invocation, in: base, &output)
    var origins = Invocation.Selection()
    if invocation.has(.for) {
      origins = try invocation.records(invocation.values(of: .for), in: base, &output)
      origins.ids.removeRepeated()
    }
    let isComplete = sieve.isComplete && origins.isComplete
    let possible = kinds.filter { sieve.kinds?.contains($0) ?? true }
    let rows = rows(of: possible, origins.ids, sieve)
    if rows.isEmpty, isComplete { output.note(none(origins.ids, sieve)) }
    let listed = Array(ordered(rows).prefix(invocation.number(of: .limit) ?? .max))
    if invocation.has(.total) {
      output.append("\(listed.count)\n")
    } else {
      write(listed, of: rows.count, possible, format, &output)
    }
    return listed.isEmpty || !isComplete ? .nothing : .found
  }

  private func rows(of kinds: [RecordKind], _ origins: [RecordID], _ sieve: Sieve) -> [ListedRecord] {
    guard invocation.has(.for) else {
      return kinds.flatMap(base.ordered).filter(sieve.passes).map { ListedRecord(id: $0) }
    }
    let isWide = invocation.has(.includeRelated)
    return kinds.flatMap { base.related($0, to: origins, includeRelated: isWide) }
      .filter { sieve.passes($0.id) }.map { ListedRecord(id: $0.id, links: $0.links) }
  }

  private var sortKey: SortKey? { invocation.value(of: .sort).flatMap(SortKey.init) }

  private func ordered(_ rows: [ListedRecord]) -> [ListedRecord] {
    let isReversed = invocation.has(.reverse)
    guard let key = sortKey else { return isReversed ? rows.reversed() : rows }
    let byID = Dictionary(uniqueKeysWithValues: rows.map { ($0.id, $0) })
    return key.sorted(rows.map(\.id), in: base, isReversed: isReversed).compactMap { byID[$0] }
  }

  private func write(
    _ rows: [ListedRecord], of total: Int, _ kinds: [RecordKind], _ format: RecordFormat, _ output: inout Output
  ) {
    switch format.form {
    case .text: ListText(base: base, rows: rows, of: total, sortKey: sortKey).write(&output)
    case .markdown: ListMarkdown(base: base, kinds: kinds, isNarrowed: invocation.has(.for)).write(rows, &output)
    default: RecordData(base: base, kinds: kinds, format: format).write(rows, &output)
    }
  }

  /// Why the list is empty: a fact about the release.
  private func none(_ origins: [RecordID], _ sieve: Sieve) -> String {
    let noun = kinds.count == 1 ? kinds[0].noun() : "record"
    var reasons: [String] = []
    var hint = ""
    if invocation.has(.for) {
      guard let first = origins.first else { return "no record was given to --for" }
      let whose = origins.count == 1 ? "\(first) (\(base.fullName(of: first)))" : "any of the \(origins.count) records"
      reasons.append("is related to \(whose)")
      if sieve.isEmpty, !invocation.has(.includeRelated), origins.contains(where: { !base.relatives(of: $0).isEmpty }) {
        hint = "; --include-related asks its parent and sub-techniques too"
      }
    }
    if !sieve.isEmpty { reasons.append("passes \(sieve.given)") }
    return "no \(noun) in \(base.releaseName) " + (reasons.isEmpty ? "to list" : Values.enumeration(reasons, "and"))
      + hint
  }
}

extension KnowledgeBase {
  /// The records of a kind in the order in which they are listed: tactics as in the matrix, others by id.
  func ordered(_ kind: RecordKind) -> [RecordID] {
    kind == .tactic ? ids(of: kind).sorted(by: precedesInMatrix) : ids(of: kind)
  }
}

extension Flag {
  static let `for` = Flag(
    "for", nil, .record([]), name: "ID", repeats: true, group: "Relations",
    help: "Only records related to this one, of any kind, with the text of the relation; - and @FILE hold ids.")
  static let includeRelated = Flag(
    "include-related", group: "Relations",
    help: "Count the parent and the sub-techniques of a technique too, and say where that was so.")
  static let reverse = Flag("reverse", group: "Order", help: "Turn the order round.")
  static let limit = Flag(
    "limit", nil, .number(0...Int.max), name: "N", group: "Order",
    help: "List N records at most; with 0 none is listed, and the exit status is 1.")
  static let total = Flag("count", group: "Order", help: "Print how many records would be listed.")

  static func sort(_ kinds: [RecordKind]) -> Flag {
    Flag("sort", nil, .choices(SortKey.choices(of: kinds)), name: "KEY", group: "Order", help: "Sort by KEY.")
  }
}

extension Flag {
  /// To look up what was given; which keys there are depends on the command.
  static let sort = sort(RecordKind.allCases)
}
