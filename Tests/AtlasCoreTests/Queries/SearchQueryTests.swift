import AtlasCore
import AtlasData
import TestSupport
import Testing

/// Searches as a library user makes them.
@Suite struct SearchQueryTests {
  @Test func findsLinesOfRecords() throws {
    var query = SearchQuery(try Pattern(["prompt injection"]))
    query.filter.kinds = [.mitigation]
    query.limit = 2
    query.linesAfter = 1
    var ids: [RecordID] = []
    for match in try query.answer(in: .bundled) {
      ids.append(match.id)
      #expect(match.id.kind == .mitigation)
      let selected = match.lines.filter(\.isSelected)
      #expect((1...2).contains(selected.count))
      for line in selected {
        #expect(!line.matches.isEmpty)
        for range in line.matches {
          #expect(String(decoding: Array(line.text.utf8)[range], as: UTF8.self) == "prompt injection")
        }
      }
      #expect(match.lines.filter { !$0.isSelected }.allSatisfy { $0.matches.isEmpty })
    }
    #expect(!ids.isEmpty && ids == ids.sorted())
  }

  @Test func invertedAndNarrowed() throws {
    var query = SearchQuery(try Pattern(["."]))
    query.isInverted = true
    query.records = [RecordID(.technique, 31)]
    let matches = Array(try query.answer(in: .bundled))
    #expect(matches.map(\.id) == [RecordID(.technique, 31)])
    #expect(matches[0].lines.allSatisfy { $0.text.isEmpty })
  }

  /// A record on two pages is one record, also for the limit.
  @Test(arguments: 0...4) func theLimitHoldsForAllPagesOfARecord(_ limit: Int) throws {
    let base = KnowledgeBase(pages: [
      "1": "# AML.T0001: One\n\nx\n\nx\n", "2": "# AML.T0001: One\n\nx\n\nx\n", "3": "# AML.T0002: Two\n\nx\n",
    ])
    var query = SearchQuery(try Pattern(["x"]))
    query.limit = limit
    let counts = try query.answer(in: base).map { $0.lines.count(where: \.isSelected) }
    #expect(counts == (limit == 0 ? [] : [limit, 1]))
  }

  @Test func aFilterThatCannotBeAppliedIsAnError() throws {
    var query = SearchQuery(try Pattern(["x"]))
    query.filter.platforms = ["zzz"]
    #expect(throws: FilterError.self) { _ = try query.answer(in: .bundled) }
  }

  @Test func findsRecordsByWords() throws {
    var query = FindQuery("how do attackers steal a model")
    query.limit = 3
    let answer = try query.answer(in: .bundled)
    #expect(answer.records.count == 3)
    #expect(answer.records[0].id.kind == .technique && !answer.records[0].line.isEmpty)
    query.filter.kinds = [.mitigation]
    #expect(try query.answer(in: .bundled).records.allSatisfy { $0.id.kind == .mitigation })
    #expect(throws: FindQuery.Failure.self) { _ = try FindQuery("?!").answer(in: .bundled) }
  }

  /// An automaton learns letters as it reads; a place before a match may be the first to hold one.
  @Test(arguments: ["[^—]\\b", "—x| \\b", "[^é]\\B", "é|\\<", "\\>—"])
  func lettersAreLearnedOnTheWay(_ pattern: String) throws {
    for match in try SearchQuery(try Pattern([Bytes(copying: pattern)])).answer(in: .bundled) {
      #expect(match.lines.contains { !$0.matches.isEmpty })
    }
  }
}
