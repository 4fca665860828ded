import AtlasCore

extension Command {
  static let find = Command(
    name: "find", summary: "Find records by words or a question, best matches first.",
    discussion: """
      Words can be in any order. Case, plural and tense do not matter, stop words are ignored, and rare words count more. An \
      id or an exact name comes first; names count more than descriptions, and descriptions more than the steps of case \
      studies. Synonyms and abbreviations of the field are understood: `steal` also finds theft and extraction, `C2` finds \
      command and control. Words such as `mitigation` or `incident` prefer records of that kind. A mistyped word that no record \
      has is replaced by the nearest one. Words are literal; use `atlas search` for patterns.

      On a terminal each record has its name and the best matching line; in a pipe they are separated by tabs. Machine \
      formats add `score` and `line`; scores are comparable within one answer only.
      """,
    examples: [
      Example("atlas find how do attackers steal a model", "ask a question"),
      Example("atlas find --kind mitigation prompt injection", "only mitigations"),
      Example("atlas find --limit 1 --format ids poisoned training data | atlas show -", "show the best match"),
    ],
    operands: [
      Operand(name: "WORD", values: .text, help: "A word to search for.", minimum: 1, maximum: nil)
    ],
    flags: ([Filter.kind] + Filter.all).flatMap(\.flags) + [.limit] + Flag.records
  ) { invocation, output throws(Failure) in
    if FieldSelection.list(invocation, RecordKind.allCases, adding: Field.ranks, &output) { return .found }
    let base = try invocation.knowledgeBase(&output)
    let printer = try RecordPrinter(invocation, base, RecordKind.allCases, adding: Field.ranks)
    let filters = try FilterSet([Filter.kind] + Filter.all, invocation, in: base, &output)
    var query = FindQuery(invocation.operands.joined(separator: " "))
    query.filter = filters.filter
    query.limit = invocation.number(of: .limit) ?? query.limit
    let answer: FindAnswer
    do throws(FindQuery.Failure) {
      answer = try query.answer(in: base)
    } catch {
      switch error {
      case .emptyQuestion: throw invocation.command.misuse("find needs a word with a letter or a digit")
      case .filter(let error): throw invocation.command.misuse(error)
      }
    }
    for respelling in answer.respellings {
      output.note(
        "no record has \(Sanitize.quoted(respelling.typed.string)); searching for \(Sanitize.quoted(respelling.word.string))"
      )
    }
    printer.write(answer.records.map { ListedRecord(id: $0.id, ranked: $0) }, &output) { output in
      FindText(answer: answer, base: base).write(&output)
    }
    if answer.question.isEmpty {
      output.note("the question has only stop words, which are not searched for")
    } else if answer.records.isEmpty, filters.isComplete {
      output.note("no record in \(base.releaseName) has these words; atlas search also finds parts of words")
    }
    return ExitStatus(hasResults: !answer.records.isEmpty, isComplete: filters.isComplete)
  }
}
