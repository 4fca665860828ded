import TestSupport
import Testing

@testable import AtlasCLI

/// What every command prints, in every format: `RECORD=1 swift test`, then read the difference.
@Suite struct GoldenTests {
  /// A name for the files, and a line.
  static let lines: [(name: String, line: String)] = [
    ("show-technique", "show AML.T0031"), ("show-subtechnique", "show t0051.002"), ("show-tactic", "show ta0014"),
    ("show-mitigation", "show m0003"), ("show-case-study", "show cs0009"), ("show-two", "show m0014 ta0014"),
    ("tactics", "tactics"), ("tactics-for", "tactics --for cs0009"),
    ("techniques", "techniques --tactic exfiltration"), ("techniques-for", "techniques --for m0015 --no-sub"),
    ("techniques-sorted", "techniques --sort modified --limit 5"),
    ("mitigations", "mitigations --category policy"), ("mitigations-for", "mitigations --for AML.T0031"),
    ("case-studies", "case-studies --since 2026"),
    ("case-studies-for", "case-studies --for t0018 --include-related --until 2021"),
    ("list", "list --name exfil"), ("list-mixed", "list --name exfil --sort name"),
    ("matrix", "matrix --tactic exfiltration --by maturity"),
    ("open", "open --print t0031 cs0009"), ("find", "find how do attackers steal a model --limit 5"),
    ("after", "after AML.T0093"), ("before", "before t0048 --limit 5"), ("map", "map T1078"),
    ("coverage", "coverage --have m0015,m0020 --tactic exfiltration --recommend 3"),
    ("graph", "graph AML.CS0014"), ("history", "history AML.T0019"),
    ("releases", "releases"),
    ("version", "--version"),
  ]

  @Test(arguments: lines) func text(_ row: (name: String, line: String)) {
    for width in [60, 80] {
      let result = Tool.run(row.line, Tool.terminal(width))
      #expect(result.status == 0)
      // Lists say how many more records there are through others.
      #expect(result.errors == "" || result.errors.hasSuffix("--include-related\n"))
      expectGolden(result.output, named: "tool/\(row.name)-\(width).txt")
      for line in result.output.split(separator: "\n") where !line.contains("https://") {
        #expect(Width.columns(of: String(line)) <= width, "\(line)")
        #expect(line.last != " ", "\(line)")
      }
    }
  }

  @Test(arguments: lines) func pipe(_ row: (name: String, line: String)) {
    expectGolden(Tool.run(row.line).output, named: "tool/\(row.name)-pipe.txt")
  }

  @Test(arguments: [("techniques", 200), ("mitigations", 200), ("case-studies", 200), ("list", 200)])
  func wide(_ name: String, _ width: Int) throws {
    let line = try #require(GoldenTests.lines.first { $0.name == name }).line
    expectGolden(Tool.run(line, Tool.terminal(width)).output, named: "tool/\(name)-\(width).txt")
  }

  @Test(arguments: ["show-technique", "show-case-study", "techniques", "mitigations-for", "list"])
  func color(_ name: String) throws {
    let line = try #require(GoldenTests.lines.first { $0.name == name }).line
    let plain = Tool.run(line, Tool.terminal(80)).output
    let painted = Tool.run(line, Tool.terminal(80, color: true)).output
    expectGolden(painted, named: "tool/\(name)-color.txt")
    if name == "techniques" || name == "list" { #expect(GoldenTests.unpainted(painted) == plain) }
  }

  static let formats = ["json", "jsonl", "csv", "tsv", "markdown", "ids"]

  @Test(arguments: ["show-two", "tactics", "techniques-for", "mitigations", "case-studies", "list"], formats)
  func format(_ name: String, _ format: String) throws {
    let line = try #require(GoldenTests.lines.first { $0.name == name }).line
    // One or two records show a format as well as many.
    let some = name.hasPrefix("show") ? line : "\(line) --limit 2"
    let result = Tool.run("\(some) --format \(format)", Tool.terminal(60, color: true))
    #expect(result.status == 0)
    #expect(result == Tool.run("\(some) --format \(format)"), "a machine format looks the same everywhere")
    let ending = format == "ids" ? "ids.txt" : format == "markdown" ? "md" : format
    expectGolden(result.output, named: "tool/\(name).\(ending)")
  }

  @Test(arguments: CommandTable.atlas.visible.map(\.name))
  func help(_ command: String) {
    expectGolden(Tool.run("\(command) --help", Tool.terminal(80)).output, named: "tool/help-\(command).txt")
    #expect(Tool.run("help \(command)").output == Tool.run("\(command) -h").output)
  }

  @Test(arguments: [60, 80]) func start(_ width: Int) {
    expectGolden(Tool.run("", Tool.terminal(width)).output, named: "tool/start-\(width).txt")
  }

  @Test func versionForPrograms() { expectGolden(Tool.run("--version --json").output, named: "tool/version.json") }

  @Test(arguments: ["show", "techniques", "list"]) func fields(_ command: String) {
    expectGolden(Tool.run("\(command) --fields").output, named: "tool/\(command)-fields.txt")
  }

  /// Commands whose output is not an answer about records, and is tested elsewhere.
  private static let withoutLine: Set = [
    "help", "man", "completions", "import", "export", "search", "scan", "diff", "lint", "mcp",
  ]

  @Test(arguments: CommandTable.atlas.visible.map(\.name)) func everyCommandHasALine(_ name: String) {
    let isTested = GoldenTests.lines.contains { $0.line == name || $0.line.hasPrefix(name + " ") }
    #expect(isTested != GoldenTests.withoutLine.contains(name))
  }

  /// Text without renditions and links.
  static func unpainted(_ text: String) -> String {
    text.replacing(#/\u{1B}\[[0-9;]*m|\u{1B}\]8;;[^\u{1B}]*\u{1B}\\/#, with: "")
  }
}
