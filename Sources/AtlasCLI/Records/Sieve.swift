import AtlasCore

/// The filters that a command line asks for, together.
struct Sieve {
  private let base: KnowledgeBase
  private var tests: [Filter.Test] = []
  /// The kinds of record that can pass all filters; nil when there is none.
  private(set) var kinds: [RecordKind]?
  /// Whether every word given stood for a record.
  private(set) var isComplete = true
  /// The flags, as they were given, for messages: `--platform agentic and --no-sub`.
  let given: String

  /// - Parameters:
  ///   - filters: those that the command has.
  ///   - invocation: which of them are asked for.
  ///   - base: where the records are.
  ///   - output: takes what is to be said about words.
  /// - Throws: for values that cannot be.
  init(
    _ filters: [Filter], _ invocation: Invocation, in base: KnowledgeBase, _ output: inout Output
  ) throws(Failure) {
    self.base = base
    var words: [String] = []
    for filter in filters where filter.flags.contains(where: invocation.has) {
      let test = try filter.make(invocation, base, &output)
      tests.append(test)
      isComplete = isComplete && test.isComplete
      kinds = (kinds ?? RecordKind.allCases).filter { filter.kinds.contains($0) }
      for given in invocation.given where filter.flags.contains(given.flag) {
        words.append("--\(given.flag.long)" + (given.value.isEmpty ? "" : " \(Sanitize.shown(given.value))"))
      }
    }
    given = Values.enumeration(words, "and")
  }

  /// Whether nothing is asked, so that every record passes.
  var isEmpty: Bool { tests.isEmpty }

  /// Whether the record passes all filters; its page is read only when one of them must.
  func passes(_ id: RecordID) -> Bool {
    guard kinds?.contains(id.kind) ?? true else { return false }
    guard tests.allSatisfy({ $0.known?(id) ?? true }) else { return false }
    guard tests.contains(where: { $0.read != nil }) else { return true }
    guard let record = base.record(id) else { return false }
    return tests.allSatisfy { $0.read?(record) ?? true }
  }
}
