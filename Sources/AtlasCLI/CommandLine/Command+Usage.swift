import AtlasCore

/// The usage line of a command, and the errors for lines that do not follow it.
extension Command {
  /// The usage line of the command.
  var usage: String {
    var words = ["atlas"]
    if !name.isEmpty { words.append(name) }
    for operand in operands {
      let word = operand.name + (operand.maximum == 1 ? "" : "...")
      words.append(operand.minimum > 0 ? word : "[\(word)]")
    }
    return words.joined(separator: " ") + " [flags]"
  }

  /// A usage error: a message and the usage line.
  func misuse(_ message: String) -> Failure { Failure(message, usage: usage) }

  /// An argument too many; where a flag of the command takes such a word, the message names the flag.
  func strayOperand(_ word: String) -> Failure {
    let said = Sanitize.quoted(word)
    guard operands.isEmpty else { return misuse("unexpected argument: \(said)") }
    let flag = RecordID(word) == nil ? flags.first { $0 == .name } : flags.first { $0.values?.isRecord == true }
    return misuse(
      "\(name) takes no arguments" + (flag.map { "; did you mean --\($0.long) \(said)?" } ?? ": \(said)"))
  }

  func unknownFlag(_ word: String, among flags: [Flag]) -> Failure {
    if let refused = refusedFlags.first(where: { $0.flag == word }) {
      return misuse("no flag \(word): \(refused.hint)")
    }
    let near = Suggestions.near(word, among: flags.map { "--\($0.long)" })
    return misuse("no flag \(Sanitize.shown(word))" + Suggestions.question(near))
  }
}

extension CommandTable {
  /// The usage line of the tool.
  static let usage = "atlas COMMAND [arguments] [flags]"

  func unknownCommand(_ word: String) -> Failure {
    if let name = Suggestions.currentName(of: word) {
      return Failure("no command \(Sanitize.quoted(word)); it is now atlas \(name)", usage: CommandTable.usage)
    }
    let near =
      start().allFlags.contains { $0.long == word }
      ? ["--\(word)"] : Suggestions.near(word, among: groups.flatMap { $0.entries.map(\.name) })
    return Failure("no command \(Sanitize.quoted(word))" + Suggestions.question(near), usage: CommandTable.usage)
  }

  /// Whether the word after `word`, a flag of any command, is its value.
  func takesNextWord(_ word: String) -> Bool {
    let flags = Flag.ofData + Flag.ofOutput + commands.flatMap(\.flags)
    if word.hasPrefix("--") {
      return flags.contains { $0.values != nil && !$0.valueIsOptional && word == "--\($0.long)" }
    }
    // In a bundle only the last letter can take the next word: one before it would take the rest of the bundle.
    for (index, letter) in word.dropFirst().enumerated() {
      if flags.contains(where: { $0.short == letter && $0.values != nil }) { return index == word.count - 2 }
    }
    return false
  }
}
