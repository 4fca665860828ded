import AtlasCore
import AtlasFiles

extension Command {
  static let open = Command(
    name: "open", summary: "Open the official page of a record in the browser.",
    discussion: """
      The browser is `$BROWSER`: a command, or several with colons between, of which the first that works is taken; `%s` in it \
      stands for the address, which otherwise comes last. Blanks part its words; nothing in it is read by a shell. Without \
      it, it is `xdg-open`, or on macOS `open`.
      """,
    examples: [
      Example("atlas open AML.T0031", "the page in the browser"),
      Example("atlas open --print t0031 m0015", "only the addresses"),
      Example("atlas list --kind tactic --format ids | atlas open --print -", "of many records"),
    ],
    operands: [
      Operand(
        name: "ID", values: .record([]), help: "A record: id, name or address; - and @FILE hold many.", minimum: 1,
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
      guard ids.count <= Browser.mostPages else {
        throw invocation.command.misuse(
          "\(ids.count) pages are more than the \(Browser.mostPages) that are opened at once; --print prints addresses")
      }
      let browser = Browser(invocation.surroundings)
      for id in ids { try browser.open(id.url) }
    }
    return selection.isComplete && !ids.isEmpty ? .found : .nothing
  }
}

extension Flag {
  static let print = Flag("print", help: "Print the address in place of opening it.")
}

/// What shows pages of the web.
struct Browser {
  /// Nobody wants to find hundreds of windows.
  static let mostPages = 10

  /// The commands to try, each as words.
  private let commands: [[String]]
  private let start: @Sendable ([String]) -> Int32

  init(_ surroundings: Surroundings) {
    start = surroundings.start
    if let list = surroundings.variable("BROWSER"), !list.isEmpty {
      commands = Browser.commands(in: list)
    } else {
      commands = [[System.opener]]
    }
  }

  /// The words of the commands of a list with colons between.
  static func commands(in list: String) -> [[String]] {
    list.split(separator: ":").map { $0.split(separator: " ").map { String($0) } }.filter { !$0.isEmpty }
  }

  /// A command with the address where it belongs.
  static func words(_ command: [String], _ address: String) -> [String] {
    guard command.contains(where: { $0.contains("%s") }) else { return command + [address] }
    return command.map { $0.replacing("%s", with: address) }
  }

  /// Opens `address`.
  ///
  /// - Throws: when none of the commands can.
  func open(_ address: String) throws(Failure) {
    var reasons: [String] = []
    for command in commands {
      let status = start(Browser.words(command, address))
      if status == 0 { return }
      reasons.append("\(command[0]) " + (status == 127 ? "is not there" : "ended with \(status)"))
    }
    let reason = reasons.isEmpty ? "$BROWSER names no program" : reasons.joined(separator: ", ")
    throw Failure("cannot open \(address): \(reason); --print prints the address, $BROWSER names a browser")
  }
}
