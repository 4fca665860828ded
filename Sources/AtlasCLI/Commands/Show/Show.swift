import AtlasCore

extension Command {
  static let show = Command(
    name: "show", summary: "Show full records with all their relations.",
    discussion: """
      A record has a description and metadata, its parent and sub-techniques, its mitigations and how each applies, its case \
      studies and what their steps did, references, the official URL, and the release it comes from.

      Refer to a record by id (case-insensitive, with or without `AML.`), name or unique prefix of it, official URL, former \
      name or retired id. `-` reads a list from standard input and `@FILE` from a file, one record per line; only the first \
      column of the list counts, so that it can be the output of another command.

      `ID@RELEASE` is a record of an imported release: `AML.T0020@5.6.0`. `--compare` shows two records side by side, or one \
      record in two releases, and marks with `*` the fields that differ. On a narrow terminal and in a pipe the values are below \
      each other, `<` before those of the first record only and `>` before those of the second.
      """,
    examples: [
      Example("atlas show AML.T0031", "a technique with its mitigations and case studies"),
      Example("atlas show m0015 cs0009", "any kind of record; case and AML. do not matter"),
      Example("atlas show \"LLM Prompt Injection: Direct\"", "by name"),
      Example("atlas show t0051 --format json | jq '.[0].mitigations[].id'", "the ids of its mitigations"),
      Example("atlas show t0051@2026.09", "as of a release"),
      Example("atlas show t0051.000 t0051.001 --compare", "side by side"),
      Example("atlas show t0051 --format markdown -o t0051.md", "write the page to a file"),
    ],
    operands: [
      Operand(
        name: "ID", values: .record([]), help: "A record: id, name or URL; - and @FILE are lists.", minimum: 1,
        maximum: nil)
    ],
    flags: [.unique, .compare] + Flag.records
  ) { invocation, output throws(Failure) in
    if FieldSelection.list(invocation, RecordKind.allCases, &output) { return .found }
    let base = try invocation.knowledgeBase(&output)
    if invocation.has(.compare) || invocation.operands.contains(where: Invocation.isPinned) {
      return try showPinned(invocation, base, &output)
    }
    let selection = try invocation.records(invocation.operands, in: base, &output)
    var ids = selection.ids
    if invocation.has(.unique) { ids.removeRepeated() }
    let kinds = RecordKind.allCases.filter { kind in ids.contains { $0.kind == kind } }
    let printer = try RecordPrinter(invocation, base, RecordKind.allCases)
      .with(kinds: kinds.isEmpty ? RecordKind.allCases : kinds)
    printer.write(ids.map { ListedRecord(id: $0) }, &output) { output in
      for (index, record) in ids.lazy.compactMap(base.record).enumerated() {
        if index > 0 { output.newline() }
        output.lines(FullPageWriter.write(record, of: base, for: .anywhere))
      }
    } text: { output in
      for (index, record) in ids.lazy.compactMap(base.record).enumerated() {
        if index > 0 { output.rule() }
        RecordText(base: base, record: record).write(&output)
      }
    }
    return ExitStatus(hasResults: !ids.isEmpty, isComplete: selection.isComplete)
  }
}

extension Command {
  /// Shows records of several releases, or compares two records.
  private static func showPinned(
    _ invocation: Invocation, _ base: KnowledgeBase, _ output: inout Output
  ) throws(Failure) -> ExitStatus {
    let selection = try PinnedRecords(invocation.operands, invocation, in: base, &output)
    var records = selection.records
    if invocation.has(.compare) { return try compare(records, of: selection, invocation, &output) }
    if invocation.has(.unique) {
      var known: Set<[UInt64]> = []
      records = records.filter { known.insert([$0.id.bits, UInt64($0.base)]).inserted }
    }
    let kinds = RecordKind.allCases.filter { kind in records.contains { $0.id.kind == kind } }
    var printer = try RecordPrinter(invocation, base, RecordKind.allCases)
      .with(kinds: kinds.isEmpty ? RecordKind.allCases : kinds)
    printer.otherBases = selection.bases
    printer.write(records.map { ListedRecord(id: $0.id, otherBase: $0.base) }, &output) { output in
      for (index, row) in records.enumerated() {
        guard let record = selection.bases[row.base].record(row.id) else { continue }
        if index > 0 { output.newline() }
        output.lines(FullPageWriter.write(record, of: selection.bases[row.base], for: .anywhere))
      }
    } text: { output in
      for (index, row) in records.enumerated() {
        guard let record = selection.bases[row.base].record(row.id) else { continue }
        if index > 0 { output.rule() }
        RecordText(base: selection.bases[row.base], record: record).write(&output)
      }
    }
    return ExitStatus(hasResults: !records.isEmpty, isComplete: selection.isComplete)
  }

  private static func compare(
    _ records: [(id: RecordID, base: Int)], of selection: PinnedRecords, _ invocation: Invocation,
    _ output: inout Output
  ) throws(Failure) -> ExitStatus {
    guard try invocation.format() as Format == .text else {
      throw invocation.command.misuse("--compare prints text; for programs, use atlas diff A B ID --json")
    }
    guard selection.isComplete else { return .failure }
    guard records.count == 2 else {
      throw invocation.command.misuse("--compare needs two records, not \(records.count)")
    }
    let sides = records.map { (id: $0.id, base: selection.bases[$0.base]) }
    guard let comparison = ComparisonQuery(sides[0], sides[1]).answer() else { return .failure }
    if let wordings = comparison.differentWordings {
      output.note(
        "descriptions are not compared, since the first has \(wordings.left.rawValue) and the second "
          + "\(wordings.right.rawValue) wording")
    }
    let titles = sides.map { "\($0.id)@\($0.base.release.version ?? "pages")" }
    ComparisonText(comparison: comparison, titles: (titles[0], titles[1])).write(&output)
    return .found
  }
}

extension Flag {
  static let compare = Flag("compare", help: "Show two records side by side, with marks where they differ.")
  static let unique = Flag("unique", help: "Remove duplicates.")
}

extension Output {
  /// Writes a line between two records.
  mutating func rule() {
    newline()
    text(String(repeating: "─", count: min(width ?? 80, 80)), as: .note)
    newline()
    newline()
  }
}
