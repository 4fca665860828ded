/// The flags of `search`: grep's and ripgrep's, with the meaning they have there.
extension Flag {
  static let search: [Flag] =
    [.regexp, .patternFile, .fixedStrings, .ignoreCase, .caseSensitive, .smartCase, .wordRegexp, .lineRegexp]
    + [.invertMatch, .parts, .frontMatter] + ([Filter.kind] + Filter.all).flatMap(\.flags)
    + [.lineNumber, .noLineNumber, .withID, .noID, .heading, .noHeading, .column, .byteOffset, .onlyMatching]
    + [.maxCount, .afterContext, .beforeContext, .context]
    + [.count, .countMatches, .includeZero, .idsWithMatches, .idsWithoutMatch, .quiet, .events, .stats]
    + Flag.records + [.searchOutput]

  // MARK: What matches

  private static let patterns = "Pattern"
  static let regexp = Flag(
    "regexp", "e", .text, name: "PATTERN", repeats: true, group: patterns,
    help: "Search for PATTERN, one of several; all arguments are then records.")
  static let patternFile = Flag(
    "file", "f", .file, name: "FILE", repeats: true, group: patterns,
    help: "Search for the patterns in FILE, one per line; - is standard input. An empty file matches nothing.")
  static let fixedStrings = Flag(
    "fixed-strings", "F", group: patterns, help: "Treat the pattern as a literal string.")
  static let ignoreCase = Flag("ignore-case", "i", group: patterns, help: "Ignore case.")
  static let caseSensitive = Flag("case-sensitive", "s", group: patterns, help: "Case-sensitive (default).")
  static let smartCase = Flag(
    "smart-case", "S", group: patterns, help: "Ignore case unless the pattern has a capital letter.")
  static let wordRegexp = Flag("word-regexp", "w", group: patterns, help: "Match whole words only.")
  static let lineRegexp = Flag("line-regexp", "x", group: patterns, help: "Match whole lines only.")
  static let invertMatch = Flag("invert-match", "v", group: patterns, help: "Select the lines that do not match.")

  // MARK: Where

  private static let scope = "Scope"
  static let parts = Flag(
    "in", nil,
    .choices([
      Choice("name", "titles and headings"), Choice("description", "text under the heading"),
      Choice("steps", "what case studies did"), Choice("mitigations", "how mitigations apply"),
      Choice("references", "references"), Choice("metadata", "everything else"),
    ]), name: "PART", repeats: true, group: scope, help: "Search only these parts of the pages.")
  static let frontMatter = Flag(
    "front-matter", group: scope, help: "Search the front matter too, which repeats the name.")

  // MARK: Which lines, and how

  private static let lines = "Lines"
  static let lineNumber = Flag(
    "line-number", "n", group: lines, help: "Print line numbers (default on a terminal).")
  static let noLineNumber = Flag("no-line-number", "N", group: lines, help: "Print no line numbers.")
  static let withID = Flag("with-filename", "H", group: lines, help: "Print the id of the record with each line.")
  static let noID = Flag("no-filename", "I", group: lines, help: "Print no ids.")
  static let heading = Flag(
    "heading", group: lines,
    help: "Print each record's id and name once, above its lines (default on a terminal).")
  static let noHeading = Flag("no-heading", group: lines, help: "Print the id with each line, as in a pipe.")
  static let column = Flag(
    "column", group: lines, help: "Print the column of the first match, in bytes from 1; implies -n.")
  static let byteOffset = Flag(
    "byte-offset", "b", group: lines,
    help: "Print the byte offset of each line on the page, from 0; with -o, of each match.")
  static let onlyMatching = Flag(
    "only-matching", "o", group: lines, help: "Print only the matches, each on its own line.")
  static let maxCount = Flag(
    "max-count", "m", .number(0...Int.max), name: "N", repeats: true, group: lines,
    help: "Select at most N lines of each record.")
  static let afterContext = Flag(
    "after-context", "A", .number(0...Int.max), name: "N", repeats: true, group: lines,
    help: "Also print N lines after each selected line.")
  static let beforeContext = Flag(
    "before-context", "B", .number(0...Int.max), name: "N", repeats: true, group: lines,
    help: "Also print N lines before each selected line.")
  static let context = Flag(
    "context", "C", .number(0...Int.max), name: "N", repeats: true, group: lines,
    help: "Also print N lines before and after each selected line; -A and -B override their side.")

  // MARK: Instead of lines

  private static let instead = "Output mode"
  static let count = Flag("count", "c", group: instead, help: "Print the number of selected lines of each record.")
  static let countMatches = Flag(
    "count-matches", group: instead, help: "Print the number of matches in each record.")
  static let includeZero = Flag("include-zero", group: instead, help: "Also print counts of zero.")
  static let idsWithMatches = Flag(
    "files-with-matches", "l", group: instead, help: "Print the ids of the records with a selected line.")
  static let idsWithoutMatch = Flag(
    "files-without-match", group: instead, help: "Print the ids of the records without a selected line.")
  static let quiet = Flag("quiet", "q", group: instead, help: "Print nothing; use the exit status.")
  static let events = Flag(
    "json", group: instead, help: "Print ripgrep's stream of JSON events, with the record's id as path.")
  static let stats = Flag("stats", group: instead, help: "Print statistics after the results.")

  /// The common flag without its letter, which is --only-matching here.
  static let searchOutput = Flag(
    "output", nil, .file, name: "FILE", group: "Common flags",
    help: "Write to FILE atomically; - is standard output.")
}
