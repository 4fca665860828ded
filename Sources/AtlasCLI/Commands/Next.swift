import AtlasCore

/// What followed, and what preceded.
extension Command {
  static let next = sequence(
    "next", .next, "Tell what followed a technique in the procedures of the case studies.",
    [
      Example("atlas next AML.T0093", "which techniques followed it, how often, and where"),
      Example("atlas next t0051 --include-related", "or one of its sub-techniques"),
      Example("atlas next --tactic AML.TA0004 --incidents", "which tactics followed a tactic in real incidents"),
    ])
  static let before = sequence(
    "before", .before, "Tell what preceded a technique in the procedures of the case studies.",
    [
      Example("atlas before AML.T0053", "which techniques preceded it, how often, and where"),
      Example("atlas before AML.T0048 --limit 5 --format json", "the five most frequent, step by step"),
    ])

  private static func sequence(
    _ name: String, _ direction: Sequences.Direction, _ summary: String,
    _ examples: @escaping @autoclosure @Sendable () -> [Example]
  ) -> Command {
    Command(
      name: name, summary: summary,
      discussion: """
        Counted are pairs of steps that follow each other in the procedure of one case study, so that a case study may count \
        more than once, and a technique may follow itself. Nothing is counted across steps in between, and a step that \
        begins or ends a procedure has nothing before or behind it. Of several ids, what stood beside any of them counts.

        A sub-technique is a technique of its own, unless `--include-related` counts it as the one that it belongs to, in \
        what is asked and in the answer. The most frequent come first; of equals, what more case studies show, then by id.

        In a pipe a line is the id, the name, the count and the case studies, with tabs between.
        """,
      examples: examples(),
      operands: [
        Operand(
          name: "ID", values: .record([.technique, .tactic]),
          help: "A technique, or with --tactic a tactic, by id or name; - reads ids from standard input.", minimum: 1,
          maximum: nil)
      ],
      flags: [.byTactic, .incidents, .rollUp, .limit, .recordFormat]
    ) { invocation, output throws(Failure) in
      let base = try invocation.knowledgeBase(&output)
      return try SequenceQuery(base: base, invocation: invocation, direction: direction).run(&output)
    }
  }
}

extension Flag {
  fileprivate static let byTactic = Flag(
    "tactic", help: "Ask about tactics: those that the steps serve; ids of tactics ask so, too.")
  fileprivate static let incidents = Flag(
    "incidents", help: "Count real incidents only, and leave exercises out.")
  /// The list's flag of that name says where it was so, which an answer of counts cannot.
  fileprivate static let rollUp = Flag("include-related", help: "Count a sub-technique as its technique.")
}

/// The work of `next` and `before`.
private struct SequenceQuery {
  let base: KnowledgeBase
  let invocation: Invocation
  let direction: Sequences.Direction

  func run(_ output: inout Output) throws(Failure) -> ExitStatus {
    let form: Format = try invocation.format()
    let kinds: [RecordKind] = invocation.has(.byTactic) ? [.tactic] : [.tactic, .technique]
    let selection = try invocation.records(invocation.operands, among: kinds, in: base, &output)
    let isOfTactics = selection.ids.contains { $0.kind == .tactic }
    if isOfTactics, selection.ids.contains(where: { $0.kind == .technique }) {
      throw invocation.command.misuse("ask about techniques or about tactics; their answers are of different kinds")
    }
    let isRolledUp = invocation.has(.rollUp)
    if isRolledUp, isOfTactics { throw invocation.command.misuse("--include-related goes with techniques") }
    let sequences = Sequences(of: base, isOfTactics ? .tactics : .techniques, isRolledUp: isRolledUp) { study in
      !invocation.has(.incidents) || base.record(study)?.details.caseStudy?.type == .incident
    }
    for id in selection.ids where sequences.counted(id) != id {
      output.note("\(id) counts as \(sequences.counted(id)) (\(base.fullName(of: sequences.counted(id))))")
    }
    let all = sequences.neighbours(of: selection.ids, direction)
    if all.isEmpty, selection.isComplete { output.note(none(selection.ids, isOfTactics)) }
    let found = Array(all.prefix(invocation.number(of: .limit) ?? .max))
    if form == .text {
      writeText(found, &output)
    } else {
      table(found, sequences).write(form, &output)
    }
    return found.isEmpty || !selection.isComplete ? .nothing : .found
  }

  private func writeText(_ found: [Sequences.Neighbour], _ output: inout Output) {
    guard output.isTerminal else {
      for neighbour in found {
        output.append("\(neighbour.id)\t")
        output.text(base.fullName(of: neighbour.id))
        let studies = neighbour.studies.map(\.description).joined(separator: ",")
        output.append("\t\(neighbour.pairs.count)\t\(studies)\n")
      }
      return
    }
    guard !found.isEmpty else { return }
    var columns = Columns([
      Columns.Column(title: "ID", role: .id), Columns.Column(title: "Count", role: .note, isNumber: true),
      Columns.Column(title: "Name", isWrapped: true),
      Columns.Column(title: "Case studies", role: .note, isWrapped: true),
    ])
    for neighbour in found {
      let studies = neighbour.studies.map(\.description).joined(separator: " ")
      columns.add([
        .id(neighbour.id), .text(Bytes(copying: "\(neighbour.pairs.count)"), nil),
        .text(base.fullName(of: neighbour.id), nil), .text(Bytes(copying: studies), nil),
      ])
    }
    columns.write(&output)
  }

  private func table(_ found: [Sequences.Neighbour], _ sequences: Sequences) -> AnswerTable {
    AnswerTable(
      columns: [
        .init(key: "id", title: "ID"), .init(key: "name", title: "Name"), .init(key: "count", title: "Count"),
        .init(key: "caseStudies", title: "Case studies"), .init(key: "pairs", title: "Pairs", isNested: true),
      ],
      rows: found.map { neighbour in
        [
          .id(neighbour.id), .string(base.fullName(of: neighbour.id)), .number(neighbour.pairs.count),
          .array(neighbour.studies.map { .named($0, base) }), .array(neighbour.pairs.map(pair)),
        ]
      })
  }

  private func pair(_ pair: Sequences.Pair) -> Value {
    typealias Pair = (key: StaticString, value: Value)
    func step(_ relation: Relation) -> Value {
      let pairs: [Pair] = [
        ("number", .number(relation.number)), ("tactic", .id(relation.tactic)), ("technique", .id(relation.target)),
      ]
      return .object(pairs)
    }
    let pairs: [Pair] = [("caseStudy", .id(pair.study)), ("first", step(pair.first)), ("second", step(pair.second))]
    return .object(pairs)
  }

  /// Why there is no answer: a fact about the procedures.
  private func none(_ ids: [RecordID], _ isOfTactics: Bool) -> String {
    guard let first = ids.first else { return "no id was given" }
    let whose = ids.count == 1 ? "\(first) (\(base.fullName(of: first)))" : "any of the \(ids.count)"
    let hasRelatives = !isOfTactics && !invocation.has(.rollUp) && ids.contains { !base.relatives(of: $0).isEmpty }
    return "nothing \(direction == .next ? "followed" : "preceded") \(whose) in the "
      + (invocation.has(.incidents) ? "incidents" : "procedures") + " of \(base.releaseName)"
      + (hasRelatives ? "; --include-related counts parent and sub-techniques as one" : "")
  }
}
