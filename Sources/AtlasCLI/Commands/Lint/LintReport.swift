import AtlasCore

/// How `lint` prints its findings.
enum LintFormat: String, FormatChoice {
  case text, json, jsonl, sarif

  var summary: String {
    switch self {
    case .text: "one finding per line"
    case .json: "one array"
    case .jsonl: "one object per line"
    case .sarif: "SARIF 2.1.0"
    }
  }
}

/// Prints the findings of `lint`.
struct LintReport {
  let findings: [Diagnostic]

  func write(_ format: LintFormat, _ output: inout Output) {
    switch format {
    case .text: for finding in findings { writeLine(finding, &output) }
    case .json:
      output.json(.array(findings.map(\.value)), isIndented: true)
      output.newline()
    case .jsonl:
      for finding in findings {
        output.json(finding.value, isIndented: false)
        output.newline()
      }
    case .sarif: writeSARIF(&output)
    }
  }

  private func writeLine(_ finding: Diagnostic, _ output: inout Output) {
    output.text("\(finding.path):\(finding.line):\(finding.column):", as: .path)
    output.text(" \(finding.severity.rawValue):", as: finding.severity.role)
    output.text(" \(finding.reason)")
    output.newline()
  }

  private func writeSARIF(_ output: inout Output) {
    var log = SARIF(
      Diagnostic.Rule.allCases.map { SARIF.Rule(id: $0.rawValue, summary: $0.summary) }, toolVersion: Version.tool)
    log.begin(&output)
    for finding in findings {
      log.write(
        SARIF.Result(
          rule: finding.rule.rawValue, level: SARIF.Level(rawValue: finding.severity.rawValue) ?? .warning,
          message: finding.reason, path: Bytes(copying: finding.path), line: finding.line, column: finding.column),
        &output)
    }
    log.end(&output)
  }
}

extension Diagnostic {
  fileprivate var value: Value {
    .keyed(
      ("path", .string(Bytes(copying: path))), ("line", .number(line)), ("column", .number(column)),
      ("severity", .text(severity.rawValue)), ("rule", .text(rule.rawValue)),
      ("reason", .string(Bytes(copying: reason)))
    )
  }
}

extension Diagnostic.Severity {
  /// How the word is painted.
  fileprivate var role: Role {
    switch self {
    case .error: .failure
    case .warning: .warning
    case .note: .note
    }
  }
}
