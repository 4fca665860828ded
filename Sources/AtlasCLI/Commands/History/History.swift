import AtlasCore
import AtlasData

extension Command {
  static let history = Command(
    name: "history", summary: "Show former names and retired ids, and what replaced them.",
    discussion: """
      A record is named as in `atlas show`, also by a former name or a retired id. With `--between`, the history is computed \
      from releases, each the name of a release, a directory of pages or a release file; with only one, up to the release in \
      use. A change between two of them is attributed to the later one. `--format markdown` prints a page that works as \
      `history.md` in a directory of pages.

      The exit status is 0 if there are changes, 1 if there are none, and 2 if something is wrong.
      """,
    examples: [
      Example("atlas history", "show all changes"), Example("atlas history AML.T0019", "show what became of an id"),
      Example("atlas history \"Backdoor ML Model\"", "show the current name of a record"),
      Example("atlas history --between ATLAS-5.6.0.yaml", "show what changed since a release"),
      Example("atlas history --between 4.5.0,5.6.0,bundled", "show in which release each change was made"),
    ],
    operands: [Operand(name: "ID", values: .record([]), help: "A record, a former name or a retired id.")],
    flags: [.between, .format(HistoryFormat.self)],
    refusedFlags: [
      ("--from", "--between OLD,NEW computes the history from releases"),
      ("--to", "--between OLD,NEW computes the history from releases"),
    ]
  ) { invocation, output throws(Failure) in
    let format = try invocation.format(HistoryFormat.self)
    let word = invocation.operands.first
    var releases: [KnowledgeBase] = []
    for name in invocation.values(of: .between).flatMap({ $0.split(separator: ",") }) {
      releases.append(try invocation.knowledgeBase(named: String(name), &output))
    }
    if releases.count < 2 { releases.append(try invocation.knowledgeBase(&output)) }
    guard let base = releases.last else { return .failure }
    let query = HistoryQuery(of: word)
    let answer =
      releases.count == 1
      ? query.answer(in: base) : query.answer(across: releases, known: KnowledgeBase.bundled.history)
    if let word, !answer.isKnown {
      throw Failure("no current or former record named \(Sanitize.quoted(word))")
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
  fileprivate static let between = Flag(
    "between", nil, .file, name: "RELEASES", repeats: true,
    help: "Compute the changes between these releases, the oldest first.")
}
