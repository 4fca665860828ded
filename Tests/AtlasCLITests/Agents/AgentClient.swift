import AtlasCore
import AtlasData

@testable import AtlasCLI

/// A client in the process of the test: sends messages to a server, and reads its answers.
struct AgentClient {
  enum Era { case legacy, modern }

  private(set) var server = ProtocolServer(.bundled, version: "0.0.0")
  let era: Era
  private var lastID = 0

  /// A client of an era; a legacy one has introduced itself.
  init(_ era: Era, version: String = ProtocolServer.legacyVersions[0]) {
    self.era = era
    guard era == .legacy else { return }
    let params = #"{"protocolVersion":"\#(version)","capabilities":{},"clientInfo":{"name":"test","version":"1"}}"#
    _ = send(#"{"jsonrpc":"2.0","id":"start","method":"initialize","params":\#(params)}"#)
    _ = send(#"{"jsonrpc":"2.0","method":"notifications/initialized"}"#)
  }

  static let meta =
    #""_meta":{"io.modelcontextprotocol/protocolVersion":"2026-07-28","io.modelcontextprotocol/clientCapabilities":{}}"#

  /// The lines that a line is answered with.
  mutating func send(_ line: String) -> [String] { send(Array(line.utf8)) }

  mutating func send(_ line: [UInt8]) -> [String] {
    String(decoding: server.answer(.text(line)), as: UTF8.self).split(separator: "\n").map(String.init)
  }

  /// A request as a line; `params` are members of an object, without braces.
  mutating func line(_ method: String, _ params: String = "") -> String {
    lastID += 1
    let all = [era == .modern ? AgentClient.meta : "", params].filter { !$0.isEmpty }.joined(separator: ",")
    return #"{"jsonrpc":"2.0","id":\#(lastID),"method":"\#(method)","params":{\#(all)}}"#
  }

  /// The answer to a request: one message.
  mutating func request(_ method: String, _ params: String = "") throws -> JSONValue {
    let lines = send(line(method, params))
    guard lines.count == 1 else { throw Unexpected(lines: lines) }
    return try JSONValue(parsing: lines[0])
  }

  /// The result of a request.
  mutating func result(_ method: String, _ params: String = "") throws -> JSONValue {
    let answer = try request(method, params)
    guard let result = answer["result"] else {
      throw Unexpected(lines: ["\(answer["error"]?["message"]?.string ?? "")"])
    }
    return result
  }

  /// The result of a tool; `arguments` is an object.
  mutating func call(_ tool: String, _ arguments: String = "{}") throws -> JSONValue {
    try result("tools/call", #""name":"\#(tool)","arguments":\#(arguments)"#)
  }

  /// The object that a tool answers.
  mutating func object(_ tool: String, _ arguments: String = "{}") throws -> JSONValue {
    let result = try call(tool, arguments)
    guard let object = result["structuredContent"] else { throw Unexpected(lines: [result.text]) }
    return object
  }

  /// The advice on a call with wrong arguments.
  mutating func advice(_ tool: String, _ arguments: String) throws -> String? {
    let result = try call(tool, arguments)
    return result["isError"]?.bool == true && result["structuredContent"] == nil ? result.text : nil
  }

  struct Unexpected: Error { let lines: [String] }
}

extension JSONValue {
  /// The text of a tool's result.
  var text: String { self["content"]?.array?.first?["text"]?.string ?? "" }

  /// The values of a key in the rows under another.
  func column(_ key: String, of rows: String) -> [String] {
    self[rows]?.array?.compactMap { $0[key]?.string } ?? []
  }
}
