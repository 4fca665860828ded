import AtlasCore

/// A message of JSON-RPC 2.0 from a client.
enum ProtocolMessage {
  case request(ProtocolRequest)
  /// A notification or a response, to neither of which there is an answer.
  case unanswered
  /// What is not a message of the protocol, with its id where it has one.
  case invalid(ProtocolError, id: RequestID?)

  init(_ value: JSONValue) {
    let id = value["id"].flatMap { RequestID($0) }
    func invalid(_ reason: String) -> ProtocolMessage { .invalid(ProtocolError(.invalidRequest, reason), id: id) }
    guard value.object != nil else {
      self = invalid("a message must be an object")
      return
    }
    guard value["jsonrpc"]?.string == "2.0" else {
      self = invalid("jsonrpc must be \"2.0\"")
      return
    }
    guard let method = value["method"] else {
      // The server asks nothing, so a response is to nothing.
      self = value["result"] != nil || value["error"] != nil ? .unanswered : invalid("a message must have a method")
      return
    }
    guard let name = method.string else {
      self = invalid("method must be a string")
      return
    }
    guard value["id"] != nil else {
      self = .unanswered
      return
    }
    guard let id else {
      self = invalid("id must be a string or an integer")
      return
    }
    if let params = value["params"], params.object == nil {
      self = .invalid(ProtocolError(.invalidParams, "params must be an object"), id: id)
      return
    }
    self = .request(ProtocolRequest(id: id, method: name, params: value["params"]))
  }
}

/// A request, to which there is exactly one answer.
struct ProtocolRequest {
  let id: RequestID
  let method: String
  /// An object; nil when there is none.
  let params: JSONValue?

  /// What the request says of the protocol; nil in versions that agree on it at the start.
  var meta: JSONValue? { params?["_meta"] }
}

/// The id of a request: a string or an integer, as the protocol demands.
enum RequestID: Equatable {
  case text(String)
  case number(Int)

  /// The id, or nil for other values.
  init?(_ value: JSONValue) {
    if let text = value.string {
      self = .text(text)
    } else if let number = value.int {
      self = .number(number)
    } else {
      return nil
    }
  }

  var value: Value {
    switch self {
    case .text(let text): .string(text.utf8)
    case .number(let number): .number(number)
    }
  }
}

/// Why a request has no result.
struct ProtocolError: Error {
  /// The codes of JSON-RPC, and those that versions of the protocol add.
  enum Code: Int {
    case parse = -32700
    case invalidRequest = -32600
    case unknownMethod = -32601
    case invalidParams = -32602
    case unsupportedVersion = -32022
    /// Only up to 2025-11-25; later versions forbid it.
    case noResource = -32002
  }

  let code: Code
  let message: String
  /// What a client can read besides; nil for nothing.
  var data: Value?

  init(_ code: Code, _ message: String, data: Value? = nil) {
    self.code = code
    self.message = message
    self.data = data
  }
}
