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
    let releases = try Readme.releases()
    let lines = try Readme.blocks("sh").filter { $0 != releases }.flatMap { $0.split(separator: "\n").map(String.init) }
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

  /// The examples on releases work one after the other, for someone who has the file.
  @Test func releasesWork() throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "atlas-readme-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    let path = folder.path(percentEncoded: false)
    let place = ["HOME": path, "XDG_DATA_HOME": ""]
    let file = "atlas export --format yaml | sed \"s/version: '2026.09'/version: '5.6.0'/; s/Erode AI/Erode ML/\""
    #expect(try Shell.run("cd ~ && \(file) > ATLAS-5.6.0.yaml", variables: place).status == 0)
    let lines = try Readme.releases().split(separator: "\n")
    #expect(lines.count >= 10)
    for line in lines {
      let outcome = try Shell.run("cd ~ && \(line)", variables: place)
      let differs = line.hasPrefix("atlas diff 5.6.0 bundled")
      #expect(outcome.status == (differs ? 1 : 0), "\(line)\n\(outcome.output.prefix(400))\(outcome.errors)")
      #expect(
        outcome.errors.isEmpty || line.hasPrefix("atlas lint") || line.hasPrefix("atlas releases remove")
          || line.hasPrefix("atlas history --since"),
        "\(line)\n\(outcome.errors)")
    }
    #expect(try Shell.run("atlas --version", variables: place).output.contains("2026.09"))
  }

  /// The example of the library compiles and runs as it stands, in a package that depends on this one.
  @Test func theLibraryExampleRuns() throws {
    let examples = try Readme.blocks("swift")
    let code = try #require(examples.first)
    let folder = FileManager.default.temporaryDirectory.appending(path: "atlas-library-\(UUID().uuidString)")
    defer { try? FileManager.default.removeItem(at: folder) }
    let sources = folder.appending(path: "Sources/example")
    try FileManager.default.createDirectory(at: sources, withIntermediateDirectories: true)
    let root = House.root.path(percentEncoded: false)
    let manifest = """
      // swift-tools-version: 6.2
      import PackageDescription
      let package = Package(
        name: "example", platforms: [.macOS(.v26)], dependencies: [.package(name: "atlas", path: "\(root)")],
        targets: [
          .executableTarget(name: "example", dependencies: [.product(name: "AtlasCore", package: "atlas")])
        ])
      """
    try Data(manifest.utf8).write(to: folder.appending(path: "Package.swift"))
    try Data(code.utf8).write(to: sources.appending(path: "main.swift"))
    let outcome = try Shell.run(
      "cd '\(folder.path(percentEncoded: false))' && swift run -q example 2>build.log || { cat build.log >&2; exit 1; }"
    )
    #expect(outcome.status == 0, "\(outcome.errors.suffix(2000))")
    let lines = outcome.output.split(separator: "\n")
    #expect(lines.first == "LLM Prompt Injection https://atlas.mitre.org/techniques/AML.T0051")
    #expect(lines.contains { $0.hasPrefix("AML.M") } && lines.last?.hasPrefix("covered: ") == true, "\(outcome.output)")
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

  /// The examples of the section on releases.
  static func releases() throws -> String {
    let section = try text().components(separatedBy: "\n## Releases\n").dropFirst().first ?? ""
    return section.components(separatedBy: "```sh\n").dropFirst().first?.components(separatedBy: "```").first ?? ""
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
