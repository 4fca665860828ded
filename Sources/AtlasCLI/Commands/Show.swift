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
      """,
    examples: [
      Example("atlas show AML.T0031", "a technique with its mitigations and case studies"),
      Example("atlas show m0015 cs0009", "any kind of record; case and AML. do not matter"),
      Example("atlas show \"LLM Prompt Injection: Direct\"", "by name"),
      Example("atlas show t0051 --format json | jq '.[0].mitigations[].id'", "the ids of its mitigations"),
      Example("atlas show t0051 --format markdown -o t0051.md", "write the page to a file"),
    ],
    operands: [
      Operand(
        name: "ID", values: .record([]), help: "A record: id, name or URL; - and @FILE are lists.", minimum: 1,
        maximum: nil)
    ],
    flags: [.unique] + Flag.records
  ) { invocation, output throws(Failure) in
    if FieldSelection.list(invocation, RecordKind.allCases, &output) { return .found }
    let base = try invocation.knowledgeBase(&output)
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

extension Flag {
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
