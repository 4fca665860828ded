import AtlasCore

/// Findings as code scanning services take them.
///
/// Source: Static Analysis Results Interchange Format (SARIF) 2.1.0, OASIS.
struct SARIF: Sendable {
  /// What a tool checks.
  struct Rule: Sendable {
    /// A short name in kebab-case.
    let id: String
    /// One sentence.
    let summary: String
  }

  /// How grave a result is; the words are the format's own.
  enum Level: String, Sendable {
    case error, warning, note
  }

  /// One finding and its place.
  struct Result: Sendable {
    let rule: String
    let level: Level
    let message: String
    let path: String
    /// The first line is 1.
    let line: Int
    /// The first column is 1.
    let column: Int
  }

  let rules: [Rule]
  let results: [Result]

  func write(_ output: inout Output) {
    let driver: Value = .keyed(
      ("name", .text("atlas")), ("version", .text(Version.tool)), ("rules", .array(rules.map(SARIF.value))))
    let run: Value = .keyed(
      ("tool", .keyed(("driver", driver))), ("columnKind", .text("unicodeCodePoints")),
      ("results", .array(results.map(value))))
    let log: Value = .keyed(
      ("$schema", .text("https://json.schemastore.org/sarif-2.1.0.json")), ("version", .text("2.1.0")),
      ("runs", .array([run])))
    JSON(isIndented: true).write(log, to: &output)
    output.newline()
  }

  private static func value(_ rule: Rule) -> Value {
    .keyed(("id", string(rule.id)), ("shortDescription", .keyed(("text", string(rule.summary)))))
  }

  private func value(_ result: Result) -> Value {
    let index = rules.firstIndex { $0.id == result.rule }
    let region: Value = .keyed(("startLine", .number(result.line)), ("startColumn", .number(result.column)))
    let file: Value = .keyed(("uri", .text(SARIF.address(of: result.path))))
    let place: Value = .keyed(("artifactLocation", file), ("region", region))
    return .keyed(
      ("ruleId", SARIF.string(result.rule)), ("ruleIndex", .number(index ?? -1)),
      ("level", .text(result.level.rawValue)), ("message", .keyed(("text", SARIF.string(result.message)))),
      ("locations", .array([.keyed(("physicalLocation", place))])))
  }

  private static func string(_ text: String) -> Value { .string(Bytes(copying: text)) }

  /// A path as a URI reference: relative where the path is.
  private static func address(of path: String) -> String {
    var uri = path.hasPrefix("/") ? "file://" : ""
    for byte in path.utf8 {
      if byte.isAlphanumeric || "-._~/".utf8.contains(byte) {
        uri.unicodeScalars.append(Unicode.Scalar(byte))
      } else {
        let code = String(byte, radix: 16, uppercase: true)
        uri += "%" + (code.count == 1 ? "0" : "") + code
      }
    }
    return uri
  }
}
