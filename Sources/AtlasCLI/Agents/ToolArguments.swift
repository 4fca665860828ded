import AtlasCore

/// The arguments of one call, which fit the parameters of the tool.
struct ToolArguments {
  private let values: JSONValue?
  private let parameters: [ToolParameter]

  /// Checks the arguments of a call.
  ///
  /// - Parameters:
  ///   - values: the arguments as the client sent them; nil when there are none.
  ///   - parameters: what the tool takes.
  /// - Throws: what is wrong with the first argument that does not fit, or is missing or unknown.
  init(_ values: JSONValue?, _ parameters: [ToolParameter]) throws(ToolError) {
    self.values = values
    self.parameters = parameters
    for member in values?.object ?? [] {
      guard let parameter = parameters.first(where: { "\($0.name)" == member.key }) else {
        let names = parameters.map { "\($0.name)" }
        let near = Suggestions.near(member.key, among: names)
        throw ToolError(
          "no argument \(Sanitize.quoted(String(member.key.prefix(100))))"
            + (near.isEmpty ? "; the tool takes \(names.listed("and"))" : Suggestions.question(near)))
      }
      if let problem = parameter.problem(with: member.value) { throw ToolError(problem) }
    }
    for parameter in parameters where parameter.isRequired && values?["\(parameter.name)"] == nil {
      throw ToolError(
        "the argument \(parameter.name) is missing"
          + (parameter.help.utf8CodeUnitCount > 0 ? "; it takes: \(parameter.help)" : ""))
    }
  }

  /// The text of an argument; nil when it was not given.
  func text(_ name: String) -> String? { values?[name]?.string }

  /// The words of a list; empty when it was not given.
  func words(_ name: String) -> [String] { values?[name]?.array?.compactMap(\.string) ?? [] }

  func flag(_ name: String) -> Bool? { values?[name]?.bool }

  /// The number given, or else the one that counts when there is none.
  func number(_ name: String) -> Int {
    if let number = values?[name]?.int { return number }
    guard let parameter = parameters.first(where: { "\($0.name)" == name }),
      case .number(_, let missing) = parameter.kind
    else { return 0 }
    return missing
  }

  /// The word of a choice, as the value that it stands for.
  func choice<Choice: RawRepresentable<String>>(_ name: String) -> Choice? {
    text(name).flatMap(Choice.init(rawValue:))
  }

  /// The kind of record; nil when it was not given.
  var kind: RecordKind? { text("kind").flatMap { word in RecordKind.allCases.first { $0.name == word } } }
}

// MARK: - Records

extension ToolArguments {
  /// The records that the words of an argument name, each once.
  ///
  /// - Parameters:
  ///   - name: the argument: a list, or one word.
  ///   - kinds: the kinds of record that are allowed; all when empty.
  ///   - base: the knowledge base to look in.
  /// - Returns: the records, with remarks about words that are out of date.
  /// - Throws: for words that name no record, with those that may be meant.
  func records(
    _ name: String, among kinds: [RecordKind] = [], in base: KnowledgeBase
  ) throws(ToolError) -> (ids: [RecordID], remarks: [String]) {
    let selection = selection(name, among: kinds, in: base)
    guard selection.isComplete else {
      throw ToolError(
        selection.remarks.filter(\.isProblem).map { "\(name): \($0.advice(kinds, base))" }.joined(separator: "\n"))
    }
    var ids = selection.ids
    ids.removeRepeated()
    return (ids, selection.remarks.map(\.sentence))
  }

  /// The records that the words of an argument name, and remarks about the others.
  func selection(_ name: String, among kinds: [RecordKind] = [], in base: KnowledgeBase) -> RecordSelection {
    var selector = RecordSelector(base: base, kinds: kinds)
    for word in text(name).map({ [$0] }) ?? words(name) where !selector.hasTooManyMisses { selector.take(word) }
    return selector.selection
  }
}

extension RecordSelection.Remark {
  /// The remark; for a word that no name is similar to, with the records that a search finds.
  func advice(_ kinds: [RecordKind], _ base: KnowledgeBase) -> String {
    guard let word = unknownWord else { return sentence }
    var query = FindQuery(word)
    if !kinds.isEmpty { query.filter.kinds = kinds }
    query.limit = 3
    guard let records = try? query.answer(in: base).records, !records.isEmpty else {
      return sentence + "; search_records finds records by words"
    }
    let found = records.map { "\($0.id) (\(base.fullName(of: $0.id)))" }
    return sentence + "; search_records ranks first: " + found.joined(separator: ", ")
  }
}
