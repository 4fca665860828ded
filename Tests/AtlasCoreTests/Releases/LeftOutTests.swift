@testable import AtlasCore
import Testing

/// Release files that are newer than the reader: what is unknown is left out and counted, and nothing else is lost.
@Suite struct LeftOutTests {
  /// The file after some replacements, as format 6.1.
  private static func newer(_ changes: [(String, String)]) throws -> String {
    var text = ReleaseFixtures.keyed.replacing("format-version: 6.0.0", with: "format-version: 6.1.0")
    for (old, new) in changes {
      try #require(text.contains(old), "\(old)")
      text = text.replacing(old, with: new)
    }
    return text
  }

  private static func read(_ text: String) throws -> ReleaseFile.Reading {
    try ReleaseFile.read(Bytes(copying: text), path: "r.yaml")
  }

  private static let use = "    - source: AML.M0000\n      target: AML.T0000\n"

  /// A change of the file, and the description of what is then left out.
  static let unknown: [(change: (old: String, new: String), leftOut: String)] = [
    (
      (
        "relationships:\n",
        "software:\n  AML.SW0000: {id: AML.SW0000, name: X}\n  AML.SW0001: {name: Y}\nrelationships:\n"
      ), "records `software` (2)"
    ),
    (("relationships:\n", "groups:\n- {id: g1}\n- {id: g2}\n- {id: g3}\nrelationships:\n"), "records `groups` (3)"),
    (("relationships:\n", "motto: be safe\nrelationships:\n"), "fields `motto` (1)"),
    (("relationships:\n", "tags: [a, b]\nrelationships:\n"), "fields `tags` (1)"),
    (("mitigations:\n", "mitigations:\n  AML.MX0001: {id: AML.MX0001, name: X}\n"), "records `AML.MX` (1)"),
    (("    maturity: ", "    risk: [high, {a: b}]\n    maturity: "), "fields `risk` (2)"),
    (
      ("    mitigates:\n", "    defeats: [{source: x}, {source: y}]\n    nothing: []\n    mitigates:\n"),
      "relations `defeats` (2)"
    ),
    (("    mitigates:\n", "    hinders: some\n    mitigates:\n"), "relations `hinders` (1)"),
    (
      ("    mitigates:\n", "    mitigates:\n    - {source: AML.M0000, target: AML.SW0001, strength: 3}\n"),
      "relations `mitigates to AML.SW` (1); fields `strength` (1)"
    ),
    (
      ("    mitigates:\n", "    mitigates:\n    - {source: AML.M0000, target: AML.CS0000}\n"),
      "relations `mitigates to case study` (1)"
    ),
    (
      ("  AML.M0000:\n    mit", "  AML.SW0001:\n    mitigates: [{target: AML.T0000}, {}]\n  AML.M0000:\n    mit"),
      "relations `mitigates from AML.SW` (2)"
    ),
    (
      ("  AML.T0000:\n    ach", "  AML.T0000:\n    employs: [{target: AML.T0000}]\n    ach"),
      "relations `employs from technique` (1)"
    ),
  ]

  @Test(arguments: unknown)
  func isCountedAndNothingElseIsLost(change: (old: String, new: String), leftOut: String) throws {
    let reading = try Self.read(try Self.newer([change]))
    #expect(reading.leftOut.description == leftOut)
    var whole = try release(ReleaseFixtures.keyed)
    whole.formatVersion = "6.1.0"
    #expect(reading.release == whole)
    #expect(reading.diagnostics.allSatisfy { $0.rule == .leftOut && $0.severity == .warning })
    #expect(reading.diagnostics.count >= reading.leftOut.items.count)
  }

  @Test func nothingUnknown() throws {
    let reading = try Self.read(try Self.newer([]))
    #expect(reading.leftOut.isEmpty && reading.diagnostics.isEmpty && reading.leftOut.description == "")
  }

  /// Steps before one that is left out lead to those after it.
  @Test(arguments: [
    ([2], ["They looked.", "At last they looked again."], [[1], []]),
    ([1], ["Then they looked closely.", "At last they looked again."], [[1], []]),
    ([1, 2], ["At last they looked again."], [[]]), ([3], ["They looked.", "Then they looked closely."], [[1], []]),
    ([1, 2, 3], [], []),
  ])
  func aStepOfAnUnknownKind(steps: [Int], texts: [String], leadsTo: [[Int]]) throws {
    // The steps in the order of the case study, of which the file has the first one last.
    let targets = [
      1: ("target: AML.T0000\n      relationship-type: employs\n      description: They", "AML.T0000\n"),
      2: ("target: AML.T0000.001\n      relationship-type: employs\n      description: Then", "AML.T0000.001\n"),
      3: ("target: AML.T0000\n      relationship-type: employs\n      description: At last", "AML.T0000\n"),
    ]
    let changes = steps.compactMap { targets[$0] }.map { ($0.0, $0.0.replacing($0.1, with: "AML.SW0001\n")) }
    let reading = try Self.read(try Self.newer(changes))
    #expect(reading.leftOut.description == "relations `employs to AML.SW` (\(steps.count))")
    #expect(reading.release.caseStudies[0].steps.map(\.text.string) == texts)
    #expect(reading.release.caseStudies[0].steps.map(\.leadsTo) == leadsTo)
  }

  /// What contradicts the format that the file says it has stays an error.
  @Test(arguments: [
    ("target: AML.T0000\n", "target: AML.T0009\n", "AML.T0009, which is not in the file"),
    ("  AML.M0000:\n    name", "  ../../etc/passwd:\n    name", "is not an ATLAS id"),
    ("  AML.M0000:\n    name", "  AML.SW../x:\n    name", "is not an ATLAS id"),
    ("name: Close the Door", "name: [Close]", "`name` is a list, expected text"),
  ])
  func errors(old: String, new: String, reason: String) throws {
    #expect(verdict(try Self.newer([(old, new)])).contains(reason))
  }

  @Test func anotherKindIsAnErrorInAKnownFormat() throws {
    let text = try Self.newer([(Self.use, Self.use.replacing("AML.T0000", with: "AML.CS0000"))])
    #expect(verdict(text).contains("left out"))
    #expect(
      verdict(text.replacing("6.1.0", with: "6.0.0")).contains(
        "AML.CS0000 is the id of a case study, expected a technique"))
  }

  @Test func earlierFormats() throws {
    let text = ReleaseFixtures.five.replacing(
      "case-studies:\n", with: "software:\n- {id: x}\n- {id: y}\ncase-studies:\n")
    let reading = try Self.read(text)
    #expect(reading.leftOut.description == "records `software` (2)")
    #expect(try reading.release == release(ReleaseFixtures.five))
  }

  @Test func manyNamesStayOneLine() throws {
    let fields = (0..<40).map { "    field-\($0): x\n" }.joined()
    let reading = try Self.read(try Self.newer([("    maturity: Realized\n", fields + "    maturity: Realized\n")]))
    let description = reading.leftOut.description
    #expect(description.hasPrefix("fields `field-0` (1), `field-1` (1), "))
    #expect(description.hasSuffix("`field-7` (1) and 32 more (32)") && !description.contains("\n"))
    #expect(reading.diagnostics.count == 40)
  }
}
