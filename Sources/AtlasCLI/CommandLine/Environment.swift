import AtlasCore
import AtlasFiles

/// What the process finds around it, in one value, so that tests can put something else in its place.
struct Environment: Sendable {
  /// The value of an environment variable; nil when it is not set.
  var variable: @Sendable (String) -> String?
  var inputIsTerminal: Bool
  var outputIsTerminal: Bool
  var errorIsTerminal: Bool
  /// Columns and rows of the terminal, asked only when they matter; nil when there is no terminal.
  var terminalSize: @Sendable () -> (columns: Int, rows: Int)?
  /// Standard input to its end, or a failure when it is longer than `limit` bytes.
  var readInput: @Sendable (_ limit: Int) throws(SystemError) -> Bytes
  /// The number of days from January 1, 1970 to today.
  var today: @Sendable () -> Int
  /// The next bytes of standard input, as soon as there are any; empty at its end.
  var readInputPart: @Sendable () throws(SystemError) -> [UInt8] = { [] }
  /// Writes to standard output at once; other output is written when a command has succeeded.
  var writeAtOnce: @Sendable (_ bytes: [UInt8]) throws(SystemError) -> Void = { _ in }
  /// Runs a program, found by its name, with arguments, waits for it, and returns its exit status.
  var start: @Sendable (_ words: [String]) -> Int32

  /// Those of this process.
  static func process() -> Environment {
    Environment(
      variable: { System.variable($0) },
      inputIsTerminal: System.isTerminal(System.standardInput),
      outputIsTerminal: System.isTerminal(System.standardOutput),
      errorIsTerminal: System.isTerminal(System.standardError),
      terminalSize: { System.terminalSize() },
      readInput: { limit throws(SystemError) in try System.readInput(limit: limit) },
      today: { System.today() },
      readInputPart: { () throws(SystemError) in try System.readInputPart() },
      writeAtOnce: { bytes throws(SystemError) in try System.write(bytes, to: System.standardOutput) },
      start: { System.start($0) })
  }

  /// A quiet place: no variables, no terminal, nothing to read, on October 15, 2026.
  static let none = Environment(
    variable: { _ in nil }, inputIsTerminal: false, outputIsTerminal: false, errorIsTerminal: false,
    terminalSize: { nil }, readInput: { _ in .empty }, today: { 20_741 }, start: { _ in 127 })
}
