import AtlasCore
import AtlasFiles

extension Command {
  static let search = Command(
    name: "search", summary: "Search the lines of the records, as grep and ripgrep do.",
    discussion: """
      A record is to `atlas search` what a file is to grep: `AML.T0031:text` in a pipe, and on a terminal the lines of a \
      record under its id and name, long ones cut around the match. The exit status is 0 when lines were selected, 1 when \
      none were, 2 when something is wrong.

      Patterns are POSIX extended regular expressions with `\\d \\w \\s \\b \\<`, `(?:…)` and, at the start, `(?i)`. A match is \
      the leftmost and there the longest, as in grep; in ripgrep the first alternative wins. Classes and `-i` know all of \
      Unicode, `.` is one character. In brackets a backslash escapes, as in ripgrep, so `[\\w.-]` works. What means \
      different things to different programs is refused by name, never matched as something else: lazy and possessive \
      quantifiers, backreferences, look-around, named groups, flags but `(?i)`, `\\p{…}`, `\\A`, `\\Q`. Repetitions go to 1000, \
      and a pattern that comes to too many steps is refused; any other is searched for in time linear in the text.

      Flags mean what they mean to ripgrep where grep differs: `-o -v` prints the lines, `-o` with context prints context, \
      `-c` leaves out zeros without `--include-zero`, `-o -c` counts matches, `--column` implies `-n`, `--files-without-match` \
      exits with 0 when it prints an id. As grep has it, `-l` \
      goes before `-c`, and of what `-m` leaves out, matches too are printed as context. No empty match stands inside a character, as one does in ripgrep. A word of `-w` is made of letters, digits and \
      `_`, so that `-w T0031` is found in `AML.T0031`. No control character but the tab is printed as it is.
      """,
    examples: [
      Example("atlas search 'prompt injection'", "every line with these words"),
      Example("atlas search -inw 'poison(ed|ing)?'", "in any case, with line numbers, whole words"),
      Example("atlas search -c backdoor AML.T0018.001 AML.T0020", "how many lines of two records"),
      Example("atlas search --in steps --type incident -i credential", "what incidents did with credentials"),
      Example("atlas search -l 'prompt injection' | atlas mitigations --for -", "what mitigates what is found"),
    ],
    operands: [
      Operand(name: "PATTERN", values: .text, help: "An extended regular expression; not with -e or -f."),
      Operand(name: "ID", values: .record([]), help: "A record to look in, in place of all of them.", maximum: nil),
    ],
    flags: Flag.search,
    refusedFlags: [
      ("-E", "patterns are extended regular expressions as they are"),
      ("--extended-regexp", "patterns are extended as they are"),
      ("-P", "\\d \\w \\s \\b and (?:…) are understood as they are"),
      ("-G", "patterns are extended; escape ( ) { } + ? | to mean themselves"),
      ("-r", "all records are searched as they are"), ("-R", "all records are searched as they are"),
      ("-L", "--files-without-match prints the ids without a match"),
      ("--include", "--kind and ids behind the pattern choose records"),
      ("-g", "--kind and ids behind the pattern choose records"),
      ("-t", "--kind chooses records of one kind"), ("--limit", "-m stops after so many lines of a record"),
    ]
  ) { invocation, output throws(Failure) in
    let started = System.now()
    let pattern = try SearchPattern(invocation)
    if FieldSelection.list(invocation, RecordKind.allCases, &output) { return .found }
    let options = try SearchOptions(invocation, output.style)
    let isFiltered = Filter.all.contains { $0.flags.contains(where: invocation.has) }
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
    var printer = SearchPrinter(query.answer(in: corpus.sheets), corpus, options, started: started)
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
