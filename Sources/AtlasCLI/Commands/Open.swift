import AtlasCore
import AtlasFiles

extension Command {
  static let open = Command(
    name: "open", summary: "Open the official page of a record in the browser.",
    discussion: """
      The browser is `$BROWSER`: a command, or several separated by colons, of which the first that works is used. `%s` in \
      it stands for the URL, which otherwise is the last argument. It is split at spaces and not run through a shell. \
      Without `$BROWSER`, `xdg-open` is used, or `open` on macOS.
      """,
    examples: [
      Example("atlas open AML.T0031", "open the page in the browser"),
      Example("atlas open --print t0031 m0015", "print the URLs"),
      Example("atlas list --kind tactic --format ids | atlas open --print -", "print the URLs of many records"),
    ],
    operands: [
      Operand(
        name: "ID", values: .record([]), help: "A record: id, name or URL; - and @FILE are lists.", minimum: 1,
        maximum: nil)
    ],
    flags: [.print, .unique]
  ) { invocation, output throws(Failure) in
    let base = try invocation.knowledgeBase(&output)
    let selection = try invocation.records(invocation.operands, in: base, &output)
    var ids = selection.ids
    if invocation.has(.unique) { ids.removeRepeated() }
    if invocation.has(.print) {
      for id in ids { output.append(id.url + "\n") }
    } else {
      guard ids.count <= Browser.maximumPages else {
        throw invocation.command.misuse(
          "\(ids.count) records are too many to open at once (at most \(Browser.maximumPages)); use --print")
      }
      let browser = Browser(invocation.environment)
      for id in ids { try browser.open(id.url) }
    }
    return ExitStatus(hasResults: !ids.isEmpty, isComplete: selection.isComplete)
  }
}

extension Flag {
  static let print = Flag("print", help: "Print the URL instead of opening it.")
}

/// Opens web pages in the browser.
struct Browser {
  /// The greatest number of pages to open at once.
  static let maximumPages = 10

  /// The commands to try, each as words.
  private let commands: [[String]]
  private let start: @Sendable ([String]) -> Int32

  init(_ environment: Environment) {
    start = environment.start
    if let list = environment.variable("BROWSER"), !list.isEmpty {
      commands = Browser.commands(in: list)
    } else {
      commands = [[System.opener]]
    }
  }

  /// The words of each command in a list separated by colons.
  static func commands(in list: String) -> [[String]] {
    list.split(separator: ":").map { $0.split(separator: " ").map { String($0) } }.filter { !$0.isEmpty }
  }

  /// The words of a command, with the URL instead of `%s` or at the end.
  static func words(_ command: [String], _ address: String) -> [String] {
    guard command.contains(where: { $0.contains("%s") }) else { return command + [address] }
    return command.map { $0.replacing("%s", with: address) }
  }

  /// Opens `address`.
  ///
  /// - Throws: when none of the commands succeeds.
  func open(_ address: String) throws(Failure) {
    var reasons: [String] = []
    for command in commands {
      let status = start(Browser.words(command, address))
      if status == 0 { return }
      reasons.append("\(command[0]) " + (status == 127 ? "not found" : "ended with \(status)"))
    }
    let reason = reasons.isEmpty ? "$BROWSER is empty" : reasons.joined(separator: ", ")
    throw Failure("cannot open \(address): \(reason); set $BROWSER, or use --print")
  }
}
