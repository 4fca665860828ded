import AtlasCore

extension Command {
  static let show = Command(
    name: "show", summary: "Show records, complete, with everything they are related to.",
    discussion: """
      A record shows its description and metadata, its parent and sub-techniques, the mitigations and how each applies, the \
      case studies and what their steps did, its references and its official address, and the release that says so.
      """,
    examples: [
      Example("atlas show AML.T0031", "a technique with its mitigations and case studies"),
      Example("atlas show m0015 cs0009", "any kind of record, in any case, in the order given"),
      Example("atlas show \"LLM Prompt Injection: Direct\"", "by its name"),
      Example("atlas show t0051 --format json | jq '.[0].mitigations[].id'", "the ids of its mitigations"),
    ],
    operands: [
      Operand(
        name: "ID", values: .record([]), help: "A record: id, name or address; - reads ids from standard input.",
        minimum: 1,
        maximum: nil)
    ]
  ) { invocation, output throws(Failure) in
    let base = try invocation.knowledgeBase(&output)
    let selection = try invocation.records(invocation.operands, in: base, &output)
    if invocation.isJSON {
      JSON(isIndented: true).write(
        .array(selection.ids.compactMap(base.record).map { Field.object(Field.Subject(base: base, record: $0)) }),
        to: &output)
      output.newline()
    } else {
      for (index, record) in selection.ids.compactMap(base.record).enumerated() {
        if index > 0 { output.rule() }
        RecordText(base: base, record: record).write(&output)
      }
    }
    return selection.isComplete && !selection.ids.isEmpty ? .found : .nothing
  }
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

extension Invocation {
  /// Whether the answer goes out as JSON.
  var isJSON: Bool { has(.json) || value(of: .format) == "json" }
}
