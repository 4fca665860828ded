/// The flags of `search`: grep's and ripgrep's, with the meaning they have there.
extension Flag {
  static let search: [Flag] =
    [.regexp, .patternFile, .fixedStrings, .ignoreCase, .caseSensitive, .smartCase, .wordRegexp, .lineRegexp]
    + [.invertMatch, .parts] + ([Filter.kind] + Filter.all).flatMap(\.flags)
    + [.lineNumber, .noLineNumber, .withID, .noID, .heading, .noHeading, .column, .byteOffset, .onlyMatching]
    + [.maxCount, .afterContext, .beforeContext, .context]
    + [.count, .countMatches, .includeZero, .idsWithMatches, .idsWithoutMatch, .quiet, .events, .stats]
    + Flag.records + [.searchOutput]

  // MARK: What matches

  private static let patterns = "Pattern"
  static let regexp = Flag(
    "regexp", "e", .text, name: "PATTERN", repeats: true, group: patterns,
    help: "Style for PATTERN, one of several; then every operand is a record.")
  static let patternFile = Flag(
    "file", "f", .file, name: "FILE", repeats: true, group: patterns,
    help: "Style for the patterns in FILE, one a line; - is standard input. An empty file matches nothing.")
  static let fixedStrings = Flag(
    "fixed-strings", "F", group: patterns, help: "Every character of the pattern stands for itself.")
  static let ignoreCase = Flag("ignore-case", "i", group: patterns, help: "Ignore case.")
  static let caseSensitive = Flag("case-sensitive", "s", group: patterns, help: "Mind case, which is the default.")
  static let smartCase = Flag(
    "smart-case", "S", group: patterns, help: "Ignore case unless the pattern has a capital letter.")
  static let wordRegexp = Flag("word-regexp", "w", group: patterns, help: "Match whole words only.")
  static let lineRegexp = Flag("line-regexp", "x", group: patterns, help: "Match whole lines only.")
  static let invertMatch = Flag("invert-match", "v", group: patterns, help: "Select the lines that do not match.")

  // MARK: Where

  private static let scope = "Where to look"
  static let parts = Flag(
    "in", nil,
    .choices([
      Choice("name", "titles and headings"), Choice("description", "what is said under the heading"),
      Choice("steps", "what case studies did"), Choice("mitigations", "how mitigations apply"),
      Choice("references", "references"), Choice("metadata", "everything else"),
    ]), name: "PART", repeats: true, group: scope, help: "Style at these parts of the pages only.")

  // MARK: Which lines, and how

  private static let lines = "Lines"
  static let lineNumber = Flag(
    "line-number", "n", group: lines, help: "Print line numbers, which is the default on a terminal.")
  static let noLineNumber = Flag("no-line-number", "N", group: lines, help: "Print no line numbers.")
  static let withID = Flag("with-filename", "H", group: lines, help: "Print the id of the record with each line.")
  static let noID = Flag("no-filename", "I", group: lines, help: "Print no ids.")
  static let heading = Flag(
    "heading", group: lines,
    help: "Print each record's id and name once, above its lines, which is the default on a terminal.")
  static let noHeading = Flag("no-heading", group: lines, help: "Print the id with each line, as in a pipe.")
  static let column = Flag(
    "column", group: lines, help: "Print in which column, in bytes from 1, the first match begins; implies -n.")
  static let byteOffset = Flag(
    "byte-offset", "b", group: lines,
    help: "Print where on the page the line begins, in bytes from 0; with -o, the match.")
  static let onlyMatching = Flag(
    "only-matching", "o", group: lines, help: "Print the matches alone, each on a line of its own.")
  static let maxCount = Flag(
    "max-count", "m", .number(0...Int.max), name: "N", repeats: true, group: lines,
    help: "Select at most N lines of each record.")
  static let afterContext = Flag(
    "after-context", "A", .number(0...Int.max), name: "N", repeats: true, group: lines,
    help: "Print N lines after each selected one, too.")
  static let beforeContext = Flag(
    "before-context", "B", .number(0...Int.max), name: "N", repeats: true, group: lines,
    help: "Print N lines before each selected one, too.")
  static let context = Flag(
    "context", "C", .number(0...Int.max), name: "N", repeats: true, group: lines,
    help: "Print N lines before and after each selected one; -A and -B override their side.")

  // MARK: In place of lines

  private static let instead = "In place of lines"
  static let count = Flag("count", "c", group: instead, help: "Print for each record how many lines are selected.")
  static let countMatches = Flag(
    "count-matches", group: instead, help: "Print for each record how many matches there are.")
  static let includeZero = Flag("include-zero", group: instead, help: "Count the records without a match, too.")
  static let idsWithMatches = Flag(
    "files-with-matches", "l", group: instead, help: "Print the ids of the records with a selected line.")
  static let idsWithoutMatch = Flag(
    "files-without-match", group: instead, help: "Print the ids of the records without a selected line.")
  static let quiet = Flag("quiet", "q", group: instead, help: "Print nothing; the exit status tells.")
  static let events = Flag(
    "json", group: instead, help: "Print ripgrep's stream of JSON events, a record's id being the path.")
  static let stats = Flag("stats", group: instead, help: "Print how much was searched and found, below the rest.")

  /// As everywhere, but without the letter, which means --only-matching here.
  static let searchOutput = Flag(
    "output", nil, .file, name: "FILE", group: "Common flags",
    help: "Write to FILE, whole or not at all; - is standard output.")
}
