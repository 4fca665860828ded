import AtlasCore
import AtlasData
import Foundation
import TestSupport
import Testing

/// The pages in `Data/`, as they are compiled in and as they lie there.
@Suite struct BundledTests {
  private let base = KnowledgeBase.bundled

  @Test func holdsTheRelease() {
    #expect(base.release == Release(version: "2026.09", date: PartialDate("2026-09-15")))
    #expect(RecordKind.allCases.map { base.ids(of: $0).count } == [16, 208, 40, 73])
    let facts = base.facts
    #expect(facts.count { $0.hasPrefix("subtechnique ") } == 88)
    #expect(facts.count { $0.hasPrefix("mitigates ") } == 361)
    #expect(facts.count { $0.hasPrefix("employs ") } == 665)
    #expect(facts.count { $0.hasPrefix("tacticCaseStudy ") } == 0)
    #expect(base.ids(of: .tactic).compactMap(base.position).sorted() == Array(1...16))
  }

  @Test func everyRecordReads() throws {
    for id in base.ids() {
      let record = try #require(base.record(id))
      #expect(!record.isStub && !record.name.isEmpty && !record.description.isEmpty && record.slug != nil)
      #expect(record.wording == .summary && record.isOfficial && record.url == id.url && record.file == nil)
      #expect(record.references.allSatisfy { !$0.title.isEmpty && $0.url?.isEmpty == false })
      switch record.details {
      case .tactic(let tactic): #expect(tactic.position != nil && !base.techniques(of: id).isEmpty)
      case .technique(let technique):
        #expect(technique.maturity != nil && !technique.platforms.isEmpty && !base.tactics(of: id).isEmpty)
        #expect((base.parent(of: id) != nil) == (id.sub != nil))
      case .mitigation(let mitigation):
        #expect(!mitigation.categories.isEmpty && !mitigation.lifecycle.isEmpty)
        #expect(!base.uses(of: id).isEmpty && base.uses(of: id).allSatisfy { !$0.text.isEmpty })
      case .caseStudy(let study):
        #expect(study.type != nil && study.date != nil && study.actor != nil && study.target != nil)
        let steps = base.steps(of: id)
        #expect(!steps.isEmpty && steps.compactMap(\.number) == Array(1...steps.count))
        #expect(steps.allSatisfy { $0.tactic != nil && !$0.text.isEmpty })
      }
    }
  }

  @Test func figuresOfTheFieldHold() {
    let techniques = base.ids(of: .technique)
    let bare = techniques.filter { base.uses(of: $0).isEmpty }
    #expect(bare.count == 74)
    #expect(bare.count { id in base.relatives(of: id).allSatisfy { base.uses(of: $0).isEmpty } } == 57)
    #expect(bare.count { base.maturity(of: $0) == .realized } == 44)
    #expect(base.uses(of: RecordID(.mitigation, 35)).count == 33)
    let attack = base.ids().compactMap(base.record).compactMap { record in
      record.tactic?.attackReference ?? record.technique?.attackReference ?? record.mitigation?.attackReference
    }
    #expect(attack.count == 62 && attack.allSatisfy { $0.url != nil })
    // AML.T0093 is followed by AML.T0051.001 eight times.
    let followers = base.ids(of: .caseStudy).flatMap { study in
      let steps = base.steps(of: study)
      return zip(steps, steps.dropFirst()).filter { $0.0.target == RecordID(.technique, 93) }.map(\.1.target)
    }
    #expect(followers.count { $0 == RecordID(.technique, 51, sub: 1) } == 8)
  }

  @Test func subTechniquesStandAlone() {
    let names = base.ids(of: .technique).map { base.fullNameBytes(of: $0).string }
    #expect(Set(names).count == names.count)
    #expect(base.fullNameBytes(of: RecordID(.technique, 51, sub: 1)) == "LLM Prompt Injection: Indirect")
    #expect(base.nameBytes(of: RecordID(.technique, 51, sub: 1)) == "Indirect")
  }

  @Test func thePagesAuditCleanly() throws {
    let audit = Audit(try BundledTests.corpus())
    #expect(audit.diagnostics.filter { $0.severity > .note }.map(\.description) == [])
  }

