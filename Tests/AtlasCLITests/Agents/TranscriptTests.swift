import AtlasCore
import TestSupport
import Testing

@testable import AtlasCLI

/// Whole conversations, as golden files: `>` is what the client sends, `<` what the server does.
@Suite struct TranscriptTests {
  private static let requests: [(method: String, params: String)] = [
    ("tools/list", ""),
    ("tools/call", #""name":"search_records","arguments":{"query":"poisoned model hub","limit":2}"#),
    ("tools/call", #""name":"get_records","arguments":{"ids":["AML.T0010.004"],"detail":"summary"}"#),
    ("tools/call", #""name":"list_records","arguments":{"tactic":"impact","mitigated":false,"limit":2}"#),
    ("tools/call", #""name":"related_records","arguments":{"ids":["AML.T0024"],"kind":"mitigation","limit":2}"#),
    ("tools/call", #""name":"technique_sequences","arguments":{"ids":["AML.T0093"],"direction":"after","limit":2}"#),
    ("tools/call", #""name":"coverage_gap","arguments":{"have":["AML.M0015"],"next":1,"list":"exposed","limit":1}"#),
    ("tools/call", #""name":"check_text","arguments":{"text":"AML.T0051: LLM Jailbreak"}"#),
    ("tools/call", #""name":"list_records","arguments":{"tactic":"exfl"}"#),
    ("tools/call", #""name":"frob","arguments":{}"#), ("resources/list", #""cursor":"300""#),
    ("resources/templates/list", ""), ("resources/read", #""uri":"atlas://release""#),
    ("resources/read", #""uri":"atlas://AML.T9999""#),
    (
      "completion/complete",
      #""ref":{"type":"ref/resource","uri":"atlas://{id}"},"argument":{"name":"id","value":"exfil"}"#
    ),
  ]

  @Test(arguments: ["modern", "2025-11-25", "2024-11-05"]) func conversation(_ name: String) {
    var client = AgentClient(.modern)
    var lines: [String] = []
    if name == "modern" {
      lines.append(client.line("server/discover"))
      lines += Self.requests.map { client.line($0.method, $0.params) }
      lines.append(client.line("subscriptions/listen", #""notifications":{"toolsListChanged":true}"#))
    } else {
      let params = #"{"protocolVersion":"\#(name)","capabilities":{},"clientInfo":{"name":"test","version":"1"}}"#
      lines.append(#"{"jsonrpc":"2.0","id":"start","method":"initialize","params":\#(params)}"#)
      lines.append(#"{"jsonrpc":"2.0","method":"notifications/initialized"}"#)
      for (index, request) in ([("ping", "")] + Self.requests).enumerated() {
        lines.append(#"{"jsonrpc":"2.0","id":\#(index),"method":"\#(request.0)","params":{\#(request.1)}}"#)
      }
    }
    lines.append(#"{"jsonrpc":"2.0","method":"notifications/cancelled","params":{"requestId":3}}"#)
    let text = lines.flatMap { line in ["> " + line] + client.send(line).map { "< " + $0 } }.joined(separator: "\n")
    expectGolden(text + "\n", named: "mcp/\(name).txt")
  }

  @Test func theGuideForAgents() {
    let result = Tool.run("help agents")
    #expect(result.output.split(separator: "\n", omittingEmptySubsequences: false).count <= 80)
    expectGolden(result.output, named: "tool/help-agents.txt")
  }
}
