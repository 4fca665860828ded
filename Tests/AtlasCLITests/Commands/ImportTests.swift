import AtlasCore
import Foundation
import TestSupport
import Testing

@testable import AtlasCLI

@Suite struct ImportTests {
  @Test func aReleaseIsTakenInAndChosen() throws {
    let work = try Workplace()
    let file = try work.write("tiny.yaml", TinyRelease.yaml())
    let first = work.atlas("import", file)
    #expect(first.status == 0, "\(first.errors)")
    #expect(first.output.hasSuffix("/2026.01: 1 tactic, 2 techniques, 1 mitigation, 1 case study\n"))
    #expect(work.files("data/atlas") == ["2026.01", "2026.01/atlas.pages"])
    #expect(work.atlas("--version").output.contains("ATLAS 2026.09"))
    #expect(work.atlas("--version", "--release", "2026.01").output.contains("ATLAS 2026.01 (2026-01-31): 1 tactic,"))
    #expect(work.atlas("use", "2026.01").status == 0)
    #expect(work.atlas("show", "t0000", "--json").output.contains("\"release\": \"2026.01\""))
    #expect(work.atlas("releases").output.contains("* 2026.01"))
    #expect(work.atlas("--version", "--release", "bundled").output.contains("ATLAS 2026.09"))
    #expect(work.atlas("use", "bundled").status == 0)
    #expect(work.atlas("--version").output.contains("ATLAS 2026.09"))
    #expect(work.files("data/atlas") == ["2026.01", "2026.01/atlas.pages"])
  }

  @Test func theSameFileAgainChangesNothing() throws {
    let work = try Workplace()
    let file = try work.write("tiny.yaml", TinyRelease.yaml())
    #expect(work.atlas("import", file).status == 0)
    let before = try work.read("data/atlas/2026.01/atlas.pages")
    let again = work.atlas("import", file)
    #expect(again.output == "" && again.status == 0)
    #expect(again.errors.contains("nothing to do"))
    let changed = try work.write("tiny.yaml", TinyRelease.yaml(replacing: [("Closer.", "Much closer.")]))
    #expect(work.atlas("import", changed).output.hasPrefix("imported 2026.01"))
    #expect(try work.read("data/atlas/2026.01/atlas.pages") != before)
    #expect(work.files("data/atlas") == ["2026.01", "2026.01/atlas.pages"])
  }

  @Test func pagesCanHaveAFileEach() throws {
    let work = try Workplace()
    let file = try work.write("tiny.yaml", TinyRelease.yaml())
    #expect(work.atlas("import", file, "--to", work.path("vault")).status == 0)
    #expect(work.atlas("import", file, "--pages").status == 0)
    #expect(work.files("vault").contains("techniques/AML.T0000.001.md"))
    #expect(work.files("vault") == work.files("data/atlas/2026.01"))
    #expect(work.atlas("diff", work.path("vault"), "2026.01") == ("", "", 0))
    #expect(work.atlas("diff", file, "2026.01") == ("", "", 0))
  }

  @Test func standardInput() throws {
    let work = try Workplace()
    #expect(work.atlas("import", "-", input: Bytes(copying: TinyRelease.yaml())).status == 0)
    #expect(work.files("data/atlas") == ["2026.01", "2026.01/atlas.pages"])
  }

  @Test func strangersStay() throws {
    let work = try Workplace()
    let file = try work.write("tiny.yaml", TinyRelease.yaml())
    let mine = try work.write("mine/diary.md", "Dear diary")
    #expect(work.atlas("import", file, "--to", work.path("mine")).status == 2)
    #expect(work.atlas("export", work.path("mine")).status == 2)
    #expect(FileManager.default.fileExists(atPath: mine))
    #expect(work.atlas("import", file, "--to", work.path("mine"), "--force").status == 0)
    #expect(work.files("mine").contains("ATLAS.md") && !work.files("mine").contains("diary.md"))
  }

