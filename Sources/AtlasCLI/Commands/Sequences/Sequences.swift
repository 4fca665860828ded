import AtlasCore

/// The commands that show which steps came after or before others.
extension Command {
  static let after = sequence(
    .after, "Show which techniques or tactics came right after one in the case studies.",
    [
      Example("atlas after AML.T0093", "the techniques that followed it, how often, and where"),
      Example("atlas after t0051 --include-related", "or followed one of its sub-techniques"),
      Example("atlas after AML.TA0004 --type incident", "the tactics that followed a tactic in incidents"),
      Example("atlas after --all --limit 10", "the ten most frequent pairs of techniques"),
      Example("atlas after --all --format csv", "how often each technique followed another, as a table"),
    ])
  static let before = sequence(
    .before, "Show which techniques or tactics came right before one in the case studies.",
    [
      Example("atlas before AML.T0053", "the techniques that preceded it, how often, and where"),
      Example("atlas before AML.T0048 --limit 5 --format json", "the five most frequent, step by step"),
    ])

  private static func sequence(
    _ direction: SequenceQuery.Direction, _ summary: String,
    _ examples: @escaping @autoclosure @Sendable () -> [Example]
  ) -> Command {
    Command(
      name: direction.rawValue, summary: summary,
      discussion: """
        Counts pairs of consecutive steps in the procedures of case studies, so that one case study can count several times, \
        and a technique can follow itself. With several ids, the results are combined.

        With `--include-related` the steps of the parent and the sub-techniques of each technique asked about count too, \
        and rows name those that they came through. `--steps` prints each pair with its texts. The most frequent come first, then \
        those in more case studies, then the lower id.

        `--all` prints every pair of techniques of which one came right after the other, the most frequent first; \
        `--format dot` draws the pairs with Graphviz.

        In a pipe each line is an id, a name, a count and the case studies, separated by tabs, and with \
        `--include-related` what they came through; with `--all`, both ids, the count and the case studies.
        """,
      examples: examples(),
      operands: [
        Operand(
          name: "ID", values: .record([.technique, .tactic]),
          help: "A technique or a tactic: id, name or URL; - and @FILE are lists.", maximum: nil)
      ],
      flags: [.includeRelated, .steps, .all, .type, .limit, .format(SequenceFormat.self)],
      refusedFlags: [("--incidents", "use --type incident"), ("--tactic", "name the tactic as the argument")]
    ) { invocation, output throws(Failure) in
      let sequenceFormat = try invocation.format(SequenceFormat.self)
      if invocation.has(.all) { return try writeAll(sequenceFormat, invocation, &output) }
      guard !invocation.operands.isEmpty else {
        throw invocation.command.misuse("\(direction.rawValue) needs ID, or --all")
      }
      guard let format = sequenceFormat.ofRows else { throw invocation.command.misuse("--format dot needs --all") }
      let base = try invocation.knowledgeBase(&output)
      let named = try invocation.records(invocation.operands, among: [.tactic, .technique], in: base, &output)
      var query = SequenceQuery(direction, named.ids)
      query.types = try FilterSet([.type], invocation, in: base, &output).filter.types
      query.includesRelated = invocation.has(.includeRelated)
      query.limit = invocation.number(of: .limit)
      if query.includesRelated, query.origins.contains(where: { $0.kind == .tactic }) {
        throw invocation.command.misuse("--include-related needs techniques")
      }
      let answer: SequenceAnswer
      do throws(SequenceError) {
        answer = try query.answer(in: base)
      } catch {
        throw invocation.command.misuse(error.description)
      }
      if named.isComplete, let remark = answer.remark(in: base) { output.note(remark) }
      let more = answer.countThroughRelated(in: base)
      if more > 0, let relatives = base.relativesNoun(of: query.origins) {
        output.conclude("\(more) more through \(relatives): --include-related")
      }
      let showsSteps = invocation.has(.steps)
      if format == .text {
        SequenceText(base: base, answer: answer, showsSteps: showsSteps).write(&output)
      } else {
        let data = SequenceData(base: base, answer: answer)
        (showsSteps ? data.steps : data.table).write(format, &output)
      }
      return ExitStatus(hasResults: !answer.rows.isEmpty, isComplete: named.isComplete)
    }
  }
}

extension Command {
  /// Prints every pair of techniques, with `--all`.
  private static func writeAll(
    _ format: SequenceFormat, _ invocation: Invocation, _ output: inout Output
  ) throws(Failure) -> ExitStatus {
    if let word = invocation.operands.first {
      throw invocation.command.misuse("--all takes no ids; leave out \(Sanitize.quoted(word))")
    }
    if let other = [Flag.includeRelated, .steps].first(where: { invocation.has($0) }) {
      throw invocation.command.misuse("--all does not go with --\(other.long)")
    }
    let base = try invocation.knowledgeBase(&output)
    let types = try FilterSet([.type], invocation, in: base, &output).filter.types
    let transitions = TransitionTable(types: types, limit: invocation.number(of: .limit), in: base)
    if transitions.isEmpty { output.note("no case study in \(base.releaseName) has two steps to list") }
    switch format.ofRows {
    case .text: transitions.write(&output)
    case nil: output.append(transitions.dot)
    case .some(let format): transitions.table.write(format, &output)
    }
    return ExitStatus(hasResults: !transitions.isEmpty, isComplete: true)
  }
}

/// How `after` and `before` print what they found.
private enum SequenceFormat: String, FormatChoice {
  case text, json, jsonl, csv, tsv, markdown, ids, dot

  var summary: String { ofRows?.summary ?? "for Graphviz, with --all" }

  /// The format of rows of the same name; nil for a drawing.
  var ofRows: Format? { Format(rawValue: rawValue) }
}

extension Flag {
  fileprivate static let all = Flag("all", help: "Print all results, also those left out by default.")
  fileprivate static let steps = Flag("steps", help: "Print each pair of steps, with its texts.")
}
