import AtlasData
import Testing

@testable import AtlasCore

/// What a bundle must be to be a bundle.
@Suite struct StixWriterTests {
  /// Checks that no reference dangles, that ids are unique, and what each object must have.
  private func expectSound(_ objects: [JSONValue], _ name: String = "") {
    let ids = objects.compactMap { $0["id"]?.string }
    let known = Set(ids)
    #expect(ids.count == objects.count && known.count == ids.count, "\(name)")
    for object in objects {
      for key in ["created_by_ref", "source_ref", "target_ref"] {
        guard let reference = object[key]?.string else { continue }
        #expect(known.contains(reference), "\(name): \(reference)")
      }
      for reference in object["tactic_refs"]?.array ?? [] { #expect(known.contains(reference.string ?? ""), "\(name)") }
      for item in object["x_mitre_contents"]?.array ?? [] {
        #expect(known.contains(item["object_ref"]?.string ?? ""), "\(name)")
      }
      let (created, modified) = (object["created"]?.string ?? "", object["modified"]?.string ?? "")
      #expect(created.utf8.count == 24 && modified.utf8.count == 24 && created <= modified, "\(name)")
      #expect(object["spec_version"]?.string == "2.1")
      // STIX has neither null nor empty lists.
      for member in object.object ?? [] {
        #expect(!member.value.isNull && member.value.array?.isEmpty != true, "\(name): \(member.key)")
      }
    }
    let phases = Set(objects.compactMap { $0["x_mitre_shortname"]?.string })
    for technique in objects where technique["type"]?.string == "attack-pattern" {
      #expect(technique["x_mitre_platforms"]?.array?.isEmpty == false, "\(name)")
      #expect(technique["x_mitre_is_subtechnique"]?.bool != nil, "\(name)")
      for phase in technique["kill_chain_phases"]?.array ?? [] {
        #expect(phase["kill_chain_name"]?.string == "mitre-atlas", "\(name)")
        #expect(phases.contains(phase["phase_name"]?.string ?? ""), "\(name)")
      }
      let parents = objects.count {
        $0["relationship_type"]?.string == "subtechnique-of" && $0["source_ref"]?.string == technique["id"]?.string
      }
      #expect(parents == (technique["x_mitre_is_subtechnique"]?.bool == true ? 1 : 0), "\(name)")
    }
  }

  @Test func theBundledRelease() throws {
    let objects = try StixFixtures.objects(ReleaseFile(.bundled))
    expectSound(objects)
    var counts: [String: Int] = [:]
    for object in objects { counts[object["type"]?.string ?? "", default: 0] += 1 }
    #expect(
      counts == [
        "identity": 1, "x-mitre-matrix": 1, "x-mitre-collection": 1, "x-mitre-tactic": 16, "attack-pattern": 208,
        "course-of-action": 40, "campaign": 73, "relationship": 1_114,
      ])
    #expect(objects.last?["x_mitre_contents"]?.array?.count == objects.count - 1)
  }

  /// The ids of MITRE's bundles: UUIDs of the record's id in the namespace of ATLAS.
  @Test func idsAreThoseOfMITRE() throws {
    let types: [RecordKind: String] = [
      .tactic: "x-mitre-tactic", .technique: "attack-pattern", .mitigation: "course-of-action", .caseStudy: "campaign",
    ]
    var left = Set(KnowledgeBase.bundled.ids())
    for object in try StixFixtures.objects(ReleaseFile(.bundled)) {
      guard let word = object["external_references"]?.array?.first?["external_id"]?.string, let id = RecordID(word)
      else {
        continue
      }
      #expect(object["external_references"]?.array?.first?["source_name"]?.string == "mitre-atlas")
      #expect(object["id"]?.string == "\(types[id.kind] ?? "")--\(StixID.uuid(of: word))")
      #expect(left.remove(id) != nil)
    }
    #expect(left.isEmpty)
    // A value of an official bundle.
    #expect(StixID.object(RecordID(.technique, 51)) == "attack-pattern--6ff098e9-2864-579e-bebb-a0f1c92ec772")
  }

  /// The bundle of each record alone, and of each with what is related to it, stands on its own.
  @Test func everyPartIsClosed() throws {
    let base = KnowledgeBase.bundled
    let release = ReleaseFile(base)
    for id in base.ids() {
      var query = BundleQuery()
      query.ids = [id]
      let alone = try StixFixtures.objects(release, only: try query.answer(in: base))
      expectSound(alone, "\(id)")
      #expect(alone.contains { $0["id"]?.string == StixID.object(id) })
      #expect(alone.allSatisfy { $0["type"]?.string != "x-mitre-matrix" && $0["type"]?.string != "x-mitre-collection" })
      guard id.number % 16 == 0 else { continue }
      (query.ids, query.origins) = ([], [id])
      let related = try query.answer(in: base)
      expectSound(try StixFixtures.objects(release, only: related), "--for \(id)")
      for kind in RecordKind.allCases { #expect(related.isSuperset(of: base.related(kind, to: [id]).map(\.id))) }
    }
  }

  /// A part has only what it needs: of a sub-technique, itself, its parent and their tactics.
  @Test func aPartHasNothingElse() throws {
    let base = KnowledgeBase.bundled
    var query = BundleQuery()
    query.ids = [RecordID(.technique, 51, sub: 1)]
    let expected = Set([query.ids[0], RecordID(.technique, 51)] + base.tactics(of: query.ids[0]))
      .union(base.tactics(of: RecordID(.technique, 51)))
    #expect(try query.answer(in: base) == expected)
    query.filter.kinds = [.mitigation]
    #expect(try query.answer(in: base).isEmpty)
    query.ids = []
    #expect(try query.answer(in: base) == Set(base.ids(of: .mitigation)))
  }

  /// A mitigation that names a technique twice has two relations with different ids.
  @Test func repeatedRelations() throws {
    var release = try release(ReleaseFixtures.keyed)
    let technique = RecordID(.technique, 0)
    release.mitigations[0].uses = ["One.", "Two."].map { ReleaseFile.Use(technique: technique, text: $0) }
    let bundle = Bytes(copying: StixWriter.bundle(release))
    let objects = try JSONValue(parsing: bundle)["objects"]?.array ?? []
    expectSound(objects)
    #expect(objects.count { $0["relationship_type"]?.string == "mitigates" } == 2)
    let read = try ReleaseFile.read(anyForm: bundle, path: "").release
    #expect(read.mitigations[0].uses == release.mitigations[0].uses)
  }

  @Test func theSameReleaseGivesTheSameBytes() {
    let once = StixWriter.bundle(ReleaseFile(.bundled))
    #expect(once == StixWriter.bundle(ReleaseFile(.bundled)))
    #expect(!once.contains { $0 < 0x20 && $0 != 0x0A } && once.last == 0x0A)
  }
}
