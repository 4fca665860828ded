import AtlasCore

/// Answers the messages of the Model Context Protocol, one at a time.
///
/// The protocol has two eras. Up to 2025-11-25 a client agrees with the server on a version, by `initialize`. From
/// 2026-07-28 on each request names its version, and the server remembers nothing. The era is chosen for each message, as
/// clients may mix them. This file holds what the versions define, so that the next one has one place to go.
struct ProtocolServer {
  /// The versions of the era of `initialize`, the newest first.
  static let legacyVersions = ["2025-11-25", "2025-06-18", "2025-03-26", "2024-11-05"]
  /// The version of the era after it.
  static let modernVersion = "2026-07-28"
  static let versions = [modernVersion] + legacyVersions
  /// The greatest length of a message in bytes.
  static let longestMessage = 16 << 20
  /// The greatest number of messages in a batch, which one version has.
  static let longestBatch = 100
  /// The number of resources on a page of their list.
  static let pageLength = 100
  private static let maximumCount = 100_000

  private enum Era { case legacy, modern }

  let base: KnowledgeBase
  /// The version of the tool.
  let version: String
  /// What `initialize` agreed on; nil before.
  private var agreed: String?

  init(_ base: KnowledgeBase, version: String) {
    self.base = base
    self.version = version
  }

  /// Answers one line.
  ///
  /// - Returns: the messages to send, each with its line end; empty when there is no answer.
  mutating func answer(_ line: LineBuffer.Line) -> [UInt8] {
    guard case .text(let text) = line else {
      let most = "a message may have at most \(ProtocolServer.longestMessage) bytes"
      return message(.invalid(ProtocolError(.invalidRequest, most), id: nil))
    }
    let value: JSONValue
    do throws(JSONError) {
      value = try JSONValue(parsing: Bytes(copying: text), maximumCount: ProtocolServer.maximumCount)
    } catch {
      return message(.invalid(ProtocolError(.parse, "not JSON: \(error)"), id: nil))
    }
    if let batch = value.array, agreed == "2025-03-26" { return answer(batch) }
    return message(ProtocolMessage(value))
  }

  private mutating func answer(_ batch: [JSONValue]) -> [UInt8] {
    guard (1...ProtocolServer.longestBatch).contains(batch.count) else {
      let counts = "a batch must have 1 to \(ProtocolServer.longestBatch) messages"
      return message(.invalid(ProtocolError(.invalidRequest, counts), id: nil))
    }
    var answers: [[UInt8]] = []
    for value in batch {
      let answer = message(ProtocolMessage(value))
      if !answer.isEmpty { answers.append(Array(answer.dropLast())) }
    }
    return answers.isEmpty ? [] : Array("[".utf8) + answers.joined(separator: ",".utf8) + Array("]\n".utf8)
  }

  private mutating func message(_ message: ProtocolMessage) -> [UInt8] {
    switch message {
    case .unanswered: return []
    case .invalid(let error, let id): return failure(error, id)
    case .request(let request):
      do throws(ProtocolError) {
        let era = try era(of: request)
        if era == .modern, request.method == "subscriptions/listen" { return acknowledgment(of: request) }
        return ProtocolServer.line([("id", request.id.value), ("result", try result(of: request, era))])
      } catch {
        return failure(error, request.id)
      }
    }
  }

  private func failure(_ error: ProtocolError, _ id: RequestID?) -> [UInt8] {
    var pairs: [(key: StaticString, value: Value)] = [
      ("code", .number(error.code.rawValue)), ("message", .string(error.message.utf8)),
    ]
    if let data = error.data { pairs.append(("data", data)) }
    // An id that cannot be read is left out; null is not an id.
    guard let id else { return ProtocolServer.line([("error", .object(pairs))]) }
    return ProtocolServer.line([("id", id.value), ("error", .object(pairs))])
  }

  private static func line(_ pairs: [(key: StaticString, value: Value)]) -> [UInt8] {
    var line: [UInt8] = []
    JSONWriter(isIndented: false).write(.object([("jsonrpc", .text("2.0"))] + pairs), to: &line)
    line.append(UInt8(ascii: "\n"))
    return line
  }
}

// MARK: - Eras

extension ProtocolServer {
  private static let versionKey = "io.modelcontextprotocol/protocolVersion"
  private static let capabilitiesKey = "io.modelcontextprotocol/clientCapabilities"

