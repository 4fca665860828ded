#if os(Linux)
  import AtlasCore
  import AtlasData
  import Foundation
  import Testing

  @testable import AtlasCLI

  /// A server answers for days: what is made for one request goes with it.
  @Suite struct ServerMemoryTests {
    /// Most requests are small; of each thousand, one is for a tool.
    ///
    /// Twenty thousand may leave a fifth of the 2 MB that a hundred thousand may.
    static let calls = ToolTests.calls + [("get_records", #"{"ids":["AML.T0051","AML.CS0009"]}"#)]

    @Test func thousandsOfRequestsLeaveNothing() async {
      await #expect(processExitsWith: .success) {
        func residentBytes() -> Int {
          let statm = (try? String(contentsOfFile: "/proc/self/statm", encoding: .utf8)) ?? ""
          return (Int(statm.split(separator: " ").dropFirst().first ?? "") ?? 0) * Int(getpagesize())
        }
        var client = AgentClient(.legacy)
        let small = [
          client.line("ping"), client.line("frob"), "nonsense", client.line("tools/call", #""name":"frob""#),
          client.line("tools/call", #""name":"search_records","arguments":{"limit":0}"#),
          #"{"jsonrpc":"2.0","method":"x"}"#,
          client.line("resources/read", #""uri":"atlas://x""#),
        ].map { Array($0.utf8) }
        let large = ServerMemoryTests.calls.map {
          Array(client.line("tools/call", #""name":"\#($0.tool)","arguments":\#($0.arguments)"#).utf8)
        }
        for _ in 0..<3 { for line in small + large { _ = client.send(line) } }
        let before = residentBytes()
        for number in 0..<20_000 {
          let isLarge = number % 1_000 == 0
          let line = isLarge ? large[number / 1_000 % large.count] : small[number % small.count]
          _ = client.send(line)
        }
        let growth = residentBytes() - before
        print("resident memory grew by \(growth) bytes")
        guard before > 0, growth < 400 << 10 else { exit(1) }
      }
    }
  }
#endif
