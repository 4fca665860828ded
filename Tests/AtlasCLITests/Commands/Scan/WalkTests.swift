import AtlasCore
import AtlasData
import AtlasFiles
import Foundation
import TestSupport
import Testing

@testable import AtlasCLI

/// What else can be in the place of a file: whatever it is, a scan neither waits for it nor is silent about it.
@Suite struct WalkTests {
  /// Runs a scan that is ended after some seconds, so that one that waits fails instead of hanging.
  private static func scan(_ folder: ScratchFolder, _ preparation: String) throws -> TestSupport.Shell.Outcome {
    _ = try folder.write("a.md", "AML.T0051\n")
    return try Shell.run("cd \(folder.root) && \(preparation); timeout 20 atlas scan .")
  }

  @Test(
    .enabled(if: Shell.has("timeout")),
    arguments: [
      (".gitignore", "mkfifo .gitignore"), (".git/info/exclude", "mkdir -p .git/info; mkfifo .git/info/exclude"),
      ("sub/.gitignore", "mkdir sub; mkfifo sub/.gitignore"),
    ])
  func rulesThatAreAPipe(_ path: String, _ preparation: String) throws {
    let outcome = try Self.scan(try ScratchFolder(), preparation)
    #expect(outcome.status == 2)
    #expect(
      outcome.errors.hasPrefix("atlas: cannot read ./\(path): not a regular file; its rules are not applied\n"),
      "\(outcome.errors)")
  }

  @Test(.enabled(if: Shell.has("timeout"))) func rulesThatAreTooLong() throws {
    let folder = try ScratchFolder()
    _ = try folder.write(".gitignore", String(repeating: "x\n", count: 600_000))
    let outcome = try Self.scan(folder, ":")
    #expect(outcome.status == 2)
    #expect(
      outcome.errors.hasPrefix(
        "atlas: cannot read ./.gitignore: larger than the limit of 1 MiB; its rules are not applied\n"),
      "\(outcome.errors)")
  }

  @Test(.enabled(if: Shell.has("timeout"))) func otherThingsAreNotRules() throws {
    let outcome = try Self.scan(
      try ScratchFolder(), "mkdir .gitignore; mkfifo pipe; ln -s nowhere link; echo 'gitdir: x' > .git")
    #expect(outcome.status == 0, "\(outcome.errors)")
    #expect(outcome.errors.hasPrefix("atlas: 1 id in "), "\(outcome.errors)")
  }

  /// A pipe that takes the place of a file between the scan and the correction.
  @Test(.timeLimit(.minutes(1))) func aPipeBeforeTheFix() throws {
    let folder = try ScratchFolder()
    let path = try folder.write("a.md", "AML.T0019 is old.\n")
    var query = TreeScanQuery([folder.root])
    query.takesFingerprints = true
    var files: [ScannedFile] = []
    query.answer(in: .bundled) { event in if case .file(let file, _) = event { files.append(file) } }
    #expect(files.count == 1)
    #expect(try Shell.run("rm \(path) && mkfifo \(path)").status == 0)
    for isDryRun in [true, false] {
      guard case .refused(let reason, true)? = files.first.map({ FileCorrection($0).apply(isDryRun: isDryRun) }) else {
        Issue.record("the pipe was taken for the file")
        continue
      }
      #expect(reason == "cannot read \(path): not a regular file; left as it is")
    }
    #expect(throws: SystemError.self) { try System.replace(path, with: [1], regularOnly: true) }
  }
}
