import AtlasCore
import TestSupport
import Testing

@testable import AtlasCLI

/// The rules of the protocol that hold whatever is asked.
@Suite struct ProtocolTests {
  private static func error(_ line: String, after client: AgentClient = AgentClient(.legacy)) throws -> JSONValue {
    var client = client
    let lines = client.send(line)
    try #require(lines.count == 1)
    return try JSONValue(parsing: lines[0])
  }

  @Test(arguments: [
    ("{", -32700), ("", -32700), ("nonsense", -32700), ("[]", -32600), ("1", -32600), ("\"x\"", -32600),
    ("null", -32600),
    ("{}", -32600), (#"{"jsonrpc":"1.0","id":1,"method":"ping"}"#, -32600), (#"{"jsonrpc":"2.0","id":1}"#, -32600),
    (#"{"jsonrpc":"2.0","id":1,"method":5}"#, -32600), (#"{"jsonrpc":"2.0","id":1,"method":"frob"}"#, -32601),
    (#"{"jsonrpc":"2.0","id":1,"method":"ping","params":[]}"#, -32602),
    (#"{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"frob"}}"#, -32602),
    (#"{"jsonrpc":"2.0","id":1,"method":"tools/call","params":{"name":"get_records","arguments":[]}}"#, -32602),
    (#"{"jsonrpc":"2.0","id":1,"method":"tools/list","params":{"cursor":"x"}}"#, -32602),
    (#"{"jsonrpc":"2.0","id":1,"method":"resources/list","params":{"cursor":5}}"#, -32602),
    (#"{"jsonrpc":"2.0","id":1,"method":"resources/list","params":{"cursor":"100000"}}"#, -32602),
    (#"{"jsonrpc":"2.0","id":1,"method":"prompts/list"}"#, -32601),
    (#"{"jsonrpc":"2.0","id":1,"method":"logging/setLevel","params":{"level":"debug"}}"#, -32601),
    (#"{"jsonrpc":"2.0","id":1,"method":"server/discover"}"#, -32601),
    (#"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{}}"#, -32602),
  ]) func badMessages(_ line: String, _ code: Int) throws {
    #expect(try Self.error(line)["error"]?["code"]?.int == code)
  }

  @Test func idsComeBackAsTheyWere() throws {
    for id in ["1", "0", "-7", "9007199254740993", #""a""#, #""""#, #""\u00e9\n""#] {
      let answer = try Self.error(#"{"jsonrpc":"2.0","id":\#(id),"method":"ping"}"#)
      let sent = try JSONValue(parsing: id)
      #expect(answer["id"]?.string == sent.string && answer["id"]?.int == sent.int)
      #expect(answer["result"]?.object?.isEmpty == true)
    }
    for id in ["null", "true", "1.5", "1e400", "99999999999999999999", "[]", "{}", "[1]"] {
      let answer = try Self.error(#"{"jsonrpc":"2.0","id":\#(id),"method":"ping"}"#)
      #expect(answer["error"]?["code"]?.int == -32600)
      #expect(answer["id"] == nil)
    }
  }

  @Test(arguments: [
    #"{"jsonrpc":"2.0","method":"notifications/frob"}"#, #"{"jsonrpc":"2.0","method":"tools/list"}"#,
    #"{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":1,"reason":"done"}}"#,
    #"{"jsonrpc":"2.0","method":"notifications/cancelled"}"#, #"{"jsonrpc":"2.0","id":4,"result":{}}"#,
    #"{"jsonrpc":"2.0","id":4,"error":{"code":1,"message":"x"}}"#, #"{"jsonrpc":"2.0","method":"x","params":[]}"#,
  ]) func notificationsAndResponsesAreNotAnswered(_ line: String) {
    var client = AgentClient(.legacy)
    #expect(client.send(line).isEmpty)
    var other = AgentClient(.modern)
    #expect(other.send(line).isEmpty)
  }

  @Test func badBytesAreAnswered() throws {
    var client = AgentClient(.legacy)
    #expect(client.send([0x22, 0xFF, 0x22]).first?.contains("-32700") == true)
    let deep = String(repeating: "[", count: 100_000)
    #expect(client.send(deep).first?.contains("nested too deeply") == true)
    let many = "[" + String(repeating: "1,", count: 100_001) + "1]"
    #expect(client.send(many).first?.contains("too many values") == true)
    var server = client.server
    #expect(String(decoding: server.answer(.tooLong), as: UTF8.self).contains("-32600"))
    #expect(try client.result("ping").object?.isEmpty == true)
  }

  @Test func aRequestOfTenMegabytesIsAnswered() throws {
    var client = AgentClient(.modern)
    let text = String(repeating: "AML.T0051 ", count: 1_000_000)
    let advice = try client.advice("check_text", #"{"text":"\#(text)"}"#)
    #expect(advice == "text has 10000000 characters; at most 200000 are allowed, so split it")
  }

  // MARK: Eras

  @Test func versionsAreAgreedOn() throws {
    for asked in ProtocolServer.legacyVersions + ["2020-01-01", "2026-07-28"] {
      var client = AgentClient(.modern)
      let answer = try JSONValue(
        parsing: client.send(
          #"{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"\#(asked)"}}"#)[0])
      let agreed = answer["result"]?["protocolVersion"]?.string
      #expect(agreed == (ProtocolServer.legacyVersions.contains(asked) ? asked : "2025-11-25"))
      #expect(answer["result"]?["serverInfo"]?["name"]?.string == "atlas")
      #expect(answer["result"]?["resultType"] == nil)
    }
  }

  @Test func modernRequestsNameTheirVersion() throws {
    let key = "io.modelcontextprotocol/protocolVersion"
    let capabilities = #""io.modelcontextprotocol/clientCapabilities":{}"#
    func code(_ meta: String, _ client: AgentClient) throws -> JSONValue? {
      try Self.error(#"{"jsonrpc":"2.0","id":1,"method":"tools/list","params":{"_meta":{\#(meta)}}}"#, after: client)[
        "error"]
    }
    for client in [AgentClient(.modern), AgentClient(.legacy)] {
      #expect(try code(capabilities, client)?["code"]?.int == -32602)
      #expect(try code(#""\#(key)":"2026-07-28""#, client)?["code"]?.int == -32602)
      #expect(try code(#""\#(key)":5,\#(capabilities)"#, client)?["code"]?.int == -32602)
      let unsupported = try code(#""\#(key)":"1900-01-01",\#(capabilities)"#, client)
      #expect(unsupported?["code"]?.int == -32022)
      #expect(unsupported?["data"]?["requested"]?.string == "1900-01-01")
      #expect(unsupported?["data"]?["supported"]?.array?.first?.string == "2026-07-28")
    }
    #expect(try code("", AgentClient(.modern))?["code"]?.int == -32602)
    #expect(try code("", AgentClient(.legacy)) == nil)
  }

  @Test func modernResultsSayWhatTheyAre() throws {
    var client = AgentClient(.modern)
    let requests = [
      ("server/discover", "", true), ("tools/list", "", true), ("resources/list", "", true),
      ("resources/templates/list", "", true), ("resources/read", #""uri":"atlas://matrix""#, true),
      ("tools/call", #""name":"list_records","arguments":{"kind":"tactic"}"#, false),
      ("tools/call", #""name":"list_records","arguments":{"kind":"x"}"#, false),
      (
        "completion/complete",
        #""ref":{"type":"ref/resource","uri":"atlas://{id}"},"argument":{"name":"id","value":"t"}"#, false
      ),
    ]
    for (method, params, isCached) in requests {
      let result = try client.result(method, params)
      #expect(result["resultType"]?.string == "complete")
      #expect(result["_meta"]?["io.modelcontextprotocol/serverInfo"]?["name"]?.string == "atlas")
      #expect((result["ttlMs"]?.int != nil) == isCached)
      #expect((result["cacheScope"]?.string == "public") == isCached)
      var legacy = AgentClient(.legacy)
      guard method != "server/discover" else { continue }
      let old = try legacy.result(method, params)
      #expect(old["resultType"] == nil && old["_meta"] == nil && old["ttlMs"] == nil)
    }
    #expect(try client.request("ping")["error"]?["code"]?.int == -32601)
    #expect(try client.request("initialize")["error"]?["code"]?.int == -32601)
  }

  @Test func bothErasMix() throws {
    var client = AgentClient(.legacy)
    let modern = #"{"jsonrpc":"2.0","id":1,"method":"tools/list","params":{\#(AgentClient.meta)}}"#
    #expect(client.send(modern)[0].contains("resultType"))
    #expect(try client.result("tools/list")["resultType"] == nil)
  }

  @Test func aMissingResourceIsAnError() throws {
    for (era, code) in [(AgentClient.Era.legacy, -32002), (.modern, -32602)] {
      var client = AgentClient(era)
      for uri in ["atlas://AML.T9999", "atlas://", "file:///etc/passwd", "atlas://../release", "http://x"] {
        let error = try client.request("resources/read", #""uri":"\#(uri)""#)["error"]
        #expect(error?["code"]?.int == code)
        #expect(error?["data"]?["uri"]?.string == uri)
      }
      #expect(try client.request("resources/read")["error"]?["code"]?.int == -32602)
    }
  }

  @Test func aSubscriptionIsAcknowledgedAndSilent() throws {
    var client = AgentClient(.modern)
    let lines = client.send(client.line("subscriptions/listen", #""notifications":{"toolsListChanged":true}"#))
    try #require(lines.count == 1)
    let message = try JSONValue(parsing: lines[0])
    #expect(message["method"]?.string == "notifications/subscriptions/acknowledged" && message["id"] == nil)
    #expect(message["params"]?["_meta"]?["io.modelcontextprotocol/subscriptionId"]?.int == 1)
    #expect(message["params"]?["notifications"]?.object?.isEmpty == true)
    #expect(client.send(#"{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":1}}"#).isEmpty)
  }

  @Test func batchesAreOfOneVersion() throws {
    let ping = #"{"jsonrpc":"2.0","id":1,"method":"ping"}"#
    let note = #"{"jsonrpc":"2.0","method":"notifications/x"}"#
    var client = AgentClient(.legacy, version: "2025-03-26")
    #expect(
      client.send("[\(ping),\(note),\(ping)]") == [
        #"[{"jsonrpc":"2.0","id":1,"result":{}},{"jsonrpc":"2.0","id":1,"result":{}}]"#
      ])
    #expect(client.send("[\(note)]").isEmpty)
    #expect(client.send("[]")[0].contains("-32600"))
    #expect(client.send("[" + Array(repeating: ping, count: 101).joined(separator: ",") + "]")[0].contains("-32600"))
    var newer = AgentClient(.legacy)
    #expect(newer.send("[\(ping)]")[0].contains("-32600"))
  }

  // MARK: Lines

  @Test(arguments: [1, 2, 7, 100]) func linesComeInAnyPieces(_ size: Int) {
    let text = Array("ab\n\n  \r\ncdefghij\nxyz\r\nlast".utf8)
    var lines: [LineBuffer.Line] = []
    var buffer = LineBuffer(limit: 6)
    for start in stride(from: 0, to: text.count, by: size) {
      buffer.take(Array(text[start..<min(start + size, text.count)])) { lines.append($0) }
    }
    buffer.finish { lines.append($0) }
    buffer.finish { lines.append($0) }
    #expect(
      lines == [.text(Array("ab".utf8)), .tooLong, .text(Array("xyz\r".utf8)), .text(Array("last".utf8))])
  }

  @Test(
    .enabled(if: Shell.atlas != nil),
    arguments: [
      (
        #"printf '{"jsonrpc":"2.0","id":1,"method":"ping"}' | atlas mcp"#,
        #"{"jsonrpc":"2.0","id":1,"result":{}}"# + "\n"
      ),
      (#"printf '\n\r\n' | atlas mcp"#, ""), ("atlas mcp </dev/null", ""),
      (
        #"for i in 1 2 3; do echo '{"jsonrpc":"2.0","id":1,"method":"ping"}'; sleep 0.1; done | atlas mcp | wc -l | tr -d ' '"#,
        "3\n"
      ),
      (
        #"(for i in $(seq 300); do echo '{"jsonrpc":"2.0","id":1,"method":"initialize","params":{"protocolVersion":"2025-06-18"}}'; done) | atlas mcp | (sleep 1; wc -l) | tr -d ' '"#,
        "300\n"
      ),
      (
        #"yes '{"jsonrpc":"2.0","id":1,"method":"ping"}' 2>/dev/null | atlas mcp | head -n 1"#,
        #"{"jsonrpc":"2.0","id":1,"result":{}}"# + "\n"
      ),
    ]) func aProcessEndsWithItsInput(_ line: String, _ output: String) throws
  {
    let outcome = try Shell.run(line)
    #expect(outcome.output == output)
    #expect(outcome.errors.isEmpty && outcome.status == 0)
  }

  @Test(.enabled(if: Shell.atlas != nil)) func halfALineIsNoMessage() throws {
    let outcome = try Shell.run(#"printf '{"jsonrpc":"2.0","id":1,"meth' | atlas mcp"#)
    #expect(outcome.output.contains("-32700") && outcome.errors.isEmpty && outcome.status == 0)
  }
}
