import AtlasCore
import AtlasData
import Foundation
import Testing

@testable import AtlasCLI

/// Answers about relations are whole, or say what else there is.
@Suite struct RelatedAnswersTests {
  @Test func showCountsWhatIsRelatedThroughOthers() {
    #expect(Tool.run("show t0051").output.contains("Case studies (1; 31 with sub-techniques)"))
    #expect(Tool.run("show t0031").output.contains("Case studies (6)"))
  }

  @Test(arguments: [
    ("case-studies --for AML.T0051", "30 more through sub-techniques: --include-related"),
    ("case-studies --for t0051.000", "more through the parent: --include-related"),
    ("after t0051", "more through sub-techniques: --include-related"),
  ]) func listsHint(_ line: String, _ hint: String) {
    let result = Tool.run(line)
    #expect(result.status == 0 && result.errors.hasSuffix("\(hint)\n"), "\(result.errors)")
    #expect(Tool.run(line + " --include-related").errors == "")
  }

  /// The number in the hint is the number of records that are added.
  @Test func hintsCountRight() throws {
    for id in KnowledgeBase.bundled.ids(of: .technique).filter({ $0.number % 7 == 0 }) {
      for list in ["case-studies", "mitigations"] {
        let (few, all) = (Tool.ids("\(list) --for \(id)"), Tool.ids("\(list) --for \(id) --include-related"))
        let hint = Tool.run("\(list) --for \(id)").errors
        #expect(hint.contains("atlas: \(all.count - few.count) more through ") == (all.count > few.count), "\(id)")
      }
    }
  }

  @Test func stepsAreInTheirOrder() throws {
    for study in KnowledgeBase.bundled.ids(of: .caseStudy) {
      let steps = KnowledgeBase.bundled.steps(of: study)
      #expect(Tool.ids("techniques --for \(study)") == steps.map(\.target.description))
      let counted = Tool.lines("techniques --for \(study)").compactMap { $0.firstMatch(of: #/\tstep (\d+)/#)?.1 }
      #expect(counted.compactMap { Int($0) } == steps.compactMap(\.number))
      #expect(
        Tool.ids("techniques --for \(study) --sort id") == Array(Set(steps.map(\.target))).sorted().map(\.description))
    }
  }

  @Test func matchesAreCountedAndSorted() throws {
    let objects = try object("mitigations --for t0051.000,t0053,t0086 --sort matches --json")
    let matches = objects.compactMap { $0["matches"] as? Int }
    #expect(matches.count == objects.count && matches == matches.sorted(by: >) && matches.first == 3)
    for object in objects {
      let origins = (object["for"] as? [[String: Any]] ?? []).compactMap { $0["id"] as? String }
      #expect(Set(origins).count == object["matches"] as? Int)
    }
    #expect(Tool.run("mitigations --sort matches").status == 2)
  }

  @Test(arguments: RelationRow.Side.allCases, RecordKind.allCases)
  func sheetsHaveBothSides(_ side: RelationRow.Side, _ kind: RecordKind) throws {
    let line = "\(kind.plural) --with \(side.rawValue)"
    guard let related = side.kind(for: kind) else {
      #expect(Tool.run(line).status == 2)
      return
    }
    let rows = try object(line + " --json")
    #expect(!rows.isEmpty)
    let prefix = related == .caseStudy ? "caseStudy" : related.name
    for row in rows {
      let pairs = [("id", "name"), ("\(prefix)Id", "\(prefix)Name")]
      for (id, name) in pairs {
        let record = try #require((row[id] as? String).flatMap(RecordID.init), "\(id)")
        #expect(row[name] as? String == KnowledgeBase.bundled.fullName(of: record))
      }
      #expect(row["text"] != nil)
    }
    let base = KnowledgeBase.bundled
    let expected =
      side == .steps
      ? base.ids(of: kind).reduce(0) { $0 + base.related(related, to: [$1]).reduce(0) { $0 + $1.links.count } }
      : base.ids(of: kind).reduce(0) { $0 + base.related(related, to: [$1]).count }
    #expect(rows.count == expected)
  }

  @Test func sheetsSelectFields() {
    let lines = Tool.lines("techniques --with mitigations --format tsv --fields id,mitigationId --limit 3")
    #expect(lines.first == "id\tmitigationId" && lines.count > 1)
    #expect(Tool.run("techniques --with mitigations --format tsv --fields zzz").status == 2)
  }

  @Test func rowsNameWhatTheyCameThrough() throws {
    for row in try object("after t0051 --type incident --include-related --json") {
      let through = (row["through"] as? [[String: Any]] ?? []).compactMap { $0["id"] as? String }
      let first = (row["pairs"] as? [[String: Any]] ?? []).compactMap { $0["first"] as? [String: Any] }
      let used = Set(first.compactMap { $0["technique"] as? String }).subtracting(["AML.T0051"])
      #expect(Set(through) == used)
    }
  }

  @Test func stepsOfSequencesHaveTexts() throws {
    let rows = try object("after t0093 --steps --json")
    #expect(!rows.isEmpty)
    for row in rows {
      #expect((row["firstText"] as? String)?.isEmpty == false && (row["secondText"] as? String)?.isEmpty == false)
      #expect(row["secondTechniqueId"] as? String == row["id"] as? String)
    }
    #expect(Tool.run("after t0093 --steps").output.contains("step "))
  }

  @Test(arguments: [
    ("poisoned model uploaded to Hugging Face with malware", "AML.CS0031"),
    ("chatbot learned racist language from users on twitter", "AML.CS0009"),
  ]) func similarByWords(_ text: String, _ expected: String) {
    #expect(Tool.ids("case-studies --like '\(text)'").first == expected)
  }

  /// A case study is most like the one that has the same techniques.
  @Test func similarByTechniques() {
    for study in KnowledgeBase.bundled.ids(of: .caseStudy).prefix(30) {
      let techniques = Set(KnowledgeBase.bundled.steps(of: study).map(\.target)).sorted().map(\.description)
      let line = "case-studies --like \(techniques.joined(separator: ","))"
      #expect(Tool.ids(line).prefix(2).contains(study.description), "\(study)")
      #expect(!Tool.ids("case-studies --like \(study)").contains(study.description))
    }
    #expect(Tool.run("case-studies --like t9999").status == 2)
    #expect(Tool.run("case-studies --like '!?'").status == 2)
    #expect(Tool.run("case-studies --like t0051 --for t0051").status == 2)
  }

  private func object(_ line: String) throws -> [[String: Any]] {
    let value = try JSONSerialization.jsonObject(with: Data(Tool.run(line).output.utf8))
    return try #require(value as? [[String: Any]])
  }
}
