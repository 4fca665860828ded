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
  private let answer: LintAnswer
  private let groups: [LintGroup]

  init(_ answer: LintAnswer, isVerbose: Bool) {
    self.answer = answer
    groups = isVerbose ? answer.findings.map { LintGroup($0) } : answer.groups
  }

  private var findings: [Diagnostic] { answer.findings }

  /// The counts, and how to see what text left out.
  func summary(_ format: LintFormat) -> String {
    guard format == .text, groups.count < findings.count else { return answer.summary }
    return "\(answer.summary), in \(groups.count) line\(groups.count == 1 ? "" : "s"); --verbose prints each finding"
  }

  func write(_ format: LintFormat, _ output: inout Output) {
    switch format {
    case .text: for group in groups { writeLine(group, &output) }
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

  /// How many of the other findings of a group its line names.
  private static let namedOthers = 3

  private func writeLine(_ group: LintGroup, _ output: inout Output) {
    let finding = group.first
    output.text("\(finding.path):\(finding.line):\(finding.column):", as: .path)
    output.text(" \(finding.severity.rawValue):", as: finding.severity.role)
    output.text(" \(finding.reason)")
    if !group.others.isEmpty {
      var others: [String] = []
      for other in group.others.lazy.map(\.subject) where other != finding.subject && !others.contains(other) {
        others.append(other)
        if others.count == LintReport.namedOthers { break }
      }
      if group.others.count > others.count { others.append("…") }
      let also = others.count == 1 ? "" : "; also \(others.joined(separator: ", "))"
      output.text(" (one of \(group.count)\(also))", as: .note)
    }
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
    log.end(&output, isComplete: !output.isPartial)
  }
}

extension Diagnostic {
  /// The record that the reason is about: with which it starts, or whose page is missing; or else the file and the line.
  fileprivate var subject: String {
    let words = reason.split(separator: " ")
    let missing = words.firstIndex(of: "page:").map { words[($0 + 1)...] }
    for word in [words.first, missing?.first] {
      if let word = word.map(String.init), RecordID(word) != nil { return word }
    }
    return "\(path.split(separator: "/").last ?? path[...]):\(line)"
  }

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
