import AtlasCore

extension Command {
  static let scan = Command(
    name: "scan", summary: "Check the ids of ATLAS, and the names beside them, in any files.",
    discussion: """
      Ids are found in any case, in Sigma's form (`atlas.aml.t0051`) and in addresses; without `AML.` they are not. Each is one of: \
      ok; unknown to the release; newer, its number being higher than any of its kind; retired; renamed, the name beside it \
      being a former one; mismatched, the name beside it being that of another record of the same kind. A line of the \
      answer is `path:line:column: what`; columns are code points, from 1.

      A name stands beside an id in a link, in another cell of a row, behind or before it (`id: name`, `name (id)`), or under a key \
      for the name in the same object of JSON or YAML, or in the one that the id is the key of. Names are compared without \
      case and punctuation; a technique's name beside the id of its sub-technique is fine; text that is nobody's name is \
      not looked at.

      Of a directory all files are read, hidden ones too, but for those of git, those that a `.gitignore` or \
      `.git/info/exclude` names (unless `--no-ignore`), binary ones, and what links lead to; a person's own settings for \
      git do not count. A file that is named itself is read, whatever it is called. Text of any encoding is read in which \
      ASCII is ASCII; UTF-16 is not, and said to be.

      `--fix` writes the successor in place of a retired id where there is only one, with its name in place of the old \
      one's, and the present name in place of a former one. Unknown, newer and mismatched ones are for people to decide. \
      Each file is written whole or not at all, and one that changed since it was read is left alone. What `--dry-run` \
      prints, `patch -p1` and `git apply` take.

      The exit status is 0 when everything is in order, or fixed, 1 when there are findings that `--fail-on` counts (all \
      unless told), and 2 when something could not be read or written, whatever was found besides.
      """,
    examples: [
      Example("atlas scan README.md --all", "every id of a file, right or wrong"),
      Example("atlas scan rules --format sarif -o findings.sarif", "of a tree, for a code-scanning service"),
      Example("atlas scan . --fix --dry-run", "what would be corrected, as a patch"),
      Example("atlas scan . --fail-on mismatched --ignore '*.csv'", "in a job"),
    ],
    operands: [
      Operand(
        name: "PATH", values: .file, help: "A file, a directory, or - for standard input.", minimum: 1, maximum: nil)
    ],
    flags: [.allIDs, .failOn, .ignore, .noIgnore, .fix, .dryRun, .scanFormat]
  ) { invocation, output throws(Failure) in
    let options = try ScanOptions(invocation)
    let base = try invocation.knowledgeBase(&output)
    var run = ScanRun(base, options, isTerminal: invocation.surroundings.errorIsTerminal)
    return run.run(invocation.operands, &output)
  }
}

extension Flag {
  fileprivate static let allIDs = Flag("all", help: "Report the ids that are fine, too.")
  fileprivate static let failOn = Flag(
    "fail-on", nil,
    .choices(
      Verdict.Kind.allCases.filter { $0 != .ok }.map { Choice($0.rawValue) } + [Choice("none", "no finding counts")]),
    name: "LIST", repeats: true, help: "Which findings make the exit status 1; all unless told.")
  fileprivate static let ignore = Flag(
    "ignore", nil, .text, name: "ID|PATTERN", repeats: true,
    help: "Say nothing of this id, or do not read the files that fit this pattern of a `.gitignore`.")
  fileprivate static let noIgnore = Flag("no-ignore", help: "Read what git ignores, too.")
  fileprivate static let fix = Flag("fix", help: "Correct what is certain.")
  fileprivate static let dryRun = Flag("dry-run", help: "With --fix, print what would change, as a patch.")
  fileprivate static let scanFormat = Flag(
    "format", nil,
    .choices([
      Choice("text", "path:line:column: what"), Choice("json", "one array"), Choice("jsonl", "an object a line"),
      Choice("sarif", "SARIF 2.1.0"), Choice("markdown", "a table"),
    ]), name: "FORMAT", group: "Format", help: "How to print the findings.")
}

/// What the flags of `scan` ask for.
struct ScanOptions {
  let form: ScanReport.Form
  let reportsFine: Bool
  /// The findings that make the exit status 1.
  let failing: Set<Verdict.Kind>
  /// Ids of which nothing is to be said.
  let ignoredIDs: Set<RecordID>
  /// Patterns of files that are not to be read.
  let ignoredFiles: IgnoreRules
  /// Whether files that git ignores are left out.
  let heedsRules: Bool
  let fixes: Bool
  let isDryRun: Bool

  init(_ invocation: Invocation) throws(Failure) {
    form = try ScanReport.Form(invocation)
    reportsFine = invocation.has(.allIDs)
    heedsRules = !invocation.has(.noIgnore)
    fixes = invocation.has(.fix)
    isDryRun = invocation.has(.dryRun)
    if isDryRun, !fixes { throw invocation.command.misuse("--dry-run goes with --fix") }
    if isDryRun, form != .text { throw invocation.command.misuse("--dry-run prints a patch, and takes no --format") }
    if fixes, invocation.operands.contains("-") {
      throw invocation.command.misuse("--fix writes files; standard input is none")
    }
    if invocation.operands.contains("-"), invocation.surroundings.inputIsTerminal {
      throw invocation.command.misuse("- reads a pipe or a file, and standard input is a terminal")
    }
    let words = invocation.values(of: .failOn)
    if words.contains("none"), words.contains(where: { $0 != "none" }) {
      throw invocation.command.misuse("--fail-on takes none or a list, not both")
    }
    failing =
      words.isEmpty
      ? Set(Verdict.Kind.allCases.filter { $0 != .ok }) : Set(words.compactMap(Verdict.Kind.init(rawValue:)))
    var ids: Set<RecordID> = []
    var patterns: [String] = []
    for word in invocation.values(of: .ignore) {
      if word.isEmpty { throw invocation.command.misuse("--ignore takes an id, or a pattern of a .gitignore") }
      if let id = RecordID(word) { ids.insert(id) } else { patterns.append(word) }
    }
    ignoredIDs = ids
    ignoredFiles = IgnoreRules(Bytes(copying: patterns.joined(separator: "\n")))
  }
}
