import AtlasCore
import AtlasData
import Testing

@testable import AtlasCLI

@Suite struct SortTests {
  static func field(_ line: String, _ name: String) -> [String] {
    Tool.lines("\(line) --format tsv --fields \(name)").dropFirst().map { $0 }
  }

  @Test func names() {
    let names = SortTests.field("techniques --sort name", "fullName").map { $0.lowercased() }
    #expect(names == names.sorted())
    #expect(SortTests.field("techniques --sort name --reverse", "fullName").map { $0.lowercased() } == names.reversed())
  }

  @Test(arguments: [
    ("techniques", "modified", "modified"), ("mitigations", "created", "created"), ("case-studies", "date", "date"),
  ])
  func theNewestComeFirst(_ noun: String, _ key: String, _ field: String) {
    // Of dates that begin alike the one that says less counts as the earlier one.
    let dates = SortTests.field("\(noun) --sort \(key)", field)
    #expect(dates == dates.sorted(by: >))
    #expect(SortTests.field("\(noun) --sort \(key) --reverse", field) == dates.sorted())
  }

  @Test(arguments: [
    ("techniques", "mitigations", "mitigations"), ("techniques", "case-studies", "caseStudies"),
    ("tactics", "techniques", "techniques"), ("tactics", "case-studies", "caseStudies"),
    ("mitigations", "techniques", "techniques"), ("case-studies", "steps", "steps"),
  ])
  func theMostComeFirst(_ noun: String, _ key: String, _ field: String) {
    let counts = SortTests.field("\(noun) --sort \(key)", "id,\(field)").map { line -> Int in
      let cell = line.split(separator: "\t", omittingEmptySubsequences: false)[1]
      return cell.isEmpty ? 0 : cell.split(separator: ";").count
    }
    #expect(counts.count > 10)
    #expect(counts == counts.sorted(by: >))
  }

  @Test func theRipestComeFirst() {
    let words = SortTests.field("techniques --sort maturity", "maturity")
    #expect(words.first == "realized")
    #expect(words.last == "feasible")
    let ranks = words.map { Maturity(rawValue: $0)?.rank ?? 0 }
    #expect(ranks == ranks.sorted(by: >))
  }

  @Test func tacticsStandAsInTheMatrix() {
    #expect(SortTests.field("tactics", "position") == (1...16).map { "\($0)" })
    #expect(SortTests.field("tactics --sort position --reverse", "position") == (1...16).reversed().map { "\($0)" })
    #expect(Tool.ids("tactics --sort id") == Tool.ids("tactics").sorted())
  }

  /// Whatever the key, a list holds the same records; without the value they come last, in both directions.
  @Test(arguments: SortKey.allCases.filter { !$0.isOfRelations }) func nothingIsLost(_ key: SortKey) {
    let all = Tool.ids("list")
    let up = Tool.ids("list --sort \(key.rawValue)")
    let down = Tool.ids("list --sort \(key.rawValue) --reverse")
    #expect(up.sorted() == all.sorted())
    #expect(down.sorted() == all.sorted())
    guard key == .date else { return }
    #expect(up.prefix(73).allSatisfy { $0.hasPrefix("AML.CS") })
    #expect(down.prefix(73).allSatisfy { $0.hasPrefix("AML.CS") })
  }
}
