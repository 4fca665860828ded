import AtlasCore
import AtlasData

/// One command, declared: everything that parsing, help, the man page and completions know about it, and its work.
///
/// A command is one value in one file: `extension Command { static let show = Command(…) }`, listed in
/// `CommandTable.swift`.
struct Command: Sendable {
  /// Answers an invocation by writing into the output; the status is the exit code of the process.
  typealias Run = @Sendable (Invocation, inout Output) throws(Failure) -> ExitStatus

  /// Lower case, two letters at least.
  let name: String
  /// Other names that mean the same; they complete and parse, help mentions them once.
  let aliases: [String]
  /// One line, in the imperative, ending with a period.
  let summary: String
  /// What one has to know beyond the summary; paragraphs with an empty line between them, inline code in backticks.
  let discussion: String
  let operands: [Operand]
  /// Whether it reads records, and so accepts `--data` and `--release`.
  let readsRecords: Bool
  /// Whether help and completions keep silent about it.
  let isHidden: Bool
  let run: Run
  private let makeExamples: @Sendable () -> [Example]
  private let makeHabits: @Sendable () -> [(flag: String, hint: String)]
  private let makeFlags: @Sendable () -> [Flag]

  /// Declares a command; its examples and flags are made when they are asked for, since a line is about one command of
  /// many, and few are questions.
  init(
    name: String, aliases: [String] = [], summary: String, discussion: String = "",
    examples: @escaping @autoclosure @Sendable () -> [Example] = [], operands: [Operand] = [],
    flags: @escaping @autoclosure @Sendable () -> [Flag] = [], readsRecords: Bool = true,
    habits: @escaping @autoclosure @Sendable () -> [(flag: String, hint: String)] = [], isHidden: Bool = false,
    run: @escaping Run
  ) {
    self.name = name
    self.aliases = aliases
    self.summary = summary
    self.discussion = discussion
    self.operands = operands
    self.readsRecords = readsRecords
    self.isHidden = isHidden
    self.run = run
    makeExamples = examples
    makeHabits = habits
    makeFlags = flags
  }

  /// Real command lines, run as tests; help prints them first.
  var examples: [Example] { makeExamples() }

  /// The command's own flags, without those of `CommonFlags.swift`.
  var flags: [Flag] { makeFlags() }

  /// Flags of other tools that people will try, and what there is in their place.
  var habits: [(flag: String, hint: String)] { makeHabits() }

  /// The flags that the command accepts: its own first, then the common ones.
  var allFlags: [Flag] {
    let own = flags
    let hasFormats = own.contains(.format) && !own.contains(.json)
    return own + (readsRecords ? Flag.ofData : []) + (hasFormats ? [.json] : []) + Flag.ofOutput
  }

  func answers(to word: String) -> Bool { name == word || aliases.contains(word) }
}

/// A command line that works, and what it does.
struct Example: Sendable {
  /// As typed at a prompt: `atlas show AML.T0031`.
  let line: String
  /// A few words without a period.
  let note: String

  init(_ line: String, _ note: String) {
    self.line = line
    self.note = note
  }
}

/// What stands on the line without a dash.
struct Operand: Sendable {
  /// In capitals, as in the usage line: `ID`.
  let name: String
  let values: Values
  let help: String
  /// How many at least; a command line with fewer is refused.
  var minimum = 0
  /// How many at most, or nil for any number.
  var maximum: Int? = 1
}

/// Something that begins with a dash.
struct Flag: Sendable, Equatable {
  /// The name after `--`; it is also the flag's identity.
  let long: String
  let short: Character?
  /// What the flag takes, or nil when it takes nothing.
  let values: Values?
  /// In capitals, as in the usage line: `DIR`.
  let valueName: String
  /// Whether every one given counts, or the last of them wins.
  ///
  /// A flag that does not repeat is refused when it is
  /// given twice with different values. A repeating flag with `choices` takes them with commas between, too.
  let repeats: Bool
  /// Whether the flag may stand at the end of the line, or before another flag, without a value; it is then `""`, and
  /// asks what values there are.
  let valueIsOptional: Bool
  /// One sentence for the help, ending with a period.
  let help: String
  /// The heading in the help under which the flag stands.
  let group: String

  init(
    _ long: String, _ short: Character? = nil, _ values: Values? = nil, name valueName: String = "VALUE",
    repeats: Bool = false, valueIsOptional: Bool = false, group: String = "Flags", help: String
  ) {
    self.long = long
    self.short = short
    self.values = values
    self.valueName = valueName
    self.repeats = repeats
    self.valueIsOptional = valueIsOptional
    self.help = help
    self.group = group
  }

  static func == (left: Flag, right: Flag) -> Bool { left.long == right.long }
}

/// What an operand or the value of a flag can be: it checks, it is explained by help, and it completes.
enum Values: Sendable {
  /// A record, by id or name, of one of the kinds (of any kind when there are none). The command resolves it.
  case record([RecordKind])
  /// One of a few words that never change. The parser checks them, in any case; a beginning that only one has suffices.
  case choices([Choice])
  /// Words that depend on the data; the closure serves completion, the command checks. Those of a list are few: help
  /// names them, and several may stand with commas between.
  case candidates(isList: Bool, @Sendable (DataAtHand) -> [Choice])
  /// A date of which the month or the day may be left out. The parser checks it.
  case date
  /// A whole number. The parser checks it.
  case number(ClosedRange<Int>)
  /// The name of a command. The command checks it.
  case command
  case file
  case directory
  case text

  /// Choices without explanations.
  static func words(_ words: [String]) -> Values { .choices(words.map { Choice($0) }) }
}

/// Where words come from that depend on the data; asked only when such a word is completed.
struct DataAtHand: Sendable {
  /// The knowledge base that the line would be answered from; nil when there is none to be had.
  let base: @Sendable () -> KnowledgeBase?
  /// The names of the imported releases.
  let releases: @Sendable () -> [String]

  /// What there is without a line: for help.
  static let bundled = DataAtHand(base: { .bundled }, releases: { [] })
}

/// One word to choose, and what it means: a value of a flag, or an id and its name.
struct Choice: Sendable, Equatable {
  let word: String
  let note: String

  init(_ word: String, _ note: String = "") {
    self.word = word
    self.note = note
  }
}
