/// How and where the flags ask to print.
extension Invocation {
  /// Colors and width of the output.
  var style: Output.Style {
    var style = Output.Style()
    let flag = value(of: .color)
    style.isTerminal = environment.outputIsTerminal && outputFile == nil
    style.color = Color.isOn(flag: flag, isTerminal: style.isTerminal, variable: environment.variable)
    style.errorColor = Color.isOn(flag: flag, isTerminal: environment.errorIsTerminal, variable: environment.variable)
    style.width = number(of: .width)
    if style.width == nil, style.isTerminal { style.width = environment.columns }
    if environment.errorIsTerminal { style.errorWidth = number(of: .width) ?? environment.columns }
    style.marksFormulas = has(.csvSafe)
    return style
  }

  /// Where the output goes.
  var destination: Destination {
    if let path = outputFile { return .file(path) }
    if environment.outputIsTerminal, !has(.noPager), let command = Pager.command(variable: environment.variable) {
      return .pager(command)
    }
    return .standardOutput
  }

  private var outputFile: String? {
    guard let path = value(of: .output), path != "-" else { return nil }
    return path
  }
}

extension Environment {
  /// The style of an error about a command line that could not be parsed.
  var errorStyle: Output.Style {
    var style = Output.Style()
    style.errorColor = Color.isOn(flag: nil, isTerminal: errorIsTerminal, variable: variable)
    if errorIsTerminal { style.errorWidth = columns }
    return style
  }

  /// The width of the terminal, in columns.
  fileprivate var columns: Int {
    // Shells set COLUMNS to the size of the terminal; a user who exports another value means it.
    let columns = variable("COLUMNS").flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
    return min(max(columns ?? terminalSize()?.columns ?? 80, 20), 1000)
  }
}
