import AtlasCore
import Foundation
import TestSupport
import Testing

@testable import AtlasCLI

@Suite struct ImportTests {
  @Test func aReleaseIsTakenInAndChosen() throws {
    let work = try ScratchFolder()
    let file = try work.write("tiny.yaml", TinyRelease.yaml())
    let first = work.atlas("import", file)
    #expect(first.status == 0, "\(first.errors)")
    #expect(first.output.hasSuffix("/2026.01: 1 tactic, 2 techniques, 1 mitigation, 1 case study\n"))
    #expect(work.files("data/atlas") == ["2026.01", "2026.01/.atlas-index", "2026.01/atlas.pages"])
    #expect(work.atlas("--version").output.contains("ATLAS 2026.09"))
    #expect(work.atlas("--version", "--release", "2026.01").output.contains("ATLAS 2026.01 (2026-01-31, "))
    #expect(work.atlas("releases", "use", "2026.01").status == 0)
    #expect(work.atlas("show", "t0000", "--json").output.contains("\"release\": \"2026.01\""))
    #expect(work.atlas("releases").output.contains("* 2026.01"))
    #expect(work.atlas("--version", "--release", "bundled").output.contains("ATLAS 2026.09"))
    #expect(work.atlas("releases", "use", "bundled").status == 0)
    #expect(work.atlas("--version").output.contains("ATLAS 2026.09"))
    #expect(work.files("data/atlas") == ["2026.01", "2026.01/.atlas-index", "2026.01/atlas.pages"])
  }

