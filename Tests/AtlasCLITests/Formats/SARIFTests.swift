import AtlasCore
import Foundation
import Testing

@testable import AtlasCLI

/// SARIF, by what the standard asks for.
@Suite struct SARIFTests {
  @Test(arguments: [
    ("a/b.md", "a/b.md"), ("./a", "a"), ("/a b/c#", "file:///a%20b/c%23"), ("é", "%C3%A9"), ("a%b", "a%25b"),
    ("..\\x", "..%5Cx"), ("././a", "a"),
  ])
  func addresses(_ path: String, _ uri: String) { #expect(SARIF.uri(Bytes(copying: path)) == uri) }

  @Test(arguments: [0, 1, 3]) func theLogIsWhole(_ count: Int) throws {
    let text = written { output in
      var sarif = SARIF(
        [
          SARIF.Rule(id: "one", summary: "One.", level: .note), SARIF.Rule(id: "two", summary: "Two.", level: .error),
        ], toolVersion: "1.2.3")
      sarif.begin(&output, release: "2026.09")
      for index in 0..<count {
        sarif.write(
          SARIF.Result(
            rule: "two", level: .error, message: "\"quoted\" \u{1B}", path: "a.md", line: index + 1, column: 3,
            length: index == 0 ? nil : 4), &output)
      }
      sarif.end(&output)
    }
    let log = try #require(try JSONSerialization.jsonObject(with: Data(text.utf8)) as? [String: Any])
    #expect(log["version"] as? String == "2.1.0")
    let runs = try #require(log["runs"] as? [[String: Any]])
    let run = try #require(runs.first)
    #expect(runs.count == 1 && run["columnKind"] as? String == "unicodeCodePoints")
    let tool = try #require(run["tool"] as? [String: [String: Any]])
    let rules = try #require(tool["driver"]?["rules"] as? [[String: Any]])
    #expect(rules.compactMap { $0["id"] as? String } == ["one", "two"])
    let results = try #require(run["results"] as? [[String: Any]])
    #expect(results.count == count)
    for (index, result) in results.enumerated() {
      #expect(result["ruleId"] as? String == "two" && result["ruleIndex"] as? Int == 1)
      #expect((result["message"] as? [String: String])?["text"] == "\"quoted\" \u{1B}")
      let locations = try #require(result["locations"] as? [[String: [String: Any]]])
      let region = try #require(locations.first?["physicalLocation"]?["region"] as? [String: Int])
      #expect(region["startLine"] == index + 1 && region["startColumn"] == 3)
      #expect(region["endColumn"] == (index == 0 ? nil : 7))
    }
  }
}
