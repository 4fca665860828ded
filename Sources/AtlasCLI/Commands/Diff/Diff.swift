import AtlasCore
import AtlasData

extension Command {
  static let diff = Command(
    name: "diff", summary: "Compare two releases: records, fields, texts and relations.",
    discussion: """
      A and B are releases by name, directories of pages, pages, or release files; with one of them, it is compared with the \
      release in use. Of a text that changed the words are shown, `[-gone-]` and `{+new+}`, as git does. The exit status is 0 \
      when both say the same, 1 when they differ, and 2 when something is wrong.
      """,
    examples: [
      Example("atlas diff 5.6.0", "what is new in the release in use"),
      Example("atlas diff ATLAS-5.6.0.yaml bundled --stat", "how much changed"),
      Example("atlas diff 5.6.0 bundled AML.T0051", "one record"),
      Example("atlas diff 5.6.0 --format markdown -o changes.md", "for a report"),
    ],
    operands: [
      Operand(name: "A", values: .file, help: "The older side: a release, a directory or a file.", minimum: 1),
      Operand(
        name: "B", values: .text, help: "The newer side, else the release in use; then ids, to compare no others.",
        maximum: nil),
    ],
    flags: [.kind, .stat, .ignoreSpaceChange, .diffFormat]
  ) { invocation, output throws(Failure) in
    var words = invocation.operands[...]
    guard let first = words.popFirst() else { return .failure }
    let old = try invocation.knowledgeBase(named: first, &output)
    let new: KnowledgeBase
    if let second = words.first, RecordID(second) == nil {
      words = words.dropFirst()
      new = try invocation.knowledgeBase(named: second, &output)
    } else {
      new = try invocation.knowledgeBase(&output)
    }
    let ids = try words.map { word throws(Failure) in
      guard let id = RecordID(word) else { throw invocation.command.misuse("\(Sanitize.quoted(word)) is no id") }
      return id
    }
    let kinds = invocation.values(of: .kind)
    let wanted = Set(old.ids() + new.ids()).filter { id in
      (ids.isEmpty || ids.contains(id)) && (kinds.isEmpty || kinds.contains(id.kind.name))
    }
    let isWhole = ids.isEmpty && kinds.isEmpty
    let report = DifferenceReport(
      difference: Difference(
        from: old, to: new, of: isWhole ? nil : wanted, known: KnowledgeBase.bundled.history,
        ignoresBlanks: invocation.has(.ignoreSpaceChange)),
      old: old, new: new)
    switch invocation.has(.json) ? "json" : invocation.value(of: .format) ?? "text" {
    case "json": report.writeJSON(&output)
    case "markdown": report.writeMarkdown(&output)
    default: if invocation.has(.stat) { report.writeCounts(&output) } else { report.writeText(&output) }
    }
    return report.difference.isEmpty ? .found : .nothing
  }
}

extension Flag {
  static let ignoreSpaceChange = Flag(
    "ignore-space-change", "b", help: "Take texts for the same that only differ in blanks and line ends.")
  static let stat = Flag("stat", help: "Print how much changed, not what.")
  /// Takes the place of the common flag of that name.
  static let diffFormat = Flag(
    "format", nil,
    .choices([
      Choice("text", "for reading"), Choice("json", "one object"), Choice("markdown", "for a report"),
    ]), name: "FORMAT", group: "Format", help: "How to print the differences.")
}
