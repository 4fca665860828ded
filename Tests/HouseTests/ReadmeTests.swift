import Foundation
import TestSupport
import Testing

@testable import AtlasCLI

/// The README is true: its transcripts are what the tool prints, and its examples work.
@Suite struct ReadmeTests {
  @Test func transcriptsAreWhatTheToolPrints() throws {
    let blocks = try Readme.blocks("console")
    #expect(!blocks.isEmpty)
    for block in blocks {
      for (command, wanted) in Readme.transcript(block) {
        let outcome = try Shell.run(command)
        #expect(outcome.output == wanted, "\(command)\n\(difference(from: wanted, to: outcome.output))")
      }
    }
  }

  @Test func examplesWork() throws {
    let lines = try Readme.blocks("sh").flatMap { $0.split(separator: "\n").map(String.init) }
    let examples = lines.filter { $0.hasPrefix("atlas ") && !$0.contains("> ~/") && !$0.contains("fzf") }
    #expect(examples.count >= 8)
    for example in examples {
      if example.contains("jq"), !Shell.has("jq") { continue }
      if example.contains("man -l"), !Shell.has("man") { continue }
      let outcome = try Shell.run(example)
      #expect(outcome.status == 0, "\(example)\n\(outcome.errors)")
      #expect(!outcome.output.isEmpty, "\(example) prints nothing")
    }
  }

  @Test func theCommandsOfTheProjectAreNamed() throws {
    let readme = try Readme.text()
    #expect(readme.contains("swift run -c release atlas show AML.T0031\nswift test\n"))
  }
}

private enum Readme {
  static func text() throws -> String {
    try String(contentsOf: House.root.appending(path: "README.md"), encoding: .utf8)
  }

  /// The fenced blocks of a language.
  static func blocks(_ language: String) throws -> [String] {
    try text().components(separatedBy: "```\(language)\n").dropFirst().compactMap {
      $0.components(separatedBy: "```").first
    }
  }

  /// The commands of a block, each with the lines that follow it.
  static func transcript(_ block: String) -> [(command: String, output: String)] {
    block.components(separatedBy: "$ ").dropFirst().map { part in
      let lines = part.split(separator: "\n", maxSplits: 1, omittingEmptySubsequences: false)
      return (String(lines[0]), lines.count > 1 ? String(lines[1]) : "")
    }
  }
}
