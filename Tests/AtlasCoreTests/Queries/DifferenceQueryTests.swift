import AtlasCore
import TestSupport
import Testing

/// Comparing two knowledge bases, and the history between several.
@Suite struct DifferenceQueryTests {
  private func base(_ version: String, _ changes: (String, String)...) throws -> KnowledgeBase {
    let text = TinyRelease.yaml(version: version, replacing: changes)
    return KnowledgeBase(try ReleaseFile.read(Bytes(copying: text), path: "tiny.yaml").release)
  }

  private func id(_ text: String) throws -> RecordID { try #require(RecordID(text)) }

  @Test func groups() throws {
    let old = try base("2026.01")
    let new = try base(
      "2026.02", ("name: Close the Door", "name: Shut the Door"), ("description: Closer.", "description: Nearer."),
      ("AML.CS0000", "AML.CS0001"), ("Closed doors show little.", "Closed doors show nothing."))
    let difference = DifferenceQuery().answer(from: old, to: new)
    func ids(_ group: Difference.Group) -> [String] { difference.records(group).map(\.id.description) }
    #expect(ids(.added) == ["AML.CS0001"] && ids(.removed) == ["AML.CS0000"])
    #expect(ids(.renamed) == ["AML.M0000"] && ids(.changed) == ["AML.T0000.001"])
    guard case .removed(let into) = try #require(difference.records(.removed).first).outcome else {
      Issue.record("not removed")
      return
    }
    #expect(into == [try id("AML.CS0001")], "a record of the same name replaces it")
    let uses = difference.relations.filter { $0.new?.kind == .mitigates }
    #expect(uses.count == 1 && uses[0].old?.text == "Closed doors show little.")
    #expect(difference.releases.old.version == "2026.01" && difference.releases.new.version == "2026.02")
    #expect(!difference.isEmpty && difference.isHistoryEqual)
  }

  @Test func onlySomeRecords() throws {
    let old = try base("2026.01")
    let new = try base(
      "2026.02", ("description: Closer.", "description: Nearer."), ("Doors that are", "Doors  that\n are"))
    var query = DifferenceQuery()
    query.kinds = [.mitigation]
    query.comparesWhitespace = true
    #expect(query.answer(from: old, to: new).records.map(\.id.kind) == [.mitigation])
    query.comparesWhitespace = false
    #expect(query.answer(from: old, to: new).isEmpty)
    query = DifferenceQuery()
    query.ids = [try id("AML.T0000.001")]
    #expect(query.answer(from: old, to: new).records.map(\.id) == query.ids)
    query.ids = [try id("AML.T0000")]
    #expect(query.answer(from: old, to: new).isEmpty)
  }

  @Test func historyAcrossReleases() throws {
    let releases = [
      try base("2026.01"), try base("2026.02", ("Look Around", "Look About")),
      try base("2026.03", ("Look Around", "Look")),
    ]
    let all = HistoryQuery().answer(across: releases)
    #expect(all.changes.map(\.releaseBytes.string) == ["2026.02", "2026.03"] && all.isKnown)
    // A former name selects all changes of its record.
    #expect(HistoryQuery(of: "look about").answer(across: releases).changes.count == 2)
    let unchanged = HistoryQuery(of: "AML.M0000").answer(across: releases)
    #expect(unchanged.changes.isEmpty && unchanged.isKnown)
    let unknown = HistoryQuery(of: "no such record").answer(across: releases)
    #expect(unknown.changes.isEmpty && !unknown.isKnown)
    #expect(HistoryQuery().answer(across: []).changes.isEmpty)
  }

  @Test func lint() throws {
    let good = LintQuery(releaseFile: Bytes(copying: TinyRelease.yaml()), path: "r.yaml").answer()
    #expect(good.findings.isEmpty && good.highestSeverity == nil)
    #expect(good.summary == "no findings in the release file")
    let bad = LintQuery(releaseFile: "[1, 2]", path: "r.yaml").answer()
    #expect(bad.count(of: .error) == 1 && bad.highestSeverity == .error && bad.pageCount == nil)
    var buffer = PageBuffer(capacity: 100)
    buffer.add(path: "a.md", text: "# AML.T0999: Burn Toast\n\n## Mitigations (1)\n" as Bytes)
    let page = LintQuery(buffer.corpus()).answer()
    #expect(page.pageCount == 1 && page.summary.hasSuffix(" on 1 page"))
    #expect(page.count(of: .warning) + page.count(of: .note) == page.findings.count)
  }
}
