import AtlasCore
import AtlasData
import Testing

/// Lists and lookups as a library user makes them.
@Suite struct ListQueryTests {
  let base = KnowledgeBase.bundled

  @Test func listsKindsAndRelations() throws {
    #expect(try ListQuery().answer(in: base).total == base.ids().count)
    var query = ListQuery([.mitigation])
    query.origins = [RecordID(.technique, 31)]
    let answer = try query.answer(in: base)
    #expect(answer.records.map(\.id.description) == ["AML.M0003", "AML.M0006", "AML.M0010", "AML.M0015"])
    #expect(answer.records.allSatisfy { $0.links.count == 1 })
    query.limit = 1
    query.isReversed = true
    #expect(try query.answer(in: base).records.map(\.id.description) == ["AML.M0015"])
    #expect(try query.answer(in: base).total == 4)
  }

  @Test func filtersCombine() throws {
    var query = ListQuery()
    query.filter.tactics = [RecordID(.tactic, 11)]
    query.filter.maturities = [.realized]
    query.filter.hasMitigation = false
    query.sortKey = .name
    let answer = try query.answer(in: base)
    #expect(answer.kinds == [.technique])
    for record in answer.records {
      #expect(base.tactics(of: record.id).contains(RecordID(.tactic, 11)))
      #expect(base.maturity(of: record.id) == .realized && base.uses(of: record.id).isEmpty)
    }
    query.filter.tactics = []
    #expect(try query.answer(in: base).records.isEmpty)
    query.filter = RecordFilter()
    query.filter.categories = ["zzz"]
    #expect(throws: FilterError.self) { _ = try query.answer(in: base) }
    query.filter.categories = nil
    query.filter.namePatterns = ["("]
    #expect(throws: FilterError.self) { _ = try query.answer(in: base) }
  }

  @Test func looksWordsUp() {
    let found = LookupQuery(["t0031,m0015", "Model Inversion: nothing", "AML.T0019", "LLM Jailbreak"]).answer(in: base)
    #expect(found.ids.map(\.description).prefix(2) == ["AML.T0031", "AML.M0015"])
    #expect(found.ids.last?.description == "AML.T0054")
    #expect(!found.isComplete && !found.isCurrent)
    #expect(found.remarks.count == 2 && found.remarks[0].isProblem && found.remarks[1].isOfRetired)
    let none = LookupQuery(["t0031"], among: [.mitigation]).answer(in: base)
    #expect(none.ids.isEmpty && none.remarks[0].sentence.hasSuffix("is a technique, not a mitigation"))
  }
}
