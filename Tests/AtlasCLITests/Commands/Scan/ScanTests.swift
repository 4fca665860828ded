import AtlasFiles
import Foundation
import TestSupport
import Testing

@testable import AtlasCLI

/// `scan`, over files that are made for it.
@Suite struct ScanTests {
  /// A tree with something of everything.
  static let files: KeyValuePairs<String, String> = [
    ".gitignore": "*.log\n!keep.log\n/build/\n", "build/x.md": "AML.T0019\n", "a.log": "AML.T0019\n",
    "keep.log": "see AML.T0019\n", ".github/rules.yml": "tags:\n  - atlas.aml.t0051\n  - atlas.aml.t0199\n",
    "sub/.gitignore": "secret*\n", "sub/secret.md": "AML.T0019", "sub/build/y.md": "AML.T0010.009",
    "sub/notes.md": "1\n2\nAML.T0031: Erode ML Model Integrity\n4\n", "sub/sub/secrets.txt": "AML.T0019",
    "table.csv": "id,name\nAML.T0051,LLM Jailbreak\nAML.T0054,LLM Jailbreak\n", "empty": "", ".git/config": "AML.T0019",
    "binary": "AML.T0019\u{0}", "map.json": "{\"id\": \"AML.T0104\", \"name\": \"Publish Poisoned AI Agent Tool\"}",
  ]

  /// Makes the tree in a directory that is gone after `body`.
  static func tree(_ files: KeyValuePairs<String, String> = files, _ body: (String) throws -> Void) throws {
    try SystemTests.temporary { folder in
      for (path, text) in files {
        let url = URL(filePath: folder + "/" + path)
        try FileManager.default.createDirectory(at: url.deletingLastPathComponent(), withIntermediateDirectories: true)
        try Data(text.utf8).write(to: url)
      }
      try body(folder)
    }
  }

  /// What a line says of the tree, which it finds at `TREE`.
  static func run(_ line: String, in folder: String) -> Tool.Result {
    var result = Tool.run(line.replacing("TREE", with: folder))
    result.output = result.output.replacing(folder, with: "TREE")
    result.errors = result.errors.replacing(folder, with: "TREE")
    return result
  }

  static func content(_ path: String) throws -> String { try String(contentsOfFile: path, encoding: .utf8) }

  @Test(arguments: [
    ("scan TREE", "scan.txt"), ("scan TREE --all", "all.txt"), ("scan TREE --format json", "scan.json"),
    ("scan TREE --format jsonl", "scan.jsonl"), ("scan TREE --format markdown", "scan.md"),
    ("scan TREE --format ids", "ids.txt"), ("scan TREE --by id", "by-id.txt"),
    ("scan TREE --by id --format json", "by-id.json"), ("scan TREE --by id --format markdown", "by-id.md"),
    ("scan TREE --strict-names --stix-ids --all", "strict.txt"), ("scan TREE --format sarif", "scan.sarif"),
    ("scan TREE --fix --dry-run", "scan.patch"),
  ])
  func reports(_ line: String, _ golden: String) throws {
    try ScanTests.tree { folder in
      let result = ScanTests.run(line, in: folder)
      #expect(result.status == 1)
      expectGolden(result.output + result.errors, named: "scan/\(golden)")
    }
  }

  /// On a terminal a sentence goes on below, and no word is cut.
  @Test func narrowTerminals() throws {
    try ScanTests.tree { folder in
      let outcome = Execution.run(["scan", folder + "/keep.log"], .atlas, Tool.terminal(60))
      let text = String(decoding: outcome.output, as: UTF8.self).replacing(folder + "/", with: "")
      let lines = text.split(separator: "\n")
      #expect(lines.count > 1 && lines[0].hasPrefix("keep.log:1:5: retired: AML.T0019"))
      #expect(lines.dropFirst().allSatisfy { $0.hasPrefix("  ") && $0.count <= 60 })
      let words = text.split(whereSeparator: \.isWhitespace).joined(separator: " ")
      #expect(words + "\n" == Tool.run("scan \(folder)/keep.log").output.replacing(folder + "/", with: ""))
    }
  }

  @Test func colors() throws {
    try ScanTests.tree { folder in
      let outcome = Tool.run("scan \(folder)/keep.log", Tool.terminal(80, color: true))
      #expect(outcome.output.contains("\u{1B}[1;31mretired\u{1B}[0m: AML.T0019"))
    }
  }

