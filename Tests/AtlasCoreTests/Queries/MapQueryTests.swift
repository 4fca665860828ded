import AtlasCore
import AtlasData
import Testing

/// Maps as a library user makes them.
@Suite struct MapQueryTests {
  @Test func mapsBothWays() {
    let forth = MapQuery(["T1078"]).answer(in: .bundled)
    #expect(Array(forth.rows).map(\.id?.description) == ["AML.T0012"] && forth.isValid)
    let back = MapQuery(["aml.t0012"]).answer(in: .bundled)
    #expect(Array(back.rows).map(\.attackID) == ["T1078"])
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
    #expect(Array(answer.rows).compactMap(\.verdict) == [.ok, .retired])
    #expect(answer.problems.map(\.line) == [3] && !answer.isValid)
    #expect(answer.problems[0].sentence.hasPrefix("retired: AML.T0019 was retired in "))
    #expect(MapQuery(["llm01"], crosswalk: sheet).answer(in: .bundled).isValid)
  }

  /// An object inside another is read before what follows it in the other; each row has its line.
  @Test func rowsOfObjectsHaveTheirLines() throws {
    let text: Bytes = """
      {"controls": [
       {"id": "C-1",
        "sub": {
         "id": "C-2", "atlas": "AML.T0051"},
        "atlas": "AML.T0031"},
       {"id": "C-3", "atlas": "AML.T0054"}
      ]}
      """
    let sheet = try CrosswalkSheet(text, path: "x.json", .bundled, TextScanner(.bundled))
    #expect(sheet.rows.map(\.subject.string) == ["C-2", "C-1", "C-3"])
    #expect(sheet.rows.map(\.line) == [3, 2, 6])
  }

  /// The same correspondences in the formats that people keep them in.
  @Test(
    arguments: [
      (nil, "risk,ids\nLLM01,\"AML.T0051; AML.T0054\"\nLLM02,AML.T0057\n"),
      ("x.md", "| Risk | ATLAS |\n|---|---|\n| LLM01 | AML.T0051, AML.T0054 |\n| LLM02 | AML.T0057 |\n"),
      ("x.json", #"[{"id": "LLM01", "atlas": ["AML.T0051", "AML.T0054"]}, {"id": "LLM02", "atlas": "AML.T0057"}]"#),
      ("x.json", #"{"LLM01": ["AML.T0051", "AML.T0054"], "LLM02": ["AML.T0057"]}"#),
      (
        nil,
        #"{"risks": [{"id": "LLM01", "mappings": {"atlas": [{"id": "AML.T0051"}, {"id": "AML.T0054"}]}},"#
          + #"{"id": "LLM02", "mappings": {"atlas": [{"id": "AML.T0057"}]}}]}"#
      ),
      (
        "x.jsonl",
        "{\"control\": \"LLM01\", \"atlas\": [\"AML.T0051\", \"AML.T0054\"]}\n"
          + "{\"control\": \"LLM02\", \"atlas\": [\"AML.T0057\"]}\n"
      ),
      ("x.yaml", "LLM01: [AML.T0051, AML.T0054]\nLLM02:\n  - AML.T0057\n"),
      (nil, "- id: LLM01\n  techniques: [AML.T0051, AML.T0054]\n- id: LLM02\n  techniques:\n    - AML.T0057\n"),
      ("x.tsv", "LLM01\tAML.T0051 AML.T0054\nLLM02\tAML.T0057\n"),
    ] as [(String?, String)])
  func formats(_ path: String?, _ text: String) throws {
    let sheet = try CrosswalkSheet(Bytes(copying: text), path: path, .bundled, TextScanner(.bundled))
    let rows = Array(MapQuery(crosswalk: sheet).answer(in: .bundled).rows).map {
      "\($0.subject?.string ?? "") \($0.id?.short ?? "")"
    }
    #expect(rows == ["LLM01 T0051", "LLM01 T0054", "LLM02 T0057"])
    #expect(Array(MapQuery(["llm02"], crosswalk: sheet).answer(in: .bundled).rows).map(\.id?.short) == ["T0057"])
  }

  @Test(arguments: [("a,\"b\nc", 2), ("\"", 0)]) func unclosedQuotes(_ text: String, _ place: Int) {
    #expect {
      try CrosswalkSheet(Bytes(copying: text), .bundled, TextScanner(.bundled))
    } throws: {
      ($0 as? CrosswalkSheet.UnclosedQuote)?.place == place
    }
  }
}
