import AtlasCore

/// The four nouns: the list of a kind of record, or of those related to others.
extension Command {
  static let tactics = list(
    .tactic, "List the tactics, or those of techniques and case studies.",
    [
      Example("atlas tactics", "the columns of the matrix, in its order"),
      Example("atlas tactics --for AML.CS0009", "the tactics that the steps of a case study serve"),
    ])
  static let techniques = list(
    .technique, "List the techniques, or those of a tactic, a mitigation or a case study.",
    [
      Example("atlas techniques --for AML.TA0011", "the techniques of a tactic"),
      Example("atlas techniques --for AML.M0015", "what a mitigation mitigates, and how"),
      Example("atlas techniques --for cs0009", "what a case study did, step by step"),
    ])
  static let mitigations = list(
    .mitigation, "List the mitigations, or those of techniques and case studies.",
    [
      Example("atlas mitigations --for AML.T0031", "what mitigates a technique, and how"),
      Example("atlas mitigations --for t0051.000 --include-related", "its parent's mitigations too"),
      Example("atlas mitigations --for AML.CS0009", "what would have mitigated the steps of a case study"),
    ])
  static let caseStudies = list(
    .caseStudy, "List the case studies, or those of techniques, tactics and mitigations.",
    [
      Example("atlas case-studies --for AML.T0051", "which case studies employ a technique, and how"),
      Example("atlas case-studies --for t0051 --include-related", "or one of its sub-techniques"),
    ])

  private static func list(_ kind: RecordKind, _ summary: String, _ examples: [Example]) -> Command {
    Command(
      name: kind.plural, summary: summary,
      discussion: """
        On a terminal the list is columns to scan; in a pipe it is the id, a tab and the name, with `--for` another tab and the \
        text of the relation. An empty list is a fact about the release: it is said on stderr, and the exit status is 1.
        """,
      examples: examples,
      flags: [.for, .includeRelated]
    ) { invocation, output throws(Failure) in
      let base = try invocation.knowledgeBase(&output)
      return try List(kind: kind, base: base, invocation: invocation).run(&output)
    }
  }
}

extension Flag {
  static let `for` = Flag(
    "for", nil, .record([]), name: "ID", repeats: true, group: "Flags",
    help:
      "Only records related to this one, of any kind, with the text of the relation; - reads ids from standard input.")
  static let includeRelated = Flag(
    "include-related", group: "Flags",
    help: "Count the parent and the sub-techniques of a technique too, and say where that was so.")
}

/// The work of a list.
private struct List {
  let kind: RecordKind
  let base: KnowledgeBase
  let invocation: Invocation

  func run(_ output: inout Output) throws(Failure) -> ExitStatus {
    var isComplete = true
    var rows = base.ids(of: kind).sorted { kind == .tactic ? base.precedesInMatrix($0, $1) : $0 < $1 }
      .map { ListText.Row(id: $0) }
    if invocation.has(.for) {
      let selection = try invocation.records(invocation.values(of: .for), in: base, &output)
      isComplete = selection.isComplete
      let found = base.related(kind, to: selection.ids, includeRelated: invocation.has(.includeRelated))
      rows = found.map { ListText.Row(id: $0.id, links: $0.links) }
      if rows.isEmpty, isComplete { output.note(none(for: selection.ids)) }
    } else if invocation.has(.includeRelated) {
      throw invocation.command.misuse("--include-related goes with --for ID")
    }
    if invocation.isJSON {
      let objects = rows.compactMap { row in
        base.record(row.id).map { record in
          Field.object(
            Field.Subject(base: base, record: record, links: invocation.has(.for) ? row.links : nil))
        }
      }
      JSON(isIndented: true).write(.array(objects), to: &output)
      output.newline()
    } else {
      ListText(base: base, rows: rows).write(&output)
    }
    return rows.isEmpty || !isComplete ? .nothing : .found
  }

  /// Why the list is empty.
  private func none(for ids: [RecordID]) -> String {
    let named = ids.map { "\($0) (\(base.fullName(of: $0)))" }
    guard let first = named.first else { return "no record was given to --for" }
    let whose = named.count == 1 ? first : "any of the \(named.count) records"
    let hint =
      invocation.has(.includeRelated) || !ids.contains { !base.relatives(of: $0).isEmpty }
      ? "" : "; --include-related asks its parent and sub-techniques too"
    return "no \(kind.noun()) is related to \(whose) in \(base.releaseName)\(hint)"
  }
}
