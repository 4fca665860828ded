/// Decides how the output of an invocation looks.
extension Output.Look {
  /// The look of what `invocation` prints.
  init(_ invocation: Invocation) {
    let surroundings = invocation.surroundings
    let flag = invocation.value(of: .color)
    isTerminal = surroundings.outputIsTerminal && Destination.file(of: invocation) == nil
    colour = Colour.isOn(flag: flag, isTerminal: isTerminal, variable: surroundings.variable)
    errorColour = Colour.isOn(flag: flag, isTerminal: surroundings.errorIsTerminal, variable: surroundings.variable)
    width = invocation.number(of: .width)
    if width == nil, isTerminal {
      // A terminal's own size is what a shell puts into COLUMNS; who exports another means it.
      let columns = surroundings.variable("COLUMNS").flatMap { Int($0) }.flatMap { $0 > 0 ? $0 : nil }
      width = min(max(columns ?? surroundings.terminalSize()?.columns ?? 80, 20), 1000)
    }
  }

  /// The look of a failure, when the line that caused it was not understood.
  init(failingIn surroundings: Surroundings) {
    errorColour = Colour.isOn(flag: nil, isTerminal: surroundings.errorIsTerminal, variable: surroundings.variable)
  }
}
