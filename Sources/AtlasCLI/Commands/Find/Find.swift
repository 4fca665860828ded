import AtlasCore

extension Command {
  static let find = Command(
    name: "find", summary: "Find the records that answer a question in plain words, best first.",
    discussion: """
      Any words in any order: case, plural and tense do not matter, words such as `how` and `the` say nothing, and rarer \
      words weigh more. Names count more than descriptions, descriptions more than the steps of case studies. Some words of \
      the field stand for each other: who looks for `steal` finds theft, extraction and exfiltration. Nothing is a pattern: \
      for that there is `atlas search`.

      On a terminal each record has its name and the line that says most; in a pipe these stand with tabs between. In the \
      formats for programs each has its `score` and its `line`, too; scores compare within one answer only.
      """,
    examples: [
      Example("atlas find how do attackers steal a model", "a question, as one would ask it"),
      Example("atlas find --kind mitigation prompt injection", "only what can be done about it"),
      Example("atlas find --limit 1 --format ids poisoned training data | atlas show -", "the best answer, complete"),
    ],
    operands: [
      Operand(name: "WORD", values: .text, help: "What to look for.", minimum: 1, maximum: nil)
    ],
    flags: ([Filter.kind] + Filter.all).flatMap(\.flags) + [.best] + Flag.records
  ) { invocation, output throws(Failure) in
    if FieldSelection.list(invocation, RecordKind.allCases, adding: Field.ranks, &output) { return .found }
    let question = Question(Bytes(copying: invocation.operands.joined(separator: " ")))
    guard !question.isEmpty else {
      throw invocation.command.misuse("find needs a word, with a letter or a digit in it")
    }
    let base = try invocation.knowledgeBase(&output)
    let printer = try RecordPrinter(invocation, base, RecordKind.allCases, adding: Field.ranks)
    let filters = try FilterSet([Filter.kind] + Filter.all, invocation, in: base, &output)
    var sheets = base.searchedSheets
    if !filters.isEmpty {
      let test = try invocation.command.checkingFilter { () throws(FilterError) in try filters.filter.test(in: base) }
      sheets = sheets.filter { test.passes($0.id) }
    }
    var ranking = Ranking(question, in: sheets)
    let answers = ranking.answers(limit: invocation.number(of: .best) ?? 10)
    Answers(question: question, printer: printer).write(answers, &output)
    if answers.isEmpty, filters.isComplete {
      output.note("nothing in \(base.releaseName) has these words; atlas search looks for parts of words, too")
    }
    return answers.isEmpty || !filters.isComplete ? .nothing : .found
  }
}

extension Flag {
  /// As in the lists, but never without end.
  fileprivate static let best = Flag(
    "limit", nil, .number(1...100_000), name: "N", group: "Order", help: "Print the best N records; 10 when not given.")
}
