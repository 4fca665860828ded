import AtlasCore
import AtlasFiles

extension Command {
  static let lint = Command(
    name: "lint", summary: "Check pages or a release file and report problems by line.",
    discussion: """
      Without an argument, checks the pages in use. A finding is a line `path:line:column: severity: reason`, which editors \
      can jump to. Reported are broken links, wrong counts, pages that contradict each other, unknown sections, labels and \
      values, steps out of order, and missing parts; in a release file also what this version of atlas does not know. The \
      machine formats also name the rule.

      In text, six or more findings that say the same are one line: the first of them, their number and the next places \
      (`--verbose` prints all). The machine formats have them one by one. Of errors, warnings and notes, the first 100,000 each \
      are kept.

      The exit status is 1 if there are errors or warnings, and 2 if something cannot be read. Notes alone do not count, \
      unless `--strict` is given.
      """,
    examples: [
      Example("atlas lint", "check the release in use, which is clean"),
      Example("atlas lint ATLAS-5.6.0.yaml", "check a release file"),
      Example("atlas lint --format sarif ~/pages > lint.sarif", "write SARIF for a code scanning service"),
      Example("atlas lint ~/pages --format jsonl | jq -r .rule | sort | uniq -c", "count findings per rule"),
    ],
    operands: [
      Operand(
        name: "PATH", values: .file,
        help: "A directory of pages, one page, or a release file (.yaml, .json; - for standard input).")
    ],
    flags: [.format(LintFormat.self), .strict, .verbose]
  ) { invocation, output throws(Failure) in
    let format = try invocation.format(LintFormat.self)
    let answer = try query(invocation, &output).answer()
    let report = LintReport(answer, isVerbose: invocation.has(.verbose))
    report.write(format, &output)
    // A page that could not be read can have findings, so "no findings" is not reported then.
    let counts = output.isPartial && answer.findings.isEmpty ? "" : report.summary(format)
    output.conclude(
      (output.isPartial ? ["not every page could be read", counts] : [counts]).filter { !$0.isEmpty }.joined(
        separator: "; "))
    return answer.highestSeverity.map { $0 > .note || invocation.has(.strict) } == true ? .nothing : .found
  }

  private static func query(_ invocation: Invocation, _ output: inout Output) throws(Failure) -> LintQuery {
    guard let path = invocation.operands.first else {
      return LintQuery(try invocation.corpus(try invocation.dataSource, &output))
    }
    guard DataSource.isReleaseFile(path) else {
      return LintQuery(try invocation.corpus(.pages(path), &output))
    }
    let (text, name) = try invocation.releaseText(path)
    return LintQuery(releaseFile: text, path: name)
  }
}

extension Flag {
  static let strict = Flag("strict", help: "Let notes count as findings.")
  static let verbose = Flag("verbose", help: "In text, print every finding on its own line.")
}
