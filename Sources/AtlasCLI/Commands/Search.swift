import AtlasCore

extension Command {
  static let search = Command(
    name: "search", summary: "Search the lines of the records, as grep and ripgrep do.",
    discussion: """
      A record is to `atlas search` what a file is to grep: `AML.T0031:text` in a pipe, and on a terminal the lines of a \
      record under its id and name. Patterns are extended regular expressions.

      The exit status is 0 when lines were selected, 1 when none were, 2 when something is wrong.
      """,
    examples: [
      Example("atlas search 'prompt injection'", "every line with these words"),
      Example("atlas search -inw 'poison(ed|ing)?'", "in any case, with line numbers, whole words"),
      Example("atlas search -c backdoor AML.T0018 AML.CS0014", "how many lines of two records"),
      Example("atlas search -l 'prompt injection' | atlas mitigations --for -", "what mitigates what is found"),
    ],
    operands: [
      Operand(name: "PATTERN", values: .text, help: "An extended regular expression; not with -e or -f."),
      Operand(name: "ID", values: .record([]), help: "A record to look in, in place of all of them.", maximum: nil),
    ],
    flags: Flag.search
  ) { invocation, output throws(Failure) in
    let started = System.now()
    let pattern = try SearchPattern(invocation)
    let options = try SearchOptions(invocation, output.look)
    let needsRecords = !pattern.scope.isEmpty || options.needsRecords
    // A page without a match is forgotten as soon as it is read, unless the answer is about those, too.
    let matched = pattern.pattern
    let sieve: PageLoader.Sieve = {
      var scanner = Scanner(matched)
      return { text in scanner.nextMatchingLine(in: text, from: text.startIndex) != nil }
    }
    var haystack = try Haystack(
      invocation, needsRecords: needsRecords, keeping: options.needsOnlyMatches ? sieve : nil, &output)
    let isComplete = try haystack.narrow(invocation, pattern.scope, &output)
    let parts = invocation.values(of: .parts).compactMap(PagePart.init)
    var run = SearchRun(
      haystack, pattern.pattern, options, parts: parts.isEmpty ? nil : PartFilter(Set(parts)), started: started)
    let isFound = run.run(&output)
    // As grep has it for a file that is not there: matches are printed, and the status tells of the failure.
    if !isComplete, !(isFound && options.answer == .nothing) { return .failure }
    return isFound ? .found : .nothing
  }
}

extension Haystack {
  /// Leaves only the records that the invocation asks for.
  ///
  /// - Returns: whether every word of `scope` stood for a record.
  fileprivate mutating func narrow(
    _ invocation: Invocation, _ scope: [String], _ output: inout Output
  ) throws(Failure) -> Bool {
    let kinds = invocation.values(of: .searchedKind)
    if !kinds.isEmpty { narrow { kinds.contains($0.id.kind.name) } }
    guard !scope.isEmpty, let base else { return true }
    let selection = try invocation.records(scope, in: base, &output)
    let ids = Set(selection.ids)
    narrow { ids.contains($0.id) }
    return selection.isComplete
  }
}
