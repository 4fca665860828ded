@testable import AtlasCore
import Testing

@Suite struct ReleaseErrorTests {
  @Test(arguments: [
    (
      "  AML.M0000:\n    name", "  ../../etc/passwd:\n    name",
      "line 60, column 3: `../../etc/passwd` is not an ATLAS id"
    ),
    ("  AML.M0000:\n    name", "  aml.m0000:\n    name", "line 60, column 3: `aml.m0000` is not an ATLAS id"),
    ("  AML.M0000:\n    name", "  ÀML.M0000:\n    name", "line 60, column 3: `ÀML.M0000` is not an ATLAS id"),
    (
      "  AML.M0000:\n    name", "  AML.T0001:\n    name",
      "line 60, column 3: AML.T0001 is the id of a technique, expected a mitigation"
    ),
    (
      "    id: AML.M0000\n", "    id: AML.M0001\n", "line 68, column 9: the id is `AML.M0001`, expected AML.M0000"
    ),
    ("    name: Close the Door\n", "", "line 60, column 3: AML.M0000 has no `name`"),
    (
      "name: Close the Door", "name: 'Close [[the]] Door'",
      "line 61, column 11: the name of AML.M0000 is empty or contains"
    ),
    ("name: Close the Door", "name: [Close]", "line 61, column 11: `name` is a list, expected text"),
    (
      "created-date: '2021-05-13'", "created-date: some day",
      "line 21, column 19: `created-date` is not a date: `some day`"
    ),
    ("target: AML.T0000\n", "target: AML.T0009\n", "refers to AML.T0009, which is not in the file"),
    (
      "target: AML.T0000, relationship-type: specializes", "target: AML.T0000.001, relationship-type: specializes",
      "line 51, column 3: AML.T0000.001 is its own parent"
    ),
    ("leads-to: []", "leads-to: [S00]", "the steps of AML.CS0000 form a cycle through `S01`"),
    ("leads-to: []", "leads-to: [S09]", "a step of AML.CS0000 leads to `S09`, which does not exist"),
    ("step-id: S02", "step-id: S01", "duplicate step `S01` of AML.CS0000"),
    ("  AML.CS0000:\n    employs:", "  AML.CS0001:\n    employs:", "the id is `AML.CS0000`, expected AML.CS0001"),
    ("format-version: 6.0.0", "format-version: 7.0.0", "line 1, column 17: unknown format 7.0.0"),
    ("format-version: 6.0.0", "format-version: 6x", "line 1, column 17: unknown format 6x"),
    ("    specializes:\n", "    specializes:\n    - {source: AML.T0000.001}\n", "a relation has no `target`"),
    ("tactics:\n", "tactics: none\ntactic:\n", "line 16, column 10: `tactics` is text, expected a map"),
    ("name: Closely", "\tname: Closely", "a tab in the indentation"),
  ])
  func onePlaceAndOneReason(old: String, new: String, expected: String) throws {
    try #require(ReleaseFixtures.keyed.contains(old))
    let changed = verdict(ReleaseFixtures.keyed.replacing(old, with: new))
    #expect(changed.contains(expected), "\(changed)")
    #expect(changed.hasPrefix("line "), "\(changed)")
  }

  @Test func aCaseStudyWithoutSteps() {
    let file = ReleaseFixtures.keyed
    let start = file.firstRange(of: "  AML.CS0000:\n    employs:")?.lowerBound ?? file.endIndex
    #expect(verdict(String(file[..<start])) == "line 71, column 3: AML.CS0000 has no steps")
    let five = ReleaseFixtures.five.replacing("procedure:", with: "procedures:")
    #expect(verdict(five).hasSuffix("AML.CS0000 has no steps"))
  }

  @Test func anIDOfFiveThousandBytes() {
    let long = "AML.T" + String(repeating: "0", count: 5_000)
    let message = verdict(ReleaseFixtures.five.replacing("technique: AML.T0000.001", with: "technique: " + long))
    #expect(message.hasPrefix("line ") && message.utf8.count < 200 && message.contains("is not an ATLAS id"))
  }

  @Test func twoRecordsOfOneID() {
    let five = ReleaseFixtures.five.replacing("- id: AML.TA0001", with: "- id: AML.TA0002")
    #expect(verdict(five) == "line 16, column 9: duplicate AML.TA0002, first on line 9")
  }

  @Test func aLongerCircleOfParents() {
    let five = ReleaseFixtures.five.replacing(
      "    maturity: realized", with: "    subtechnique-of: AML.T0000.001\n    maturity: realized")
    #expect(verdict(five).hasSuffix("is its own parent, directly or through others"), "\(verdict(five))")
  }

  @Test(arguments: [
    ("", "the file is empty"), (" \n", "the file is empty"),
    ("ATLAS-2026.09.yaml", "the file is only a link to `ATLAS-2026.09.yaml`"),
    ("v6/ATLAS-latest.yaml\n", "the file is only a link to `v6/ATLAS-latest.yaml`"),
    ("{\"type\": \"bundle\", \"objects\": []}", "a STIX bundle"), ("[1, 2]", "JSON"),
    ("{\"name\": \"l\", \"versions\": {}, \"domain\": \"atlas\"}", "an ATT&CK Navigator layer"),
    ("<!doctype html>\n<html>", "a web page"), ("\u{1F}\u{8B}\u{8}", "YAML, but not an ATLAS release"),
    ("version https://git-lfs.github.com/spec/v1\noid sha256:0\n", "the file is only a Git LFS pointer"),
    ("PK\u{3}\u{4}…", "a zip file"), ("%PDF-1.7", "a PDF file"),
    ("---\nid: x\ntitle: \"AML.T0000: X\"\n---\n# X\n", "a page of a knowledge base"),
    ("a: b\n", "YAML, but not an ATLAS release"), ("just text", "YAML, but not an ATLAS release"),
    ("a: [b\n", "a list in brackets starts here"),
  ])
  func filesOfOtherKinds(text: String, expected: String) {
    let bytes = text.hasPrefix("\u{1F}") ? [0x1F, 0x8B, 0x08, 0x00] : Array(text.utf8)
    let expected = text.hasPrefix("\u{1F}") ? "a gzip file" : expected
    #expect(throws: ReleaseError.self) { try ReleaseFile.read(Bytes(copying: bytes), path: "x") }
    do {
      _ = try ReleaseFile.read(Bytes(copying: bytes), path: "x")
    } catch {
      #expect("\(error)".contains(expected), "\(error)")
    }
  }

  @Test func brokenFilesNeverCrash() {
    var dice = Dice(seed: 11)
    var read = 0
    for fixture in [ReleaseFixtures.keyed, ReleaseFixtures.five, ReleaseFixtures.three] {
      let lines = fixture.split(separator: "\n", omittingEmptySubsequences: false)
      for end in 0..<lines.count { _ = verdict(lines[..<end].joined(separator: "\n")) }
      for _ in 0..<600 {
        var changed = lines
        for _ in 0..<Int.random(in: 1...2, using: &dice) {
          let place = Int.random(in: 0..<changed.count, using: &dice)
          let other = Int.random(in: 0..<changed.count, using: &dice)
          switch Int.random(in: 0..<3, using: &dice) {
          case 0: changed.remove(at: place)
          case 1: changed.swapAt(place, other)
          default: changed.insert(changed[other], at: place)
          }
        }
        if !verdict(changed.joined(separator: "\n")).hasPrefix("line ") { read += 1 }
      }
    }
    #expect(read > 100 && read < 1_700)
  }
}
