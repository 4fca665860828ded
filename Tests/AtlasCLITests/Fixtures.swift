import AtlasCore

@testable import AtlasCLI

/// A small table, so that what is tested here does not move with the commands of the tool.
extension CommandTable {
  static let sample = CommandTable(
    summary: "A table for tests.",
    groups: [
      Group(
        title: "Browse",
        entries: [
          Entry("show") { .show },
          Entry("list") { .list },
        ]),
      Group(
        title: "Help",
        entries: [
          Entry("help") { .help },
          Entry("man") { .man },
          Entry("completions") { .completions },
        ]),
    ],
    start: { .start }, hidden: [Entry("complete") { .complete }],
    recordCommand: "show",
    examples: { [Example("atlas show AML.T0031", "one technique")] },
    edition: ("1.2.3", "2026-11-21"),
    version: { _, output throws(Failure) in
      output.text("atlas 1.2.3")
      output.newline()
      return .found
    },
    records: { kinds, _ in
      let all: [(RecordKind, String, String)] = [
        (.technique, "AML.T0051", "LLM Prompt Injection"),
        (.technique, "AML.T0051.000", "LLM Prompt Injection: Direct"),
        (.technique, "AML.T0031", "Erode AI Model Integrity"),
        (.mitigation, "AML.M0015", "Adversarial Input Detection"),
      ]
      return all.filter { kinds.isEmpty || kinds.contains($0.0) }.map { Choice($0.1, $0.2) }
    })
}

extension Flag {
  static let limit = Flag("limit", "n", .number(0...1000), name: "N", group: "Filters", help: "Stop after N.")
  static let maturity = Flag(
    "maturity", nil, .words(["feasible", "demonstrated", "realized"]), name: "LEVEL", repeats: true, group: "Filters",
    help: "Only of this maturity.")
  static let pattern = Flag("pattern", "e", .text, name: "PATTERN", repeats: true, help: "A pattern.")
  static let reverse = Flag("reverse", "r", help: "Backwards.")
  static let ignoreCase = Flag("ignore-case", "i", help: "Any case.")
  static let fields = Flag(
    "fields", nil, .text, name: "NAMES", valueIsOptional: true, help: "Which fields, or a list of them.")
  static let mitigation = Flag("for", nil, .record([.mitigation]), name: "ID", repeats: true, help: "Related to ID.")
}

extension Command {
  fileprivate static let show = Command(
    name: "show", summary: "Show records.",
    discussion: "Prints `everything` that is known of a record.\n\nIds stand in any case.",
    examples: [Example("atlas show AML.T0031", "one technique")],
    operands: [Operand(name: "ID", values: .record([]), help: "A record.", minimum: 1, maximum: nil)],
    flags: [.format(DataFormat.self)]
  ) { invocation, output throws(Failure) in
    for word in invocation.operands {
      if word == "nothing" { throw Failure("nothing is not here", status: .nothing) }
      if word == "broken" { throw Failure("it broke") }
      if word == "old" { output.note("old is new") }
      output.text(word)
      output.newline()
    }
    return .found
  }

  fileprivate static let list = Command(
    name: "list", summary: "List records.",
    flags: [.limit, .maturity, .pattern, .reverse, .ignoreCase, .fields, .mitigation, .format(DataFormat.self)]
  ) { _, _ throws(Failure) in .found }
}

/// What a line leads to, as strings.
func run(_ words: [String]?, _ environment: Environment = .none) -> (output: String, errors: String, status: Int32) {
  let outcome = Execution.run(words, .sample, environment)
  return (
    String(decoding: outcome.output, as: UTF8.self), String(decoding: outcome.errors + outcome.closing, as: UTF8.self),
    outcome.status.rawValue
  )
}

/// What `body` writes.
func written(width: Int? = nil, color: Bool = false, _ body: (inout Output) -> Void) -> String {
  var output = Output(Output.Style(color: color, width: width))
  body(&output)
  return String(decoding: output.buffer, as: UTF8.self)
}
