import Foundation
import TestSupport
import Testing

@testable import AtlasCLI

/// All or nothing: a full disk, ctrl-C and a process that was killed leave what was there, and nothing else.
@Suite struct InterruptionTests {
  /// A folder in which a release was imported and exported, and a file with another version of that release.
  private func prepared() throws -> (work: ScratchFolder, next: String) {
    let work = try ScratchFolder()
    _ = work.atlas("import", try work.write("tiny.yaml", TinyRelease.yaml()))
    _ = work.atlas("export", work.path("vault"), "--release", "2026.01")
    let text = String(repeating: "Much more is said of it. ", count: 4_000)
    return (work, try work.write("next.yaml", TinyRelease.yaml(replacing: [("Doors that are closed.", text)])))
  }

  private func run(_ line: String, in work: ScratchFolder) throws -> TestSupport.Shell.Outcome {
    try Shell.run(line, variables: ["XDG_DATA_HOME": work.path("data")])
  }

  /// What there is, each file with its content.
  private func state(_ work: ScratchFolder, _ folders: String...) -> [String: Data] {
    var state: [String: Data] = [:]
    for folder in folders {
      for file in work.files(folder) {
        state["\(folder)/\(file)"] = FileManager.default.contents(atPath: work.path("\(folder)/\(file)")) ?? Data()
      }
    }
    return state
  }

  @Test(arguments: [
    "atlas import NEXT", "atlas import NEXT --pages", "atlas import NEXT --to VAULT", "atlas export VAULT --data NEW",
    "atlas export --format yaml --data NEW -o VAULT/ATLAS.md", "atlas export --format jsonl -o VAULT/new.jsonl",
  ])
  func aFullDisk(line: String) throws {
    let (work, next) = try prepared()
    #expect(work.atlas("import", next, "--to", work.path("new")).status == 0)
    let before = state(work, "data", "vault")
    let words = line.replacing("NEXT", with: next).replacing("VAULT", with: work.path("vault"))
      .replacing("NEW", with: work.path("new"))
    let outcome = try run("ulimit -f 40; exec \(words)", in: work)
    #expect(outcome.status == 2, "\(line): \(outcome.errors)")
    #expect(outcome.output == "")
    #expect(outcome.errors.hasPrefix("atlas: cannot write ") && outcome.errors.hasSuffix(": File too large\n"))
    #expect(outcome.errors.split(separator: "\n").count == 1, "\(outcome.errors)")
    #expect(!outcome.errors.contains("/.atlas"), "\(outcome.errors)")
    #expect(state(work, "data", "vault") == before, "\(line)")
    #expect(try run(words, in: work).status == 0, "\(line) with room")
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full"))) func aDeviceThatIsFull() throws {
    let work = try ScratchFolder()
    for line in ["atlas export --format yaml", "atlas diff bundled bundled --json", "atlas lint --json"] {
      for words in ["\(line) -o /dev/full", "\(line) > /dev/full"] {
        let outcome = try run(words, in: work)
        #expect(outcome.status == 2, "\(words)")
        #expect(outcome.errors.contains("No space left on device"), "\(words): \(outcome.errors)")
      }
    }
  }

  @Test func aDirectoryThatNobodyMayWrite() throws {
    let (work, next) = try prepared()
    let file = try work.write("file", "x")
    for words in ["import \(next) --to \(file)/x", "export \(file)/x", "export --format yaml -o \(file)/x"] {
      let outcome = try run("atlas " + words, in: work)
      #expect(outcome.status == 2 && outcome.output == "", "\(words)")
      #expect(outcome.errors.hasPrefix("atlas: cannot ") && outcome.errors.hasSuffix("Not a directory\n"))
    }
  }

  /// Interrupted at any moment, an import and an export leave the old state or the new one.
  @Test(.enabled(if: Shell.has("timeout")), arguments: ["INT", "TERM", "HUP"]) func controlC(signal: String) throws {
    let (work, next) = try prepared()
    #expect(work.atlas("import", next, "--to", work.path("new")).status == 0)
    let old = (state(work, "data"), state(work, "vault"))
    var seen: Set<Int32> = []
    for delay in [5, 15, 30, 45, 60, 80, 100, 130, 200] {
      for words in ["import \(next) --force", "export \(work.path("vault")) --data \(work.path("new")) --force"] {
        let outcome = try run(
          "timeout --preserve-status -s \(signal) 0.\(String(format: "%03d", delay)) atlas \(words)", in: work)
        seen.insert(outcome.status)
        #expect([0, 130, 143, 129].contains(outcome.status), "\(words): \(outcome.errors)")
        let names = work.files().filter { $0.contains(".atlas-staged") || $0.contains("atlas.pages.") }
        #expect(names.isEmpty, "\(words) after \(delay) ms leaves \(names)")
      }
      let now = (state(work, "data"), state(work, "vault"))
      #expect(now.0 == old.0 || work.atlas("diff", "2026.01", next).status == 0)
      #expect(now.1 == old.1 || work.atlas("diff", work.path("vault"), next).status == 0)
    }
    #expect(!seen.isEmpty)
  }

  /// What a process that was killed left is removed later, unless files of the user are in it.
  @Test func whatAKilledProcessLeft() throws {
    let (work, next) = try prepared()
    try FileManager.default.removeItem(atPath: work.path("data/atlas/2026.01"))
    for (name, file) in [("abcdef", "atlas.pages"), ("ghijkl", "atlas.pages"), ("mnopqr", "mine.md")] {
      _ = try work.write("data/atlas/.atlas-staged-\(name)/\(file)", "half")
      guard name != "ghijkl" else { continue }
      try FileManager.default.setAttributes(
        [.modificationDate: Date(timeIntervalSinceNow: -3600)],
        ofItemAtPath: work.path("data/atlas/.atlas-staged-\(name)"))
    }
    #expect(try run("atlas import \(next)", in: work).status == 0)
    #expect(
      work.files("data/atlas") == [
        ".atlas-staged-ghijkl", ".atlas-staged-ghijkl/atlas.pages", ".atlas-staged-mnopqr",
        ".atlas-staged-mnopqr/mine.md", "2026.01", "2026.01/.atlas-index", "2026.01/atlas.pages",
      ])
  }

  /// After a power failure a bundle may be cut off: that is said, and importing again mends it.
  @Test func aBundleThatWasCutOff() throws {
    let (work, _) = try prepared()
    let file = work.path("data/atlas/2026.01/atlas.pages")
    for count in [0, 10, 400] {
      let whole = try Data(contentsOf: URL(filePath: file))
      try whole.prefix(count).write(to: URL(filePath: file))
      #expect(work.atlas("list", "--release", "2026.01").status == 2)
      #expect(work.atlas("import", work.path("tiny.yaml")).status == 0)
      #expect(try Data(contentsOf: URL(filePath: file)) == whole)
    }
  }
}
