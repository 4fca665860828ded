import Foundation
import TestSupport
import Testing

@testable import AtlasCLI

/// What `--version` counts, and what is said when the pages it is to count are not there.
@Suite struct VersionTests {
  /// Runs a line with `$ATLAS_DATA` leading to a page that names two records which have none of their own.
  private func run(_ line: String) throws -> Tool.Result {
    let page = FileManager.default.temporaryDirectory.appending(path: "atlas-version-\(UUID().uuidString).md").path
    defer { try? FileManager.default.removeItem(atPath: page) }
    let text =
      "# AML.T0999: Burn Toast\n\n## Mitigations (2)\n\n- [[AML.M0900]] — Cold bread\n- [[AML.M0901]] — No bread\n"
    try text.write(toFile: page, atomically: true, encoding: .utf8)
    return Tool.run(line, VersionTests.environment(data: page))
  }

  private static func environment(data: String) -> Environment {
    var environment = Environment.none
    environment.variable = { $0 == "ATLAS_DATA" ? data : nil }
    return environment
  }

  @Test func namesWithoutPagesStandApart() throws {
    #expect(
      try run("--version").output.contains(
        "0 tactics, 1 technique, 0 sub-techniques, 0 mitigations, 0 case studies, 2 known by name only\n"))
    #expect(
      try run("--version --json").output.contains("\"mitigations\": 0,\n  \"caseStudies\": 0,\n  \"stubs\": 2,\n"))
    #expect(!Tool.run("--version").output.contains("by name only"))
  }

  @Test(arguments: ["--version", "list", "search toast"]) func theVariableIsNamed(_ line: String) {
    let result = Tool.run(line, VersionTests.environment(data: "/no/such/place"))
    #expect(result.status == 2)
    #expect(result.errors == "atlas: cannot read $ATLAS_DATA (/no/such/place): No such file or directory\n")
    let flag = Tool.run(line + " --data /no/such", VersionTests.environment(data: "/no/such/place"))
    #expect(flag.errors == "atlas: cannot read /no/such: No such file or directory\n")
  }
}
