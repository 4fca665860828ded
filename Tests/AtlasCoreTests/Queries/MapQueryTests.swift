import AtlasCore
import AtlasData
import Testing

/// Maps as a library user makes them.
@Suite struct MapQueryTests {
  @Test func mapsBothWays() {
    let forth = MapQuery(["T1078"]).answer(in: .bundled)
    #expect(forth.rows.map(\.id?.description) == ["AML.T0012"] && forth.isValid)
    let back = MapQuery(["aml.t0012"]).answer(in: .bundled)
    #expect(back.rows.map(\.attackID) == ["T1078"])
    #expect(MapQuery().answer(in: .bundled).rows.count > 50)
    let none = MapQuery(["T9999", "zzzz"]).answer(in: .bundled)
    #expect(none.rows.isEmpty && !none.isValid && none.remarks.count == 2)
  }

  @Test func scansAText() {
    let citations = ScanQuery("AML.T0051: LLM Jailbreak, atlas.aml.t0104").answer(in: .bundled)
    #expect(citations.map(\.verdict.kind) == [.mismatched, .retired])
    #expect(citations[0].sentence(in: .bundled).hasSuffix("AML.T0051 is \"LLM Prompt Injection\""))
  }

  @Test func joinsACrosswalk() throws {
    let text: Bytes = "risk,id,name\nLLM01,AML.T0051,LLM Prompt Injection\nLLM02,AML.T0019,Publish Poisoned Datasets\n"
    let sheet = try CrosswalkSheet(text, .bundled, TextScanner(.bundled))
    let answer = MapQuery(crosswalk: sheet).answer(in: .bundled)
    #expect(answer.rows.compactMap(\.verdict) == [.ok, .retired])
    #expect(answer.problems.map(\.line) == [3] && !answer.isValid)
    #expect(answer.problems[0].sentence.hasPrefix("retired: AML.T0019 was retired in "))
    #expect(MapQuery(["llm01"], crosswalk: sheet).answer(in: .bundled).isValid)
  }
}
