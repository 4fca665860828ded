import Foundation
import Testing

@testable import AtlasCLI

/// What completes a line; the word being typed is the last, and may be empty.
@Suite struct CompletionTests {
  static let lines: [(line: String, words: String)] = [
    ("", "show list help man completions"),
    ("l", "list"),
    ("AML.M", "AML.M0015"),
    ("t003", "AML.T0031"),
    ("show ", "AML.T0051 AML.T0051.000 AML.T0031 AML.M0015"),
    ("show t0051", "AML.T0051 AML.T0051.000"),
    ("show x aml.m", "AML.M0015"),
    ("show AML.T0051,m", "AML.T0051,AML.M0015"),
    ("t0051 m", "AML.M0015"),
    ("show --limit", ""),
    ("list --li", "--limit"),
    ("list --limit ", ""),
    ("list --maturity ", "feasible demonstrated realized"),
    ("list --maturity D", "demonstrated"),
    ("list --maturity feasible,d", "feasible,demonstrated"),
    ("list --maturity=r", "--maturity=realized"),
    ("list --maturity = r", "realized"),
    ("list --format = json --rev", "--reverse"),
    ("--data = /x l", "list"),
    ("AML.T0031,AML.T0051 m", "AML.M0015"),
    ("list --maturity =", "feasible demonstrated realized"),
    ("list --for ", "AML.M0015"),
    ("list --format js", "json"),
    ("--format js", "json"),
    ("--format json l", "list"),
    ("list --rev", "--reverse"),
    ("list --reverse --rev", ""),
    ("list --maturity feasible --mat", "--maturity"),
    ("list x", ""),
    ("help c", "completions"),
    ("completions ", "bash zsh fish"),
    ("completions zsh ", ""),
    ("show -o ", ":files"),
    ("show --output=x", ":files"),
    ("--data ", ":directories"),
    ("show -- --", ""),
    ("nonsense ", ""),
    ("list --frob=", ""),
  ]

  @Test(arguments: lines) func completes(_ line: (line: String, words: String)) {
    let words = line.line.split(separator: " ", omittingEmptySubsequences: false).map(String.init)
    let found: String
    switch Completion(of: words, .sample) {
    case .choices(let choices): found = choices.map(\.word).joined(separator: " ")
    case .files: found = ":files"
    case .directories: found = ":directories"
    }
    #expect(found == line.words)
  }

  @Test func namesStandBesideIds() {
    let result = run(["complete", "fish", "--", "show", "t0031"])
    #expect(result == ("AML.T0031\tErode AI Model Integrity\n", "", 0))
  }

  @Test func aWordCannotInjectALine() {
    let result = run(["complete", "bash", "--", "show", "\n\u{1B}"])
    #expect(result.output == "")
  }

  /// What a line would be answered from is what completes it: a line's own pages, those of the environment, or the
  /// bundled ones.
  @Test(arguments: [
    ("show --data PAGES t", ["AML.T0999"]), ("show --data=PAGES t0999", ["AML.T0999"]),
    ("techniques --data PAGES --platform ", ["Toasters"]), ("show t0999", []), ("show t0031", ["AML.T0031"]),
    ("show --data /no/such/place t", []), ("show --release bundled t0031", ["AML.T0031"]),
  ])
  func dataDecide(_ line: String, _ wanted: [String]) throws {
    let pages = FileManager.default.temporaryDirectory.appending(path: "atlas-complete-\(UUID().uuidString)").path
    try FileManager.default.createDirectory(atPath: pages, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(atPath: pages) }
    let text = "# AML.T0999: Burn Toast\n\n## Metadata\n\n- **Platforms:** Toasters\n"
    try text.write(toFile: pages + "/page.md", atomically: true, encoding: .utf8)
    let words = line.replacing("PAGES", with: pages).split(separator: " ", omittingEmptySubsequences: false)
      .map(String.init)
    #expect(Completion(of: words, .atlas) == .choices(wanted.map { Choice($0, notes[$0] ?? "") }))
    var environment = Environment.none
    environment.variable = { $0 == "ATLAS_DATA" ? pages : nil }
    guard !line.contains("--") else { return }
    let inUse = Completion(of: ["show", "t"], .atlas, environment)
    #expect(inUse == .choices([Choice("AML.T0999", "Burn Toast")]))
  }

  private let notes = ["AML.T0999": "Burn Toast", "AML.T0031": "Erode AI Model Integrity"]
}