  /// The era of a request.
  ///
  /// - Throws: for a version that the server does not have, and for a request that has to name one and does not.
  private func era(of request: ProtocolRequest) throws(ProtocolError) -> Era {
    guard let named = request.meta?[ProtocolServer.versionKey] else {
      let isModern = request.meta?[ProtocolServer.capabilitiesKey] != nil
      if !isModern, agreed != nil || ["initialize", "ping"].contains(request.method) { return .legacy }
      throw ProtocolError(
        .invalidParams, "_meta must have \(ProtocolServer.versionKey); versions before 2026-07-28 start with initialize"
      )
    }
    guard let version = named.string else {
      throw ProtocolError(.invalidParams, "\(ProtocolServer.versionKey) must be a string")
    }
    guard version == ProtocolServer.modernVersion else {
      throw ProtocolError(
        .unsupportedVersion, "Unsupported protocol version",
        data: .keyed(
          ("supported", .array(ProtocolServer.versions.map { .text($0) })), ("requested", .string(version.utf8))))
    }
    guard request.meta?[ProtocolServer.capabilitiesKey]?.object != nil else {
      throw ProtocolError(.invalidParams, "_meta must have \(ProtocolServer.capabilitiesKey), an object")
    }
    return .modern
  }

  /// The result of a request.
  private mutating func result(of request: ProtocolRequest, _ era: Era) throws(ProtocolError) -> Value {
    switch (request.method, era) {
    case ("initialize", .legacy): return try initialize(request)
    case ("ping", .legacy): return .object([])
    case ("server/discover", .modern):
      return dressed(
        [("supportedVersions", .array(ProtocolServer.versions.map { .text($0) }))] + description, era, isCached: true)
    case ("tools/list", _): return dressed(try toolList(request), era, isCached: true)
    case ("tools/call", _): return dressed(try call(request), era)
    case ("resources/list", _): return dressed(try resourceList(request), era, isCached: true)
    case ("resources/templates/list", _): return dressed(try templateList(request), era, isCached: true)
    case ("resources/read", _): return dressed(try read(request, era), era, isCached: true)
    case ("completion/complete", _): return dressed(try complete(request), era)
    default:
      throw ProtocolError(.unknownMethod, "no method \(Sanitize.quoted(String(request.method.prefix(100))))")
    }
  }

  /// A result with what the era adds to each.
  private func dressed(_ pairs: [(key: StaticString, value: Value)], _ era: Era, isCached: Bool = false) -> Value {
    guard era == .modern else { return .object(pairs) }
    // What is the same for everyone can be kept for everyone; the user's own pages cannot.
    let caching: [(key: StaticString, value: Value)] = [
      ("ttlMs", .number(3_600_000)), ("cacheScope", .text(base.wording == .own ? "private" : "public")),
    ]
    return .object(
      [("resultType", .text("complete"))] + pairs + (isCached ? caching : [])
        + [("_meta", .keyed(("io.modelcontextprotocol/serverInfo", serverInfo)))])
  }

  private var serverInfo: Value { .keyed(("name", .text("atlas")), ("version", .text(version))) }

  /// What the server can do, and how to use it.
  private var description: [(key: StaticString, value: Value)] {
    [
      ("capabilities", .keyed(("tools", .object([])), ("resources", .object([])), ("completions", .object([])))),
      ("instructions", .string(AgentTool.instructions(for: base).utf8)),
    ]
  }

  private mutating func initialize(_ request: ProtocolRequest) throws(ProtocolError) -> Value {
    guard let asked = request.params?["protocolVersion"]?.string else {
      throw ProtocolError(.invalidParams, "protocolVersion must be a string")
    }
    let version = ProtocolServer.legacyVersions.first { $0 == asked } ?? ProtocolServer.legacyVersions[0]
    agreed = version
    return .object([("protocolVersion", .text(version)), ("serverInfo", serverInfo)] + description)
  }

  /// The only message of a subscription: nothing that a client can subscribe to ever changes.
  private func acknowledgment(of request: ProtocolRequest) -> [UInt8] {
    ProtocolServer.line([
      ("method", .text("notifications/subscriptions/acknowledged")),
      (
        "params",
        .keyed(
          ("_meta", .keyed(("io.modelcontextprotocol/subscriptionId", request.id.value))),
          ("notifications", .object([])))
      ),
    ])
  }
}

// MARK: - Tools

extension ProtocolServer {
  private func toolList(_ request: ProtocolRequest) throws(ProtocolError) -> [(key: StaticString, value: Value)] {
    guard try offset(request) == 0 else { throw ProtocolServer.unknownCursor }
    let tools = AgentTool.all.map { tool -> Value in
      .present(
        ("name", .string(Bytes(tool.name))), ("description", .string(Bytes(tool.description))),
        ("inputSchema", tool.input), ("outputSchema", tool.output ?? .null),
        ("annotations", .keyed(("readOnlyHint", .bool(true)), ("openWorldHint", .bool(false)))))
    }
    return [("tools", .array(tools))]
  }

