import AtlasCore

/// Understands the words of a command line by the table of commands.
///
/// Flags can be anywhere, `--flag=value` or `--flag value`, `-abc` for `-a -b -c`, `-n5` for `-n 5`; `--` ends the flags,
/// and `-` alone is an operand. An id instead of a command, or several with commas between, stand for the table's
/// `recordCommand`.
struct Parser {
  private let table: CommandTable
  private let environment: Environment
  /// The words, and how many of them are read.
  private var words: [String]
  private var position = 0
  private var operands: [String] = []
  private var given: [Invocation.Given] = []

  /// The invocation that `words` ask for.
  ///
  /// - Parameters:
  ///   - words: the command line without the name of the tool.
  ///   - table: the commands there are.
  ///   - environment: what the invocation is handed on.
  /// - Returns: the invocation; of the table's start command when the line names none.
  /// - Throws: the problem with the line, with the usage line that would be right.
  static func parse(
    _ words: [String], _ table: CommandTable, _ environment: Environment
  ) throws(Failure) -> Invocation {
    var parser = Parser(table: table, environment: environment, words: words)
    let command: Command
    switch parser.indexOfCommand() {
    case nil: command = table.start()
    case let index?:
      if let found = table.command(named: words[index]) {
        command = found
        parser.words.remove(at: index)
      } else if let found = table.recordCommand(for: words[index]) {
        command = found
      } else {
        throw table.unknownCommand(words[index])
      }
    }
    do {
      try parser.read(command)
      if !parser.given.contains(where: \.isQuestion) { try parser.checkOperands(of: command) }
    } catch {
      // Help is shown even when the rest of the line is wrong.
      guard parser.words.prefix(while: { $0 != "--" }).contains(where: { $0 == "--help" || $0 == "-h" }) else {
        throw error
      }
      parser.given = [Invocation.Given(flag: .help, value: "")]
    }
    return Invocation(
      command: command, operands: parser.operands, given: parser.given, table: table, environment: environment)
  }

  private init(table: CommandTable, environment: Environment, words: [String]) {
    self.table = table
    self.environment = environment
    self.words = words
  }

  /// The index of the first word that is neither a flag nor the value of one; whatever takes a value, in any command, is
  /// known to, so that `atlas --limit 3 list` is understood.
  private func indexOfCommand() -> Int? {
    var index = 0
    while index < words.count {
      let word = words[index]
      if word == "--" { return index + 1 < words.count ? index + 1 : nil }
      if word == "-" || !word.hasPrefix("-") { return index }
      index += table.takesNextWord(word) ? 2 : 1
    }
    return nil
  }
}

// MARK: - Words

extension Parser {
  /// The next word, which is read with that.
  private mutating func nextWord() -> String? {
    guard position < words.count else { return nil }
    position += 1
    return words[position - 1]
  }

  private mutating func read(_ command: Command) throws(Failure) {
    // Many lines are an id and no more: the flags are made for the first word that has a dash.
    lazy var flags = command.allFlags
    while let word = nextWord() {
      if word == "--" {
        operands += words[position...]
        return
      } else if word.hasPrefix("--") {
        try readLong(word.dropFirst(2), flags, command)
      } else if word.hasPrefix("-"), word != "-" {
        try readShort(word.dropFirst(), flags, command)
      } else {
        operands.append(word)
      }
    }
  }

  private mutating func readLong(_ word: Substring, _ flags: [Flag], _ command: Command) throws(Failure) {
    let name = word.prefix { $0 != "=" }
    guard let flag = flags.first(where: { $0.long == name }) else {
      throw command.unknownFlag("--\(name)", among: flags)
    }
    let value = name.endIndex == word.endIndex ? nil : String(word[word.index(after: name.endIndex)...])
    guard flag.values != nil else {
      if value != nil { throw command.misuse("--\(flag.long) takes no value") }
      return given.append(Invocation.Given(flag: flag, value: ""))
    }
    if let value {
      try take(flag, value, command)
    } else {
      try take(flag, try nextValue(of: flag, flags, command), command)
    }
  }

  private mutating func readShort(_ word: Substring, _ flags: [Flag], _ command: Command) throws(Failure) {
    var letters = word
    while let letter = letters.popFirst() {
      guard let flag = flags.first(where: { $0.short == letter }) else {
        throw command.unknownFlag("-\(letter)", among: flags)
      }
      guard flag.values == nil else {
        let value = letters.isEmpty ? try nextValue(of: flag, flags, command) : String(letters)
        return try take(flag, value, command)
      }
      given.append(Invocation.Given(flag: flag, value: ""))
    }
  }

  /// The word behind a flag.
  ///
  /// One that is itself a flag is not eaten, but where the value is free text (a pattern).
  private mutating func nextValue(of flag: Flag, _ flags: [Flag], _ command: Command) throws(Failure) -> String {
    var isMissing = position == words.count
    if position < words.count, case let next = words[position], next.hasPrefix("-"), next != "-" {
      if flag.valueIsOptional { isMissing = true }
      if case .text? = flag.values {
      } else if next == "--" || flags.contains(where: { next == "--\($0.long)" }) {
        isMissing = true
      }
    }
    if isMissing {
      if flag.valueIsOptional { return "" }
      let explanation = flag.values?.explanation.map { ": \($0)" } ?? ""
      throw command.misuse("--\(flag.long) needs a value\(explanation)")
    }
    return nextWord() ?? ""
  }

  private mutating func take(_ flag: Flag, _ value: String, _ command: Command) throws(Failure) {
    var values = [value]
    switch flag.values {
    case .choices, .date, .number: if flag.repeats { values = value.split(separator: ",").map(String.init) }
    default: break
    }
    if values.isEmpty { values = [value] }
    for value in values {
      let value =
        value.isEmpty && flag.valueIsOptional ? value : try flag.values?.check(value, "--\(flag.long)", command)
      let before = given.last { $0.flag == flag }?.value
      if !flag.repeats, let before, before != value {
        let both = "\(Sanitize.quoted(before)) and \(Sanitize.quoted(value ?? ""))"
        throw command.misuse("--\(flag.long) is given twice, with \(both)")
      }
      given.append(Invocation.Given(flag: flag, value: value ?? ""))
    }
  }

  private mutating func checkOperands(of command: Command) throws(Failure) {
    var index = 0
    for operand in command.operands {
      let end = operand.maximum.map { min(index + $0, operands.count) } ?? operands.count
      if end - index < operand.minimum {
        throw command.misuse(
          "\(command.name) needs \(operand.name)" + (operand.values.explanation.map { ": \($0)" } ?? ""))
      }
      while index < end {
        operands[index] = try operand.values.check(operands[index], operand.name, command)
        index += 1
      }
    }
    if index < operands.count {
      throw command.strayOperand(operands[index])
    }
  }
}
