import TestSupport
import Testing

@testable import AtlasCore

/// Forms of pages that other authors use.
@Suite struct StrangersPageTests {
  @Test(arguments: [
    "AML.CS0022", "`AML.CS0022`", "[AML.CS0022](https://atlas.mitre.org/studies/AML.CS0022)", "[AML.CS0022](#)",
  ]) func anIdCanStandInTheMetadataAlone(_ id: String) {
    let page = "---\nid: tea\ntitle: Tea\n---\n\n# Tea\n\nText.\n\n## Metadata\n\n- **ID:** \(id)\n"
    #expect(KnowledgeBase(page: page).ids() == [RecordID("AML.CS0022")])
    #expect(!Audit.lines(page: page, from: .note).contains { $0.contains("label") || $0.contains("ID is") })
  }

  @Test func anIdInTheMetadataMustBeThePages() {
    let other = "# AML.T0001: One\n\n## Metadata\n\n- **ID:** AML.T0002\n"
    #expect(Audit.lines(page: other).contains("5:11: ID says AML.T0002, the page is AML.T0001"))
    let own = "# AML.T0001: One\n\n## Metadata\n\n- **ID:** page 7\n"
    #expect(Audit.lines(page: own, from: .note).contains("5:11: ID is not an id of ATLAS: \"page 7\""))
  }

  @Test(arguments: [
    "[[x/take|AML.T0002: Take]]", "- [[x/take|AML.T0002: Take]]", "[[x/take|Take]]",
    "This is a part of:\n\n- [Take](/techniques/AML.T0002)",
  ]) func aParentCanHaveASection(_ link: String) {
    let base = KnowledgeBase(page: "# AML.T0002.001: Take: Grab\n\nText.\n\n## Parent Technique\n\n\(link)\n")
    #expect(base.subtechniques(of: RecordID("AML.T0002")!) == [RecordID("AML.T0002.001")!])
  }

  @Test func aTechniqueCanLeaveTheSectionOfItsParentEmpty() {
    let lines = Audit.lines(page: "# AML.T0002: Take\n\nText.\n\n## Parent Technique\n\n*None.*\n")
    #expect(!lines.contains { $0.contains("arent") }, "\(lines)")
  }

  @Test func stepsWithoutTacticsAreOneNote() {
    let head = "# AML.CS0001: Tea\n\nText.\n\n## Procedure\n\n"
    func steps(_ tactics: [Bool]) -> [String] {
      let steps = tactics.enumerated().map { index, isThere in
        "### Step \(index + 1): Take\n\n" + (isThere ? "**Tactic:** [[AML.TA0001]]\n" : "")
          + "**Technique:** [[x/take|AML.T0002: Take]]\n\nDone.\n\n"
      }
      return Audit.lines(page: head + steps.joined(), from: .note).filter { $0.contains("tactic") }
    }
    #expect(steps([false, false, false]) == ["7:5: AML.CS0001 gives none of its 3 steps a tactic"])
    #expect(steps([false]) == ["7:5: AML.CS0001 gives its only step no tactic"])
    #expect(steps([true, false]) == ["14:5: step 2 has no tactic"])
    #expect(steps([true, true]) == [])
  }

  @Test(arguments: [
    ("# Execution\n\nCategory index for Execution.\n", true), ("# Execution\n\n- [[a|AML.T0001]]\n- [[b|B]]\n", true),
    ("---\ntitle: Execution\n---\n\n# Execution\n\nIndex of the folder.\n\n## More\n\n- [[a|AML.T0001]]\n", true),
    ("# Execution\n\nAn essay about [[a|AML.T0001]].\n", false), ("# Execution\n", false),
    ("# Execution\n\nCategory index for Execution.\n\n## Metadata\n\n- **Created:** 2020\n", false),
  ]) func anIndexIsNoRecord(_ page: String, _ isIndex: Bool) {
    #expect(Audit.lines(page: page).contains { $0.contains("no record: ") } != isIndex)
  }

  @Test func linksMayLeadToAnIndex() {
    var buffer = PageBuffer(capacity: 512)
    buffer.add(path: "v/execution/index.md", text: Array("# Execution\n\nCategory index for Execution.\n".utf8))
    buffer.add(
      path: "v/execution/a.md",
      text: Array(
        "# AML.T0001: A\n\nOf [[v/execution|Execution]], [[nowhere|N]].\n\n## Tactics\n\n- [[execution/index|E]]\n".utf8
      ))
    let lines = Audit(buffer.corpus()).diagnostics.map { "\($0.line): \($0.severity.rawValue): \($0.reason)" }
    #expect(lines.contains("3: error: [[nowhere|N]] leads to no record"))
    #expect(lines.contains("7: warning: [[execution/index|E]] leads to an index, not to a tactic"))
    #expect(lines.count { $0.contains("leads to") } == 2, "\(lines)")
  }

  private static func finding(_ line: Int, _ rule: Diagnostic.Rule, _ reason: String) -> Diagnostic {
    Diagnostic(path: "a.md", line: line, column: 1, severity: .note, rule: rule, reason: reason)
  }

  @Test func findingsThatSayTheSameAreAGroup() {
    func counts(_ findings: [Diagnostic]) -> [Int] { LintGroup.groups(of: findings).map(\.count) }
    let dates = (1...5).map { Self.finding($0, .badDate, "Created is not a date: \"\($0)\"") }
    #expect(counts(dates) == [1, 1, 1, 1, 1])
    #expect(counts(dates + [Self.finding(9, .badDate, "x")]) == [6])
    let labels = (1...6).map { Self.finding($0, .unknownLabel, "unknown label \"A\"") }
    let label = Self.finding(9, .unknownLabel, "unknown label \"B\"")
    #expect(counts(labels + [label]) == [6, 1])
    let many = (1...7).map { Self.finding($0, .unknownLabel, "unknown label \"\($0)\"") }
    #expect(counts(many) == [7] && counts(labels + many + dates) == [13, 1, 1, 1, 1, 1])
    #expect(LintGroup.groups(of: labels + [label]).flatMap { [$0.first] + $0.others }.count == 7)
  }
}
