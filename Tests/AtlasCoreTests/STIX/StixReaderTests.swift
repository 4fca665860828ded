import AtlasData
import Testing

@testable import AtlasCore

@Suite struct StixReaderTests {
  @Test func aBundleOfMITRE() throws {
    let reading = try StixFixtures.read(StixFixtures.official)
    let release = reading.release
    #expect(release.version == "5.6.0" && release.date?.iso == "2026-05-01")
    #expect(release.tactics.map(\.entry.id.description) == ["AML.TA0002", "AML.TA0001"])
    #expect(release.techniques.map(\.tactics) == [[RecordID(.tactic, 1)], [RecordID(.tactic, 1)]])
    #expect(release.techniques[1].parent == RecordID(.technique, 0))
    #expect(release.techniques[0].platforms == [] && release.techniques[0].entry.attackReference?.id == "T1596")
    // The time at which a program wrote a bundle is no date of a record.
    #expect(release.techniques[0].entry.created == nil && release.techniques[0].entry.modified?.iso == "2025-10-14")
    // Both pairs, though their relationships have one id.
    #expect(release.mitigations[0].uses.map(\.technique.description) == ["AML.T0000", "AML.T0000.001"])
    #expect(release.entries.allSatisfy { $0.wording == .official })
    #expect(
      reading.untold == [
        "references", "platforms", "maturity", "categories", "lifecycle phases", "case studies", "steps",
      ])
    #expect(reading.signsOfLoss.isEmpty && reading.leftOut.isEmpty && reading.diagnostics.isEmpty)
    #expect(KnowledgeBase(release).ids().count == 5)
  }

  /// What replaces a part of the bundle, and what is then said.
  static let changes: [(old: String, new: String, expected: String)] = [
    ("\"objects\": [", "\"objects\": {", "JSON that cannot be read: expected a key in double quotes"),
    ("\"target_ref\": \"attack-pattern--2\"", "\"target_ref\": \"attack-pattern--7\"", "which is not in the bundle"),
    ("\"source_ref\": \"attack-pattern--2\",", "", "a relationship has no `source_ref`"),
    ("\"source_ref\": \"attack-pattern--2\"", "\"source_ref\": 2", "`source_ref` is not the id of an object"),
    ("\"x-mitre-tactic--2\", \"x-mitre", "\"x-mitre-tactic--9\", \"x-mitre", "the matrix refers to"),
    ("\"tactic_refs\": [\"x-mitre-tactic--2\", ", "\"tactic_refs\": [7, ", "`tactic_refs` is not ids"),
    ("\"name\": \"Look Around\"", "\"name\": [\"Look Around\"]", "`name` is not text"),
    ("\"name\": \"Look Around\"", "\"name\": \" \"", "the name of AML.T0000 is empty"),
    ("\"name\": \"Look Around\"", "\"name\": \"[[x]]\"", "the name of AML.T0000"),
    ("\"AML.T0000.001\"", "\"AML.T0000\"", "duplicate AML.T0000, first on line"),
    ("\"AML.T0000.001\"", "\"AML.M0007\"", "AML.M0007 is the id of a mitigation, expected a technique"),
    ("\"AML.T0000.001\"", "\"../../x\"", "`../../x` is not an ATLAS id"),
    ("\"id\": \"attack-pattern--2\"", "\"id\": \"attack-pattern--1\"", "two objects have the id"),
    ("{\"type\": \"course-of-action\"", "{\"typ\": \"course-of-action\"", "an object of the bundle has no `type`"),
    ("2025-10-14T17:11:05.532738Z", "yesterday", "`created` is not a date: `yesterday`"),
    ("\"x_mitre_platforms\": [\"ATLAS\"]", "\"x_mitre_platforms\": \"ATLAS\"", "`x_mitre_platforms` is not a list"),
    ("\"phase_name\": \"second-column\"", "\"phase_name\": 5", "`phase_name` is not text"),
    ("\"phase_name\": \"second-column\"", "\"phase_name\": \"third\"", "which is no tactic of the bundle; ignored"),
    ("\"subtechnique-of\"", "\"related-to\"", "unknown relation `related-to` of AML.T0000.001; left out"),
    ("\"type\": \"course-of-action\"", "\"type\": \"malware\"", "unknown object `malware`; left out"),
    ("\"name\": \"Closely\",", "\"name\": \"Closely\", \"revoked\": true,", "unknown object `revoked attack-pattern`"),
    ("\"name\": \"Closely\"", "\"name\": \"Clo\\u0007sely\"", "control characters; removed 1"),
    ("\"name\": \"Closely\",", "\"name\": \"Closely\", \"x_atlas_wording\": \"mine\",", "`x_atlas_wording` is not"),
    ("\"source_name\": \"mitre-atlas\"", "\"source_name\": \"other\"", "a STIX bundle of ATT&CK"),
    ("mitre-atlas", "mitre", "a STIX bundle of ATT&CK; atlas imports those of ATLAS"),
  ]

  @Test(arguments: changes) func whatIsWrong(_ change: (old: String, new: String, expected: String)) {
    #expect(StixFixtures.official.contains(change.old), "\(change.old)")
    let said = StixFixtures.verdict(StixFixtures.official.replacing(change.old, with: change.new))
    #expect(said.contains(change.expected), "\(change.new): \(said)")
    #expect(said.split(separator: "\n").allSatisfy { $0.utf8.count < 300 })
  }

  @Test func whatIsNoBundle() {
    for text in [
      "{\"type\": \"bundle\"}", "{\"type\": \"bundle\", \"objects\": []}",
      "{\"spec_version\": \"2.1\", \"objects\": 3}",
    ] {
      #expect(StixFixtures.verdict(text).contains("a STIX bundle that has no record of ATLAS"), "\(text)")
    }
    #expect(StixFixtures.verdict("{\"type\": \"bundle\", \"objects\": \"mitre-atlas\"}").contains("no list `objects`"))
    let deep = "{\"type\": \"bundle\", \"x\": \"mitre-atlas\", \"objects\": " + String(repeating: "[", count: 100_000)
    #expect(StixFixtures.verdict(deep).contains("nested too deeply"))
    var reader = StixReader(Bytes(copying: StixFixtures.official), maximumCount: 100)
    do throws(ReleaseError) {
      try reader.read()
      Issue.record("too many values were read")
    } catch {
      #expect("\(error)".contains("too many values"))
    }
  }

  /// A file that is cut off is refused or, when only its last line end is lost, the same release.
  @Test func everyCutIsFound() throws {
    let whole = try StixFixtures.read(StixFixtures.official).release
    let bytes = Array(StixFixtures.official.utf8)
    for end in stride(from: 1, to: bytes.count, by: 7) {
      let cut = Bytes(copying: Array(bytes[..<end]))
      if let read = try? ReleaseFile.read(anyForm: cut, path: "") { #expect(read.release == whole, "\(end)") }
    }
  }

  @Test func anObjectOfTheCollectionThatIsMissing() throws {
    let other = StixFixtures.official.replacing(
      "{\"object_ref\": \"identity--9\"}", with: "{\"object_ref\": \"campaign--4\"}")
    #expect(try StixFixtures.read(other).signsOfLoss == ["1 of the 2 objects that it names are not in it"])
    let part = StixFixtures.official.replacing("\"x-mitre-collection\"", with: "\"x-mitre-other\"")
    #expect(try StixFixtures.read(part).signsOfLoss.count == 1)
  }

  /// Bundles with random changes are read or refused with a place; they never crash.
  @Test func brokenBundlesNeverCrash() {
    var dice = Dice(seed: 23)
    let base = KnowledgeBase.bundled
    var query = BundleQuery()
    query.ids = [RecordID(.caseStudy, 9), RecordID(.technique, 31), RecordID(.mitigation, 15)]
    let own = (try? query.answer(in: base)).map { StixWriter.bundle(ReleaseFile(base), only: $0) } ?? []
    for bytes in [Array(StixFixtures.official.utf8), own] {
      let parts = ["null", "[]", "{}", "\"\"", "-1", "\"AML.T0000\"", "\"x_atlas_step\": 0", "\"\\u0000\"", ",", "]"]
      for _ in 0..<200 {
        var changed = bytes
        for _ in 0..<Int.random(in: 1...3, using: &dice) {
          let place = Int.random(in: 0..<changed.count, using: &dice)
          let end = min(changed.count, place + Int.random(in: 0...12, using: &dice))
          changed.replaceSubrange(place..<end, with: (parts.randomElement(using: &dice) ?? "").utf8)
        }
        guard let reading = try? ReleaseFile.read(anyForm: Bytes(copying: changed), path: "") else { continue }
        _ = KnowledgeBase(reading.release).ids()
      }
    }
  }
}
