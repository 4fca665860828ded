import AtlasCore
import Foundation
import TestSupport
import Testing

@testable import AtlasCLI

/// Time grows with the length of the input, not with its square: ratios at one size and at four times that size.
@Suite(.serialized) struct GrowthTests {
  /// Well under the 16 of quadratic work, and far enough above 4 for a busy machine.
  private static let limit = 9.0

  /// A page of many findings or many values, as the command line reads it.
  private static func ratio(_ line: String, at size: Int, _ page: (Int) -> String) throws -> Double {
    let folder = try ScratchFolder()
    for size in [size, 4 * size] { _ = try folder.write("\(size)/a.md", page(size)) }
    return Growth.ratio(at: size) { size in
      _ = Tool.run(line.replacing("DIR", with: folder.path("\(size)")), Tool.terminal(80))
    }
  }

  @Test func lintOfManyFindingsOnOneLine() throws {
    let ratio = try Self.ratio("lint DIR", at: 1_000) { size in
      "# AML.T0000: X\n\n" + String(repeating: "[[a|b]] ", count: size) + "\n"
    }
    #expect(ratio < Self.limit)
  }

  /// The findings of a severity are counted up to a limit, and what was left out is said.
  @Test func lintKeepsSoManyFindings() throws {
    let folder = try ScratchFolder()
    let links = FindingList.maximum + 10
    _ = try folder.write("a.md", "# AML.T0000: X\n\n" + String(repeating: "[[a|b]]\n", count: links))
    let result = Tool.run("lint \(folder.path("a.md")) --format jsonl")
    #expect(result.output.split(separator: "\n").count == FindingList.maximum + 1)
    #expect(result.errors == "atlas: more than 100000 errors and 1 note on 1 page\n")
    #expect(result.status == 1)
  }

  @Test func lintOfAReleaseFileOnOneLine() throws {
    let folder = try ScratchFolder()
    for size in [1_000, 4_000] {
      let fields = (0..<size).map { "f\($0): x" }.joined(separator: ", ")
      _ = try folder.write(
        "\(size).yaml", TinyRelease.yaml(replacing: [("{id: AML.TA0002,", "{\(fields), id: AML.TA0002,")]))
    }
    let ratio = Growth.ratio(at: 1_000) { _ = Tool.run("lint \(folder.path("\($0).yaml"))") }
    #expect(ratio < Self.limit)
  }

  @Test(arguments: [
    ("T", "Platforms", "show t0000 --data DIR"), ("M", "Category", "show m0000 --data DIR"),
    ("M", "ML Lifecycle", "show m0000 --data DIR --json"), ("T", "Platforms", "techniques --data DIR"),
    ("T", "Platforms", "lint DIR"),
  ])
  func manyValues(_ kind: String, _ label: String, _ line: String) throws {
    let ratio = try Self.ratio(line, at: 2_500) { size in
      let values = (0..<size).map { "Value number \($0)" }.joined(separator: ", ")
      return "# AML.\(kind)0000: X\n\nText.\n\n## Metadata\n\n- **\(label):** \(values)\n"
    }
    #expect(ratio < Self.limit)
  }

  /// Patterns that start with what is no plain character, and characters of which each makes a set of its own.
  @Test(arguments: ["words", "sets", "dots", "bounds", "letters"]) func manyPatterns(_ shape: String) throws {
    let folder = try ScratchFolder()
    func word(_ number: Int) -> String {
      // Spread over the alphabet, so that the first letters differ.
      var (rest, word) = (number &* 48_271 % 11_881_376, "")
      for _ in 0..<5 { (rest, word) = (rest / 26, word + String(UnicodeScalar(UInt8(97 + rest % 26)))) }
      return word
    }
    func pattern(_ number: Int) -> String {
      switch shape {
      case "sets": word(number) + "[ab]" + word(number + 1)
      case "dots": "q." + word(number)
      case "bounds": "\\b" + word(number)
      case "letters": String(UnicodeScalar(UInt32(0x4E00 + number)).map(Character.init) ?? "x") + word(number)
      default: word(number)
      }
    }
    for size in [1_500, 6_000] {
      _ = try folder.write("\(size).txt", (0..<size).map(pattern).joined(separator: "\n") + "\n")
    }
    let ratio = Growth.ratio(at: 1_500, runs: 2) { _ = Tool.run("search -c -f \(folder.path("\($0).txt")) t0051") }
    #expect(ratio < Self.limit, "\(ratio)")
  }
}
