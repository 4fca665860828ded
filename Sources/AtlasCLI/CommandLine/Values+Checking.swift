import AtlasCore

/// What the parser can check without the data, and how messages name the values that are valid.
extension Values {
  /// Checks `value`.
  ///
  /// - Parameters:
  ///   - value: the word given.
  ///   - place: the flag or argument, as the message names it.
  ///   - command: the command, whose usage line follows the message.
  /// - Returns: the value; for choices, as the table spells it.
  /// - Throws: a usage error that names the valid values.
  func check(_ value: String, _ place: String, _ command: Command) throws(Failure) -> String {
    switch self {
    case .number(let range):
      if let number = Int(value), range.contains(number) { return String(number) }
    case .choices(let choices):
      let typed = value.lowercased()
      if let choice = choices.first(where: { $0.word.lowercased() == typed }) { return choice.word }
      let begun = choices.filter { $0.word.lowercased().hasPrefix(typed) }
      if begun.count == 1, !typed.isEmpty { return begun[0].word }
    case .date:
      if let date = PartialDate(value) { return date.iso }
    case .file, .directory:
      if !value.isEmpty { return value }
    case .record, .candidates, .command, .source, .text:
      return value
    }
    throw command.misuse("\(place) takes \(explanation ?? "a value"), not \(Sanitize.quoted(value))")
  }

  /// Whether it is the id or name of a record.
  var isRecord: Bool { if case .record = self { true } else { false } }

  /// What a value must be, in a few words: `text, json or csv`; nil where any word will do.
  var explanation: String? {
    switch self {
    case .record(let kinds):
      let noun = kinds.count == 1 ? kinds[0].noun() : "record"
      return "the id or name of a \(noun)"
    case .choices(let choices): return choices.map(\.word).listed()
    case .candidates, .text: return nil
    case .date: return "a date such as 2025, 2025-04 or 2025-04-30"
    case .number(let range):
      return range.upperBound == .max
        ? "a number from \(range.lowerBound) up" : "a number from \(range.lowerBound) to \(range.upperBound)"
    case .command: return "the name of a command"
    case .file: return "a file"
    case .directory: return "a directory"
    case .source: return "a release, a directory or a file"
    }
  }
}
