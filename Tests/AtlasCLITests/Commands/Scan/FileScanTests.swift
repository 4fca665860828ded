import AtlasCore
import AtlasData
import Foundation
import TestSupport
import Testing

@testable import AtlasCLI
@testable import AtlasFiles

/// Files longer than the buffer, and how a run's progress is said.
@Suite struct FileScanTests {
  /// One line of some megabytes, with ids at both ends and across the ends of the buffer.
  @Test func longLinesAreReadInPieces() throws {
    try SystemTests.temporary { folder in
      var text = Data("AML.T0019 ".utf8)
      var wanted = [1]
      for _ in 0..<5 {
        text += Data(repeating: 0x78, count: 524_280 - 7)
        text += Data(" ".utf8)
        wanted.append(text.count + 1)
        text += Data("AML.T0019 ".utf8)
      }
      try text.write(to: URL(filePath: folder + "/long"))
      let scan = FileScan(TextScanner(.bundled), FileScan.Options(takesFingerprints: true))
      var ticks = 0
      scan.scan(Bytes(copying: folder + "/long"), 7) { ticks += $0 }
      let (number, file) = try #require(scan.takeFiles().first)
      #expect(number == 7 && file.bytes == text.count && ticks == text.count)
      #expect(file.citations.map(\.place.column) == wanted)
      #expect(Set(file.citations.map(\.place.line)) == [1])
      var fingerprint = Fingerprint()
      fingerprint.add(Bytes(copying: text))
      #expect(file.fingerprint == fingerprint)
      #expect(scan.takeFiles().isEmpty)
    }
  }

  /// Files that go away, or become links or pipes, between being met and being read.
  @Test func whatIsNoLongerThereFails() throws {
    try SystemTests.temporary { folder in
      let scan = FileScan(TextScanner(.bundled), FileScan.Options())
      try FileManager.default.createSymbolicLink(atPath: folder + "/link", withDestinationPath: "/etc/passwd")
      #expect(System.run("mkfifo '\(folder)/pipe'") == 0)
      for (name, code) in [("gone", System.notFound), ("link", nil), ("pipe", System.notRegular)] {
        scan.scan(Bytes(copying: folder + "/" + name), 0) { _ in }
        let file = try #require(scan.takeFiles().first?.file)
        switch file.state {
        case .failed(let error): #expect(code == nil ? error.code != System.notFound : error.code == code)
        default: Issue.record("\(name) was read")
        }
      }
    }
  }

  /// Every number is handed out once, to however many ask.
  @Test func turnsAreTakenOnce() {
    let turns = System.WorkCounter(below: 5000)
    let boxes = (0..<4).map { _ in Box() }
    System.inParallel(4) { thread in while let number = turns.next() { boxes[thread].numbers.append(number) } }
    #expect(boxes.flatMap(\.numbers).sorted() == Array(0..<5000))
    #expect(turns.next() == nil && turns.given == 5000)
    let cut = System.WorkCounter(below: 10)
    #expect(cut.next() == 0 && cut.next() == 1)
    cut.end()
    #expect(cut.next() == nil && cut.given == 2)
  }

  /// Of a file of nothing but findings as many are held as memory is for, and the others counted.
  @Test func whatIsHeldIsBounded() throws {
    let line = "AML.T0019 AML.T0051\n"
    func scan(_ words: [String], _ folder: String) throws -> (output: String, notes: String, status: Int32) {
      let options = try ScanOptions(try Parser.parse(["scan", folder] + words, .atlas, .none))
      var run = ScanRun(.bundled, options, isTerminal: false, maximum: 5)
      var output = Output()
      let status = run.run(&output)
      let notes = String(decoding: output.notes + output.closing, as: UTF8.self).replacing(folder, with: "TREE")
      return (
        String(decoding: try output.finish(), as: UTF8.self).replacing(folder, with: "TREE"), notes, status.rawValue
      )
    }
    try ScanTests.tree(["a.md": String(repeating: line, count: 12), "b.md": line, "c/d.md": line]) { folder in
      for number in 0..<40 {
        try Data((line + line).utf8).write(to: URL(filePath: folder + "/c/\(number).md"))
      }
      let found = try scan([], folder)
      #expect(found.output.utf8.count { $0 == 10 } == 5 + 1 + 80 + 1)
      #expect(found.output.contains("TREE/c/39.md:2:1: retired") && found.output.contains("TREE/c/d.md:1:1: retired"))
      #expect(
        found.notes == """
          atlas: TREE/a.md has 7 more findings, which are counted but not listed
          atlas: 188 ids in 43 files, checked against release 2026.09: 94 ok (no name to compare), 94 retired

          """)
      #expect(found.status == 1)
      let fixed = try scan(["--fix"], folder)
      #expect(fixed.status == 2 && fixed.notes.contains("TREE/a.md holds too many ids to correct; left as it is"))
      let other = try ScanTests.content(folder + "/b.md")
      #expect(other == "AML.T0115.000 AML.T0051\n")
    }
  }

  /// What one thread takes; nobody else touches it until all have ended.
  private final class Box: @unchecked Sendable {
    var numbers: [Int] = []
  }

  @Test(arguments: [
    (0, "0 B"), (999, "999 B"), (1000, "1.0 kB"), (99_999, "99.9 kB"), (812_345, "812 kB"), (1_450_000_000, "1.4 GB"),
    (5_000_000_000_000, "5.0 TB"), (Int.max, "9223372 TB"),
  ])
  func sizes(_ bytes: Int, _ wanted: String) { #expect(Progress.size(bytes) == wanted) }
}
