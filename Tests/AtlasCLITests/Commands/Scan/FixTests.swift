import AtlasCore
import AtlasData
import Foundation
import TestSupport
import Testing

@testable import AtlasCLI
@testable import AtlasFiles

/// `scan --fix`: what it writes, and what it leaves alone.
@Suite struct FixTests {
  @Test func correctsWhatIsCertain() throws {
    try ScanTests.tree { folder in
      let before = try ScanTests.content(folder + "/table.csv")
      let result = ScanTests.run("scan TREE --fix", in: folder)
      #expect(result.status == 1)
      #expect(try ScanTests.content(folder + "/keep.log") == "see AML.T0115.000\n")
      #expect(try ScanTests.content(folder + "/sub/notes.md") == "1\n2\nAML.T0031: Erode AI Model Integrity\n4\n")
      #expect(
        try ScanTests.content(folder + "/map.json")
          == "{\"id\": \"AML.T0115.002\", \"name\": \"Publish Poisoned AI Artifacts: AI Agent Tools\"}")
      #expect(try ScanTests.content(folder + "/table.csv") == before)
      #expect(try ScanTests.content(folder + "/a.log") == "AML.T0019\n")
      #expect(result.output.contains("TREE/keep.log:1:5: fixed: AML.T0019 was retired"))
      let again = ScanTests.run("scan TREE --fix", in: folder)
      #expect(!again.output.contains("fixed") && again.status == 1)
    }
  }

  /// A file of several pieces is as much the file that was scanned as a short one.
  @Test func longFilesAreCorrected() throws {
    let filler = String(repeating: String(repeating: "x", count: 99) + "\n", count: 12_000)
    try ScanTests.tree(["a.md": filler + "AML.T0019\n" + filler]) { folder in
      #expect(ScanTests.run("scan TREE --fix", in: folder).output.contains("fixed: AML.T0019"))
      let after = try ScanTests.content(folder + "/a.md")
      #expect(after == filler + "AML.T0115.000\n" + filler)
    }
  }

  @Test func everythingFixedIsInOrder() throws {
    try ScanTests.tree(["a.md": "AML.T0019"]) { folder in
      #expect(ScanTests.run("scan TREE --fix --dry-run", in: folder).status == 0)
      let before = try ScanTests.content(folder + "/a.md")
      #expect(before == "AML.T0019")
      #expect(ScanTests.run("scan TREE --fix --format json", in: folder).status == 0)
      let after = try ScanTests.content(folder + "/a.md")
      #expect(after == "AML.T0115.000")
    }
  }

  /// What is left to the user is named with the reason, and counts.
  @Test func whatIsNotFixedIsReported() throws {
    let text = "AML.T0019: Sandbox Escape\nAML.T0058: Publish Poisoned Models\n"
    let reason = "not fixed: \"Sandbox Escape\" beside it is not a known name of AML.T0019"
    try ScanTests.tree(["a.md": text]) { folder in
      let patch = ScanTests.run("scan TREE --fix --dry-run", in: folder)
      #expect(patch.status == 1 && patch.errors.contains("a.md:1:1: \(reason)"))
      let result = ScanTests.run("scan TREE --fix", in: folder)
      #expect(result.status == 1)
      #expect(result.output.contains("; \(reason)\n") && result.output.contains("a.md:2:1: fixed: AML.T0058"))
      let after = try ScanTests.content(folder + "/a.md")
      #expect(after == "AML.T0019: Sandbox Escape\nAML.T0115.001: Publish Poisoned AI Artifacts: Models\n")
      let json = ScanTests.run("scan TREE --format json", in: folder)
      #expect(json.output.contains("\"fixable\": false") && json.output.contains("\"obstacle\": \"\\\"Sandbox Escape"))
      #expect(!ScanTests.run("scan TREE", in: folder).output.contains("not fixed"))
    }
  }

  @Test func readOnlyFilesAreLeftAlone() throws {
    try ScanTests.tree(["a.md": "AML.T0019", "b.md": "AML.T0019"]) { folder in
      try FileManager.default.setAttributes([.posixPermissions: 0o444], ofItemAtPath: folder + "/a.md")
      let result = ScanTests.run("scan TREE --fix", in: folder)
      #expect(result.status == 2)
      #expect(result.errors.contains("TREE/a.md is read-only; left as it is"))
      #expect(try ScanTests.content(folder + "/a.md") == "AML.T0019")
      #expect(try ScanTests.content(folder + "/b.md") == "AML.T0115.000")
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder).sorted() == ["a.md", "b.md"])
    }
  }

  /// A file that is another one by now is not written to, even where the edits would fit.
  @Test(arguments: ["AML.T0019 more", "more AML.T0019", ""])
  func changedFilesAreLeftAlone(_ now: String) throws {
    try ScanTests.tree(["a.md": "AML.T0019"]) { folder in
      let path = folder + "/a.md"
      let scan = FileScan(TextScanner(.bundled), FileScan.Options(takesFingerprints: true))
      scan.scan(Bytes(copying: path), 0) { _ in }
      let file = try #require(scan.takeFiles().first?.file)
      try Data(now.utf8).write(to: URL(filePath: path))
      guard case .refused(let reason, isFailure: false) = FileCorrection(file).apply(isDryRun: false) else {
        Issue.record("not refused")
        return
      }
      #expect(reason.contains("changed since it was read; left as it is"))
      #expect(try ScanTests.content(path) == now)
    }
  }

  @Test func aFileThatWentAwayIsSaidToHave() throws {
    try ScanTests.tree(["a.md": "AML.T0019"]) { folder in
      let scan = FileScan(TextScanner(.bundled), FileScan.Options(takesFingerprints: true))
      scan.scan(Bytes(copying: folder + "/a.md"), 0) { _ in }
      let file = try #require(scan.takeFiles().first?.file)
      try FileManager.default.removeItem(atPath: folder + "/a.md")
      guard case .refused(_, isFailure: true) = FileCorrection(file).apply(isDryRun: false) else {
        Issue.record("not refused")
        return
      }
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
    }
  }

  /// Line ends, marks, and what is no UTF-8 stay; a second run finds nothing to do.
  @Test(arguments: 0..<12) func onlyWhatIsWrongChanges(_ seed: Int) throws {
    var random = SeededGenerator(seed: UInt64(seed))
    let parts: [(String, String)] = [
      ("AML.T0019", "AML.T0115.000"), ("atlas.aml.t0104", "atlas.aml.t0115.002"), ("plain é words", "plain é words"),
      ("AML.T0031: Erode ML Model Integrity", "AML.T0031: Erode AI Model Integrity"), ("AML.T9999", "AML.T9999"),
      ("| AML.T0019 | Publish Poisoned Datasets |", "| AML.T0115.000 | Publish Poisoned AI Artifacts: Datasets |"),
      ("AML.T0051: LLM Jailbreak", "AML.T0051: LLM Jailbreak"), ("", ""),
    ]
    var (before, after) = seed % 3 == 0 ? (Data([0xEF, 0xBB, 0xBF]), Data([0xEF, 0xBB, 0xBF])) : (Data(), Data())
    let end = seed % 2 == 0 ? Data("\r\n".utf8) : Data("\n".utf8)
    for _ in 0..<40 {
      let (old, new) = parts[Int.random(in: parts.indices, using: &random)]
      let tail = Bool.random(using: &random) ? end : Data(", \u{E9}".utf8) + Data([0xE9]) + end
      before += Data(old.utf8) + tail
      after += Data(new.utf8) + tail
    }
    if seed % 4 == 0 { (before, after) = (before.dropLast(end.count), after.dropLast(end.count)) }
    try ScanTests.tree(["x": ""]) { folder in
      let url = URL(filePath: folder + "/a b.md")
      try before.write(to: url)
      let patch = ScanTests.run("scan TREE --fix --dry-run", in: folder).output
      #expect(try Data(contentsOf: url) == before)
      _ = ScanTests.run("scan TREE --fix", in: folder)
      #expect(try Data(contentsOf: url) == after)
      let again = ScanTests.run("scan TREE --fix", in: folder)
      #expect(try Data(contentsOf: url) == after)
      #expect(!again.output.contains("fixed"))
      #expect(ScanTests.run("scan TREE --fix --dry-run", in: folder).output.isEmpty)
      #expect(patch.isEmpty == (before == after))
    }
  }

  /// `patch` and `git apply` make of the file what `--fix` makes of it, whatever it is called and however its lines end.
  @Test(arguments: ["a.md", "a b.md", "q\"u\\o.md", "t\tab.md", "é.md"], ["git apply -p1", "patch -s -p1 --binary"])
  func patchesAreTaken(_ name: String, _ program: String) throws {
    guard Shell.has(program.split(separator: " ").first.map(String.init) ?? "") else { return }
    let text = Data("one\r\nAML.T0019\r\n".utf8) + Data([0xE9]) + Data("\nlast AML.T0104".utf8)
    try ScanTests.tree(["tree/x": ""]) { folder in
      let url = URL(filePath: folder + "/tree/" + name)
      try text.write(to: url)
      let outcome = try Shell.run(
        "cd '\(folder)/tree' && atlas scan . --fix --dry-run > ../patch; \(program) < ../patch")
      #expect(outcome.status == 0, "\(outcome.output) \(outcome.errors)")
      let patched = try Data(contentsOf: url)
      try text.write(to: url)
      #expect(Tool.run("scan '\(folder)/tree' --fix").status == 0)
      #expect(try Data(contentsOf: url) == patched && patched != text)
    }
  }

  @Test func permissionsStay() throws {
    try ScanTests.tree(["a.sh": "#!/bin/sh\n# AML.T0019\n"]) { folder in
      try FileManager.default.setAttributes([.posixPermissions: 0o750], ofItemAtPath: folder + "/a.sh")
      #expect(ScanTests.run("scan TREE/a.sh --fix", in: folder).status == 0)
      let mode = try FileManager.default.attributesOfItem(atPath: folder + "/a.sh")[.posixPermissions] as? Int
      #expect(mode == 0o750)
    }
  }
}
