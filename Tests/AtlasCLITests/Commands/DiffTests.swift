import AtlasCore
import AtlasData
import TestSupport
import Testing

@testable import AtlasCLI

@Suite struct DiffTests {
  private func diff(_ changes: [(String, String)], _ flags: String...) throws -> (output: String, status: Int32) {
    let work = try Workplace()
    let old = try work.write("old.yaml", TinyRelease.yaml())
    let new = try work.write("new.yaml", TinyRelease.yaml(version: "2026.02", replacing: changes))
    let flag = flags.first ?? "--no-pager"
    let result = work.atlas("diff", old, new, flag)
    #expect(result.errors == "")
    return (result.output, result.status)
  }

  @Test func theSame() throws {
    let same = try diff([])
    #expect(same == ("", 0))
  }

  @Test func fieldsNamesAndTexts() throws {
    let result = try diff([
      ("name: Look Around", "name: Look About"), ("Doors that are closed.", "Doors that are firmly closed."),
      ("maturity: Feasible", "maturity: Demonstrated"),
    ])
    #expect(result.status == 1)
    #expect(
      result.output == """
        Renamed (1)
          AML.T0000  Look About
            name: Look [-Around-] {+About+}
            slug: [-look-around-] {+look-about+}

        Changed (2)
          AML.T0000.001  Look About: Closely
            slug: [-look-around-closely-] {+look-about-closely+}
            maturity: [-feasible-] {+demonstrated+}
          AML.M0000  Close the Door
            description: Doors that are {+firmly+} closed.

        """)
  }

  @Test func relations() throws {
    let result = try diff([
      ("Closed doors show little.", "Closed doors show nothing."), ("technique: AML.T0000.001", ""),
      ("target: AML.T0000.001, tactic", "target: AML.T0000, tactic"),
    ])
    #expect(
      result.output == """
        Relations (3)
          ~ AML.M0000 mitigates AML.T0000  Look Around
            Closed doors show [-little.-] {+nothing.+}
          + AML.CS0000 employs AML.T0000  Look Around (step 2)
          - AML.CS0000 employs AML.T0000.001  Look Around: Closely (step 2)

        """)
  }

  @Test func retiredIntoAnother() throws {
    let result = try diff([("AML.T0000.001", "AML.T0000.002")])
    #expect(result.output.contains("Added (1)\n  AML.T0000.002  Look Around: Closely\n"))
    #expect(result.output.contains("Removed (1)\n  AML.T0000.001  Look Around: Closely → AML.T0000.002"))
  }

  @Test func otherFormats() throws {
    let changes = [("Doors that are closed.", "Doors that are open.")]
    #expect(try diff(changes, "--stat").output == "Changed: 1 mitigation\n")
    #expect(try diff(changes, "--json").output.contains("\"field\": \"description\""))
    let markdown = try diff(changes, "--format=markdown").output
    #expect(markdown.hasPrefix("# ATLAS 2026.01 to 2026.02\n\n## Changed (1)\n"))
    #expect(markdown.contains("~~closed.~~ **open.**"))
    #expect(try diff(changes, "--kind=tactic") == ("", 0))
  }

  @Test func longTextsTakeNoForever() {
    let old = Bytes(copying: (0..<20_000).map { "a\($0)" }.joined(separator: " "))
    let new = Bytes(copying: (0..<20_000).map { "b\($0)" }.joined(separator: " "))
    #expect(WordDifference(from: old, to: new).parts.count == 2)
  }

  /// What is left of both texts, whatever words they have.
  @Test func nothingIsLost() {
    var dice = SeededGenerator(seed: 7)
    for _ in 0..<300 {
      let texts = (0..<2).map { _ in
        (0..<Int.random(in: 0...12, using: &dice)).map { _ in "abcd".randomElement(using: &dice).map(String.init) ?? ""
        }
      }
      var (old, new): ([String], [String]) = ([], [])
      let (one, other) = (texts[0].joined(separator: " "), texts[1].joined(separator: " "))
      for part in WordDifference(from: Bytes(copying: one), to: Bytes(copying: other)).parts {
        switch part {
        case .same(let words):
          old += words.map(\.string)
          new += words.map(\.string)
        case .removed(let words): old += words.map(\.string)
        case .added(let words): new += words.map(\.string)
        }
      }
      #expect(old == texts[0] && new == texts[1])
    }
  }
}

@Suite struct HistoryTests {
  @Test func ofAnId() throws {
    let work = try Workplace()
    #expect(
      work.atlas("history", "AML.T0019").output
        == "2026.07  AML.T0019  Publish Poisoned Datasets is now AML.T0115.000 Publish Poisoned AI Artifacts: Datasets\n"
    )
    #expect(
      work.atlas("history", "Backdoor ML Model").output.contains(
        "AML.T0018  Backdoor ML Model is now called Manipulate AI Model"))
    #expect(work.atlas("history", "AML.T0031").status == 0)
    #expect(work.atlas("history", "no such thing").status == 1)
    #expect(work.atlas("history", "--to", "bundled").status == 2)
    #expect(
      work.atlas("history", "--format", "markdown").output.contains(
        "| AML.T0019 | Publish Poisoned Datasets | 2026.07 | AML.T0115.000 |"))
  }

  @Test func workedOut() throws {
    let work = try Workplace()
    let old = try work.write("old.yaml", TinyRelease.yaml())
    let new = try work.write(
      "new.yaml",
      TinyRelease.yaml(
        version: "2026.02", replacing: [("AML.T0000.001", "AML.T0000.002"), ("Look Around", "Look About")]))
    let result = work.atlas("history", "--from", old, "--to", new)
    #expect(
      result.output == """
        2026.02  AML.T0000.001  Closely is now AML.T0000.002 Look About: Closely
        2026.02  AML.T0000  Look Around is now called Look About

        """)
    #expect(work.atlas("history", "--from", old, "--to", old).status == 1)
  }

  /// From the official files come the changes that the bundled page tells of in the releases between them.
  @Test(.enabled(if: OfficialReleases.paths.count == 3)) func reproducesTheBundledPage() throws {
    let bases = try OfficialReleases.paths.map { path in
      KnowledgeBase(try ReleaseFile.read(try System.read(path, limit: 1 << 30), path: path).release)
    }
    let told = KnowledgeBase.bundled.history.changes
    // 5.6.0 is of May 2026, 4.5.0 of October 2023 to 2024: releases are told by the month there.
    for (old, new, span) in [(bases[0], bases[1], "2023.11"..<"2026.06"), (bases[1], bases[2], "2026.06"..<"2026.10")] {
      for change in History.between(old, new, known: KnowledgeBase.bundled.history) {
        switch change.outcome {
        case .retired(let into):
          let known = told.first { $0.id == change.id && span.contains($0.release.string) }
          guard case .retired(let successors)? = known?.outcome else {
            Issue.record("\(change.id) \(change.name) is gone, and nothing tells")
            continue
          }
          #expect(into == successors, "\(change.id)")
        case .renamed(let name):
          let chain = told.filter { $0.id == change.id && span.contains($0.release.string) }
          #expect(chain.contains { $0.name == change.name }, "\(change.id) \(change.name) → \(name)")
        }
      }
      for change in told where span.contains(change.release.string) && old.contains(change.id) {
        #expect(
          History.between(old, new, known: KnowledgeBase.bundled.history).contains { $0.id == change.id },
          "\(change.id) \(change.name)")
      }
    }
  }
}
