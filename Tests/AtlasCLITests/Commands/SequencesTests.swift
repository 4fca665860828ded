import TestSupport
import Testing

@testable import AtlasCLI

/// `after` and `before`.
@Suite struct SequencesTests {
  @Test(arguments: [
    ("after AML.T0093 --limit 3", "after.txt"), ("after t0093 --limit 2 --format json", "after.json"),
    ("after t0093 --limit 2 --format csv", "after.csv"), ("before t0053 --limit 3 --format markdown", "before.md"),
    ("before TA0004 --type incident --limit 3", "before-tactic.txt"),
    ("after t0093 --limit 2 --format jsonl", "after.jsonl"),
  ])
  func answers(_ line: String, _ golden: String) {
    let result = Tool.run(line)
    #expect(result.status == 0 && result.errors.isEmpty)
    expectGolden(result.output, named: "sequences/\(golden)")
  }

  @Test func onATerminal() {
    expectGolden(Tool.run("after AML.T0093", Tool.terminal(80)).output, named: "sequences/terminal-80.txt")
  }

  @Test func tacticsAreToldByTheirIds() {
    #expect(Tool.run("after TA0004").output == Tool.run("after 'Initial Access'").output)
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
    let both = counts("after T0051.000 T0051.001")
    #expect(both == counts("after T0051.000").merging(counts("after T0051.001"), uniquingKeysWith: +))
    #expect(both.count > 10)
  }

  @Test(arguments: [
    ("after", 2, "needs ID"), ("after AML.T9999", 2, "not in release 2026.09"),
    ("after AML.M0015", 2, "is a mitigation, not a tactic or technique"),
    ("after --tactic T0051", 2, "no flag --tactic: name the tactic as the argument"),
    ("before T0051 --incidents", 2, "no flag --incidents: use --type incident"),
    ("before T0051 --type x", 2, "--type takes"),
    ("after T0051 TA0004", 2, "about techniques or about tactics"),
    ("after TA0004 --include-related", 2, "needs techniques"), ("after T0051 --limit -1", 2, "--limit takes"),
    ("after T0051 --format pdf", 2, "--format takes"),
    ("after T0051 --json --format csv", 2, "--json cannot be used with"),
    ("before AML.T0000.000", 1, "nothing preceded AML.T0000.000"),
  ])
  func refusesAndMisses(_ line: String, _ status: Int32, _ message: String) {
    let result = Tool.run(line)
    #expect(result.status == status)
    #expect(result.output.isEmpty)
    #expect(result.errors.contains(message), "\(result.errors)")
    if status == 1 { #expect(Tool.run(line + " --format json").output == "[]\n") }
  }

  @Test func relativesAreAskedTogether() {
    let family = "t0051 t0051.000 t0051.001 t0051.002"
    /// The lines without the last column, which names what they came through.
    func rows(_ line: String) -> [String] {
      Tool.lines(line).map {
        $0.split(separator: "\t", omittingEmptySubsequences: false).dropLast().joined(separator: "\t")
      }
    }
    #expect(rows("after t0051 --include-related") == Tool.lines("after \(family)"))
    #expect(rows("before t0051.001 --include-related") == Tool.lines("before t0051.001 t0051"))
    let direct = Tool.lines("after t0051.001 --include-related")
    #expect(
      !direct.isEmpty && direct.allSatisfy { $0.split(separator: "\t", omittingEmptySubsequences: false).count == 5 })
    let all = Tool.run("after \(family)").output
    #expect(Tool.run("after \(family) --type incident,exercise").output == all)
    #expect(Tool.run("after \(family) --type incident").output != all)
    let hint = Tool.run("before AML.T0000.000")
    #expect(hint.status == 1 && hint.errors.contains("more through the parent: --include-related"), "\(hint.errors)")
  }

  @Test func aRetiredIdIsAskedAsWhatItBecame() {
    let result = Tool.run("after AML.T0104")
    #expect(result.errors.contains("AML.T0104 was retired in 2026.07; it is now AML.T0115.002"))
  }
}
