import AtlasCore
import AtlasFiles

extension Command {
  static let lint = Command(
    name: "lint", summary: "Check pages, or a release file, and say where what is wrong.",
    discussion: """
      Without an operand the pages in use are checked. A finding is a line `path:line:column: severity: reason`, which \
      editors can jump to: links that lead nowhere, counts that do not hold, pages that contradict each other, unknown \
      sections, labels and values, steps out of order, what is missing. The formats for programs name the rule, too.

      The exit status is 1 when there are errors or warnings, and 2 when something cannot be read. Notes alone do not count, \
      but with `--strict` they do.
      """,
    examples: [
      Example("atlas lint", "the release in use, which is clean"),
      Example("atlas lint --format sarif ~/pages > lint.sarif", "for a code scanning service"),
      Example("atlas lint ~/pages --format jsonl | jq -r .rule | sort | uniq -c", "how often which rule"),
    ],
    operands: [
      Operand(name: "PATH", values: .file, help: "A directory of pages, one page, or a release file (.yaml).")
    ],
    flags: [.lintFormat, .strict]
  ) { invocation, output throws(Failure) in
    let findings = try Lint(invocation, &output)
    findings.write(invocation.has(.json) ? "json" : invocation.value(of: .format) ?? "text", &output)
    output.note(findings.summary)
    return findings.worst.map { $0 > .note || invocation.has(.strict) } == true ? .nothing : .found
  }
}

extension Flag {
  /// Takes the place of the common flag of that name.
  static let lintFormat = Flag(
    "format", nil,
    .choices([
      Choice("text", "a line a finding"), Choice("json", "one array"), Choice("jsonl", "an object a line"),
      Choice("sarif", "SARIF 2.1.0"),
    ]), name: "FORMAT", group: "Format", help: "How to print the findings.")
  static let strict = Flag("strict", help: "Let notes count as findings, too.")
}

/// What is to be said of pages or of a release file.
private struct Lint {
  private let findings: [Diagnostic]
  /// What was looked at: `279 pages`.
  private let extent: String

  init(_ invocation: Invocation, _ output: inout Output) throws(Failure) {
    if let path = invocation.operands.first, [".yaml", ".yml"].contains(where: path.lowercased().hasSuffix) {
      findings = try Lint.release(at: path)
      extent = "in the release file"
      return
    }
    let corpus = try invocation.corpus(at: invocation.operands.first, &output)
    findings = Audit(corpus).diagnostics
    extent = corpus.count == 1 ? "on 1 page" : "on \(corpus.count) pages"
  }

  private static func release(at path: String) throws(Failure) -> [Diagnostic] {
    let file: Bytes
    do throws(SystemError) { file = try System.read(path, limit: 1 << 30) } catch { throw Failure(error) }
    do throws(ReleaseError) {
      return try ReleaseFile.read(file, path: path).diagnostics
    } catch {
      return [error.diagnostic(path: path)]
    }
  }

  var worst: Diagnostic.Severity? { findings.map(\.severity).max() }

  /// How many of which severity there are: `2 errors and 1 note on 12 pages`.
  var summary: String {
    let counts = [Diagnostic.Severity.error, .warning, .note].compactMap { severity -> String? in
      let count = findings.count { $0.severity == severity }
      return count == 0 ? nil : "\(count) \(severity.rawValue)\(count == 1 ? "" : "s")"
    }
    return (counts.isEmpty ? "no findings" : Values.enumeration(counts, "and")) + " " + extent
  }

  func write(_ format: String, _ output: inout Output) {
    switch format {
    case "json":
      output.json(.array(findings.map(Lint.value)), isIndented: true)
      output.newline()
    case "jsonl":
      for finding in findings {
        output.json(Lint.value(finding), isIndented: false)
        output.newline()
      }
    case "sarif":
      var log = SARIF(Diagnostic.Rule.allCases.map { SARIF.Rule(id: $0.rawValue, summary: $0.summary) })
      log.begin(&output)
      for finding in findings {
        log.write(
          SARIF.Result(
            rule: finding.rule.rawValue, level: SARIF.Level(rawValue: finding.severity.rawValue) ?? .warning,
            message: finding.reason, path: Bytes(copying: finding.path), line: finding.line, column: finding.column),
          &output)
      }
      log.end(&output)
    default:
      for finding in findings {
        output.text("\(finding.path):\(finding.line):\(finding.column):", as: .label)
        output.text(" \(finding.severity.rawValue):", as: finding.severity > .note ? .failure : .note)
        output.text(" \(finding.reason)")
        output.newline()
      }
    }
  }

  private static func value(_ finding: Diagnostic) -> Value {
    .keyed(
      ("path", .string(Bytes(copying: finding.path))), ("line", .number(finding.line)),
      ("column", .number(finding.column)), ("severity", .text(finding.severity.rawValue)),
      ("rule", .text(finding.rule.rawValue)), ("reason", .string(Bytes(copying: finding.reason)))
    )
  }
}