  /// A bad file, and what its one line must say.
  static let bad: [(name: String, text: String, reason: String)] = [
    ("truncated", String(TinyRelease.yaml().prefix(900)), ":"),
    ("a tab", TinyRelease.yaml(replacing: [("    name: Look", "\tname: Look")]), "tab"),
    ("a key twice", TinyRelease.yaml(replacing: [("    maturity: Realized", "    name: Again")]), "name"),
    (
      "an alias bomb",
      "a: &a [x,x,x,x,x,x,x,x,x]\n"
        + zip("abcdefghij", "bcdefghijk").map {
          "\($1): &\($1) [\(Array(repeating: "*\($0)", count: 9).joined(separator: ","))]\n"
        }
        .joined(), "alias"
    ),
    ("deep", String(repeating: "[", count: 100_000), ":1:"),
    ("deep maps", String(repeating: "{a: ", count: 100_000), ":1:"),
    (
      "a path for an id",
      TinyRelease.yaml(replacing: [
        ("  AML.M0000:\n    id", "  ../../etc/passwd:\n    id"), ("  AML.M0000: {", "  ../../etc/passwd: {"),
      ]), "is no id"
    ),
    (
      "a long id",
      TinyRelease.yaml(replacing: [("  AML.M0000: {", "  AML.M\(String(repeating: "0", count: 5_000)): {")]), "is no id"
    ),
    ("an id with accents", TinyRelease.yaml(replacing: [("  AML.M0000: {", "  ÀML.M0000: {")]), "is no id"),
    (
      "a relation to nobody",
      TinyRelease.yaml(replacing: [("target: AML.T0000, description", "target: AML.T0999, description")]), "AML.T0999"
    ),
    ("a circle of steps", TinyRelease.yaml(replacing: [("step-id: S01,", "step-id: S01, leads-to: [S00],")]), "circle"),
    (
      "a circle of parents", TinyRelease.yaml(replacing: [("target: AML.T0000}]", "target: AML.T0000.001}]")]),
      "own parent"
    ),
    ("no steps", TinyRelease.yaml(replacing: [("    employs:", "    emploies:")]), "no steps"),
    ("STIX", "{\"type\": \"bundle\", \"objects\": []}", "STIX"), ("JSON", "[1, 2]", "JSON"),
    ("a web page", "<!doctype html><html></html>", "web page"), ("a pointer", "v6/ATLAS-2026.09.yaml", "link to"),
    ("nothing", "", "empty"),
    ("a path for a release", TinyRelease.yaml(version: "../../evil"), "cannot be a directory"),
    ("a hidden release", TinyRelease.yaml(version: ".ssh"), "cannot be a directory"),
    ("no release", TinyRelease.yaml(replacing: [("version: '2026.01', ", "")]), "which release"),
    ("a reserved name", TinyRelease.yaml(version: "bundled"), "cannot be a directory"),
  ]

  @Test(arguments: bad) func badInput(_ input: (name: String, text: String, reason: String)) throws {
    let work = try Workplace()
    let file = try work.write("bad.yaml", input.text)
    let result = work.atlas("import", file)
    let lines = result.errors.split(separator: "\n").filter { !$0.contains(": warning: ") }
    #expect(result.status == 2, "\(input.name): \(result.errors)")
    #expect(lines.count == 1 && result.output == "", "\(input.name): \(result.errors.prefix(2_000))")
    #expect(result.errors.utf8.count < 1_500 && result.errors.contains("bad.yaml"), "\(input.name)")
    #expect(result.errors.contains(input.reason), "\(input.name): \(result.errors)")
    #expect(work.files() == ["bad.yaml"], "\(input.name)")
  }

  @Test func gzip() throws {
    let work = try Workplace()
    let result = work.atlas("import", "-", input: Bytes(copying: [0x1F, 0x8B, 8, 0, 0] as [UInt8]))
    #expect(
      result.errors
        == "atlas: standard input:1:1: a gzip file; a release of ATLAS is the YAML file of atlas-data, unpacked\n")
    #expect(result.status == 2 && work.files().isEmpty)
  }

  @Test func aReleaseThatIsNotThere() throws {
    let work = try Workplace()
    for words in [["use", "9.9"], ["list", "--release", "../x"], ["diff", "9.9"]] {
      let outcome = work.atlas(words[0], words.dropFirst().joined(separator: "="))
      #expect(outcome.status == 2)
      #expect(outcome.errors.hasPrefix("atlas: "), "\(outcome.errors)")
    }
  }

  @Test func aBrokenBundleIsSaidToBe() throws {
    let work = try Workplace()
    let file = try work.write("tiny.yaml", TinyRelease.yaml())
    _ = work.atlas("import", file)
    let bundle = try work.read("data/atlas/2026.01/atlas.pages")
    for text in ["", "x", String(bundle.prefix(60)), String(bundle.prefix(700)), "atlas pages 1\n99 a.md\n\nx"] {
      _ = try work.write("data/atlas/2026.01/atlas.pages", text)
      let result = work.atlas("list", "--release", "2026.01")
      #expect(result.status == 2 && result.errors.contains("atlas.pages, line "), "\(result.errors)")
    }
  }
}
