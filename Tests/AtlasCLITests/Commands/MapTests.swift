import AtlasCore
import AtlasData
import Foundation
import TestSupport
import Testing

@testable import AtlasCLI

/// `map`.
@Suite struct MapTests {
  static let sheet = """
    \u{FEFF}risk;technique;name;notes\r
    LLM01;AML.T0051;LLM Prompt Injection;see AML.T0054\r
    LLM03;AML.T0019;Publish Poisoned Datasets;"many\r
    lines, ""quoted"" here"\r
    LLM04;;nothing;\r
    \r
    LLM05;AML.T0054\r
    LLM06;AML.T0031;Denial of ML Service;x\r
    LLM07;aml.t0031 AML.M0015;;\r

    """

  @Test(arguments: [
    ("map T1078", "AML.T0012\tValid Accounts\tT1078\n"), ("map t1078", "AML.T0012\tValid Accounts\tT1078\n"),
    ("map AML.T0012", "AML.T0012\tValid Accounts\tT1078\n"), ("map t0012", "AML.T0012\tValid Accounts\tT1078\n"),
    ("map https://attack.mitre.org/techniques/T1078/", "AML.T0012\tValid Accounts\tT1078\n"),
    ("map TA0004", "AML.TA0012\tPrivilege Escalation\tTA0004\n"),
    ("map 'Valid Accounts' T1078", "AML.T0012\tValid Accounts\tT1078\nAML.T0012\tValid Accounts\tT1078\n"),
    ("map T1078.004", "AML.T0012\tValid Accounts\tT1078\n"),
  ])
  func finds(_ line: String, _ wanted: String) {
    let result = Tool.run(line)
    #expect(result.output == wanted && result.status == 0)
  }

  /// What the release refers to is found from either side.
  @Test func allReferencesRoundTrip() {
    let rows = Tool.lines("map --all").map { $0.split(separator: "\t").map(String.init) }
    func count(_ prefix: String) -> Int { rows.count { $0[0].hasPrefix("AML." + prefix) } }
    #expect(count("TA") == 14 && count("T") - count("TA") == 44 && count("M") == 4 && rows.count == 62)
    let lines = rows.map { $0.joined(separator: "\t") }
    #expect(Tool.lines("map " + rows.map { $0[0] }.joined(separator: " ")) == lines)
    #expect(Set(Tool.lines("map " + rows.map { $0[2] }.joined(separator: " "))) == Set(lines))
  }

  @Test(arguments: [
    ("map --with -", "with.txt"), ("map --with - --format json", "with.json"), ("map --with - llm01", "subject.txt"),
    ("map --with - T0031 --format csv", "record.csv"), ("map T1078 --format markdown", "attack.md"),
  ])
  func answers(_ line: String, _ golden: String) {
    let result = Tool.run(line, Tool.input(MapTests.sheet))
    #expect(
      result.status
        == (["map --with -", "map --with - --format json"].contains(line) || line.contains("T0031") ? 1 : 0))
    expectGolden(result.output + result.errors, named: "map/\(golden)")
  }

  /// Who asks about one row is not told of the others, and bare ids are asked about.
  @Test func onlyTheRowsAskedForAreChecked() {
    let fine = Tool.run("map --with - llm01", Tool.input(MapTests.sheet))
    #expect(fine.errors.isEmpty && fine.status == 0)
    let odd = Tool.run("map --with - llm04", Tool.input(MapTests.sheet))
    #expect(odd.errors.contains(":5:1: unresolved: \"LLM04\"") && !odd.errors.contains("AML.T0019") && odd.status == 1)
    let bare = Tool.run("map --with -", Tool.input("LLM01,T0051\n"))
    #expect(
      bare.errors.contains("leads to no record of release 2026.09; did you mean AML.T0051 (LLM Prompt Injection)?"))
  }

  @Test func onATerminal() throws {
    try SystemTests.temporary { folder in
      try Data(MapTests.sheet.utf8).write(to: URL(filePath: folder + "/owasp.csv"))
      let result = Tool.run("map --with '\(folder)/owasp.csv'", Tool.terminal(80))
      expectGolden(result.output, named: "map/terminal-80.txt")
      #expect(result.errors.contains("owasp.csv:3:7: retired:\n  AML.T0019 was retired in 2026.07"))
    }
  }

  @Test func aCrosswalkInOrderIsFound() {
    let result = Tool.run("map --with -", Tool.input("LLM01,AML.T0051,LLM Prompt Injection\n"))
    #expect(result.status == 0 && result.errors.isEmpty)
    #expect(result.output == "AML.T0051\tLLM Prompt Injection\t\tLLM01\tok\n")
    let attack = Tool.run("map --with -", Tool.input("control\tATT&CK\nc1\tT1078\n"))
    #expect(attack.output == "AML.T0012\tValid Accounts\tT1078\tc1\tok\n" && attack.status == 0)
  }

  @Test(arguments: [
    ("map", "", 2, "needs an ID, --all or --with"), ("map T1078 --all", "", 2, "--all cannot be used with an ID"),
    ("map T9999", "", 1, "no record of release 2026.09 refers to T9999"),
    ("map T0031", "", 1, "refers to no ATT&CK record"), ("map AML.T9999", "", 1, "not in release"),
    ("map --with /nowhere.csv", "", 2, "/nowhere.csv"), ("map --with -", "", 2, "has no rows"),
    ("map --with -", "a,b\nc,d\n", 2, "no column in which most cells are ids"),
    ("map --with -", "a\n\"x,AML.T0051\n", 2, ":2: unclosed quote"),
    ("map --with -", "a,\u{0}", 2, "is binary"), ("map --with", "", 2, "needs a value"),
  ])
  func refusesAndMisses(_ line: String, _ input: String, _ status: Int32, _ message: String) {
    let result = Tool.run(line, Tool.input(input))
    #expect(result.status == status && result.output.isEmpty)
    #expect(result.errors.contains(message), "\(result.errors)")
  }
}
