import AtlasCore
import AtlasFiles

extension Command {
  static let mcp = Command(
    name: "mcp", summary: "Serve records to language-model agents, by the Model Context Protocol.",
    discussion: """
      A client starts the server, and the two talk by standard input and output until the input ends. Configure the client to \
      run `atlas` with the argument `mcp`, and with `--data` or `--release` for other records than those in use. The server is \
      read-only: it opens no connection, and no file but those records.

      There are tools to search, read, list and relate records, to count which techniques follow each other, to report \
      coverage, and to check the ids in a text. Records are resources also, `atlas://AML.T0051`. Long answers are cut between \
      rows, and say how to go on.

      The versions 2026-07-28 and 2025-11-25 to 2024-11-05 of the protocol are spoken. Agents that run commands need no \
      server: `atlas help agents` prints instructions for them.
      """,
    examples: [Example("atlas mcp < ping.json", "answer a file of requests, one per line")]
  ) { invocation, output throws(Failure) in
    guard !invocation.environment.inputIsTerminal else {
      throw invocation.command.misuse("mcp is run by a client; standard input is a terminal")
    }
    guard invocation.value(of: .output) ?? "-" == "-" else {
      throw invocation.command.misuse("mcp answers on standard output only")
    }
    let base = try invocation.knowledgeBase(&output)
    var server = ProtocolServer(base, version: invocation.table.edition.version)
    do throws(SystemError) {
      try server.serve(invocation.environment)
    } catch {
      throw Failure(error)
    }
    return .found
  }
}

extension ProtocolServer {
  /// Answers the lines of standard input until it ends.
  fileprivate mutating func serve(_ environment: Environment) throws(SystemError) {
    var lines = LineBuffer(limit: ProtocolServer.longestMessage)
    func send(_ line: LineBuffer.Line) throws(SystemError) {
      let answer = answer(line)
      if !answer.isEmpty { try environment.writeAtOnce(answer) }
    }
    while true {
      let piece = try environment.readInputPart()
      if piece.isEmpty { break }
      try lines.take(piece, send)
    }
    try lines.finish(send)
  }
}
