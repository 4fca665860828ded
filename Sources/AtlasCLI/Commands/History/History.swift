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

      `--since` lists new records too, from a date on or after a release: renamed, retired and new records, the oldest first. \
      The release in use and the facts about earlier releases that are compiled in suffice for that; texts and relations are not \
      compared, which `atlas diff` does for imported releases.

      The exit status is 0 if there are changes, 1 if there are none, and 2 if something is wrong.
      """,
    examples: [
      Example("atlas history", "show all changes"), Example("atlas history AML.T0019", "show what became of an id"),
      Example("atlas history \"Backdoor ML Model\"", "show the current name of a record"),
      Example("atlas history --since 2026", "show renamed, retired and new records since a date"),
      Example("atlas history --since 5.6.0", "show what is new after a release"),
      Example("atlas history --between ATLAS-5.6.0.yaml", "show what changed since a release"),
      Example("atlas history --between 4.5.0,5.6.0,bundled", "show in which release each change was made"),
    ],
    operands: [Operand(name: "ID", values: .record([]), help: "A record, a former name or a retired id.")],
    flags: [.sinceDateOrRelease, .between, .format(HistoryFormat.self)],
    refusedFlags: [
      ("--from", "--between OLD,NEW computes the history from releases"),
      ("--to", "--between OLD,NEW computes the history from releases"),
    ]
  ) { invocation, output throws(Failure) in
    let format = try invocation.format(HistoryFormat.self)
    let word = invocation.operands.first
    if let start = invocation.value(of: .since) { return try listChanges(since: start, invocation, format, &output) }
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
    let lifetime = word.flatMap { RecordID($0) ?? base.resolve($0).id }.flatMap(lifetime)
    if let lifetime, format == .text, !answer.changes.isEmpty {
      var wrap = Wrap(width: output.proseWidth, indent: 2)
      wrap.add(lifetime, as: .note, to: &output)
      wrap.finish(&output)
    }
    if answer.changes.isEmpty {
      output.note(
        word.map { "\(Sanitize.quoted($0)) was never renamed or retired" + (lifetime.map { "; \($0)" } ?? "") }
          ?? "\(base.releaseName) records no former names or retired ids")
    }
    return answer.changes.isEmpty ? .nothing : .found
  }
}

extension Command {
  /// Since when, and until when if it was retired, ATLAS has a record; nil if that is not known.
  private static func lifetime(of id: RecordID) -> String? {
    let timeline = KnowledgeBase.bundled.timeline
    guard let first = timeline.firstRelease(of: id) else { return nil }
    return "\(id) is in ATLAS since \(first)"
      + (timeline.lastRelease(of: id).map { "; the last release with it is \($0.version)" } ?? "")
  }

  private static func listChanges(
    since word: String, _ invocation: Invocation, _ format: HistoryFormat, _ output: inout Output
  ) throws(Failure) -> ExitStatus {
    guard !invocation.has(.between) else {
      throw invocation.command.misuse("--since does not go with --between, which computes the history from releases")
    }
    guard format != .markdown else {
      throw invocation.command.misuse("--format markdown prints the page history.md, which has no new records")
    }
    let base = try invocation.knowledgeBase(&output)
    guard var query = ChangesQuery(since: word, known: .bundled) else {
      throw invocation.command.misuse(
        "--since takes a date such as 2025-04 or a release such as 5.6.0, not \(Sanitize.quoted(word))")
    }
    if let record = invocation.operands.first {
      guard let id = RecordID(record) ?? base.resolve(record).id else {
        throw Failure("no current or former record named \(Sanitize.quoted(record))")
      }
      query.id = id
    }
    let answer = query.answer(in: base)
    ChangeList(base: base, changes: answer.changes).write(format, &output)
    if answer.changes.isEmpty {
      output.note("\(base.releaseName) has no new, renamed or retired records since \(Sanitize.shown(word))")
      return .nothing
    }
    if !answer.unknownReleases.isEmpty {
      output.conclude(
        "the records of \(answer.unknownReleases.listed("and")) are not known; what was new in them is under the next release"
      )
    }
    output.conclude("texts and relations are not compared; atlas diff does that for an imported release")
    return .found
  }
}

extension Flag {
  fileprivate static let sinceDateOrRelease = Flag(
    "since", nil, .text, name: "WHEN",
    help: "List new, renamed and retired records from this date on (2025, 2025-04) or after this release (5.6.0).")
  fileprivate static let between = Flag(
    "between", nil, .source, name: "RELEASES", repeats: true,
    help: "Compute the changes between these releases, the oldest first.")
}