  @Test func thePagesAndTheBundleAreTheSame() throws {
    let pages = KnowledgeBase(try BundledTests.corpus())
    #expect(pages.facts == base.facts)
    #expect(pages.ids() == base.ids())
    for id in base.ids() { #expect(pages.record(id)?.description == base.record(id)?.description) }
  }

  /// The corpus in `Data/`, read from there.
  static func corpus() throws -> Corpus {
    let root = URL(filePath: #filePath).appending(path: "../../../../Data").standardized
    let files = try #require(FileManager.default.enumerator(at: root, includingPropertiesForKeys: nil))
      .compactMap { $0 as? URL }.filter { $0.pathExtension == "md" }
    var buffer = PageBuffer(capacity: 1 << 20)
    for file in files.sorted(by: { $0.path < $1.path }) {
      buffer.add(path: Bytes(copying: file.path), text: try Data(contentsOf: file))
    }
    return buffer.corpus()
  }
}

/// The two documents that the format was told by, where they are at hand.
@Suite struct SeedTests {
  private static let seeds = URL(filePath: #filePath).appending(path: "../../../../../shared/seeds").standardized
  private static var isPresent: Bool { FileManager.default.fileExists(atPath: seeds.path) }

  private static func corpus() throws -> Corpus {
    var buffer = PageBuffer(capacity: 1 << 14)
    for name in try FileManager.default.contentsOfDirectory(atPath: seeds.path).sorted() {
      buffer.add(path: Bytes(copying: name), text: try Data(contentsOf: seeds.appending(path: name)))
    }
    return buffer.corpus()
  }

  @Test(.enabled(if: isPresent)) func theTechniqueReadsAsItIs() throws {
    let base = KnowledgeBase(try SeedTests.corpus())
    let id = RecordID(.technique, 31)
    let record = try #require(base.record(id))
    #expect(record.name == "Erode AI Model Integrity" && record.slug == "erode-ai-model-integrity" && !record.isStub)
    #expect(record.created?.iso == "2021-05-13" && record.modified?.iso == "2025-04-09")
    #expect(record.technique?.maturity == .realized)
    #expect(record.references.isEmpty && record.url == "https://atlas.mitre.org/techniques/AML.T0031")
    #expect(record.wording == .own && record.file != nil)
    #expect(base.tactics(of: id).isEmpty)
    let studies = base.ids(of: .caseStudy)
    #expect(studies.map(\.number) == [5, 6, 9, 19, 25])
    #expect(studies.allSatisfy { base.isStub($0) && !base.nameBytes(of: $0).isEmpty })
    #expect(base.nameBytes(of: RecordID(.caseStudy, 25)) == "Web-Scale Data Poisoning: Split-View Attack")
    #expect(base.steps(of: id).count == 5)
    #expect(base.steps(of: id).allSatisfy { !$0.text.isEmpty && $0.number == nil && $0.tactic == nil })
    #expect(base.related(.caseStudy, to: [id]).map(\.id) == studies)
  }

  @Test(.enabled(if: isPresent)) func theDumpReadsAsItIs() throws {
    let base = KnowledgeBase(try SeedTests.corpus())
    let mitigations = base.ids(of: .mitigation).compactMap { base.record($0) }
    #expect(mitigations.map(\.id.number) == Array(0...25))
    #expect(mitigations.allSatisfy { !$0.description.isEmpty && !$0.name.isEmpty && !$0.isStub })
    #expect(mitigations.filter { $0.mitigation?.isAdapted == true }.map(\.id.number) == [11, 12, 13, 16, 18])
    let names = ["AI Bill of Materials", "AI Telemetry Logging", "Maintain AI Dataset Provenance"]
    #expect(mitigations.suffix(3).map(\.nameBytes.string) == names)
  }

  @Test(.enabled(if: isPresent)) func lintSaysWhatIsWrongWithThem() throws {
    let lines = Audit(try SeedTests.corpus()).diagnostics.map {
      "\($0.line):\($0.column) \($0.severity) \($0.reason.prefix(28))"
    }
    #expect(
      lines == [
        "1:1 note AML.T0031 has no platforms, ", "20:4 warning the heading counts 1, the se",
        "30:5 error [[atlas/case-studies/attack-", "34:5 error [[atlas/case-studies/clearvi",
        "38:5 error [[atlas/case-studies/tay-poi", "42:5 error [[atlas/case-studies/poisong",
        "46:5 error [[atlas/case-studies/web-sca", "7:1 note a dump of a list: 26 mitigat",
      ])
  }
}
