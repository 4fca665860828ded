import AtlasCore
import TestSupport
import Testing

@testable import AtlasCLI

/// Records of certain releases, comparisons of two, and the age of releases.
@Suite struct PinTests {
  /// A folder in which a release 5.1.0 of a few records is imported.
  private func imported() throws -> ScratchFolder {
    let work = try ScratchFolder()
    let file = try work.write("release.yaml", TinyRelease.yaml(version: "5.1.0"))
    #expect(work.atlas("import", file).status == 0)
    return work
  }

  @Test func aPinnedRecordIsFromItsRelease() throws {
    let work = try imported()
    for word in ["AML.T0000@5.1.0", "t0000@v5.1"] {
      let shown = work.atlas("show", word)
      #expect(shown.status == 0 && shown.output.contains("Look Around") && shown.errors.isEmpty, "\(shown)")
    }
    let both = work.atlas("t0000@5.1.0,t0000", "--json")
    #expect(both.status == 0 && both.output.contains("\"release\": \"5.1.0\""))
    #expect(both.output.contains("\"release\": \"2026.09\""))
    #expect(work.atlas("mitigations", "--for", "t0000@5.1.0", "--format", "ids").output == "AML.M0000\n")
    #expect(work.atlas("mitigations", "--for", "t0000@5.1.0,t0051").status == 2)
    #expect(work.atlas("mitigations", "--for", "t0000@5.1.0", "--release", "bundled").status == 2)
    let changed = work.atlas("diff", "t0000@5.1.0", "t0000")
    #expect(changed.status == 1 && changed.output.contains("AML.T0000"))
    #expect(work.atlas("diff", "t0000@5.1.0", "t0000@5.1.0").status == 0)
    #expect(work.atlas("diff", "t0000@5.1.0", "t0051").status == 2)
  }

  @Test(arguments: [
    ("AML.T0087@5.0.1", "AML.T0087 is not in release 5.0.1; ATLAS has AML.T0087 since 5.1.0"),
    ("AML.T0045@5.6.0", "AML.T0045 is not in release 5.6.0; the last release with AML.T0045 is 4.4.0"),
    (
      "AML.T0020@5.0.1",
      "release 5.0.1 (2025-10-15) is not imported: curl -fsSL https://raw.githubusercontent.com/mitre-atlas/atlas-data/"
        + "main/dist/legacy/ATLAS-5.0.1.yaml | atlas import -"
    ),
    ("AML.T0020@9.9", "no release \"9.9\"; installed: bundled and 5.1.0; add one with atlas import"),
    ("AML.T0087@5.1.0", "AML.T0087 is not in release 5.1.0"),
  ]) func aMissingPinSaysWhy(_ row: (word: String, reason: String)) throws {
    let work = try imported()
    let shown = work.atlas("show", row.word)
    #expect(shown.status == 2 && shown.output.isEmpty)
    #expect(shown.errors == "atlas: \(row.reason)\n")
  }

  @Test func anIDThatIsNewerSaysHowOldTheReleaseIs() {
    let errors = Tool.run("show t9999").errors
    #expect(errors.contains("the release in use is 2026.09 of 2026-09-15, 30 days old"), "\(errors)")
    #expect(!Tool.run("show t0000.999").errors.contains("days old"))
  }

  @Test(arguments: [60, 140]) func twoRecordsAreCompared(_ width: Int) {
    let result = Tool.run("show t0051.000 t0051.001 --compare", Tool.terminal(width))
    #expect(result.status == 0)
    expectGolden(result.output, named: "tool/compare-\(width).txt")
    for line in result.output.split(separator: "\n") { #expect(Width.columns(of: String(line)) <= width, "\(line)") }
  }

  @Test func changesSinceARelease() {
    expectGolden(Tool.run("history --since 5.6.1").output, named: "tool/history-since.txt")
    #expect(Tool.run("history t0087 --since 2025-11").output.hasPrefix("5.1.0  new      AML.T0087  "))
    #expect(Tool.run("history t0087 --since 5.1.0").status == 1)
  }

  @Test func aClockThatIsBehindIsAFailure() {
    var environment = Environment.none
    environment.today = { 0 }
    let result = Tool.run("releases --stale-after 60", environment)
    #expect(result.status == 2 && result.errors.contains("check the clock"))
    #expect(Tool.run("--version", environment).output.contains("after today's date on this computer"))
    #expect(Tool.run("releases --stale-after 30").status == 0)
  }

  @Test(arguments: [
    ("1970-01-01", 0), ("1969-12-31", -1), ("2000-02-29", 11_016), ("2000-03-01", 11_017), ("2026-10-15", 20_741),
    ("2024", 19_723),
  ]) func daysAreCounted(_ row: (date: String, days: Int)) throws {
    let date = try #require(PartialDate(row.date))
    #expect(date.dayNumber == row.days)
  }
}
