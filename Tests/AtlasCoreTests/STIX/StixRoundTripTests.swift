import AtlasData
import Testing

@testable import AtlasCore

/// A bundle that was written reads back to the same facts, and is then written the same to the byte.
@Suite struct StixRoundTripTests {
  private func expectReadsBack(_ base: KnowledgeBase, _ name: String = "") throws {
    let release = ReleaseFile(base)
    let bundle = StixWriter.bundle(release)
    let reading = try ReleaseFile.read(anyForm: Bytes(copying: bundle), path: "b.json")
    #expect(reading.release == release, "\(name)")
    #expect(reading.diagnostics.isEmpty && reading.leftOut.isEmpty && reading.untold.isEmpty, "\(name)")
    #expect(reading.signsOfLoss.isEmpty, "\(name): \(reading.signsOfLoss)")
    #expect(StixWriter.bundle(ReleaseFile(KnowledgeBase(reading.release))) == bundle, "\(name)")
    #expect(
      ReleaseWriter.yaml(ReleaseFile(KnowledgeBase(reading.release))) == ReleaseWriter.yaml(release), "\(name)")
  }

  @Test func theBundledRelease() throws { try expectReadsBack(.bundled) }

  @Test(arguments: ReleaseRoundTripTests.fixtures) func smallReleases(_ yaml: String) throws {
    try expectReadsBack(KnowledgeBase(try release(yaml)))
  }

  @Test(arguments: ReleaseFixtures.officialNames) func officialReleases(_ name: String) throws {
    try expectReadsBack(KnowledgeBase(try ReleaseFile.read(try ReleaseFixtures.bytes(name), path: name).release), name)
  }

  @Test func hostileTextsSurvive() throws {
    var texts = EscapeTests.texts(400, seed: 41).filter { !$0.isEmpty }
    texts += ["\u{202E}right to left\u{1F600}", "\"quoted\" \\ and <b>&amp;</b>", "</script>\u{2028}line"]
    texts += [String(repeating: "x", count: 70_000)]
    func next() -> Bytes { texts.popLast().map { Bytes(copying: $0) } ?? "end" }
    while texts.count > 10 {
      var release = try release(ReleaseFixtures.keyed)
      release.replaceTexts(with: next)
      try expectReadsBack(KnowledgeBase(release))
    }
  }

  /// Pages that no release is like: no dates, names that are equal or have no letters, missing parts.
  @Test func ownPages() throws {
    let base = StixFixtures.base([
      ("ta1.md", "# AML.TA0901: Same Name\n\nText.\n"), ("ta2.md", "# AML.TA0902: Same Name\n\nText.\n"),
      ("ta3.md", "# AML.TA0903: !?\n"), ("t1.md", "# AML.T9001: No Tactic\n\n## Metadata\n\n- **Created:** 2020\n"),
      (
        "t2.md",
        "---\nid: my-slug\n---\n\n# AML.T9002: <b>\"Odd\\\n\n## Tactics\n\n- [[AML.TA0901]]\n- [[AML.TA0902]]\n- [[AML.TA0903]]\n"
      ),
      (
        "t3.md",
        "# AML.T9002.001: Child\n\n## Metadata\n\n- **Created:** May 2, 2024\n- **Last Modified:** May 1, 2024\n"
      ),
      ("t4.md", "# AML.T9003.001: Without a Parent\n"),
      (
        "m1.md",
        "# AML.M9001: Shield\n\n## References\n\n- [https://x.y](https://x.y)\n- A book\n- https://only.example/url\n\n## Techniques\n\n- [[AML.T9001]]\n- [[AML.T9002.001]]: How.\n"
      ),
      ("cs1.md", "# AML.CS9001: Nothing Happened\n\n## Metadata\n\n- **Incident Date:** April 2020\n"),
      (
        "cs2.md",
        "# AML.CS9002: Much\n\n## Attack Procedure\n\n### Step 1: A\n\n**Technique:** [[AML.T9001]]\n\nOne.\n\n### Step 2: B\n\n**Tactic:** [[AML.TA0902]]\n\n**Technique:** [[AML.T9002]]\n\nTwo.\n"
      ),
    ])
    #expect(base.ids().count >= 10)
    try expectReadsBack(base)
    let objects = try StixFixtures.objects(ReleaseFile(base))
    let names = objects.compactMap { $0["x_mitre_shortname"]?.string }
    #expect(names == ["same-name", "same-name-aml.ta0902", "aml.ta0903"])
    // What is not MITRE's does not say that it is.
    #expect(!objects.contains { $0["x_atlas_wording"]?.string == "own" && $0["created_by_ref"] != nil })
    #expect(!objects.contains { ($0["created"]?.string ?? "") > ($0["modified"]?.string ?? "") })
  }

  /// A part reads back to its own facts, with the numbers of its steps in order.
  @Test func parts() throws {
    let base = KnowledgeBase.bundled
    var query = BundleQuery()
    query.ids = [RecordID("AML.CS0009"), RecordID("AML.T0031")].compactMap { $0 }
    let chosen = try query.answer(in: base)
    let bundle = Bytes(copying: StixWriter.bundle(ReleaseFile(base), only: chosen))
    let reading = try ReleaseFile.read(anyForm: bundle, path: "b.json")
    #expect(Set(reading.release.entries.map(\.id)) == chosen)
    #expect(reading.release.version == "2026.09")
    let steps = base.steps(of: query.ids[0]).filter { $0.target == query.ids[1] }
    #expect(reading.release.caseStudies[0].steps.map(\.text) == steps.map { SiteLinks.toFile($0.textBytes) })
    #expect(reading.signsOfLoss.count == 1)
  }
}
