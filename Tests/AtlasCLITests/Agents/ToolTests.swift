import AtlasCore
import AtlasData
import Testing

@testable import AtlasCLI

/// What the tools and resources answer.
@Suite struct ToolTests {
  private static func object(_ tool: String, _ arguments: String) throws -> JSONValue {
    var client = AgentClient(.modern)
    return try client.object(tool, arguments)
  }

  /// Calls of every tool, whose answers fit the schemas and the limits.
  static let calls: [(tool: String, arguments: String)] = [
    ("search_records", #"{"query":"how do attackers steal a model"}"#),
    ("search_records", #"{"query":"prompt","limit":50}"#), ("search_records", #"{"query":"qwrtzpl"}"#),
    ("search_records", #"{"query":"poisoned data","kind":"mitigation","limit":3,"offset":2}"#),
    ("list_records", "{}"), ("list_records", #"{"limit":250}"#), ("list_records", #"{"kind":"technique","limit":250}"#),
    ("list_records", #"{"tactic":"exfiltration","maturity":"realized","mitigated":false}"#),
    ("list_records", #"{"platform":"agentic","kind":"technique"}"#), ("list_records", #"{"attack":"T1078"}"#),
    ("list_records", #"{"type":"incident","since":"2025-06"}"#), ("list_records", #"{"since":"2030"}"#),
    ("related_records", #"{"ids":["AML.T0051"],"kind":"mitigation"}"#),
    ("related_records", #"{"ids":["AML.T0051"],"kind":"case-study","include_related":true,"limit":250}"#),
    ("related_records", #"{"ids":["AML.TA0002","AML.TA0003"],"kind":"technique","texts":false}"#),
    ("related_records", #"{"ids":["AML.CS0009"],"kind":"mitigation","limit":250}"#),
    ("technique_sequences", #"{"ids":["AML.T0093"],"direction":"after"}"#),
    ("technique_sequences", #"{"ids":["impact"],"direction":"before","incidents_only":true}"#),
    ("coverage_gap", #"{"have":[]}"#),
    ("coverage_gap", #"{"have":["AML.M0015","m0020"],"list":"exposed","limit":250}"#),
    ("coverage_gap", #"{"have":["AML.M0015"],"scope":["AML.CS0009"],"weight":"incidents","list":"unaddressed"}"#),
    ("check_text", #"{"text":"AML.T0051: LLM Jailbreak, atlas.aml.t0104"}"#), ("check_text", #"{"text":"nothing"}"#),
  ]

  @Test(arguments: calls) func answersFitTheirSchemas(_ call: (tool: String, arguments: String)) throws {
    for era in [AgentClient.Era.legacy, .modern] {
      var client = AgentClient(era)
      let lines = client.send(
        client.line("tools/call", #""name":"\#(call.tool)","arguments":\#(call.arguments)"#))
      try #require(lines.count == 1)
      #expect(lines[0].utf8.count <= AnswerLimit.message)
      let result = try #require(try JSONValue(parsing: lines[0])["result"])
      let object = try #require(result["structuredContent"], "\(result.text)")
      #expect(result.text.utf8.count <= AnswerLimit.bytes)
      // The text is the same JSON.
      #expect(lines[0].contains(#""structuredContent":\#(result.text)"#))
      #expect(object["release"]?.string != nil && object["wording"]?.string == "summary")
      let schema = try #require(
        try client.result("tools/list")["tools"]?.array?.first { $0["name"]?.string == call.tool }?["outputSchema"])
      #expect(SchemaCheck.problems(of: object, by: schema).isEmpty)
    }
  }

  @Test(arguments: calls) func pagesLeadToTheEnd(_ call: (tool: String, arguments: String)) throws {
    var client = AgentClient(.modern)
    let first = try client.object(call.tool, call.arguments)
    guard var next = first["nextOffset"]?.int, !call.arguments.contains("offset") else { return }
    var pages = 1
    while pages < 100 {
      let rest = try client.object(
        call.tool, call.arguments.dropLast() + (call.arguments == "{}" ? "" : ",") + "\"offset\":\(next)}")
      pages += 1
      guard let after = rest["nextOffset"]?.int else { break }
      #expect(after > next)
      next = after
    }
    #expect(pages < 100)
  }

  @Test func theListOfToolsIsShort() throws {
    var client = AgentClient(.legacy)
    let lines = client.send(client.line("tools/list"))
    #expect(lines[0].utf8.count <= 6_000)
    #expect(AgentTool.instructions(for: .bundled).utf8.count <= 600)
    let tools = try #require(try client.result("tools/list")["tools"]?.array)
    #expect(tools.count == 7)
    for tool in tools {
      #expect(tool["name"]?.string?.wholeMatch(of: #/[a-z_]{1,64}/#) != nil)
      #expect(
        tool["annotations"]?["readOnlyHint"]?.bool == true && tool["annotations"]?["openWorldHint"]?.bool == false)
      #expect(tool["inputSchema"]?["type"]?.string == "object")
      #expect(tool["inputSchema"]?["additionalProperties"]?.bool == false)
      #expect(tool["outputSchema"] == nil || tool["outputSchema"]?["type"]?.string == "object")
    }
  }

  @Test(arguments: [
    ("search_records", "{}", "the argument query is missing"),
    ("search_records", #"{"query":null}"#, "query must be a string"),
    ("search_records", #"{"query":"?!"}"#, "query has no letter or digit; give words, or a question"),
    ("search_records", #"{"query":"x","limit":0}"#, "limit must be a whole number, 1 to 50"),
    ("search_records", #"{"query":"x","limit":"5"}"#, "limit must be a whole number, 1 to 50"),
    ("search_records", #"{"query":"x","limt":5}"#, "no argument \"limt\"; did you mean limit?"),
    ("search_records", #"{"query":"x","kind":"mitigations"}"#, "no kind \"mitigations\"; did you mean mitigation?"),
    ("get_records", #"{"ids":"AML.T0051"}"#, "ids must be an array of strings, such as [\"AML.T0051\"]"),
    ("get_records", #"{"ids":[]}"#, "ids has 0 elements; give 1 to 10"),
    ("get_records", #"{"ids":[5]}"#, "ids must be an array of strings, such as [\"AML.T0051\"]"),
    (
      "list_records", #"{"tactic":"exfl"}"#,
      "tactic: no tactic named \"exfl\" in release 2026.09; did you mean AML.TA0010 (Exfiltration)?"
    ),
    ("list_records", #"{"since":"soon"}"#, "since must be a date: 2025, 2025-06 or 2025-06-30"),
    ("list_records", #"{"mitigated":"yes"}"#, "mitigated must be true or false"),
    (
      "list_records", #"{"kind":"mitigation","maturity":"realized"}"#,
      "no kind of record can meet all these conditions; leave some out, or ask in two calls"
    ),
    (
      "technique_sequences", #"{"ids":["AML.T0051","AML.TA0002"],"direction":"after"}"#,
      "ask about techniques or about tactics, not about both at once"
    ),
    (
      "coverage_gap", #"{"have":["AML.T0051"]}"#,
      "have: AML.T0051 (LLM Prompt Injection) is a technique, not a mitigation"
    ),
    ("coverage_gap", #"{"have":[],"list":"expose"}"#, "no list \"expose\"; did you mean exposed?"),
  ]) func wrongArgumentsGetAdvice(_ tool: String, _ arguments: String, _ advice: String) throws {
    var client = AgentClient(.modern)
    #expect(try client.advice(tool, arguments) == advice)
  }

  @Test func unknownValuesComeWithTheKnownOnes() throws {
    var client = AgentClient(.modern)
    #expect(try client.advice("list_records", #"{"platform":"toaster"}"#)?.contains("Agentic AI") == true)
    let advice = try client.advice("related_records", #"{"ids":["steal the model weights"],"kind":"mitigation"}"#)
    #expect(advice?.contains("search_records ranks first: AML.") == true)
    let names = (0..<50).map { "\"\(String(repeating: "x\($0), ", count: 30))\"" }.joined(separator: ",")
    #expect(try client.advice("related_records", #"{"ids":[\#(names)],"kind":"mitigation"}"#) != nil)
  }

  @Test func recordsAreRead() throws {
    var client = AgentClient(.modern)
    let full = try client.call("get_records", #"{"ids":["t0051","LLM Jailbreak"]}"#)
    #expect(full["structuredContent"] == nil && full["isError"] == nil)
    #expect(full.text.hasPrefix("Release 2026.09; wording: summary (written for atlas, not MITRE's text)\n\n# "))
    #expect(full.text.contains("AML.T0054"))
    let summary = try client.call("get_records", #"{"ids":["t0051"],"detail":"summary"}"#)
    #expect(summary.text.contains("Mitigations ("))
    #expect(summary.text.utf8.count < full.text.utf8.count / 2)
    let former = try client.call("get_records", #"{"ids":["Backdoor ML Model","AML.T9999"]}"#)
    #expect(former.text.contains("Note: \"Backdoor ML Model\" was renamed in"))
    #expect(former.text.contains("Note: AML.T9999 is not in release 2026.09"))
    #expect(try client.call("get_records", #"{"ids":["AML.T9999"]}"#)["isError"]?.bool == true)
  }

  @Test func everyRecordCanBeRead() throws {
    var client = AgentClient(.legacy)
    for id in KnowledgeBase.bundled.ids() {
      for detail in ["full", "summary"] {
        let lines = client.send(
          client.line("tools/call", #""name":"get_records","arguments":{"ids":["\#(id)"],"detail":"\#(detail)"}"#))
        #expect(lines[0].utf8.count <= AnswerLimit.bytes)
      }
      let lines = client.send(client.line("resources/read", #""uri":"atlas://\#(id)""#))
      #expect(lines[0].contains(id.description) && lines[0].utf8.count <= AnswerLimit.bytes)
    }
    let ten = KnowledgeBase.bundled.ids(of: .caseStudy).prefix(10).map { "\"\($0)\"" }.joined(separator: ",")
    let text = try client.call("get_records", #"{"ids":[\#(ten)]}"#).text
    #expect(text.utf8.count <= AnswerLimit.bytes + 300)
    #expect(text.contains("Not shown, to keep this short; ask for: AML.CS"))
  }

  @Test func answersAreThoseOfTheCommands() throws {
    let sequences = try Self.object("technique_sequences", #"{"ids":["AML.T0093"],"direction":"after"}"#)
    #expect(sequences["rows"]?.array?.first?["id"]?.string == "AML.T0051.001")
    #expect(sequences["rows"]?.array?.first?["count"]?.int == 8)
    let ids = try Self.object("list_records", #"{"tactic":"impact","maturity":"realized","limit":250}"#)
    #expect(ids.column("id", of: "records") == Tool.ids("techniques --tactic impact --maturity realized"))
    let related = try Self.object("related_records", #"{"ids":["AML.M0015"],"kind":"technique"}"#)
    #expect(related.column("id", of: "rows") == Tool.ids("techniques --for AML.M0015"))
    let coverage = try Self.object("coverage_gap", #"{"have":[],"next":1}"#)
    #expect(coverage.column("id", of: "next") == ["AML.M0035"])
    let found = try Self.object("search_records", #"{"query":"how do attackers steal a model","limit":5}"#)
    #expect(found.column("id", of: "records") == Tool.ids("find how do attackers steal a model --limit 5"))
    let check = try Self.object("check_text", #"{"text":"AML.T0051: LLM Jailbreak\natlas.aml.t0104 AML.T0054"}"#)
    #expect(check.column("verdict", of: "findings") == ["mismatched", "retired"])
    let table = try Self.object("check_text", #"{"text":"AML.T0011,LLM Jailbreak","csv":true}"#)
    #expect(table.column("verdict", of: "findings") == ["mismatched"])
    #expect(check["ids"]?.int == 3 && check["ok"]?.int == 1)
  }

  // MARK: Resources

  @Test func resourcesAreListedInPages() throws {
    for era in [AgentClient.Era.legacy, .modern] {
      var client = AgentClient(era)
      var (uris, cursor): ([String], String?) = ([], nil)
      repeat {
        let page = try client.result("resources/list", cursor.map { #""cursor":"\#($0)""# } ?? "")
        uris += page.column("uri", of: "resources")
        cursor = page["nextCursor"]?.string
      } while cursor != nil
      #expect(uris == ["atlas://release", "atlas://matrix"] + KnowledgeBase.bundled.ids().map { "atlas://\($0)" })
    }
  }

  @Test(arguments: [
    ("atlas://AML.T0031", "# AML.T0031: Erode AI Model Integrity"), ("atlas://aml.t0031/", "# AML.T0031"),
    ("ATLAS://AML.T0104", "Note: AML.T0104 was retired in 2026.07"), ("atlas://release", "- Case Studies: 73"),
    ("atlas://matrix", "- AML.T0051 LLM Prompt Injection: .000 Direct"),
  ]) func resourcesAreRead(_ uri: String, _ text: String) throws {
    var client = AgentClient(.modern)
    let content = try client.result("resources/read", #""uri":"\#(uri)""#)["contents"]?.array?.first
    #expect(content?["uri"]?.string == uri && content?["mimeType"]?.string == "text/markdown")
    #expect(content?["text"]?.string?.contains(text) == true)
  }

  @Test func idsAreCompleted() throws {
    var client = AgentClient(.legacy)
    func values(_ word: String) throws -> JSONValue? {
      try client.result(
        "completion/complete",
        #""ref":{"type":"ref/resource","uri":"atlas://{id}"},"argument":{"name":"id","value":"\#(word)"}"#)[
          "completion"]
    }
    #expect(try values("aml.ta001")?["values"]?.array?.first?.string == "AML.TA0010")
    #expect(try values("jailb")?["values"]?.array?.contains { $0.string == "AML.T0054" } == true)
    #expect(try values("")?["values"]?.array?.count == 100)
    #expect(try values("")?["total"]?.int == 337)
    #expect(try values("")?["hasMore"]?.bool == true)
    #expect(try values("zzzz")?["values"]?.array?.isEmpty == true)
    let other = try client.request(
      "completion/complete", #""ref":{"type":"ref/prompt","name":"x"},"argument":{"name":"id","value":""}"#)
    #expect(other["error"]?["code"]?.int == -32602)
  }
}

/// The part of JSON Schema that the tools use.
enum SchemaCheck {
  static func problems(of value: JSONValue, by schema: JSONValue, at path: String = "") -> [String] {
    let types = schema["type"]?.array?.compactMap(\.string) ?? [schema["type"]?.string].compactMap { $0 }
    var problems = types.isEmpty || types.contains(where: value.isOf) ? [] : ["\(path) is not \(types)"]
    for member in value.object ?? [] {
      guard let property = schema["properties"]?[member.key] else { continue }
      problems += self.problems(of: member.value, by: property, at: "\(path).\(member.key)")
    }
    for key in schema["required"]?.array ?? [] where value[key.string ?? ""] == nil { problems.append("no \(key)") }
    if let items = schema["items"] {
      problems += (value.array ?? []).flatMap { self.problems(of: $0, by: items, at: path + "[]") }
    }
    return problems
  }
}

extension JSONValue {
  fileprivate func isOf(_ type: String) -> Bool {
    switch type {
    case "object": object != nil
    case "array": array != nil
    case "string": string != nil
    case "integer": int != nil
    case "boolean": bool != nil
    case "null": isNull
    default: false
    }
  }
}
