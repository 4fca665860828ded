import AtlasCore
import AtlasFiles

extension Command {
  static let search = Command(
    name: "search", summary: "Search the lines of the records by pattern, as grep and ripgrep do.",
    discussion: """
      Each record is searched as grep searches a file: in a pipe the output is `AML.T0031:text`, and on a terminal the lines of \
      a record are under its id and name, with long lines cut around the match. The exit status is 0 if lines were selected, \
      1 if not, and 2 if there was an error.

      Patterns are POSIX extended regular expressions with `\\d \\w \\s \\b \\<`, `(?:…)` and, at the start, `(?i)`. A match is \
      the leftmost and there the longest, as in grep; in ripgrep the first alternative wins. Classes and `-i` cover Unicode, \
      and `.` is one character. In brackets a backslash escapes, as in ripgrep, so `[\\w.-]` works. Constructs that differ \
      between engines are rejected: lazy and possessive quantifiers, backreferences, look-around, named groups, flags other \
      than `(?i)`, `\\p{…}`, `\\A`, `\\Q`. Repetitions are limited to 1000, and patterns that are too large are rejected; the \
      search time is linear in the text.

      Where grep and ripgrep differ, flags work as in ripgrep: `-o -v` prints the lines, `-o` with context prints context, \
      `-c` omits zeros without `--include-zero`, `-o -c` counts matches, `--column` implies `-n`, `--files-without-match` exits \
      with 0 when it prints an id. As in grep, `-l` overrides `-c`, and matches beyond `-m` are printed as context. Empty \
      matches are never inside a character. A word of `-w` consists of letters, digits and `_`, so that `-w T0031` matches in \
      `AML.T0031`. Control characters other than tab are escaped.
      """,
    examples: [
      Example("atlas search 'prompt injection'", "every line with these words"),
      Example("atlas search -inw 'poison(ed|ing)?'", "whole words in any case, with line numbers"),
      Example("atlas search -c backdoor AML.T0018.001 AML.T0020", "the number of lines in two records"),
      Example("atlas search --in steps --type incident -i credential", "what happened to credentials in incidents"),
      Example("atlas search -l 'prompt injection' | atlas mitigations --for -", "mitigations for all records found"),
    ],
    operands: [
      Operand(name: "PATTERN", values: .text, help: "An extended regular expression; not with -e or -f."),
      Operand(name: "ID", values: .record([]), help: "A record to search; without it, all records.", maximum: nil),
    ],
    flags: Flag.search,
    refusedFlags: [
      ("-E", "patterns are always extended regular expressions"),
      ("--extended-regexp", "patterns are always extended regular expressions"),
      ("-P", "\\d \\w \\s \\b and (?:…) work without it"),
      ("-G", "patterns are extended; escape ( ) { } + ? | to match them literally"),
      ("-r", "all records are searched anyway"), ("-R", "all records are searched anyway"),
      ("-L", "use --files-without-match"),
      ("--include", "use --kind, or name records after the pattern"),
      ("-g", "use --kind, or name records after the pattern"),
      ("-t", "use --kind"), ("--limit", "use -m to limit the lines of each record"),
    ]
  ) { invocation, output throws(Failure) in
    let started = System.now()
    let pattern = try SearchPattern(invocation)
    if FieldSelection.list(invocation, RecordKind.allCases, &output) { return .found }
    let options = try SearchOptions(invocation, output.style)
    let isFiltered = Filter.all.contains { $0.flags.contains(where: { invocation.has($0) }) }
    // A page without a match is dropped as soon as it is read, unless the answer is also about those.
    let matched = pattern.pattern
    let isWanted: PageLoader.MakeTest = {
      var scanner = PatternScanner(matched)
      return { text in scanner.nextMatchingLine(in: text, from: text.startIndex) != nil }
    }
    var corpus = try SearchCorpus(
      invocation, needsRecords: !pattern.scope.isEmpty || isFiltered || options.needsRecords,
      keeping: options.needsOnlyMatches ? isWanted : nil, &output)
    let isComplete = try corpus.narrow(invocation, pattern.scope, &output)
    let parts = invocation.values(of: .parts).compactMap(PagePart.init)
    var query = SearchQuery(pattern.pattern)
    query.isInverted = options.isInverted
    query.report = options.report
    query.parts = parts.isEmpty ? nil : Set(parts)
    query.includesFrontMatter = invocation.has(.frontMatter)
    var printer = SearchPrinter(query.answer(in: corpus.sources), corpus, options, started: started)
    let isFound = printer.write(&output)
    // As with grep and a missing file, matches are printed, and the status is 2.
    if !isComplete, !(isFound && options.answer == .nothing) { return .failure }
    return isFound ? .found : .nothing
  }
}

extension SearchCorpus {
  /// Keeps only the records that the flags and arguments ask for.
  ///
  /// - Returns: whether every word named a record.
  fileprivate mutating func narrow(
    _ invocation: Invocation, _ scope: [String], _ output: inout Output
  ) throws(Failure) -> Bool {
    let kinds = invocation.values(of: .kind)
    if !kinds.isEmpty { narrow { kinds.contains($0.id.kind.name) } }
    guard let base else { return true }
    var isComplete = true
    if !scope.isEmpty {
      let selection = try invocation.records(scope, in: base, &output)
      let ids = Set(selection.ids)
      narrow { ids.contains($0.id) }
      isComplete = selection.isComplete
      // The quotes around a pattern of several words may be missing.
      if !isComplete, invocation.last(of: .regexp, .patternFile) == nil, scope.allSatisfy({ RecordID($0) == nil }) {
        output.note("quote a pattern of several words; the arguments after the pattern are records")
      }
    }
    let filters = try FilterSet(Filter.all, invocation, in: base, &output)
    if !filters.isEmpty {
      let test = try invocation.command.checkingFilter { () throws(FilterError) in try filters.filter.test(in: base) }
      narrow { test.passes($0.id) }
    }
    return isComplete && filters.isComplete
  }
}
