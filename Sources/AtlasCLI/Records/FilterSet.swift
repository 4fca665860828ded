import AtlasCore

/// The filters that a command line sets, together.
struct FilterSet {
  private(set) var filter = RecordFilter()
  /// Whether every value that should name a record does.
  private(set) var isComplete = true
  /// The flags as they were given, for messages: `--platform agentic and --no-sub`.
  let text: String

  /// Reads the flags of `filters`.
  ///
  /// - Throws: for values that are not valid.
  init(
    _ filters: [Filter], _ invocation: Invocation, in base: KnowledgeBase, _ output: inout Output
  ) throws(Failure) {
    var words: [String] = []
    for filter in filters where filter.flags.contains(where: { invocation.has($0) }) {
      let isComplete = try filter.set(&self.filter, invocation, base, &output)
      self.isComplete = self.isComplete && isComplete
      for given in invocation.given where filter.flags.contains(given.flag) {
        words.append("--\(given.flag.long)" + (given.value.isEmpty ? "" : " \(Sanitize.shown(given.value))"))
      }
    }
    text = words.listed("and")
  }

  /// Whether no filter was given, so that every record passes.
  var isEmpty: Bool { filter.isEmpty }
}

extension Command {
  /// Runs a query with a filter; a filter that cannot be applied is a misuse of its flag.
  func checkingFilter<Answer>(_ query: () throws(FilterError) -> Answer) throws(Failure) -> Answer {
    do throws(FilterError) {
      return try query()
    } catch {
      throw misuse(error)
    }
  }

  /// The usage error for a filter that cannot be applied.
  func misuse(_ error: FilterError) -> Failure {
    func shown(_ values: [String]) -> [String] { values.prefix(12).map { Sanitize.quoted($0) } }
    switch error {
    case .unknownValue(let property, let word, let known):
      let more = known.count > 12 ? " (and \(known.count - 12) more)" : ""
      let values = known.isEmpty ? "nothing in these pages" : shown(known).listed() + more
      return misuse("--\(property.rawValue) takes \(values), not \(Sanitize.quoted(word))")
    case .ambiguousValue(let property, let word, let matches):
      return misuse("--\(property.rawValue) \(Sanitize.quoted(word)) is ambiguous: \(shown(matches).listed())")
    case .invalidPattern(let error): return misuse("--name: \(error)")
    }
  }
}

extension Values {
  /// The values of a property, for help and completion.
  static func property(_ property: RecordProperty) -> Values {
    .candidates(isList: property.isClosed) { data in
      data.base().map { base in property.values(in: base).map { Choice($0) } } ?? []
    }
  }
}
