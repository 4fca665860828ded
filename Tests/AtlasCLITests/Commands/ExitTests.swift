import AtlasCore
import TestSupport
import Testing

@testable import AtlasCLI

/// 0 found, 1 nothing found, 2 usage or failure, for every command.
@Suite struct ExitTests {
  static let lines: [(line: String, status: Int32)] = [
    ("show t0031", 0), ("show t9999", 2), ("show t0031 t9999", 2), ("show zzzz", 2), ("show 0031", 2), ("show -", 1),
    ("show", 2),
    ("show t0031 --data /no/such/place", 2), ("t0031", 0), ("t9999", 2), ("show t0031 --frob", 2),
    ("list", 0), ("list --name zzz", 1), ("list --kind x", 2), ("list --for zzzz", 2), ("list --for", 2),
    ("tactics", 0), ("tactics --name zzz", 1), ("tactics --for m0014", 0), ("tactics --limit x", 2),
    ("techniques", 0), ("techniques --parent t0031", 1), ("techniques --tactic", 2), ("techniques --limit 0", 1),
    ("mitigations", 0), ("mitigations --for t0065", 1), ("mitigations --category x", 2),
    ("mitigations --for t0065 --count", 1),
    ("case-studies", 0), ("case-studies --since 2030", 1), ("case-studies --since x", 2),
    ("matrix", 0), ("matrix --name zzz", 1), ("matrix t9999", 2), ("matrix --name zzz --format svg", 1),
    ("matrix --mini --format html", 2), ("matrix - --format html", 1), ("list --layer /no/such/file", 2),
    ("coverage", 0), ("coverage --fail-under 1", 1), ("coverage --have t9999", 2),
    ("after t0093", 0), ("after t9999", 2), ("after t0031.000", 2), ("after -", 1), ("after", 2), ("before t0048", 0),
    ("before t9999", 2), ("before -", 1), ("before", 2),
    ("after --all", 0), ("before --all --limit 0", 1), ("case-studies --timeline", 0),
    ("case-studies --timeline --since 2030", 1), ("graph cs0009", 0), ("graph -", 1), ("graph", 2), ("graph t9999", 2),
    ("graph cs0009 t0031", 2), ("graph cs0009 --format pdf", 2),
    ("open --print t0031", 0), ("open --print t9999", 2), ("open --print -", 1), ("open t0031", 2), ("open", 2),
    ("help", 0), ("help show", 0), ("help frob", 2), ("help a b", 2), ("man", 0), ("man x", 2),
    ("man --format json", 2), ("releases", 0), ("releases use bundled --json", 2),
    ("diff bundled --json --format markdown", 2), ("lint --json --format sarif", 2),
    ("history --json --format markdown", 2), ("export --json --format yaml", 2), ("releases frob", 2),
    ("releases --stale-after 20", 1), ("releases --stale-after 60", 0),
    ("releases use bundled --stale-after 1", 2), ("show t0031@9.9.9", 2), ("show t0031@2026.09", 0),
    ("t0031@2026.09", 0),
    ("show t0031 t0020 --compare", 0), ("show t0031 --compare", 2), ("show t0031 t0020 --compare --json", 2),
    ("list --for t0031@9.9.9", 2), ("diff t0031@2026.09 t0031", 0), ("diff t0031@2026.09 t0020", 2),
    ("history --since 2026", 0), ("history --since 2026.09", 1), ("history --since x", 2),
    ("history --since 2026 --between bundled", 2), ("history --since 2026 --format markdown", 2), ("lint", 0),
    ("lint -", 1), ("lint /dev/null", 2), ("lint /no/such/place", 2), ("export", 2), ("diff", 2), ("history", 0),
    ("history t0093", 1), ("history zzzz", 2), ("history --to bundled", 2), ("history --between /no/such/place", 2),
    ("use bundled", 2),
    ("import x --data y", 2), ("open --print t0031 --json", 2),
    ("completions bash", 0), ("completions tcsh", 2), ("completions", 2), ("complete bash -- sh", 0),
    ("complete bash -- zzz", 0), ("--version", 0), ("--version --json", 0), ("--help", 0), ("", 2), ("frob", 2),
    ("--frob", 2),
    ("show t0031 -o /no/such/place/x", 0), ("techniques --fields", 0), ("show --fields", 0), ("show --fields x", 2),
    ("show t0031 --width 0", 2), ("show t0031 --width 1000000", 2), ("show t0031 --color sometimes", 2),
    ("search prompt", 0), ("search zzzzzz", 1), ("search '('", 2), ("find prompt", 0), ("find zzzzzz", 1),
    ("find the of and", 1), ("find", 2),
    ("map T1078", 0), ("map T9999", 1), ("map", 2), ("scan /dev/null", 0), ("scan -", 0), ("scan /no/such/place", 2),
    ("diff bundled bundled", 0), ("releases use", 2), ("releases remove bundled", 2), ("export --format yaml", 0),
    ("export --format stix t0031", 0), ("export --format stix --name zzz", 1), ("export --format stix t9999", 2),
    ("export --format stix -", 1), ("export x y", 2), ("export --format csv --sub", 2),
    ("import /no/such/place", 2), ("gap", 2), ("next t0093", 2),
    ("mcp", 0), ("mcp x", 2), ("mcp -o x", 2), ("mcp --data /no/such/place", 2), ("help agents", 0),
  ]

