import Foundation
import TestSupport
import Testing

@testable import AtlasCLI

@Suite struct LintTests {
  private static let page = """
    ---
    id: erode
    title: "AML.T0031: Erode"
    ---

    # AML.T0031: Erode

    Text, with a [[techniques/AML.T9999|AML.T9999: Link]].

    ## Metadata

    - **Technique ID:** AML.T0031
    - **Created:** some day
    - **Color:** green

    ## Tactics (1)

    -\u{20}

    ## Gossip

    Nothing.

    """

  @Test func theBundledReleaseIsClean() throws {
    let result = try ScratchFolder().atlas("lint", "--strict")
    #expect(result == ("", "atlas: no findings on 339 pages\n", 0))
  }

  @Test func everyFindingHasAPlace() throws {
    let work = try ScratchFolder()
    let path = try work.write("page.md", LintTests.page)
    let result = work.atlas("lint", path)
    #expect(result.status == 1)
    #expect(result.errors == "atlas: 1 error, 4 warnings and 1 note on 1 page\n")
    let lines = result.output.split(separator: "\n").map { $0.replacing(path, with: "page.md") }
    #expect(
      lines == [
        "page.md:1:1: note: AML.T0031 has no date of creation, no date of change, no maturity, no platforms, no tactics",
        "page.md:8:14: error: [[techniques/AML.T9999|AML.T9999: Link]] leads to no page: AML.T9999 is not here",
        "page.md:13:16: warning: Created is not a date: \"some day\"",
        "page.md:14:5: warning: unknown label \"Color\"",
        "page.md:16:4: warning: the heading counts 1, the section holds none: they are not known from this page",
        "page.md:20:4: warning: unknown section \"Gossip\"",
      ])
    let rules = work.atlas("lint", path, "--format", "jsonl").output.split(separator: "\n")
      .compactMap { $0.firstMatch(of: #/"rule":"([a-z-]+)"/#).map { String($0.1) } }
    #expect(
      rules == ["missing-field", "broken-link", "bad-date", "unknown-label", "wrong-count", "unknown-section"])
  }

  @Test func notesCountWhenAskedTo() throws {
    let work = try ScratchFolder()
    let path = try work.write("page.md", "# AML.TA0001: Reconnaissance\n\nText.\n")
    #expect(work.atlas("lint", path).status == 0)
    #expect(work.atlas("lint", path, "--strict").status == 1)
  }

  @Test func columnsCountCharacters() throws {
    let work = try ScratchFolder()
    let page = try work.write("page.md", "# AML.TA0001: Réc\n\nÉé 漢字 [[AML.T9999]] 🜂 [[AML.T9998]]\n")
    let result = work.atlas("lint", page, "--format", "jsonl").output
    #expect(result.contains("\"line\":3,\"column\":7,") && result.contains("\"line\":3,\"column\":23,"), "\(result)")
    let sarif = work.atlas("lint", page, "--format", "sarif").output
    #expect(sarif.contains("\"unicodeCodePoints\"") && sarif.contains("\"startColumn\":23"))
    let file = try work.write(
      "r.yaml", TinyRelease.yaml(replacing: [("name: Closely", "name: 'Réé', nome: [Closely]")]))
    #expect(
      work.atlas("lint", file).output.contains(":13:51: warning: unknown field `nome`"),
      "\(work.atlas("lint", file).output)")
  }

  @Test func sarif() throws {
    let work = try ScratchFolder()
    let path = try work.write("a page.md", LintTests.page)
    let text = work.atlas("lint", path, "--format", "sarif").output
    #expect(text.contains("\"version\":\"2.1.0\""))
    #expect(text.contains("\"ruleId\":\"broken-link\""))
    #expect(text.contains("a%20page.md\""))
    #expect(text.contains("\"startLine\":8,"))
    #expect(text.split(separator: "\"ruleId\"").count == 7)
  }

  @Test func releaseFilesAreCheckedToo() throws {
    let work = try ScratchFolder()
    let good = try work.write("good.yaml", TinyRelease.yaml())
    #expect(work.atlas("lint", good).output == "")
    let bad = try work.write("bad.yaml", TinyRelease.yaml(replacing: [("name: Closely", "name: [Closely]")]))
    let result = work.atlas("lint", bad)
    #expect(result.output == "\(bad):13:44: error: `name` is a list, expected text\n")
    #expect(result.status == 1)
  }

  @Test func whatIsNotThereFails() throws {
    let work = try ScratchFolder()
    #expect(work.atlas("lint", work.path("none")).status == 2)
    #expect(work.atlas("lint", work.path("none.yaml")).status == 2)
  }

  @Test(.enabled(if: House.beside("shared/seeds") != nil)) func theSeeds() throws {
    let seeds = try #require(House.beside("shared/seeds")).path(percentEncoded: false)
    let result = try ScratchFolder().atlas("lint", seeds)
    let lines = result.output.split(separator: "\n")
    #expect(result.status == 1)
    #expect(lines.count == 8)
    #expect(lines.count { $0.contains("leads to no page: AML.CS00") } == 5)
    #expect(lines.contains { $0.contains(":20:4: warning: the heading counts 1, the section holds none") })
    #expect(lines.contains { $0.hasSuffix(":1:1: note: AML.T0031 has no platforms, no tactics") })
    #expect(
      lines.contains {
        $0.hasSuffix(
          ": note: a dump of a list: 26 mitigations with a name and a text, but no metadata and no relations")
      })
  }
}
