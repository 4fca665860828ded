/// The line without a command: `atlas`, `atlas --version`, `atlas --help`.
extension Command {
  /// Not in the table, because it has no name.
  static let start = Command(
    name: "", summary: "Start here.", flags: [.version, .format(DataFormat.self)]
  ) { invocation, output throws(Failure) in
    if invocation.has(.version) { return try invocation.table.version(invocation, &output) }
    guard invocation.environment.outputIsTerminal else {
      // A script that leaves out the command must notice.
      var help = Output()
      Help.start(invocation.table, &help)
      output.note("no command given\n" + String(decoding: help.buffer.dropLast(), as: UTF8.self))
      return .failure
    }
    Help.start(invocation.table, &output)
    return .found
  }
}