  @Test func linksAndPipesAreLeftAlone() throws {
    try ScanTests.tree(["tree/a.md": "AML.T0051", "out/b.md": "AML.T0019"]) { folder in
      try FileManager.default.createSymbolicLink(atPath: folder + "/tree/out", withDestinationPath: "../out")
      try FileManager.default.createSymbolicLink(atPath: folder + "/tree/loop", withDestinationPath: ".")
      try FileManager.default.createSymbolicLink(atPath: folder + "/tree/b.md", withDestinationPath: "../out/b.md")
      try FileManager.default.createSymbolicLink(atPath: folder + "/tree/gone", withDestinationPath: "nowhere")
      #expect(System.run("mkfifo '\(folder)/tree/pipe'") == 0)
      let result = ScanTests.run("scan TREE/tree", in: folder)
      #expect(
        result.status == 0
          && result.errors == "atlas: 1 id in 1 file, checked against release 2026.09: 1 ok (no name to compare)\n")
      #expect(ScanTests.run("scan TREE/tree/b.md", in: folder).status == 1)
    }
  }

  /// The rules of the whole working tree count, also where a part of it is named.
  @Test func rulesOfOuterDirectoriesCount() throws {
    let files: KeyValuePairs<String, String> = [
      "repo/.git/HEAD": "", "repo/.gitignore": "sub/*.gen\n", ".gitignore": "*.md", "repo/sub/a.gen": "AML.T0019",
      "repo/sub/a.md": "AML.T0051",
    ]
    try ScanTests.tree(files) { folder in
      #expect(
        ScanTests.run("scan TREE/repo/sub", in: folder).errors
          == "atlas: 1 id in 1 file, checked against release 2026.09: 1 ok (no name to compare)\n")
      #expect(ScanTests.run("scan TREE/repo/sub/a.gen", in: folder).status == 1)
    }
  }

  /// What git ignores for this working tree alone counts; what a tree around it ignores says nothing of one within.
  @Test func rulesOfGitCount() throws {
    let files: KeyValuePairs<String, String> = [
      ".git/info/exclude": "mine\n", ".gitignore": "*.gen\n", "mine": "AML.T0019", "a.gen": "AML.T0019",
      "sub/mine": "AML.T0019", "vendor/.git/info/exclude": "/theirs\n", "vendor/theirs": "AML.T0019",
      "vendor/a.gen": "AML.T0051", "vendor/mine": "AML.T0051", "vendor/sub/theirs": "AML.T0051",
    ]
    try ScanTests.tree(files) { folder in
      #expect(
        ScanTests.run("scan TREE", in: folder).errors
          == "atlas: 3 ids in 4 files, checked against release 2026.09: 3 ok (no name to compare)\n")
      #expect(
        ScanTests.run("scan TREE/vendor/sub", in: folder).errors
          == "atlas: 1 id in 1 file, checked against release 2026.09: 1 ok (no name to compare)\n")
      #expect(
        ScanTests.run("scan TREE --no-ignore", in: folder).errors
          == "atlas: 7 ids in 8 files, checked against release 2026.09: 3 ok (no name to compare), 4 retired\n")
      #expect(
        ScanTests.run("scan TREE --no-ignore --ignore mine --ignore '*.gen'", in: folder).output.count { $0 == "\n" }
          == 1)
    }
  }

  /// Names are bytes, and so are the paths of what is found.
  @Test func namesNeedNotBeUTF8() throws {
    try ScanTests.tree(["plain": "AML.T0051"]) { folder in
      #expect(
        System.run(
          "cd '\(folder)' && mkdir \"$(printf 'd\\351')\" && echo AML.T0019 > \"$(printf 'd\\351/f\\377.md')\"") == 0)
      let result = ScanTests.run("scan TREE", in: folder)
      #expect(result.output.hasPrefix("TREE/d\u{FFFD}/f\u{FFFD}.md:1:1: retired") && result.status == 1)
      #expect(ScanTests.run("scan TREE --format sarif", in: folder).output.contains("/d%E9/f%FF.md\""))
      let fixed = ScanTests.run("scan TREE --fix", in: folder)
      #expect(fixed.errors.contains("is not UTF-8; left as it is") && fixed.status == 2)
    }
  }

  /// A directory that cannot be read is one line, and what else there is to find is found, and written.
  @Test func directoriesThatCannotBeReadAreNamed() throws {
    try ScanTests.tree(["deep/x": "", "z.md": "AML.T0019"]) { folder in
      // Whoever runs this may be allowed to read everything; a path that is too long nobody reads.
      let half = Array(repeating: String(repeating: "n", count: 250), count: 10).joined(separator: "/")
      #expect(
        System.run("cd '\(folder)' && mkdir -p deep/\(half) other/\(half) && mv other deep/\(half)") == 0)
      defer { _ = System.run("rm -rf '\(folder)/deep'") }
      let result = ScanTests.run("scan TREE", in: folder)
      #expect(result.status == 2)
      #expect(result.output.hasPrefix("TREE/z.md:1:1: retired"))
      #expect(result.errors.contains("; skipped\n") && result.errors.split(separator: "\n").count == 2)
      let sarif = ScanTests.run("scan TREE --format sarif", in: folder).output
      #expect(sarif.contains("\"executionSuccessful\":false"))
      let outcome = Execution.run(["scan", folder, "-o", folder + "/out"], .atlas, .none)
      #expect(outcome.deliver(.none) == .failure)
      let written = try ScanTests.content(folder + "/out")
      #expect(written.contains("retired"))
    }
  }

  /// What comes of it stands behind what was found, on a screen as in the log of a job.
  @Test func theSummaryIsLast() throws {
    try ScanTests.tree { folder in
      let outcome = Execution.run(["scan", folder], .atlas, .none)
      #expect(outcome.errors.isEmpty)
      #expect(String(decoding: outcome.closing, as: UTF8.self).hasPrefix("atlas: 8 ids in 9 files"))
    }
  }

  @Test(arguments: [
    ("scan TREE --fail-on none", 0), ("scan TREE --fail-on unknown", 0), ("scan TREE --fail-on newer,unknown", 1),
    ("scan TREE/keep.log --fail-on renamed --fail-on mismatched", 0), ("scan TREE/keep.log --ignore AML.T0019", 0),
    ("scan TREE/keep.log --ignore '*.log'", 0), ("scan TREE --ignore 'keep.*' --fail-on retired", 1),
    ("scan TREE --ignore 'keep.*' --ignore map.json --fail-on retired", 0), ("scan TREE --ignore '*'", 0),
    ("scan TREE/nowhere", 2), ("scan TREE/nowhere TREE/keep.log", 2), ("scan", 2), ("scan TREE --dry-run", 2),
    ("scan TREE --fix --dry-run --format json", 2), ("scan - --fix", 2), ("scan TREE --fail-on none,newer", 2),
    ("scan TREE --fail-on wrong", 2), ("scan TREE --by id --fix", 2),
    ("scan TREE --by id --format sarif", 2), ("scan TREE --by name", 2), ("scan TREE --fail-on wrong-tactic", 0),
    ("scan TREE --format csv", 2), ("scan TREE --ignore ''", 2),
  ])
  func statuses(_ line: String, _ status: Int32) throws {
    try ScanTests.tree { folder in #expect(ScanTests.run(line, in: folder).status == status, "\(line)") }
  }

  @Test func standardInput() {
    var environment = Environment.none
    environment.inputIsTerminal = true
    #expect(Tool.run("scan -", environment).status == 2)
  }

  @Test func whatIsNotThereDoesNotHideTheRest() throws {
    try ScanTests.tree { folder in
      let result = ScanTests.run("scan TREE/keep.log TREE/nowhere TREE/sub/notes.md", in: folder)
      #expect(result.output.split(separator: "\n").count == 2)
      #expect(result.errors.contains("cannot read TREE/nowhere: No such file"))
    }
  }

  @Test func otherEncodingsAreNamed() throws {
    try ScanTests.tree(["latin": "x"]) { folder in
      let wide = "AML.T0019 ".data(using: .utf16) ?? Data()
      try wide.write(to: URL(filePath: folder + "/wide.txt"))
      try Data([0xE9, 0x20] + Array("AML.T0019 \u{E9}".utf8) + [0xFF]).write(to: URL(filePath: folder + "/latin"))
      let result = ScanTests.run("scan TREE", in: folder)
      #expect(result.output.hasPrefix("TREE/latin:1:3: retired"))
      #expect(result.errors.contains("TREE/wide.txt is UTF-16 or UTF-32 and was not read; save it as UTF-8"))
    }
  }
}
