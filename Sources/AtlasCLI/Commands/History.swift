import AtlasCore
import AtlasData

extension Command {
  static let history = Command(
    name: "history", summary: "Show former names and retired ids, and what took their place.",
    discussion: """
      A record is named as for `atlas show`, by a former name or a retired id, too. With `--from` and `--to` the history is not \
      looked up but worked out: from one release to another, each a release by name, a directory of pages or a release file. \
      Of the releases in between nothing is known then; a change is said to be of the later one. More of them, the oldest \
      first, come with a `--from` for each. As `--format markdown` it is a page for `history.md` in a directory of pages.

      The exit status is 0 when there are changes, 1 when there are none, and 2 when something is wrong.
      """,
    examples: [
      Example("atlas history", "all of it"), Example("atlas history AML.T0019", "what became of an id"),
      Example("atlas history \"Backdoor ML Model\"", "what is called so today"),
      Example("atlas history --from ATLAS-5.6.0.yaml --to bundled", "what changed since a release"),
      Example("atlas history --from 4.5.0 --from 5.6.0 --to bundled", "and in which of several"),
    ],
    operands: [Operand(name: "ID", values: .record([]), help: "A record, a former name or a retired id.")],
    flags: [.from, .toRelease, .historyFormat]
  ) { invocation, output throws(Failure) in
    let base: KnowledgeBase
    var changes: [History.Change]
    if invocation.has(.from) {
      if let new = invocation.value(of: .toRelease) {
        base = try invocation.knowledgeBase(named: new, &output)
      } else {
        base = try invocation.knowledgeBase(&output)
      }
      var releases: [KnowledgeBase] = []
      for old in invocation.values(of: .from) { releases.append(try invocation.knowledgeBase(named: old, &output)) }
      releases.append(base)
      changes = zip(releases, releases.dropFirst()).flatMap {
        History.between($0, $1, known: KnowledgeBase.bundled.history)
      }
    } else {
      guard !invocation.has(.toRelease) else { throw invocation.command.misuse("--to goes with --from") }
      base = try invocation.knowledgeBase(&output)
      changes = base.history.changes
    }
    if let word = invocation.operands.first { changes = try selected(changes, word, base) }
    HistoryList(base: base, changes: changes).write(
      invocation.has(.json) ? "json" : invocation.value(of: .format) ?? "text", &output)
    if changes.isEmpty {
      let whose = invocation.operands.first.map { " of \(Sanitize.quoted($0))" } ?? ""
      output.note("no change of a name or id\(whose) is known to \(base.releaseName)")
    }
    return changes.isEmpty ? .nothing : .found
  }

  /// The changes of the records that a word stands for, now or formerly.
  private static func selected(
    _ changes: [History.Change], _ word: String, _ base: KnowledgeBase
  ) throws(Failure) -> [History.Change] {
    var ids: Set<RecordID> = []
    if let id = RecordID(word) { ids.insert(id) }
    let name = FoldedName(Bytes(copying: word))
    for change in changes where FoldedName(change.name) == name { ids.insert(change.id) }
    if ids.isEmpty {
      switch base.resolve(word) {
      case .record(let id, _): ids.insert(id)
      case .ambiguous(let found): ids.formUnion(found)
      case .missing: break
      }
    }
    let found = changes.filter { change in
      if ids.contains(change.id) { return true }
      // What became of another id is part of the record's history, too.
      if case .retired(let into) = change.outcome { return into.contains(where: ids.contains) }
      return false
    }
    guard !found.isEmpty || ids.contains(where: base.contains) else {
      throw Failure("no record \(Sanitize.quoted(word)) is or was there", status: .nothing)
    }
    return found
  }
}

extension Flag {
  static let from = Flag(
    "from", nil, .file, name: "OLD", repeats: true, help: "Work out the changes since this release.")
  static let toRelease = Flag("to", nil, .file, name: "NEW", help: "Up to this release, or else the one in use.")
  /// Takes the place of the common flag of that name.
  static let historyFormat = Flag(
    "format", nil,
    .choices([
      Choice("text", "a line a change"), Choice("json", "one array"), Choice("markdown", "the page history.md"),
    ]), name: "FORMAT", group: "Format", help: "How to print the changes.")
}

/// Changes of names and ids, for reading and for programs.
private struct HistoryList {
  let base: KnowledgeBase
  let changes: [History.Change]

  func write(_ format: String, _ output: inout Output) {
    switch format {
    case "json":
      output.json(.array(changes.map(value)), isIndented: true)
      output.newline()
    case "markdown": output.lines(History.page(changes))
    default: for change in changes { line(change, &output) }
    }
  }

  private func line(_ change: History.Change, _ output: inout Output) {
    output.text(change.release, as: .note)
    output.text("  ")
    output.id(change.id)
    output.text("  ")
    let indent = change.release.count + 2
    var wrap = Wrap(
      width: output.proseWidth, column: indent + change.id.description.utf8.count + 2, indent: indent)
    wrap.add(change.name, to: &output)
    switch change.outcome {
    case .renamed(let name): wrap.add(" is now called \(name)", to: &output)
    case .retired(let into):
      wrap.add(into.isEmpty ? " is gone" : " is now ", to: &output)
      for (index, id) in into.enumerated() {
        if index > 0 { wrap.add(", ", to: &output) }
        wrap.add(id, to: &output)
        if base.contains(id) { wrap.add(" \(base.fullName(of: id))", to: &output) }
      }
    }
    wrap.finish(&output)
  }

  private func value(_ change: History.Change) -> Value {
    var renamed: Value = .null
    var successors: [Value] = []
    switch change.outcome {
    case .renamed(let name): renamed = .string(name)
    case .retired(let into): successors = into.map { Value.named($0, base) }
    }
    return .keyed(
      ("id", .id(change.id)), ("name", .string(change.name)), ("release", .string(change.release)),
      ("change", .text(change.isRenaming ? "renamed" : "retired")), ("renamedTo", renamed),
      ("retiredInto", .array(successors))
    )
  }
}

extension History.Change {
  fileprivate var isRenaming: Bool { if case .renamed = outcome { true } else { false } }
}
