import AtlasCore
import AtlasFiles

extension Command {
  static let scan = Command(
    name: "scan", summary: "Check ATLAS ids, and the names next to them, in any files.",
    discussion: """
      Ids are found in any case, in Sigma's form (`atlas.aml.t0051`) and in URLs; without `AML.` only behind the name of ATLAS \
      (`Mitre Atlas: T0051`, `atlas.t0051`) or under a key or header that has it. Each finding is a line \
      `path:line:column: finding`; columns are code points, from 1.

      An id that is ok has its name beside it, or no name to compare; the total counts both, and `nameBeside` in JSON tells \
      them apart. The structure of JSON, YAML, TOML, XML, HTML, notebooks, tables and Markdown is read: a name, a tactic or \
      another id belongs to an id by the keys of its object or the headers of its row. In text and code, a name is in a link, \
      or before or after the id (`id: name`, `name (id)`). Case and punctuation of names do not matter; a technique's name \
      next to the id of its sub-technique is valid; prose and translated names are ignored.

      In a directory all files are read, hidden ones included, except git's own, files that a `.gitignore` or \
      `.git/info/exclude` excludes (unless `--no-ignore`), binary files and links; global git excludes are not used. A file \
      named on the command line is always read. Text must be ASCII-compatible: UTF-16 files are skipped with a note.

      `--fix` replaces a retired id by its successor where there is exactly one, with the successor's full name for the old \
      name, and a former name by the current one; quotation marks are added where YAML or CSV need them. A place is left as it \
      is, with the reason, if the text beside a retired id seems to be a name that ATLAS never had, or if the new name could \
      break the syntax. Other findings are left to you, but for a former name of a tactic. Files are written atomically, \
      and a file that changed since it was read is left alone. `patch -p1` and `git apply` read the output of `--dry-run`.

      The exit status is 0 if everything is valid or fixed, 1 if there are findings that `--fail-on` selects (by default \
      all), and 2 if something could not be read or written.
      """,
    terms: Verdict.Kind.allCases.filter { $0 != .ok }.map { ($0.rawValue, $0.explanation) },
    examples: [
      Example("atlas scan README.md --all", "every id of a file, valid ones too"),
      Example("atlas scan rules --format sarif -o findings.sarif", "a report for a code-scanning service"),
      Example("atlas scan . --fix --dry-run", "a patch with the corrections"),
      Example("atlas scan rules --by id", "which rules cover which techniques"),
      Example("atlas scan rules --format ids | atlas coverage --have-technique -", "what the rules cover"),
      Example("atlas scan . --fail-on mismatched --ignore '*.csv'", "in CI, fail only on mismatched names"),
    ],
    operands: [
      Operand(
        name: "PATH", values: .file, help: "A file, a directory, or - for standard input.", minimum: 1, maximum: nil)
    ],
    flags: [
      .allIDs, .strictNames, .stixIDs, .by, .failOn, .ignore, .noIgnore, .fix, .dryRun, .format(ScanFormat.self),
    ]
  ) { invocation, output throws(Failure) in
    let options = try ScanOptions(invocation)
    let base = try invocation.knowledgeBase(&output)
    var run = ScanRun(base, options, isTerminal: invocation.environment.errorIsTerminal)
    return run.run(&output)
  }
}

extension Flag {
  fileprivate static let failOn = Flag(
    "fail-on", nil,
    .choices(
      Verdict.Kind.allCases.filter { $0 != .ok }.map { Choice($0.rawValue) } + [Choice("none", "never fail")]),
    name: "LIST", repeats: true, help: "Findings that make the exit status 1 (default all).")
  fileprivate static let ignore = Flag(
    "ignore", nil, .text, name: "ID|PATTERN", repeats: true,
    help: "Ignore this id, or the files that match this `.gitignore` pattern.")
  fileprivate static let noIgnore = Flag("no-ignore", help: "Also read files that git ignores.")
  fileprivate static let fix = Flag("fix", help: "Correct what is certain.")
  fileprivate static let dryRun = Flag("dry-run", help: "With --fix, print a patch instead of writing files.")
  fileprivate static let strictNames = Flag(
    "strict-names", help: "Also find names that no record has or had (unknown-name).")
  fileprivate static let stixIDs = Flag("stix-ids", help: "Also find the UUIDs that STIX has for records.")
  fileprivate static let by = Flag(
    "by", nil, .choices([Choice("id", "each record with its places")]), name: "WHAT",
    help: "Count the places of each record in place of listing the findings.")
  fileprivate static let allIDs = Flag("all", help: "Print all results, also those left out by default.")
}

/// The flags of `scan`, read.
struct ScanOptions {
  let format: ScanFormat
  let query: TreeScanQuery
  /// The findings that make the exit status 1.
  let failing: Set<Verdict.Kind>
  let fixes: Bool
  let isDryRun: Bool
  /// Whether places are counted for each record.
  let countsRecords: Bool

  init(_ invocation: Invocation) throws(Failure) {
    format = try invocation.format()
    fixes = invocation.has(.fix)
    isDryRun = invocation.has(.dryRun)
    if isDryRun, !fixes { throw invocation.command.misuse("--dry-run needs --fix") }
    if isDryRun, format != .text { throw invocation.command.misuse("--dry-run prints a patch; remove --format") }
    if invocation.operands.contains("-") {
      if fixes { throw invocation.command.misuse("--fix cannot write to standard input") }
      if invocation.environment.inputIsTerminal {
        throw invocation.command.misuse("- reads standard input, which is a terminal")
      }
    }
    var query = TreeScanQuery(invocation.operands)
    countsRecords = invocation.has(.by) || format == .ids
    if countsRecords, fixes { throw invocation.command.misuse("--fix does not go with --by and --format ids") }
    if invocation.has(.by), format == .sarif || format == .ids {
      throw invocation.command.misuse("--by takes --format text, json, jsonl or markdown")
    }
    query.reportsValid = invocation.has(.allIDs) || countsRecords
    query.strictNames = invocation.has(.strictNames)
    query.findsStixIDs = invocation.has(.stixIDs)
    query.usesGitIgnore = !invocation.has(.noIgnore)
    query.takesFingerprints = fixes
    let words = invocation.values(of: .failOn)
    if words.contains("none"), words.contains(where: { $0 != "none" }) {
      throw invocation.command.misuse("--fail-on takes either none or a list of findings")
    }
    failing =
      words.isEmpty
      ? Set(Verdict.Kind.allCases.filter { $0 != .ok }) : Set(words.compactMap(Verdict.Kind.init(rawValue:)))
    for word in invocation.values(of: .ignore) {
      if word.isEmpty { throw invocation.command.misuse("--ignore takes an id or a .gitignore pattern") }
      if let id = RecordID(word) { query.ignoredIDs.insert(id) } else { query.ignoredFiles.append(word) }
    }
    self.query = query
  }
}
