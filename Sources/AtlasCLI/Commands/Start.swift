/// A line without a command: `atlas`, `atlas --version`, `atlas --help`.
extension Command {
  /// Not in the table, since it has no name.
  static let start = Command(
    name: "", summary: "Start here.", flags: [.version, .format(DataFormat.self)], isHidden: true
  ) { invocation, output throws(Failure) in
    if invocation.has(.version) { return try invocation.table.version(invocation, &output) }
    guard invocation.surroundings.outputIsTerminal else {
      throw Failure("which command? atlas --help lists them", usage: CommandTable.usage)
    }
    Help.start(invocation.table, &output)
    return .found
  }
}
