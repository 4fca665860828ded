import AtlasCore
import AtlasData
import TestSupport
import Testing

/// Which release has which records.
@Suite struct ReleaseTimelineTests {
  private let bundled = KnowledgeBase.bundled.timeline

  @Test(arguments: [
    ("AML.T0087", "5.1.0", true), ("AML.T0020", "3.0.0 or earlier", false),
    ("AML.T0134", "2026.09 or earlier, after 5.6.1", false),
    ("AML.M0019", "4.5.1", true), ("AML.T0019", "3.0.0 or earlier", false),
  ]) func firstRelease(_ row: (id: String, words: String, isExact: Bool)) throws {
    let id = try #require(RecordID(row.id))
    let first = try #require(bundled.firstRelease(of: id))
    #expect(first.description == row.words)
    #expect((first.earliest == first.latest) == row.isExact)
  }

  @Test(arguments: [
    ("AML.T0087", "5.0.1", "not yet"), ("AML.T0087", "5.1.0", "yes"), ("AML.T0087", "v5.1", "yes"),
    ("AML.T0087", "2026.08", "yes"), ("AML.T0134", "5.6.1", "not yet"), ("AML.T0134", "2026.07", "unknown"),
    ("AML.T0134", "2026.09", "yes"), ("AML.T0019", "5.6.1", "yes"), ("AML.T0019", "2026.07", "retired after 5.6.1"),
    ("AML.T0019", "2026.09", "retired after 5.6.1"), ("AML.T0020", "2.0.0", "unknown"), ("AML.T0020", "3.0.0", "yes"),
    ("AML.T0087", "2.0.0", "not yet"), ("AML.T0020", "9.9.9", "no release"), ("AML.T0020", "5.1.0x", "no release"),
    ("AML.T0020", "", "no release"), ("AML.T9999", "5.1.0", "unknown"),
  ]) func presence(_ row: (id: String, release: String, words: String)) throws {
    let id = try #require(RecordID(row.id))
    let words =
      switch bundled.presence(of: id, in: row.release) {
      case .yes: "yes"
      case .notYet: "not yet"
      case .retiredBefore(let last): "retired after \(last.version)"
      case .unknownRelease: "no release"
      case .unknown: "unknown"
      }
    #expect(words == row.words)
  }

  @Test func releasesAreInOrder() {
    let versions = bundled.entries.compactMap { ReleaseNumber($0.version) }
    #expect(versions.count == bundled.entries.count && versions == versions.sorted())
    #expect(bundled.release("2026.9")?.date == PartialDate("2026-09-15"))
    #expect(bundled.release("2025.09") == nil)
  }

  @Test func everyBundledRecordIsInTheBundledRelease() throws {
    let version = try #require(KnowledgeBase.bundled.release.version)
    for id in KnowledgeBase.bundled.ids() { #expect(bundled.presence(of: id, in: version) == .yes, "\(id)") }
    for change in KnowledgeBase.bundled.history.changes {
      #expect(bundled.firstRelease(of: change.id) != nil, "\(change.id)")
    }
  }

  @Test func aCorpusWithoutTheSectionKnowsNothing() throws {
    let timeline = KnowledgeBase(pages: ["1.md": "# AML.T0001: One\n"]).timeline
    let id = try #require(RecordID("AML.T0001"))
    #expect(timeline.isEmpty && timeline.entries.isEmpty && timeline.firstRelease(of: id) == nil)
    #expect(timeline.presence(of: id, in: "5.1.0") == .unknownRelease)
  }

  @Test func mistakesInTheSectionAreReported() {
    let audit = Audit(
      Corpus(pages: [
        "1.md": "# AML.T0001: One\n",
        "history.md": """
        ---
        id: history
        ---

        ## Releases

        | Release | Date | New records | Last release with |
        |---|---|---|---|
        | 2.0.0 | soon | AML.T0001 |  |
        | 1.0.0 | 2021-01-01 | AML.T0001, T12 | AML.T0002 |
        | next | | none | |

        """,
      ]))
    #expect(
      audit.diagnostics.filter { $0.path == "history.md" }.map(\.reason) == [
        "not a date: \"soon\"", "release 1.0.0 must come after 2.0.0", "AML.T0001 is new in two releases",
        "not an id: \"T12\"", "AML.T0002 is new in no release", "not a release: \"next\"",
      ])
  }
}
