import AtlasCore
import AtlasData

extension Command {
  static let history = Command(
    name: "history", summary: "Show former names and retired ids, and what replaced them.",
    discussion: """
      A record is named as in `atlas show`, also by a former name or a retired id. With `--from` and `--to`, the history is \
      computed from two releases, each the name of a release, a directory of pages or a release file. Releases in between are \
      not known then, so a change is attributed to the later release. To compare several releases, give `--from` for each, the \
      oldest first. `--format markdown` prints a page that works as `history.md` in a directory of pages.

      The exit status is 0 if there are changes, 1 if there are none, and 2 if something is wrong.
      """,
    examples: [
      Example("atlas history", "show all changes"), Example("atlas history AML.T0019", "show what became of an id"),
      Example("atlas history \"Backdoor ML Model\"", "show the current name of a record"),
      Example("atlas history --from ATLAS-5.6.0.yaml --to bundled", "show what changed since a release"),
      Example("atlas history --from 4.5.0 --from 5.6.0 --to bundled", "show in which release each change was made"),
    ],
    operands: [Operand(name: "ID", values: .record([]), help: "A record, a former name or a retired id.")],
    flags: [.from, .toRelease, .format(HistoryFormat.self)]
  ) { invocation, output throws(Failure) in
    let format = try invocation.format(HistoryFormat.self)
    guard invocation.has(.from) || !invocation.has(.toRelease) else {
      throw invocation.command.misuse("--to needs --from")
    }
    let word = invocation.operands.first
    let base =
      if let release = invocation.value(of: .toRelease) {
        try invocation.knowledgeBase(named: release, &output)
      } else {
        try invocation.knowledgeBase(&output)
      }
    var releases: [KnowledgeBase] = []
    for old in invocation.values(of: .from) { releases.append(try invocation.knowledgeBase(named: old, &output)) }
    let query = HistoryQuery(of: word)
    let answer =
      releases.isEmpty
      ? query.answer(in: base) : query.answer(across: releases + [base], known: KnowledgeBase.bundled.history)
    if let word, !answer.isKnown {
      throw Failure("no current or former record named \(Sanitize.quoted(word))", status: .nothing)
    }
    HistoryList(base: base, changes: answer.changes).write(format, &output)
    if answer.changes.isEmpty {
      output.note(
        word.map { "\(Sanitize.quoted($0)) was never renamed or retired" }
          ?? "\(base.releaseName) records no former names or retired ids")
    }
    return answer.changes.isEmpty ? .nothing : .found
  }
}

extension Flag {
  static let from = Flag(
    "from", nil, .file, name: "OLD", repeats: true, help: "Compute the changes since this release.")
  static let toRelease = Flag("to", nil, .file, name: "NEW", help: "Up to this release; by default, the one in use.")
}
