import AtlasCore
import AtlasData

/// The declaration of one command: what parsing, help, the manual page and completions know of it, and what it does.
///
/// A command is one value, `extension Command { static let show = Command(…) }`, listed in `CommandTable+Atlas.swift`.
struct Command: Sendable {
  /// Answers an invocation by writing to the output, and returns the exit status of the process.
  typealias Run = @Sendable (Invocation, inout Output) throws(Failure) -> ExitStatus

  /// In lower case, at least two letters.
  let name: String
  /// One line, in the imperative, ending with a period.
  let summary: String
  /// The details; paragraphs with an empty line between them, inline code in backticks.
  let discussion: String
  let operands: [Operand]
  /// Whether it reads records, and so accepts `--data` and `--release`.
  let readsRecords: Bool
  let run: Run
  private let makeTerms: @Sendable () -> [(word: String, meaning: String)]
  private let makeExamples: @Sendable () -> [Example]
  private let makeRefusedFlags: @Sendable () -> [(flag: String, hint: String)]
  private let makeFlags: @Sendable () -> [Flag]

  /// Declares a command; its examples and flags are made when they are needed, since a line runs one command of many.
  init(
    name: String, summary: String, discussion: String = "",
    terms: @escaping @autoclosure @Sendable () -> [(word: String, meaning: String)] = [],
    examples: @escaping @autoclosure @Sendable () -> [Example] = [], operands: [Operand] = [],
    flags: @escaping @autoclosure @Sendable () -> [Flag] = [], readsRecords: Bool = true,
    refusedFlags: @escaping @autoclosure @Sendable () -> [(flag: String, hint: String)] = [],
    run: @escaping Run
  ) {
    self.name = name
    self.summary = summary
    self.discussion = discussion
    self.operands = operands
    self.readsRecords = readsRecords
    self.run = run
    makeTerms = terms
    makeExamples = examples
    makeRefusedFlags = refusedFlags
    makeFlags = flags
  }

  /// The words of its output, with what they mean; help prints them below the discussion.
  var terms: [(word: String, meaning: String)] { makeTerms() }

  /// Command lines that work (tests run them); help prints them first.
  var examples: [Example] { makeExamples() }

  /// The command's own flags; one with the name of a common flag replaces it.
  var flags: [Flag] { makeFlags() }

  /// Flags of other tools, and former flags, that are refused with a hint: `("-P", "\\d and \\w work without it")`.
  var refusedFlags: [(flag: String, hint: String)] { makeRefusedFlags() }

  /// The flags that the command accepts: its own first, then the common ones.
  var allFlags: [Flag] {
    let own = flags
    let hasFormats = own.contains(.format) && !own.contains(.json)
    let common =
      (readsRecords ? Flag.ofData : []) + (hasFormats ? [.json] : [])
      + (own.contains(where: \.offersCSV) ? [.csvSafe] : []) + Flag.ofOutput
    return own + common.filter { !own.contains($0) }
  }

}

/// A command line that works, and what it does.
struct Example: Sendable {
  /// As typed at a prompt: `atlas show AML.T0031`.
  let line: String
  /// What it does, in a few words without a period.
  let note: String

  init(_ line: String, _ note: String) {
    self.line = line
    self.note = note
  }
}

/// An argument: a word without a dash.
struct Operand: Sendable {
  /// In capitals, as in the usage line: `ID`.
  let name: String
  let values: Values
  let help: String
  /// The least number of words; a command line with fewer is refused.
  var minimum = 0
  /// The greatest number of words, or nil for any number.
  var maximum: Int? = 1
}

/// A flag: a word that starts with a dash.
struct Flag: Sendable, Equatable {
  /// The name after `--`; it is also the flag's identity.
  let long: String
  let short: Character?
  /// What the flag takes, or nil when it takes nothing.
  let values: Values?
  /// In capitals, as in the usage line: `DIR`.
  let valueName: String
  /// Whether the flag can be given several times.
  ///
  /// A flag that cannot is refused when it is given twice with different values. The values of one that can may also be
  /// given at once, with commas between them, unless they are patterns.
  let repeats: Bool
  /// Whether the value can be left out at the end of the line or before another flag; it is then `""`, and the command
  /// lists the values.
  let valueIsOptional: Bool
  /// One sentence for the help, ending with a period.
  let help: String
  /// The heading of the flag in the help.
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

/// The values that an argument or a flag takes, for checking, help and completion.
enum Values: Sendable {
  /// A record, by id or name, of one of the kinds (of any kind when there are none). The command resolves it.
  case record([RecordKind])
  /// One of a few fixed words, which the parser checks: in any case, or a unique prefix.
  case choices([Choice])
  /// Words that depend on the data: the closure lists them for completion, and the command checks them. The words of a
  /// list are few, so that help names them.
  case candidates(isList: Bool, @Sendable (DataAtHand) -> [Choice])
  /// A date, which the parser checks; the month or the day may be left out.
  case date
  /// A whole number, which the parser checks.
  case number(ClosedRange<Int>)
  /// The name of a command. The command checks it.
  case command
  case file
  case directory
  /// A release, a directory of pages, a page or a release file. The command checks it.
  case source
  case text

  /// Choices without explanations.
  static func words(_ words: [String]) -> Values { .choices(words.map { Choice($0) }) }
}

/// The data that completion offers words from, loaded only when such a word is completed.
struct DataAtHand: Sendable {
  /// The knowledge base that the line would use; nil when it cannot be loaded.
  let base: @Sendable () -> KnowledgeBase?
  /// The names of the imported releases.
  let releases: @Sendable () -> [String]

  /// The data for help, which knows of no line.
  static let bundled = DataAtHand(base: { .bundled }, releases: { [] })
}

/// A word to choose and what it means: a value of a flag, or an id and its name.
struct Choice: Sendable, Equatable {
  let word: String
  let note: String

  init(_ word: String, _ note: String = "") {
    self.word = word
    self.note = note
  }
}
