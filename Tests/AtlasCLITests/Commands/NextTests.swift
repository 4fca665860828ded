import TestSupport
import Testing

@testable import AtlasCLI

/// `next` and `before`.
@Suite struct NextTests {
  @Test(arguments: [
    ("next AML.T0093 --limit 3", "next.txt"), ("next t0093 --limit 2 --format json", "next.json"),
    ("next t0093 --limit 2 --format csv", "next.csv"), ("before t0053 --limit 3 --format markdown", "before.md"),
    ("before --tactic TA0004 --incidents --limit 3", "before-tactic.txt"),
    ("next t0093 --limit 2 --format jsonl", "next.jsonl"),
  ])
  func answers(_ line: String, _ golden: String) {
    let result = Tool.run(line)
    #expect(result.status == 0 && result.errors.isEmpty)
    expectGolden(result.output, named: "next/\(golden)")
  }

  @Test func onATerminal() {
    expectGolden(Tool.run("next AML.T0093", Tool.terminal(80)).output, named: "next/terminal-80.txt")
  }

  @Test func tacticsAreToldByTheirIds() {
    #expect(Tool.run("next TA0004").output == Tool.run("next --tactic 'Initial Access'").output)
  }

  /// What one asks of several is the sum of what one asks of each.
  @Test func severalCountTogether() {
    func counts(_ line: String) -> [String: Int] {
      var counts: [String: Int] = [:]
      for line in Tool.lines(line) {
        let cells = line.split(separator: "\t", omittingEmptySubsequences: false)
        counts[String(cells[0]), default: 0] += Int(cells[2]) ?? 0
      }
      return counts
    }
    let both = counts("next T0051.000 T0051.001")
    #expect(both == counts("next T0051.000").merging(counts("next T0051.001"), uniquingKeysWith: +))
    #expect(both.count > 10)
  }

  @Test(arguments: [
    ("next", 2, "needs ID"), ("next AML.T9999", 1, "not in release 2026.09"),
    ("next AML.M0015", 1, "is a mitigation, not a tactic or technique"),
    ("next --tactic T0051", 1, "is a technique, not a tactic"),
    ("next T0051 TA0004", 2, "about techniques or about tactics"),
    ("next TA0004 --include-related", 2, "goes with techniques"), ("next T0051 --limit -1", 2, "--limit takes"),
    ("next T0051 --format ids", 2, "--format takes"), ("next T0051 --json --format csv", 2, "--json does not go with"),
    ("before AML.T0000.000", 1, "nothing preceded AML.T0000.000"),
  ])
  func refusesAndMisses(_ line: String, _ status: Int32, _ message: String) {
    let result = Tool.run(line)
    #expect(result.status == status)
    #expect(result.output.isEmpty)
    #expect(result.errors.contains(message), "\(result.errors)")
    if status == 1 { #expect(Tool.run(line + " --format json").output == "[]\n") }
  }

  @Test func aRetiredIdIsAskedAsWhatItBecame() {
    let result = Tool.run("next AML.T0104")
    #expect(result.errors.contains("AML.T0104 was retired in 2026.07; it is now AML.T0115.002"))
  }
}
