import AtlasCore

/// The commands that show which steps came after or before others.
extension Command {
  static let after = sequence(
    .after, "Show which techniques or tactics came right after one in the case studies.",
    [
      Example("atlas after AML.T0093", "the techniques that followed it, how often, and where"),
      Example("atlas after t0051 --include-related", "or followed one of its sub-techniques"),
      Example("atlas after AML.TA0004 --type incident", "the tactics that followed a tactic in incidents"),
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

        In a pipe each line is an id, a name, a count and the case studies, separated by tabs, and with \
        `--include-related` what they came through.
        """,
      examples: examples(),
      operands: [
        Operand(
          name: "ID", values: .record([.technique, .tactic]),
          help: "A technique or a tactic: id, name or URL; - and @FILE are lists.", minimum: 1, maximum: nil)
      ],
      flags: [.includeRelated, .steps, .type, .limit, .format(Format.self)],
      refusedFlags: [("--incidents", "use --type incident"), ("--tactic", "name the tactic as the argument")]
    ) { invocation, output throws(Failure) in
      let format: Format = try invocation.format()
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

extension Flag {
  fileprivate static let steps = Flag("steps", help: "Print each pair of steps, with its texts.")
}
