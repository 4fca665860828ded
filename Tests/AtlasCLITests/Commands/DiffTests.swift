import AtlasCore
import AtlasData
import AtlasFiles
import TestSupport
import Testing

@testable import AtlasCLI

@Suite struct DiffTests {
  private func diff(_ changes: [(String, String)], _ flags: String...) throws -> (output: String, status: Int32) {
    let work = try ScratchFolder()
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
          ~ AML.T0000  Look About
            name: Look [-Around-] {+About+}
            slug: [-look-around-] {+look-about+}

        Changed (2)
          ~ AML.T0000.001  Look About: Closely
            slug: [-look-around-closely-] {+look-about-closely+}
            maturity: [-feasible-] {+demonstrated+}
          ~ AML.M0000  Close the Door
            description: Doors that are {+firmly+} closed.

        """)
  }

  /// Where lines have an end, words go to the next one, and none is lost.
  @Test func wraps() throws {
    let long = (1...30).map { "word\($0)" }.joined(separator: " ")
    let changes = [("Doors that are closed.", long)]
    let wide = try diff(changes).output
    let narrow = try diff(changes, "--width=40").output
    #expect(wide.contains(long) && !narrow.contains(long))
    #expect(narrow.split(separator: "\n").allSatisfy { $0.count <= 40 })
    #expect(narrow.split(whereSeparator: \.isWhitespace) == wide.split(whereSeparator: \.isWhitespace))
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

  @Test func blanksAndLineEnds() throws {
    let text = TinyRelease.yaml(
      version: "2026.02",
      replacing: [
        ("description: Doors that are closed.", "description: \"Doors  that are\\n\\nclosed.\""),
        ("description: Closed doors show little.", "description: \"Closed doors\\nshow little.\""),
        ("They looked.", "They looked ."),
      ])
    let work = try ScratchFolder()
    let (old, new) = (try work.write("old.yaml", TinyRelease.yaml()), try work.write("new.yaml", text))
    #expect(
      work.atlas("diff", "--space-change", old, new).output.split(
        separator: "only whitespace differs", omittingEmptySubsequences: false
      ).count == 3)
    let words = work.atlas("diff", old, new)
    #expect(
      words.output == """
        Relations (1)
          ~ AML.CS0000 employs AML.T0000  Look Around
            They [-looked.-] {+looked .+}

        """)
    #expect(words.status == 1)
    let same = try work.write("same.yaml", text.replacing("looked .", with: "looked."))
    #expect(work.atlas("diff", old, same) == ("", "", 0))
  }

  @Test func retiredIntoAnother() throws {
    let result = try diff([("AML.T0000.001", "AML.T0000.002")])
    #expect(result.output.contains("Added (1)\n  + AML.T0000.002  Look Around: Closely\n"))
    #expect(result.output.contains("Removed (1)\n  - AML.T0000.001  Look Around: Closely → AML.T0000.002"))
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
      var kept = 0
      let (one, other) = (texts[0].joined(separator: " "), texts[1].joined(separator: " "))
      for part in WordDifference(from: Bytes(copying: one), to: Bytes(copying: other)).parts {
        switch part {
        case .same(let words):
          kept += words.count
          old += words.map(\.string)
          new += words.map(\.string)
        case .removed(let words): old += words.map(\.string)
        case .added(let words): new += words.map(\.string)
        }
      }
      #expect(old == texts[0] && new == texts[1])
      // Where the middles have little in common, they are replaced as a whole.
      let common = Self.common(texts[0], texts[1])
      let ends = Self.sameEnds(texts[0], texts[1])
      #expect(kept == common || kept == ends && (common - ends) * 2 < min(texts[0].count, texts[1].count) - ends)
    }
  }

  /// The length of the longest common subsequence.
  private static func common(_ one: [String], _ other: [String]) -> Int {
    var last = [Int](repeating: 0, count: other.count + 1)
    for word in one {
      var row = [0]
      for (column, word) in zip(1..., other.map { $0 == word }) {
        row.append(word ? last[column - 1] + 1 : max(last[column], row[column - 1]))
      }
      last = row
    }
    return last[other.count]
  }

  /// How many words both texts begin and end with.
  private static func sameEnds(_ one: [String], _ other: [String]) -> Int {
    let start = zip(one, other).prefix { $0 == $1 }.count
    return start + zip(one.dropFirst(start).reversed(), other.dropFirst(start).reversed()).prefix { $0 == $1 }.count
  }
}

@Suite struct HistoryTests {
  @Test func ofAnId() throws {
    let work = try ScratchFolder()
    #expect(
      work.atlas("history", "AML.T0019").output
        == "2026.07  AML.T0019  Publish Poisoned Datasets is now AML.T0115.000 Publish Poisoned AI Artifacts: Datasets\n"
        + "AML.T0019 is in ATLAS since 3.0.0 or earlier; the last release with it is 5.6.1\n"
    )
    #expect(
      work.atlas("history", "Backdoor ML Model").output.contains(
        "AML.T0018  Backdoor ML Model is now called Manipulate AI Model"))
    #expect(work.atlas("history", "AML.T0031").status == 0)
    for word in ["no such thing", "AML.T9999"] {
      let missing = work.atlas("history", word)
      #expect(missing.status == 2 && missing.errors.contains("no current or former record named \"\(word)\""))
    }
    let unchanged = work.atlas("history", "AML.T0093")
    let reason = "atlas: \"AML.T0093\" was never renamed or retired; AML.T0093 is in ATLAS since 5.1.0\n"
    #expect(unchanged.status == 1 && unchanged.errors == reason)
    #expect(work.atlas("history", "--to", "bundled").status == 2)
    #expect(
      work.atlas("history", "--format", "markdown").output.contains(
        "| AML.T0019 | Publish Poisoned Datasets | 2026.07 | AML.T0115.000 |"))
  }

  @Test func workedOut() throws {
    let work = try ScratchFolder()
    let old = try work.write("old.yaml", TinyRelease.yaml())
    let new = try work.write(
      "new.yaml",
      TinyRelease.yaml(
        version: "2026.02", replacing: [("AML.T0000.001", "AML.T0000.002"), ("Look Around", "Look About")]))
    let result = work.atlas("history", "--between", old, "--between", new)
    #expect(
      result.output == """
        2026.02  AML.T0000.001  Closely is now AML.T0000.002 Look About: Closely
        2026.02  AML.T0000  Look Around is now called Look About

        """)
    #expect(work.atlas("history", "--between", "\(old),\(old)").status == 1)
  }

  @Test func acrossSeveralReleases() throws {
    let work = try ScratchFolder()
    let names = ["Look Around", "Look About", "Look Out"]
    let files = try names.enumerated().map { index, name in
      try work.write("\(index).yaml", TinyRelease.yaml(version: "2026.0\(index)", replacing: [("Look Around", name)]))
    }
    let result = work.atlas("history", "--between", files.joined(separator: ","))
    #expect(
      result.output == """
        2026.01  AML.T0000  Look Around is now called Look About
        2026.02  AML.T0000  Look About is now called Look Out

        """)
    let page = work.atlas("history", "--between", files.joined(separator: ","), "--format", "markdown")
    _ = try work.write("pages/history.md", page.output)
    #expect(work.atlas("lint", work.path("pages"), "--strict") == ("", "atlas: no findings on 1 page\n", 0))
    #expect(History(Bytes(copying: page.output)).changes.count == 2)
  }

  /// From the official files comes what the bundled page tells of the releases between them: all of it, and nothing else.
  @Test(.enabled(if: OfficialReleases.paths.count == 3)) func reproducesTheBundledPage() throws {
    let work = try ScratchFolder()
    let paths = OfficialReleases.paths
    let page = work.atlas("history", "--between", paths.joined(separator: ","), "--format", "markdown")
    let computed = History(Bytes(copying: page.output)).changes
    // A record that came after the first file and changed before the next is in neither as it was.
    let first = try ReleaseFile.read(try System.read(paths[0], limit: 1 << 30), path: "").release
    let known = Set(KnowledgeBase(first).ids())
    let told = KnowledgeBase.bundled.history.changes.filter {
      $0.releaseBytes.string > "2023.10" && known.contains($0.id)
    }
    func facts(_ changes: [History.Change]) -> [String] {
      changes.map { "\($0.id) \($0.name): \($0.outcome)" }.sorted()
    }
    let late = KnowledgeBase.bundled.history.changes.filter { $0.releaseBytes.string > "2026.06" }
    #expect(told.count > 50 && late.count > 12)
    #expect(Set(facts(told)).isSubset(of: facts(computed)))
    #expect(Set(facts(computed)).isSubset(of: facts(told + late)))
    // Of a change the later of two files is known, where the page knows the month.
    for change in computed { #expect(["5.6.0", "2026.09"].contains(change.releaseBytes.string)) }
    #expect(facts(computed.filter { $0.release == "2026.09" }) == facts(late))
    _ = try work.write("pages/history.md", page.output)
    #expect(work.atlas("lint", work.path("pages"), "--strict").status == 0)
  }
}
