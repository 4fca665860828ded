import Foundation
import TestSupport
import Testing

@testable import AtlasCLI

/// SARIF, by the rules of its schema and by what code-scanning services ask for besides.
@Suite struct SARIFRuleTests {
  /// What must hold of a log; what does not is named.
  ///
  /// Source: SARIF 2.1.0, 3.13 to 3.59; GitHub Docs, SARIF support for code scanning.
  private static let rules = #"""
    def must($what; f): if f then empty else "\($what): \(tojson | .[:200])" end;
    def text: type == "string" and length > 0;
    def count: type == "number" and . == floor and . >= 1;
    def level: IN("none", "note", "warning", "error");
    must("version"; .version == "2.1.0" and (."$schema" | text)),
    must("one run"; (.runs | length) == 1),
    (.runs[0] |
      must("driver"; (.tool.driver.name | text) and (.tool.driver.version | text)),
      must("columns"; .columnKind == "unicodeCodePoints"),
      must("invocations"; (.invocations | length) == 1 and (.invocations[0].executionSuccessful | type) == "boolean"),
      must("rules apart"; [.tool.driver.rules[].id] | length == (unique | length)),
      (.tool.driver.rules[] | must("rule";
        (.id | test("^[a-zA-Z0-9/._-]+$")) and (.shortDescription.text | text) and (.fullDescription.text | text)
        and (.help.text | text) and (.defaultConfiguration.level | level))),
      .tool.driver.rules as $rules |
      (.results[] |
        must("rule of a result"; .ruleId == $rules[.ruleIndex].id),
        must("level"; .level | level),
        must("message"; .message.text | text),
        must("one place"; (.locations | length) == 1),
        (.locations[0].physicalLocation |
          must("address"; .artifactLocation.uri | test("^(file:///)?([A-Za-z0-9._~/-]|%[0-9A-F]{2})+$") and (startswith("/") | not)),
          (.region | must("region"; (.startLine | count) and (.startColumn | count)
            and (.endLine == null or .endLine >= .startLine) and (.endColumn == null or .endColumn > .startColumn))))))
    """#

  private static func complaints(_ log: String) throws -> String {
    let folder = FileManager.default.temporaryDirectory.appending(path: "atlas-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "rules.jq").path(percentEncoded: false)
    try Data(rules.utf8).write(to: URL(filePath: file))
    let outcome = try Shell.run("jq -r -f '\(file)'", input: log)
    return outcome.status == 0 ? outcome.output : outcome.errors
  }

  @Test func logsKeepTheRules() throws {
    guard Shell.has("jq") else { return }
    try ScanTests.tree { folder in
      try Data("é AML.T0019".utf8).write(to: URL(filePath: folder + "/a b#c%.md"))
      let log = Tool.run("scan \(folder) --format sarif").output
      let complaints = try SARIFRuleTests.complaints(log)
      #expect(complaints == "")
      #expect(
        log.contains(
          "/a%20b%23c%25.md\"},\"region\":{\"startLine\":1,\"startColumn\":3,\"endLine\":1,\"endColumn\":12}"))
      #expect(try SARIFRuleTests.complaints(Tool.run("scan \(folder)/empty --format sarif").output) == "")
      // A relative path stays one, from where the run began.
      let outcome = try Shell.run("cd '\(folder)' && atlas scan ./keep.log sub --format sarif")
      #expect(try SARIFRuleTests.complaints(outcome.output) == "")
      #expect(
        outcome.output.contains("{\"uri\":\"keep.log\"}") && outcome.output.contains("{\"uri\":\"sub/notes.md\"}"))
    }
    #expect(try SARIFRuleTests.complaints(Tool.run("lint --format sarif").output) == "")
  }

  /// The rules find what is wrong.
  @Test func theRulesCanFail() throws {
    guard Shell.has("jq") else { return }
    try ScanTests.tree { folder in
      let log = Tool.run("scan \(folder)/keep.log --format sarif").output
      for (old, new) in [
        ("\"ruleIndex\":", "\"ruleIndex\":1"), ("\"startLine\":1", "\"startLine\":0"), ("file://", ""),
        ("\"level\":\"error\"", "\"level\":\"bad\""), ("2.1.0\",\"runs", "2.0\",\"runs"),
      ] {
        #expect(log.contains(old))
        let complaints = try SARIFRuleTests.complaints(log.replacing(old, with: new))
        #expect(complaints != "", "\(new)")
      }
    }
  }
}
