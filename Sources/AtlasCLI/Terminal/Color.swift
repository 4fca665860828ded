/// Whether to use color, decided for stdout and stderr apart.
enum Color {
  /// The flag, then `NO_COLOR` (https://no-color.org), then `CLICOLOR_FORCE` and `CLICOLOR`
  /// (https://bixense.com/clicolors), then whether there is a terminal that can.
  ///
  /// - Parameters:
  ///   - flag: the value of `--color`, nil when it was not given.
  ///   - isTerminal: whether the stream is a terminal.
  ///   - variable: looks up an environment variable.
  /// - Returns: whether to paint.
  static func isOn(flag: String?, isTerminal: Bool, variable: (String) -> String?) -> Bool {
    switch flag {
    case "always", "ansi": return true
    case "never": return false
    default: break
    }
    if let no = variable("NO_COLOR"), !no.isEmpty { return false }
    if let force = variable("CLICOLOR_FORCE"), !force.isEmpty, force != "0" { return true }
    guard isTerminal, variable("CLICOLOR") != "0" else { return false }
    guard let terminal = variable("TERM") else { return false }
    return !terminal.isEmpty && terminal != "dumb"
  }
}
