import AtlasCore
import AtlasFiles

/// What completes the last word of a line that is being typed.
///
/// All three shells ask here, so that they agree with each other and with the parser.
enum Completion: Equatable {
  case choices([Choice])
  case files
  case directories

  /// - Parameters:
  ///   - words: the words behind the name of the tool, the last one being typed, and perhaps empty.
  ///   - table: the commands there are.
  ///   - environment: where the line would run, and so whose data would answer.
  init(of words: [String], _ table: CommandTable, _ environment: Environment = .none) {
    var typing = Typing(table, environment)
    var words = words
    var typed = words.popLast() ?? ""
    // bash takes `=` for a word of its own: `--format = js`.
    if typed == "=", words.last?.hasPrefix("--") == true { typed = "" }
    for (index, word) in words.enumerated() {
      if word == "=", index > 0, words[index - 1].hasPrefix("--") { continue }
      typing.pass(word)
    }
    self = typing.completion(of: typed)
  }
}

/// A line as far as it was typed.
private struct Typing {
  let table: CommandTable
  let environment: Environment
  var command: Command?
  var given: [Invocation.Given] = []
  /// The flag whose value comes next.
  var awaiting: Flag?
  var operands = 0
  /// Whether an unknown word is in the place of the command.
  var isLost = false
  /// Whether `--` was met.
  var isOver = false

  init(_ table: CommandTable, _ environment: Environment) {
    self.table = table
    self.environment = environment
  }

  var flags: [Flag] { command?.allFlags ?? table.start().allFlags }

  mutating func pass(_ word: String) {
    if let flag = awaiting, flag.valueIsOptional, word.hasPrefix("-") {
      given.append(Invocation.Given(flag: flag, value: ""))
      awaiting = nil
    }
    if let flag = awaiting {
      given.append(Invocation.Given(flag: flag, value: unquoted(word)))
      awaiting = nil
    } else if !isOver, word == "--" {
      isOver = true
    } else if !isOver, word.hasPrefix("-"), word != "-" {
      guard let flag = flag(of: word) else { return }
      // A flag of the same name may take a value elsewhere.
      let mayTakeNextWord = flag.valueIsOptional && command != nil && !word.contains("=")
      if flag.values != nil, table.takesNextWord(word) || mayTakeNextWord {
        awaiting = flag
      } else {
        let value = word.firstIndex(of: "=").map { String(word[word.index(after: $0)...]) } ?? ""
        given.append(Invocation.Given(flag: flag, value: unquoted(value)))
      }
    } else if command == nil {
      command = table.command(named: word)
      if command == nil {
        command = table.recordCommand(for: word)
        operands = 1
      }
      isLost = command == nil
    } else {
      operands += 1
    }
  }

  /// A value as the shell will hand it on: the home directory for `~`, and no backslash before a space.
  private func unquoted(_ value: String) -> String {
    let plain = value.replacing("\\", with: "")
    guard plain.hasPrefix("~/"), let home = environment.variable("HOME") else { return plain }
    return home + plain.dropFirst()
  }

  /// The data that the line would be answered from.
  private var data: DataAtHand {
    let line = Invocation(
      command: command ?? table.start(), operands: [], given: given, table: table, environment: environment)
    return DataAtHand(
      base: {
        var unseen = Output()
        return try? line.knowledgeBase(&unseen)
      }, releases: { line.store.names })
  }

  private func flag(of word: String) -> Flag? {
    if word.hasPrefix("--") {
      let name = word.dropFirst(2).prefix { $0 != "=" }
      return flags.first { $0.long == name }
    }
    return flags.first { $0.short != nil && $0.short == word.last }
  }

  func completion(of typed: String) -> Completion {
    if let awaiting, !(awaiting.valueIsOptional && typed.hasPrefix("-")) {
      return completion(of: typed, among: awaiting.values, repeats: awaiting.repeats)
    }
    if !isOver, typed.hasPrefix("--"), let equals = typed.firstIndex(of: "=") {
      guard let flag = flag(of: typed) else { return .choices([]) }
      let value = String(typed[typed.index(after: equals)...])
      let found = completion(of: value, among: flag.values, repeats: flag.repeats)
      guard case .choices(let choices) = found else { return found }
      return .choices(choices.map { Choice(typed[...equals] + $0.word, $0.note) })
    }
    if !isOver, typed.hasPrefix("-") {
      let open = flags.filter { flag in flag.repeats || !given.contains { $0.flag == flag } }
      return .choices(open.map { Choice("--\($0.long)", $0.help) }.filter { $0.word.hasPrefix(typed) })
    }
    if isLost { return .choices([]) }
    guard let command else {
      let commands = table.visible.map { Choice($0.name, $0.summary) }.filter { $0.word.hasPrefix(typed) }
      if !commands.isEmpty || typed.isEmpty { return .choices(commands) }
      return completion(of: typed, among: .record([]), repeats: false)
    }
    var index = operands
    for operand in command.operands {
      guard let maximum = operand.maximum else {
        return completion(of: typed, among: operand.values, repeats: true)
      }
      if index < maximum { return completion(of: typed, among: operand.values, repeats: false) }
      index -= maximum
    }
    return .choices([])
  }

  /// What completes a value, or the last of several with commas between them (`repeats`).
  private func completion(of typed: String, among values: Values?, repeats: Bool) -> Completion {
    let choices: [Choice]
    switch values {
    case .file: return .files
    case .directory: return .directories
    case .record(let kinds): choices = table.records(kinds, data)
    case .choices(let fixed): choices = fixed
    case .candidates(_, let make): choices = make(data)
    case .command: choices = table.visible.map { Choice($0.name, $0.summary) }
    case .source:
      choices = Values.releases(data)
      // Several can be given with commas; a path is completed by the shell.
      let last = typed.split(separator: ",", omittingEmptySubsequences: false).last ?? ""
      if !choices.contains(where: { $0.word.hasPrefix(last) }) { return .files }
    case .number, .date, .text, nil: return .choices([])
    }
    var isList = repeats
    if case .candidates(let separable, _)? = values { isList = repeats && separable }
    let start = isList ? typed.lastIndex(of: ",").map { typed.index(after: $0) } ?? typed.startIndex : typed.startIndex
    let before = typed[..<start]
    let found = Typing.matches(of: typed[start...].lowercased(), among: choices, values)
    return .choices(before.isEmpty ? found : found.map { Choice(before + $0.word, $0.note) })
  }

  /// The choices that start as typed; of values from the data also those with a word that does; of records, if there is
  /// no such id, those with such a name.
  private static func matches(of typed: String, among choices: [Choice], _ values: Values?) -> [Choice] {
    let begun = choices.filter { choice in
      let known = choice.word.lowercased()
      return known.hasPrefix(typed) || known.hasPrefix("aml.") && known.dropFirst(4).hasPrefix(typed)
    }
    let word = Bytes(copying: typed)
    switch values {
    case .candidates:
      return begun
        + choices.filter { !begun.contains($0) && WordMatch.hasWord(startingWith: word, Bytes(copying: $0.word)) }
    case .record where begun.isEmpty:
      return choices.filter { WordMatch.hasWord(startingWith: word, Bytes(copying: $0.note)) }
    default: return begun
    }
  }
}
