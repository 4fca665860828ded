import AtlasCore

extension Command {
  static let show = Command(
    name: "show", summary: "Show records, complete, with everything they are related to.",
    discussion: """
      A record shows its description and metadata, its parent and sub-techniques, the mitigations and how each applies, the \
      case studies and what their steps did, its references and its official address, and the release that says so.

      A record is named by its id in any case, with or without `AML.`, by its official address, its name or a beginning of \
      it that no other has, or by a former name or retired id. `-` and `@FILE` are lists, a record a line; of our own lists \
      the first column is taken.
      """,
    examples: [
      Example("atlas show AML.T0031", "a technique with its mitigations and case studies"),
      Example("atlas show m0015 cs0009", "any kind of record; neither case nor AML. matters"),
      Example("atlas show \"LLM Prompt Injection: Direct\"", "by its name"),
      Example("atlas show t0051 --format json | jq '.[0].mitigations[].id'", "the ids of its mitigations"),
      Example("atlas show t0051 --format markdown -o t0051.md", "the full page, into a file"),
    ],
    operands: [
      Operand(
        name: "ID", values: .record([]), help: "A record: id, name or address; - and @FILE hold many.", minimum: 1,
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
        output.lines(FullPage.write(record, of: base))
      }
    } text: { output in
      for (index, record) in ids.lazy.compactMap(base.record).enumerated() {
        if index > 0 { output.rule() }
        RecordText(base: base, record: record).write(&output)
      }
    }
    return selection.isComplete && !ids.isEmpty ? .found : .nothing
  }
}

extension Flag {
  static let unique = Flag("unique", help: "Take each record once, however often it is named.")
}

extension Output {
  /// A line between two records.
  mutating func rule() {
    newline()
    text(String(repeating: "─", count: min(width ?? 80, 80)), as: .note)
    newline()
    newline()
  }
}