  @Test func aReleaseIsRemoved() throws {
    let work = try ScratchFolder()
    let file = try work.write("tiny.yaml", TinyRelease.yaml())
    _ = work.atlas("import", file)
    #expect(work.atlas("releases", "use", "2026.01") == ("now using release 2026.01\n", "", 0))
    #expect(
      work.atlas("releases", "remove", "2026.01")
        == ("removed release 2026.01\n", "atlas: release 2026.01 was in use; now using the bundled release\n", 0))
    #expect(work.files("data/atlas") == [])
    #expect(work.atlas("--version").output.contains("ATLAS 2026.09"))
    #expect(
      work.atlas("releases", "remove", "2026.01").errors
        == "atlas: no release \"2026.01\"; installed: bundled; add one with atlas import\n")
    #expect(work.atlas("releases", "remove", "bundled").errors == "atlas: the bundled release cannot be removed\n")
    for words in [["releases", "remove"], ["releases", "use"], ["releases", "use", "bundled", "--format", "json"]] {
      #expect(work.atlas(words).status == 2 && work.atlas(words).output == "")
    }
  }

  @Test func theSameFileAgainChangesNothing() throws {
    let work = try ScratchFolder()
    let file = try work.write("tiny.yaml", TinyRelease.yaml())
    #expect(work.atlas("import", file).status == 0)
    let before = try work.read("data/atlas/2026.01/atlas.pages")
    let again = work.atlas("import", file)
    #expect(again.output == "" && again.status == 0)
    #expect(again.errors == "atlas: 2026.01 is already imported\n")
    let changed = try work.write("tiny.yaml", TinyRelease.yaml(replacing: [("Closer.", "Much closer.")]))
    #expect(work.atlas("import", changed).output.hasPrefix("imported 2026.01"))
    #expect(try work.read("data/atlas/2026.01/atlas.pages") != before)
    #expect(work.files("data/atlas") == ["2026.01", "2026.01/.atlas-index", "2026.01/atlas.pages"])
  }

  @Test func pagesCanHaveAFileEach() throws {
    let work = try ScratchFolder()
    let file = try work.write("tiny.yaml", TinyRelease.yaml())
    #expect(work.atlas("import", file, "--to", work.path("vault")).status == 0)
    #expect(work.atlas("import", file, "--pages").status == 0)
    #expect(work.files("vault").contains("techniques/AML.T0000.001.md"))
    #expect(work.files("vault") == work.files("data/atlas/2026.01"))
    #expect(work.atlas("diff", work.path("vault"), "2026.01") == ("", "", 0))
    #expect(work.atlas("diff", file, "2026.01") == ("", "", 0))
  }

  @Test func standardInput() throws {
    let work = try ScratchFolder()
    #expect(work.atlas("import", "-", input: Bytes(copying: TinyRelease.yaml())).status == 0)
    #expect(work.files("data/atlas") == ["2026.01", "2026.01/.atlas-index", "2026.01/atlas.pages"])
  }

  @Test func strangersStay() throws {
    let work = try ScratchFolder()
    let file = try work.write("tiny.yaml", TinyRelease.yaml())
    let mine = try work.write("mine/diary.md", "Dear diary")
    for words in [["import", file, "--to"], ["export"], ["import", file, "--force", "--to"], ["export", "--force"]] {
      #expect(work.atlas(words + [work.path("mine")]).status == 0)
      #expect(work.files("mine").contains("ATLAS.md"))
      #expect(try String(contentsOfFile: mine, encoding: .utf8) == "Dear diary")
    }
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
      ]), "is not an ATLAS id"
    ),
    (
      "a long id",
      TinyRelease.yaml(replacing: [("  AML.M0000: {", "  AML.M\(String(repeating: "0", count: 5_000)): {")]),
      "is not an ATLAS id"
    ),
    ("an id with accents", TinyRelease.yaml(replacing: [("  AML.M0000: {", "  ÀML.M0000: {")]), "is not an ATLAS id"),
    (
      "a relation to nobody",
      TinyRelease.yaml(replacing: [("target: AML.T0000, description", "target: AML.T0999, description")]), "AML.T0999"
    ),
    ("a circle of steps", TinyRelease.yaml(replacing: [("step-id: S01,", "step-id: S01, leads-to: [S00],")]), "cycle"),
    (
      "a circle of parents", TinyRelease.yaml(replacing: [("target: AML.T0000}]", "target: AML.T0000.001}]")]),
      "own parent"
    ),
    (
      "a longer circle of parents",
      TinyRelease.yaml(replacing: [
        (
          "achieves: [{source: AML.T0000, target: AML.TA0002}]",
          "specializes: [{source: AML.T0000, target: AML.T0000.001}]"
        )
      ]), "own parent"
    ),
    ("no steps", TinyRelease.yaml(replacing: [("    employs:", "    emploies:")]), "no steps"),
    ("STIX", "{\"type\": \"bundle\", \"objects\": []}", "STIX"), ("JSON", "[1, 2]", "JSON"),
    ("a web page", "<!doctype html><html></html>", "web page"), ("a pointer", "v6/ATLAS-2026.09.yaml", "link to"),
    ("nothing", "", "empty"),
    ("a path for a release", TinyRelease.yaml(version: "../../evil"), "cannot be a directory"),
    ("a hidden release", TinyRelease.yaml(version: ".ssh"), "cannot be a directory"),
    ("no release", TinyRelease.yaml(replacing: [("version: '2026.01', ", "")]), "does not name its release"),
    ("a reserved name", TinyRelease.yaml(version: "bundled"), "cannot be a directory"),
  ]

  @Test(arguments: bad) func badInput(_ input: (name: String, text: String, reason: String)) throws {
    let work = try ScratchFolder()
    let file = try work.write("bad.yaml", input.text)
    let result = work.atlas("import", file)
    let lines = result.errors.split(separator: "\n").filter { !$0.contains(": warning: ") }
    #expect(result.status == 2, "\(input.name): \(result.errors)")
    #expect(lines.count == 1 && result.output == "", "\(input.name): \(result.errors.prefix(2_000))")
    #expect(result.errors.utf8.count < 1_500 && result.errors.contains("bad.yaml"), "\(input.name)")
    #expect(result.errors.contains(input.reason), "\(input.name): \(result.errors)")
    #expect(work.files() == ["bad.yaml"], "\(input.name)")
  }

  /// Bytes that are no text, and what is said of them.
  static let badBytes: [(name: String, bytes: [UInt8], reason: String)] = [
    ("gzip", [0x1F, 0x8B, 8, 0, 0], "a gzip file"),
    ("UTF-16", [0xFF, 0xFE] + TinyRelease.yaml().utf16.flatMap { [UInt8($0 & 0xFF), UInt8($0 >> 8)] }, "UTF-16"),
    ("UTF-16, high byte first", [0xFE, 0xFF] + TinyRelease.yaml().utf16.flatMap { [0, UInt8($0)] }, "UTF-16"),
    ("binary", [0x7F, 0x45, 0x4C, 0x46, 2, 1, 1, 0, 0, 0], "control character"),
    ("a NUL in the middle", Array(TinyRelease.yaml().utf8.prefix(300)) + [0, 0x0A], "control character"),
    (
      "Latin-1",
      Array(TinyRelease.yaml().replacing("Look Around", with: "Look@").utf8).map { $0 == 0x40 ? 0xE9 : $0 },
      "UTF-8"
    ),
    ("a mark and nothing else", [0xEF, 0xBB, 0xBF], "empty"),
  ]

  @Test(arguments: badBytes) func noText(_ input: (name: String, bytes: [UInt8], reason: String)) throws {
    let work = try ScratchFolder()
    let file = work.path("bad.yaml")
    try Data(input.bytes).write(to: URL(filePath: file))
    for result in [work.atlas("import", file), work.atlas("import", "-", input: Bytes(copying: input.bytes))] {
      #expect(result.status == 2 && result.output == "", "\(input.name)")
      #expect(result.errors.split(separator: "\n").count == 1, "\(input.name): \(result.errors)")
      #expect(
        result.errors.firstMatch(of: #/^atlas: .*(bad\.yaml|standard input):\d+:\d+: /#) != nil, "\(result.errors)")
      #expect(result.errors.contains(input.reason), "\(input.name): \(result.errors)")
    }
    #expect(work.files() == ["bad.yaml"])
  }

  @Test func whatIsNoFile() throws {
    let work = try ScratchFolder()
    _ = try work.write("folder/a.md", "x")
    for (path, reason) in [("none.yaml", "No such file"), ("folder/a.md/x", "Not a dir")] {
      let result = work.atlas("import", work.path(path))
      #expect(result.status == 2 && result.output == "")
      #expect(result.errors.hasPrefix("atlas: cannot read \(work.path(path)): \(reason)"), "\(result.errors)")
      #expect(result.errors.split(separator: "\n").count == 1)
    }
    #expect(work.atlas("import").status == 2)
    #expect(work.files() == ["folder", "folder/a.md"])
  }

  /// Marks and line ends of other systems are no reason to refuse a file, and change nothing about what it says.
  @Test(arguments: [
    TinyRelease.yaml().replacing("\n", with: "\r\n"), "\u{FEFF}" + TinyRelease.yaml(),
    "\u{FEFF}" + TinyRelease.yaml().replacing("\n", with: "\r\n"), TinyRelease.yaml().replacing("\n", with: "\r"),
    "---\n" + TinyRelease.yaml() + "...\n", "# a comment\n" + TinyRelease.yaml(),
  ])
  func filesOfOtherSystems(text: String) throws {
    let work = try ScratchFolder()
    let file = try work.write("other.yaml", text)
    #expect(work.atlas("import", file).status == 0)
    #expect(work.atlas("diff", try work.write("tiny.yaml", TinyRelease.yaml()), "2026.01") == ("", "", 0))
  }

  @Test func releasesComplete() throws {
    let work = try ScratchFolder()
    _ = work.atlas("import", try work.write("tiny.yaml", TinyRelease.yaml()))
    let all = "bundled\tthe release compiled in\n2026.01\timported\n"
    #expect(work.atlas("complete", "fish", "--", "releases", "use", "").output == all)
    #expect(work.atlas("complete", "fish", "--", "list", "--release", "").output == all)
    #expect(work.atlas("complete", "fish", "--", "releases", "remove", "20").output == "2026.01\timported\n")
    #expect(work.atlas("complete", "fish", "--", "show", "--release=2").output == "--release=2026.01\timported\n")
  }

  @Test func aReleaseThatIsNotThere() throws {
    let work = try ScratchFolder()
    for words in [
      ["releases", "use", "9.9"], ["releases", "remove", "9.9"], ["list", "--release=../x"], ["diff", "9.9"],
    ] {
      let outcome = work.atlas(words)
      #expect(outcome.status == 2)
      #expect(outcome.errors.hasPrefix("atlas: "), "\(outcome.errors)")
    }
  }

  @Test func aBrokenBundleIsSaidToBe() throws {
    let work = try ScratchFolder()
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
