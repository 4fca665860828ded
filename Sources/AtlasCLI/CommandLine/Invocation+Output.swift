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
    if style.width == nil, style.isTerminal {
      // Shells set COLUMNS to the size of the terminal; a user who exports another value means it.
      let columns = environment.variable("COLUMNS").flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
      style.width = min(max(columns ?? environment.terminalSize()?.columns ?? 80, 20), 1000)
    }
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
    return style
  }
}