  @Test(arguments: lines) func ends(_ row: (line: String, status: Int32)) {
    let result = Tool.run(row.line)
    #expect(result.status == row.status, "\(result.errors)")
    // A failure says why, and prints nothing; who finds nothing is told so.
    let isSummed =
      row.line.contains("--limit 0")
      || ["lint", "scan", "search", "history --since"].contains { row.line.hasPrefix($0) }
      || result.errors.hasSuffix("--include-related\n")
    #expect((result.status == 0) == result.errors.isEmpty || isSummed, "\(result.errors)")
    // What there is of several records is printed, as grep does beside a missing file.
    if row.status == 2, row.line != "show t0031 t9999" { #expect(result.output == "") }
    if !result.errors.isEmpty { #expect(result.errors.hasPrefix("atlas: ")) }
  }

  /// Commands that cannot end with a status, each for a reason: guides always have something to print, and what writes
  /// files has no empty answer.
  private static let impossible: [String: Set<Int32>] = [
    "help": [1], "man": [1], "completions": [1], "import": [0, 1], "diff": [1],
    "scan": [1], "mcp": [1],
  ]

  @Test(arguments: CommandTable.atlas.visible.map(\.name), [0, 1, 2] as [Int32])
  func everyCommandHasEveryStatus(_ name: String, _ status: Int32) {
    let isTested = ExitTests.lines.contains {
      $0.status == status && ($0.line == name || $0.line.hasPrefix(name + " "))
    }
    let isImpossible = ExitTests.impossible[name]?.contains(status) == true
    #expect(isTested != isImpossible, "\(name) \(status)")
  }

  /// What only the process itself does: delivering into files, and to readers that go away.
  @Test(
    .enabled(if: Shell.atlas != nil),
    arguments: [
      ("atlas show t0031 -o /no/such/place/x", 2, "cannot write /no/such/place/x: No such file or directory"),
      ("atlas list | head -1", 0, ""), ("atlas show - </dev/null", 1, "standard input holds no ids"),
      ("atlas show @/no/such/file", 2, "cannot read /no/such/file: No such file or directory"),
      ("head -c 1000000 /dev/zero | atlas show -", 2, "standard input is binary"),
      ("atlas list --format ids | atlas show - --format jsonl | wc -l | grep -qx ' *337'", 0, ""),
      ("atlas tactics -0 | xargs -0 atlas show --format ids | wc -l | grep -qx ' *16'", 0, ""),
    ] as [(String, Int32, String)])
  func delivers(_ line: String, _ status: Int32, _ message: String) throws {
    let outcome = try Shell.run(line)
    #expect(outcome.status == status)
    #expect(
      message.isEmpty ? outcome.errors.isEmpty : outcome.errors.hasPrefix("atlas: \(message)"), "\(outcome.errors)")
  }

  #if os(Linux)
    @Test(.enabled(if: Shell.atlas != nil)) func aFullDiskIsSaid() throws {
      for line in ["atlas list --json -o /dev/full", "atlas list --json >/dev/full"] {
        let outcome = try Shell.run(line)
        #expect(outcome.status == 2)
        #expect(outcome.errors.contains("No space left on device"), "\(outcome.errors)")
      }
    }
  #endif
}
