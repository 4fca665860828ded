import Foundation
import TestSupport
import Testing

@testable import AtlasCLI

/// `coverage`.
@Suite struct CoverageTests {
  @Test(arguments: [
    ("coverage --have M0015,M0020 --scope CS0009 --scope CS0014", "coverage.txt"),
    ("coverage --have M0015,M0020 --scope CS0009 --format markdown", "coverage.md"),
    ("coverage --have M0015 --scope CS0009 --weight incidents", "weighted.txt"),
    ("coverage --have M0015 --scope CS0017 --recommend 1 --format json", "coverage.json"),
    ("coverage --have M0015 --scope CS0009 --format csv", "coverage.csv"),
    ("coverage --scope CS0017 --have-technique T0015 --format jsonl", "coverage.jsonl"),
  ])
  func answers(_ line: String, _ golden: String) {
    let result = Tool.run(line)
    #expect(result.status == 0 && result.errors.isEmpty, "\(result.errors)")
    expectGolden(result.output, named: "coverage/\(golden)")
  }

  @Test func onATerminal() {
    expectGolden(
      Tool.run("coverage --have M0015 --scope TA0004", Tool.terminal(80)).output, named: "coverage/terminal-80.txt")
  }

  @Test func nineteenSuffice() {
    let recommended = Tool.run("coverage --recommend 99").output.split(separator: "\n").drop { $0 != "Recommended" }
    #expect(recommended.count == 2 + 19)
    #expect(recommended.dropFirst(2).first?.hasPrefix("AML.M0035    33") == true)
    #expect(recommended.last?.contains("100.0 %") == true)
  }

  @Test func listsWithNotesAreRead() {
    let list = "id,note\nAML.M0015,deployed in May\nm0020\tlike M0001\n# M0002\nm0005 half done\n"
    let result = Tool.run("coverage --have - --format csv", Tool.input(list))
    #expect(result.errors.isEmpty)
    #expect(result.output == Tool.run("coverage --have M0015,M0020 --have m0005 --format csv").output)
  }

  /// Lists as spreadsheets and people write them.
  @Test(arguments: [
    "\u{FEFF}Mitigation ID,Note\r\n\"AML.M0015\",\"deployed, in May\"\r\n\"M0020\",x\r\n",
    "\"id\";\"note\"\nAML.M0015;x\nM0020 ;y\n", "M0015   several blanks\n\n\tM0020\tT0051 # T0051\n#M0001\n",
    "M0015,M0020", "Predictive AI Adversarial Input Detection\tM0001\nM0020",
  ])
  func listsOfAllKindsAreRead(_ list: String) {
    let result = Tool.run("coverage --have - --format csv", Tool.input(list))
    #expect(result.errors.isEmpty)
    #expect(result.output == Tool.run("coverage --have M0015,M0020 --format csv").output)
  }

  /// What is wrong in a list is named with its place.
  @Test func placesInListsAreTold() throws {
    let result = Tool.run("coverage --have -", Tool.input("M0015\n\nM0999 x\n\"T0051\",y\n"))
    #expect(result.status == 2 && result.output.isEmpty)
    #expect(result.errors.contains("atlas: standard input:3: AML.M0999 is not in release 2026.09"))
    #expect(
      result.errors.contains(
        "atlas: standard input:4: AML.T0051 (LLM Prompt Injection) is a technique, not a mitigation"))
    try SystemTests.temporary { folder in
      try Data("T0031\nT0104 gone\n".utf8).write(to: URL(filePath: folder + "/list"))
      let result = Tool.run("coverage --have-technique @\(folder)/list --have M9999")
      #expect(result.errors.contains("/list:2: AML.T0104 was retired in 2026.07; it is now AML.T0115.002"))
      #expect(result.errors.contains("atlas: AML.M9999 is not in") && result.status == 2)
    }
  }

  @Test(arguments: [
    ("coverage --have M0999", 2, "AML.M0999 is not in release 2026.09"),
    ("coverage --have T0051", 2, "is a technique, not a mit"),
    ("coverage --have-technique T0104", 2, "AML.T0104 was retired in 2026.07"),
    ("coverage --have M0999 --lenient", 0, "M0999"),
    ("coverage --have-technique T0104 --lenient", 0, "it is now AML.T0115.002"),
    ("coverage --scope T9999", 2, "not in release"), ("coverage --scope M0015", 2, "mitigation"),
    ("coverage --fail-under 101", 2, "0 to 100"), ("coverage --fail-under 1", 1, "0.0 % is under the 1 %"),
    ("coverage --fail-under 0", 0, ""), ("coverage --whole-scope", 2, "needs --fail-under"),
    ("coverage --platform cobol", 2, "--platform"),
    ("coverage --tactic TA0004 --scope T0031", 1, "no technique in release"),
    ("coverage --have @/nowhere/list", 2, "/nowhere/list"), ("coverage --recommend -1", 2, "--recommend"),
    ("coverage M0015", 2, "coverage takes no arguments"),
    ("coverage --weight steps", 2, "none, incidents or case-studies"),
    ("coverage --next 3", 2, "no flag --next: it is now --recommend"),
    ("coverage --include-related", 2, "no flag --include-related: it is now --inherit"),
    ("coverage --have T0104,M0999", 2, "--have has ids that do not count"),
  ])
  func statuses(_ line: String, _ status: Int32, _ message: String) {
    let result = Tool.run(line)
    #expect(result.status == status, "\(line)")
    #expect(result.errors.contains(message) || message.isEmpty && result.errors.isEmpty, "\(result.errors)")
    if status == 2 { #expect(result.output.isEmpty) }
  }

  /// The gate compares without rounding: what is there passes, the next whole number fails.
  @Test(arguments: ["", "--weight incidents ", "--whole-scope ", "--inherit "])
  func theGateIsExact(_ flags: String) throws {
    let line = "coverage --have M0035,M0019 \(flags)--fail-under"
    let refusal = Tool.run("\(line) 100").errors
    let shown = try #require(refusal.firstMatch(of: #/(\d+)\.(\d) % is under/#))
    let percent = try #require(Int(shown.1))
    #expect(percent > 5 && shown.2 != "0")
    #expect(Tool.run("\(line) \(percent)").status == 0)
    #expect(Tool.run("\(line) \(percent + 1)").status == 1)
  }

  @Test func filtersNarrowTheScope() {
    let rows = Tool.run("coverage --platform agentic --maturity realized --tactic TA0004 --format csv").output
    let ids = rows.split(whereSeparator: \.isNewline).dropFirst().map { String($0.prefix { $0 != "," }) }
    #expect(ids == Tool.ids("techniques --platform agentic --maturity realized --tactic TA0004"))
    #expect(!ids.isEmpty)
  }

  @Test func theJSONIsJSON() throws {
    let data = Data(Tool.run("coverage --have M0015 --json").output.utf8)
    let array = try #require(try JSONSerialization.jsonObject(with: data) as? [[String: Any]])
    #expect(array.count == 1)
    let report = try #require(array.first)
    let counts = try #require(report["counts"] as? [String: Int])
    let techniques = try #require(report["techniques"] as? [[String: Any]])
    #expect(counts.values.reduce(0, +) == techniques.count && techniques.count == 208)
    #expect(techniques.count { $0["status"] as? String == "covered" } == counts["covered"])
  }
}
