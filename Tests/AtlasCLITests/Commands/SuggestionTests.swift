import Foundation
import Testing

@testable import AtlasCLI

/// What is refused or not found comes with what was probably meant.
@Suite struct SuggestionTests {
  @Test(arguments: [
    (
      "show AML.T0051.999",
      "its parent has AML.T0051.000 (Direct), AML.T0051.001 (Indirect) and AML.T0051.002 (Triggered)"
    ),
    ("techniques --tactic exfl", "did you mean AML.TA0010 (Exfiltration)?"),
    ("show jailbreak", "AML.T0054"), ("show 'model stealing'", "atlas find ranks first:\n  AML."),
    ("coverage --have AML.T0051", "AML.T0051 (LLM Prompt Injection) is a technique, not a mitigation"),
  ]) func isSuggested(_ line: String, _ words: String) {
    let result = Tool.run(line)
    #expect(result.status == 2 && result.errors.contains(words), "\(result.errors)")
  }

  @Test func aValueIsNotExplainedByItself() {
    #expect(Tool.run("case-studies --target").errors.hasPrefix("atlas: --target needs a value\n"))
  }

  @Test func messagesWrapAtTheTerminal() {
    let result = Tool.run("show AML.T0051.999", Tool.terminal(60))
    let lines = result.errors.split(separator: "\n")
    #expect(lines.count > 1 && lines.allSatisfy { $0.count <= 60 })
    #expect(lines[0].hasPrefix("atlas: ") && lines.dropFirst().allSatisfy { $0.hasPrefix("  ") })
    let piped = Tool.run("show AML.T0051.999").errors
    #expect(piped.split(separator: "\n").count == 1)
  }

  @Test func fieldsAreCompleted() {
    let words = Tool.run("complete bash -- techniques --fields mat").output
    #expect(words.contains("maturity"))
  }

  @Test func everyListedFieldIsOne() throws {
    for command in ["tactics", "techniques", "mitigations", "case-studies"] {
      let record = try #require(
        (try JSONSerialization.jsonObject(with: Data(Tool.run("\(command) --limit 1 --json").output.utf8))
          as? [[String: Any]])?.first)
      #expect(Set(Tool.lines("\(command) --fields")) == Set(record.keys))
    }
  }

  /// The front matter repeats the name, so that it is searched only when asked for.
  @Test func frontMatterIsLeftOut() {
    #expect(Tool.run("search -c 'Erode AI Model Integrity' AML.T0031").output == "AML.T0031:2\n")
    #expect(Tool.run("search -c --front-matter 'Erode AI Model Integrity' AML.T0031").output == "AML.T0031:4\n")
  }

  @Test func aFilterIsNotRepeatedInEachRow() {
    #expect(!Tool.run("techniques --tactic impact", Tool.terminal(80)).output.contains("Tactics"))
    #expect(Tool.run("techniques --tactic impact,exfiltration", Tool.terminal(120)).output.contains("Tactics"))
  }

  @Test func historyIsChronological() {
    let releases = Tool.lines("history").map { $0.prefix { $0 != " " }.split(separator: ".").compactMap { Int($0) } }
    #expect(!releases.isEmpty && zip(releases, releases.dropFirst()).allSatisfy { !$1.lexicographicallyPrecedes($0) })
  }

  @Test func coverageIsExact() throws {
    let object = try #require(
      (try JSONSerialization.jsonObject(with: Data(Tool.run("coverage --have m0015,m0020 --json").output.utf8))
        as? [[String: Any]])?.first)
    let share = try #require(object["share"] as? Double)
    #expect(abs(share - 32.0 / 134.0) < 1e-12)
    for tactic in try #require(object["tactics"] as? [[String: Any]]) {
      #expect((tactic["total"] as? Int ?? 0) >= (tactic["covered"] as? Int ?? .max))
    }
    let summary = Tool.lines("coverage --have m0015,m0020 --summary")
    #expect(summary.count == 5 && summary[1].contains("23.9 %") && summary[4].contains("AML.M0035"))
    #expect(!Tool.run("coverage --have m0015 --without M0035 --recommend 40").output.contains("AML.M0035  "))
    let policy = Set(Tool.ids("mitigations --category policy"))
    let next = try #require(
      (try JSONSerialization.jsonObject(
        with: Data(Tool.run("coverage --category policy --recommend 40 --json").output.utf8)) as? [[String: Any]])?
        .first?[
          "next"] as? [[String: Any]])
    #expect(!next.isEmpty && next.allSatisfy { policy.contains($0["id"] as? String ?? "") })
  }
}
