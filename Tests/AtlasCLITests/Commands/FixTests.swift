import AtlasCore
import AtlasData
import Foundation
import TestSupport
import Testing

@testable import AtlasCLI

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
      var output = Output()
      var fixer = Fixer(isDryRun: false)
      let isFixed = fixer.fix(file, &output)
      let notes = String(decoding: output.notes, as: UTF8.self)
      #expect(!isFixed && !fixer.hasFailed)
      #expect(notes.contains("changed since it was read; left as it is"))
      #expect(try ScanTests.content(path) == now)
    }
  }

  @Test func aFileThatWentAwayIsSaidToHave() throws {
    try ScanTests.tree(["a.md": "AML.T0019"]) { folder in
      let scan = FileScan(TextScanner(.bundled), FileScan.Options(takesFingerprints: true))
      scan.scan(Bytes(copying: folder + "/a.md"), 0) { _ in }
      let file = try #require(scan.takeFiles().first?.file)
      try FileManager.default.removeItem(atPath: folder + "/a.md")
      var output = Output()
      var fixer = Fixer(isDryRun: false)
      let isFixed = fixer.fix(file, &output)
      #expect(!isFixed && fixer.hasFailed)
      #expect(try FileManager.default.contentsOfDirectory(atPath: folder).isEmpty)
      _ = consume output
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
