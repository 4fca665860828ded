import AtlasCore
import Foundation
import TestSupport
import Testing

/// Corrections and their differences.
@Suite struct CorrectionTests {
  private static let wrong = "AML.T0019"

  @Test func anotherFileIsNotTouched() {
    let citations = scanner.citations(in: "x AML.T0019 y")
    #expect(Correction(citations).applied(to: "x AML.T0020 y") == nil)
    #expect(Correction(citations).applied(to: "x") == nil)
    #expect(Correction(citations).difference(in: "x AML.T0020 y", path: "p") == nil)
    #expect(Correction([]).difference(in: "x", path: "p") == [])
  }

  @Test func theSameEditTwiceIsOne() {
    let text: Bytes = "[AML.T0019: Publish Poisoned Datasets](https://atlas.mitre.org/techniques/AML.T0019)"
    #expect(Correction(scanner.citations(in: text)).edits.count == 3)
  }

  /// `git apply` makes of the old file what the edits make of it.
  @Test(arguments: 0..<20) func patchesApply(_ seed: Int) throws {
    guard Shell.has("git") else { return }
    var random = SeededGenerator(seed: UInt64(seed))
    var lines = (0..<Int.random(in: 1...60, using: &random)).map { line in
      Int.random(in: 0..<5, using: &random) == 0 ? "line \(line) \(CorrectionTests.wrong)" : "line \(line)"
    }
    lines[Int.random(in: 0..<lines.count, using: &random)] += " AML.T0031: Erode ML Model Integrity"
    let text = lines.joined(separator: seed % 3 == 0 ? "\r\n" : "\n") + (seed % 2 == 0 ? "\n" : "")
    let bytes = Bytes(copying: text)
    let correction = Correction(scanner.citations(in: bytes))
    let wanted = try #require(correction.applied(to: bytes))
    let patch = try #require(correction.difference(in: bytes, path: "a file.txt"))
    let folder = FileManager.default.temporaryDirectory.appending(path: "atlas-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let file = folder.appending(path: "a file.txt")
    try Data(text.utf8).write(to: file)
    let outcome = try Shell.run(
      "cd '\(folder.path(percentEncoded: false))' && git apply --whitespace=nowarn -",
      input: String(decoding: patch, as: UTF8.self))
    #expect(outcome.status == 0, "\(outcome.errors)\n\(String(decoding: patch, as: UTF8.self))")
    #expect(try Data(contentsOf: file) == Data(wanted))
  }
}
