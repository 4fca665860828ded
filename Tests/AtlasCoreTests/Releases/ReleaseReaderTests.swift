@testable import AtlasCore
import Testing

@Suite struct ReleaseReaderTests {
  @Test func formatSixFieldForField() throws {
    let release = try release(ReleaseFixtures.keyed)
    #expect(verdict(ReleaseFixtures.keyed) == "")
    #expect(release.formatVersion == "6.0.0")
    #expect(release.version == "2026.01")
    #expect(release.date == PartialDate("2026-01-31"))
    #expect(release.collection.description == "A tiny release")
    #expect(release.collection.uuid == "00000000-0000-0000-0000-000000000001")
    #expect(release.matrix?.id == "ATLAS-matrix")
    #expect(release.tactics.map(\.entry.name) == ["First Column", "Second Column"])
    #expect(release.tactics[0].entry.attackReference?.id == "TA0043")
    #expect(release.tactics[0].entry.attackReference?.url == "https://attack.mitre.org/tactics/TA0043/")
    #expect(release.tactics[0].entry.uuid == "00000000-0000-0000-0000-000000000002")
    #expect(release.tactics[1].entry.created == PartialDate("2021-05-13"))
    let technique = release.techniques[0]
    #expect(technique.entry.description == "They look around.\n\n- here\n- [there](/techniques/AML.T0000.001)")
    #expect(
      technique.entry.references
        == [ReleaseFile.Reference(id: "ref-1", title: "A book: its title", url: "https://example.org/book")])
    #expect(technique.platforms == ["Predictive AI", "Enterprise"])
    #expect(technique.maturity == "realized")
    #expect(technique.parent == nil)
    #expect(technique.tactics == [RecordID(.tactic, 2)])
    #expect(release.techniques[1].parent == RecordID(.technique, 0))
    #expect(release.techniques[1].entry.modified == PartialDate("2025-12-01"))
    let mitigation = release.mitigations[0]
    #expect(mitigation.categories == ["Policy", "Technical - AI"])
    #expect(mitigation.lifecycle == ["Deployment"])
    #expect(
      mitigation.uses == [ReleaseFile.Use(technique: RecordID(.technique, 0), text: "Closed doors:\nthey show little.")]
    )
    let study = release.caseStudies[0]
    #expect(study.type == "incident")
    #expect([study.actor, study.target, study.reporter] == ["Someone", "Something", "Somebody else"])
    #expect(study.date == PartialDate("2020-04-16"))
    #expect(study.granularity == .month)
    #expect(study.meantDate == PartialDate("2020-04"))
    #expect(study.steps.map(\.text) == ["They looked.", "Then they looked closely.", "At last they looked again."])
    #expect(study.steps.map(\.tactic) == [RecordID(.tactic, 2), RecordID(.tactic, 1), RecordID(.tactic, 1)])
    #expect(study.steps.map(\.leadsTo) == [[1], [2], []])
  }

  @Test func theFormBeforeSaysTheSame() throws {
    var five = try release(ReleaseFixtures.five)
    #expect(verdict(ReleaseFixtures.five) == "")
    #expect(five.formatVersion == nil)
    #expect(five.version == "5.9.9")
    // What the older form cannot say is taken out of the newer; all else must be equal.
    var six = try release(ReleaseFixtures.keyed)
    six.techniques[0].platforms = []
    six.tactics[0].entry.uuid = nil
    six.techniques[0].entry.references[0].id = nil
    #expect(five.tactics == six.tactics)
    #expect(five.techniques == six.techniques)
    #expect(five.mitigations == six.mitigations)
    #expect(five.caseStudies == six.caseStudies)
    five.techniques[1].tactics = []
    #expect(five.techniques != six.techniques, "sub-techniques stand in the columns of their parents")
  }

  @Test func theOldestFormHasLess() throws {
    let three = try release(ReleaseFixtures.three)
    #expect(verdict(ReleaseFixtures.three) == "")
    #expect(three.version == "3.0.0")
    #expect(three.techniques[0].entry.references.map(\.title) == ["A book", ""])
    #expect(three.techniques[0].entry.references.map(\.url) == [nil, "https://example.org/book"])
    #expect(three.techniques[1].parent == RecordID(.technique, 0))
    #expect(three.caseStudies[0].reporter == "Somebody else")
    #expect(three.caseStudies[0].meantDate == PartialDate("2020"))
    #expect(three.caseStudies[0].steps.map(\.text) == ["They looked."])
    #expect(three.caseStudies[0].type == nil)
    #expect(three.mitigations.isEmpty)
  }

  @Test(arguments: [
    (
      "id: AML.CS0000\n        object", "motive: greed\n        id: AML.CS0000\n        object",
      "80:5: warning: unknown field `motive` of AML.CS0000"
    ),
    ("maturity: Feasible", "maturity: Rumoured", "58:15: warning: `maturity` is \"Rumoured\", expected feasible"),
    ("type: Incident", "type: Accident", "74:11: warning: `type` is \"Accident\""),
    ("- Policy\n", "- Policy, mostly\n", "66:7: warning: a comma in a value"),
    ("name: Closely\n", "name: \"Clo\\nsely\"\n", "52:11: note: `name` has several lines"),
    ("description: Closer.", "description: \"Clo\\aser.\"", "53:18: warning: `description` has control characters"),
    ("object-type: mitigation", "object-type: tactic", "69:18: warning: AML.M0000 is a mitigation"),
    (
      "      - {source: ATLAS-matrix, target: AML.TA0001, relationship-type: sequences, position: 2}\n", "",
      "17:3: warning: AML.TA0001 is not in the matrix"
    ),
    ("leads-to: [S02]", "leads-to: [S02, S02]", "note: step 2 of AML.CS0000 does not lead to the next step only"),
    (
      "      tactic: AML.TA0001\n      step-id: S01", "      step-id: S01",
      "warning: a step of AML.CS0000 has no tactic"
    ),
    (
      "    mitigates:", "    praises: []\n    frees:\n    - {source: AML.M0000, target: AML.T0000}\n    mitigates:",
      "warning: unknown relation `frees`"
    ),
  ])
  func oddButReadable(old: String, new: String, expected: String) throws {
    let old = old.replacing("        ", with: "    ").replacing("      - {", with: "    - {")
    let new = new.replacing("        ", with: "    ").replacing("      - {", with: "    - {")
    try #require(ReleaseFixtures.keyed.contains(old))
    let changed = verdict(ReleaseFixtures.keyed.replacing(old, with: new))
    #expect(changed.contains(expected), "\(changed)")
    #expect(changed.split(separator: "\n").count == 1, "\(changed)")
  }

  /// Line ends of all kinds are line ends, other control characters are left out and counted.
  @Test(
    arguments: [
      ("a\rb", "a\nb", 0), ("a\r\nb", "a\nb", 0), ("a\r", "a", 0), ("\u{1}a\u{2}\tb\nc", "a\tb\nc", 2),
      ("\r\n\ra\r\rb \r", "a\n\nb", 0), ("\u{1F}", "", 1), (" a ", "a", 0),
    ])
  func controlCharactersAreLeftOut(_ text: String, _ wanted: String, _ removed: Int) {
    let found = Bytes(copying: text).withoutControls
    #expect(found.text.string == wanted && found.removed == removed)
  }
}
