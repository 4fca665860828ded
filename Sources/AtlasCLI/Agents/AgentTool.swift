import AtlasCore

/// A tool for agents: what clients list, and what it answers.
struct AgentTool: Sendable {
  let name: StaticString
  /// What it is for, in one or two sentences, which an agent chooses by.
  let description: StaticString
  let parameters: [ToolParameter]
  /// The schema of its answers; nil when they are markdown.
  var output: Value?
  let run: @Sendable (ToolArguments, KnowledgeBase) throws(ToolError) -> ToolAnswer

  /// All tools, in the order in which clients list them.
  static let all: [AgentTool] = [
    .searchRecords, .getRecords, .listRecords, .relatedRecords, .techniqueSequences, .coverageGap, .checkText,
  ]

  /// The arguments as JSON Schema.
  var input: Value {
    let required = parameters.filter(\.isRequired)
    var pairs: [(key: StaticString, value: Value)] = [
      ("type", .text("object")), ("properties", .object(parameters.map { ($0.name, $0.schema) })),
    ]
    if !required.isEmpty { pairs.append(("required", .array(required.map { .string(Bytes($0.name)) }))) }
    return .object(pairs + [("additionalProperties", .bool(false))])
  }

  /// Answers a call.
  ///
  /// - Throws: what is wrong with the arguments.
  func answer(_ arguments: JSONValue?, in base: KnowledgeBase) throws(ToolError) -> ToolAnswer {
    try run(try ToolArguments(arguments, parameters), base)
  }
}

// MARK: - Parameters that several tools have

extension ToolParameter {
  static func ids(_ counts: ClosedRange<Int>, _ help: StaticString) -> ToolParameter {
    ToolParameter(name: "ids", kind: .records(counts), isRequired: true, help: help)
  }

  static func kind(isRequired: Bool = false) -> ToolParameter {
    ToolParameter(name: "kind", kind: .choice(RecordKind.allCases.map(\.name)), isRequired: isRequired)
  }

  static func limit(_ most: Int, ifMissing: Int) -> ToolParameter {
    ToolParameter(name: "limit", kind: .number(1...most, ifMissing: ifMissing))
  }

  static let offset = ToolParameter(name: "offset", kind: .number(0...Int.max, ifMissing: 0))
  static let includeRelated = ToolParameter(
    name: "include_related", kind: .flag, help: "Count parents and sub-techniques.")
  static let platform = ToolParameter(name: "platform", kind: .text(maximumLength: 100))
}

// MARK: - Schemas of output

extension Value {
  static let integerSchema = Value.keyed(("type", .text("integer")))
  static let arraySchema = Value.keyed(("type", .text("array")))

  /// The schema of an answer with rows: what is particular to the tool, since an agent pays for each byte of the list.
  ///
  /// - Parameters:
  ///   - facts: keys besides the rows and what every answer says.
  ///   - name: the key of the rows.
  /// - Returns: the schema.
  static func answerSchema(_ facts: [(key: StaticString, value: Value)], rows name: StaticString) -> Value {
    let pairs = facts + [(name, arraySchema)]
    return .keyed(
      ("type", .text("object")), ("properties", .object(pairs)),
      ("required", .array(pairs.map { .string(Bytes($0.key)) })))
  }
}

extension AgentTool {
  /// What an agent must know before it calls a tool.
  static func instructions(for base: KnowledgeBase) -> String {
    let counts = RecordKind.allCases.map { kind in
      let count = base.ids(of: kind).count
      return "\(count) \(kind.noun(count))"
    }
    return """
      MITRE ATLAS, attacks on AI systems, \(base.releaseName): \(counts.joined(separator: ", ")). Texts: \
      \(base.wording.claim). Cite id, name and release. Arguments for records take ids, names, former names or URLs; a \
      sub-technique is named "Parent: Child". Empty means none mapped in this release. Relations are direct unless \
      include_related. Long answers end early: pass nextOffset as offset.
      """
  }
}