  private func call(_ request: ProtocolRequest) throws(ProtocolError) -> [(key: StaticString, value: Value)] {
    guard let name = request.params?["name"]?.string else {
      throw ProtocolError(.invalidParams, "name must be a string")
    }
    let arguments = request.params?["arguments"]
    guard arguments == nil || arguments?.object != nil else {
      throw ProtocolError(.invalidParams, "arguments must be an object")
    }
    guard let tool = AgentTool.all.first(where: { "\($0.name)" == name }) else {
      let near = Suggestions.near(name, among: AgentTool.all.map { "\($0.name)" })
      throw ProtocolError(
        .invalidParams, "Unknown tool: \(Sanitize.shown(String(name.prefix(100))))" + Suggestions.question(near))
    }
    do throws(ToolError) {
      switch try tool.answer(arguments, in: base) {
      case .markdown(let text): return [("content", ProtocolServer.content(text))]
      case .object(let value):
        var text: [UInt8] = []
        JSONWriter(isIndented: false).write(value, to: &text)
        return [("content", ProtocolServer.content(text)), ("structuredContent", value)]
      }
    } catch {
      return [("content", ProtocolServer.content(Array(error.advice.utf8))), ("isError", .bool(true))]
    }
  }

  private static func content(_ text: [UInt8]) -> Value {
    .array([.keyed(("type", .text("text")), ("text", .string(Bytes(copying: text))))])
  }
}

// MARK: - Resources

extension ProtocolServer {
  private static let unknownCursor = ProtocolError(.invalidParams, "unknown cursor; start again without one")

  /// The index that the request's cursor stands for: cursors are made here, and are numbers.
  private func offset(_ request: ProtocolRequest) throws(ProtocolError) -> Int {
    guard let cursor = request.params?["cursor"] else { return 0 }
    guard let offset = cursor.string.flatMap({ Int($0) }), offset > 0 else { throw ProtocolServer.unknownCursor }
    return offset
  }

  private func resourceList(_ request: ProtocolRequest) throws(ProtocolError) -> [(key: StaticString, value: Value)] {
    let all = AgentResource.all(in: base)
    let start = try offset(request)
    guard start < all.count else { throw ProtocolServer.unknownCursor }
    let end = min(start + ProtocolServer.pageLength, all.count)
    let resources = all[start..<end].map { resource -> Value in
      .present(
        ("uri", .string(resource.uri.utf8)), ("name", .string(resource.name.utf8)),
        ("description", resource.description.isEmpty ? .null : .string(resource.description.utf8)),
        ("mimeType", .text("text/markdown")))
    }
    return [("resources", .array(resources))] + (end < all.count ? [("nextCursor", .text("\(end)"))] : [])
  }

  private func templateList(_ request: ProtocolRequest) throws(ProtocolError) -> [(key: StaticString, value: Value)] {
    guard try offset(request) == 0 else { throw ProtocolServer.unknownCursor }
    let template = Value.keyed(
      ("uriTemplate", .text(AgentResource.template)), ("name", .text("Record")),
      ("description", .text("A record by its id, such as AML.T0051.")), ("mimeType", .text("text/markdown")))
    return [("resourceTemplates", .array([template]))]
  }

  private func read(_ request: ProtocolRequest, _ era: Era) throws(ProtocolError) -> [(key: StaticString, value: Value)]
  {
    guard let uri = request.params?["uri"]?.string else { throw ProtocolError(.invalidParams, "uri must be a string") }
    guard let text = AgentResource.read(uri, in: base) else {
      let shown = String(uri.prefix(200))
      throw ProtocolError(
        era == .legacy ? .noResource : .invalidParams, "Resource not found: \(Sanitize.shown(shown))",
        data: .keyed(("uri", .string(shown.utf8))))
    }
    let content = Value.keyed(
      ("uri", .string(uri.utf8)), ("mimeType", .text("text/markdown")), ("text", .string(Bytes(copying: text))))
    return [("contents", .array([content]))]
  }

  private func complete(_ request: ProtocolRequest) throws(ProtocolError) -> [(key: StaticString, value: Value)] {
    let params = request.params
    guard params?["ref"]?["type"]?.string == "ref/resource",
      params?["ref"]?["uri"]?.string == AgentResource.template, params?["argument"]?["name"]?.string == "id",
      let word = params?["argument"]?["value"]?.string
    else {
      throw ProtocolError(.invalidParams, "only the argument id of the resource \(AgentResource.template) is completed")
    }
    let ids = AgentResource.completions(of: word, in: base)
    return [
      (
        "completion",
        .keyed(
          ("values", .array(ids.prefix(100).map { .id($0) })), ("total", .number(ids.count)),
          ("hasMore", .bool(ids.count > 100)))
      )
    ]
  }
}
