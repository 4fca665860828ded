/// A command line, understood: what a command gets to work with.
struct Invocation: Sendable {
  let command: Command
  /// The words without a dash, in order.
  let operands: [String]
  /// The flags in the order given, which is how the last of several that exclude each other wins.
  let given: [Given]
  /// The table that the command is in.
  let table: CommandTable
  /// What the process was started in.
  let environment: Environment

  /// A flag as it was given; `value` is empty for one that takes none.
  struct Given: Sendable, Equatable {
    let flag: Flag
    let value: String

    /// Whether it asks about the command line, which then needs no operands: for help, or for the values of a flag.
    var isQuestion: Bool { flag == .help || flag.valueIsOptional && value.isEmpty }
  }

  // Most lines have no flag at all. The flags to compare with, which are made at their first use, are then not made.

  /// Whether `flag` was given.
  func has(_ flag: @autoclosure () -> Flag) -> Bool { value(of: flag()) != nil }

  /// The value of `flag`, the last one if it was given several times; nil when it was not given.
  func value(of flag: @autoclosure () -> Flag) -> String? {
    guard !given.isEmpty else { return nil }
    let flag = flag()
    return given.last { $0.flag == flag }?.value
  }

  /// The values of `flag` in the order given.
  func values(of flag: @autoclosure () -> Flag) -> [String] {
    guard !given.isEmpty else { return [] }
    let flag = flag()
    return given.filter { $0.flag == flag }.map(\.value)
  }

  /// The value of a `flag` whose values are numbers; the parser has seen to the range.
  func number(of flag: @autoclosure () -> Flag) -> Int? { value(of: flag()).flatMap { Int($0) } }

  /// Which of `flags` was given last; nil when none was.
  func last(of flags: Flag...) -> Flag? { given.last { flags.contains($0.flag) }?.flag }
}
