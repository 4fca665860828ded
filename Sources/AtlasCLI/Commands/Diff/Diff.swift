import AtlasCore
import AtlasData

extension Command {
  static let diff = Command(
    name: "diff", summary: "Compare two releases: records, fields, texts and relations.",
    discussion: """
      A and B are names of releases, directories of pages, pages, or release files; without B, A is compared with the release \
      in use. White space does not count, and texts are compared only where both sides have the same wording: MITRE's text \
      always differs from the summaries of the bundled release. Changed texts are shown by words, `[-removed-]` and `{+added+}`, as git does.

      `ID@RELEASE` compares one record: with the release in use, or with a second `ID@RELEASE`.

      `atlas matrix --diff A` draws the techniques that were added, changed or removed in the matrix, and writes them as a \
      layer for ATT&CK Navigator.

      The exit status is 0 if nothing differs, 1 if something does, and 2 if something is wrong.
      """,
    examples: [
      Example("atlas diff 5.6.0", "show what is new in the release in use"),
      Example("atlas diff ATLAS-5.6.0.yaml bundled --stat", "count what changed"),
      Example("atlas diff 5.6.0 bundled AML.T0051", "compare one record"),
      Example("atlas diff AML.T0051@5.6.0 AML.T0051", "the same, with the release in use"),
      Example("atlas diff 5.6.0 --format markdown -o changes.md", "write a report"),
    ],
    operands: [
      Operand(name: "A", values: .source, help: "The older side: a release, a directory or a file.", minimum: 1),
      Operand(
        name: "B", values: .source, help: "The newer side, by default the release in use; then the ids to compare.",
        maximum: nil),
    ],
    flags: [.kind, .stat, .compareTexts, .spaceChange, .format(DiffFormat.self)],
    refusedFlags: [
      ("--ignore-space-change", "it is the default; --space-change compares white space too"),
      ("-b", "it is the default; --space-change compares white space too"),
    ]
  ) { invocation, output throws(Failure) in
    let format = try invocation.format(DiffFormat.self)
    let (old, new, ids) = try sides(invocation, &output)
    try output.requireWholePages(or: "nothing was compared")
    var query = DifferenceQuery()
    query.ids = ids
    let kinds = invocation.values(of: .kind)
    query.kinds = RecordKind.allCases.filter { kinds.contains($0.name) }
    query.comparesWhitespace = invocation.has(.spaceChange)
    query.comparesWordings = invocation.has(.compareTexts)
    query.knownHistory = KnowledgeBase.bundled.history
    let report = DiffReport(difference: query.answer(from: old, to: new), old: old, new: new)
    if let wordings = report.difference.differentWordings {
      output.note(
        "texts are not compared, since A has \(wordings.old.rawValue) and B \(wordings.new.rawValue) wording; "
          + "--text compares them")
    }
    switch format {
    case .text: if invocation.has(.stat) { report.writeCounts(&output) } else { report.writeText(&output) }
    case .json: report.writeJSON(&output)
    case .markdown: report.writeMarkdown(&output)
    }
    return report.difference.isEmpty ? .found : .nothing
  }

  /// The sides that the arguments name, and the records to compare: `A [B] [ID…]`, or one record in two releases.
  private static func sides(
    _ invocation: Invocation, _ output: inout Output
  ) throws(Failure) -> (old: KnowledgeBase, new: KnowledgeBase, ids: [RecordID]) {
    var words = invocation.operands[...]
    if let id = words.first.flatMap({ PinnedID($0)?.id ?? RecordID($0) }), words.contains(where: Invocation.isPinned) {
      guard words.count <= 2, words.allSatisfy({ (PinnedID($0)?.id ?? RecordID($0)) == id }) else {
        throw invocation.command.misuse(
          "ID@RELEASE compares one record in two releases; atlas show A B --compare shows two records")
      }
      let bases = try words.map { word throws(Failure) in
        guard let pin = PinnedID(word) else { return try invocation.knowledgeBase(&output) }
        return try invocation.knowledgeBase(of: pin, mayLackIt: true, &output)
      }
      return (bases[0], bases.count > 1 ? bases[1] : try invocation.knowledgeBase(&output), [id])
    }
    let first = words.removeFirst()
    let old = try invocation.knowledgeBase(named: first, &output)
    let new: KnowledgeBase
    if let second = words.first, RecordID(second) == nil {
      words = words.dropFirst()
      new = try invocation.knowledgeBase(named: second, &output)
    } else {
      new = try invocation.knowledgeBase(&output)
    }
    let ids = try words.map { word throws(Failure) in
      guard let id = RecordID(word) else { throw invocation.command.misuse("not an id: \(Sanitize.quoted(word))") }
      return id
    }
    return (old, new, ids)
  }
}

extension Flag {
  static let spaceChange = Flag("space-change", help: "Count differences of white space and line ends too.")
  static let compareTexts = Flag(
    "text", help: "Compare texts even if they are MITRE's on one side and a summary on the other.")
  static let stat = Flag("stat", help: "Print counts of the changes.")
}

/// How `diff` prints the differences.
private enum DiffFormat: String, FormatChoice {
  case text, json, markdown

  var summary: String {
    switch self {
    case .text: "for reading"
    case .json: "one object"
    case .markdown: "for a report"
    }
  }
}

/// Prints the differences between two knowledge bases.
struct DiffReport {
  let difference: Difference
  let old: KnowledgeBase
  let new: KnowledgeBase
}

extension Difference.Group {
  /// The heading of the group.
  var title: String { rawValue.prefix(1).uppercased() + rawValue.dropFirst() }

  /// The sign before a change of the group.
  var sign: String {
    switch self {
    case .added: "+"
    case .removed: "-"
    case .renamed, .changed: "~"
    }
  }

  var role: Role {
    switch self {
    case .added: .added
    case .removed: .removed
    case .renamed, .changed: .warning
    }
  }
}
