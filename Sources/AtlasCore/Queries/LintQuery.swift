/// The problem with pages, or with a release file.
public struct LintQuery: Sendable {
  private let subject: Subject

  private enum Subject: Sendable {
    case pages(Corpus)
    case releaseFile(Bytes, path: String)
  }

  /// A check of pages.
  public init(_ corpus: Corpus) { subject = .pages(corpus) }

  /// A check of a release file.
  ///
  /// - Parameters:
  ///   - file: the content of the file.
  ///   - path: the path of the file in the findings.
  public init(releaseFile file: Bytes, path: String) { subject = .releaseFile(file, path: path) }

  /// Checks the pages or the file.
  public func answer() -> LintAnswer {
    switch subject {
    case .pages(let corpus):
      let audit = Audit(corpus)
      let found = corpus.pages.compactMap(\.leftOut) + audit.diagnostics
      return LintAnswer(findings: found, isComplete: audit.isComplete, pageCount: corpus.count)
    case .releaseFile(let file, let path):
      do throws(ReleaseError) {
        let reading = try ReleaseFile.read(anyForm: file, path: path)
        return LintAnswer(findings: reading.diagnostics, isComplete: reading.isComplete, pageCount: nil)
      } catch {
        return LintAnswer(findings: [error.diagnostic(path: path)], isComplete: true, pageCount: nil)
      }
    }
  }
}

/// The findings of a `LintQuery`.
public struct LintAnswer: Sendable {
  /// The findings: about the files first, then by page and line.
  public let findings: [Diagnostic]
  /// Whether these are all; at most 100,000 of each severity are kept.
  public let isComplete: Bool
  /// The number of pages that were checked; nil for a release file.
  public let pageCount: Int?

  /// The number of findings of a severity.
  public func count(of severity: Diagnostic.Severity) -> Int { findings.count { $0.severity == severity } }

  /// The highest severity of all findings; nil when there are none.
  public var highestSeverity: Diagnostic.Severity? { findings.map(\.severity).max() }

  /// The counts as a sentence without a period: `2 errors and 1 note on 12 pages`.
  public var summary: String {
    let counts = [Diagnostic.Severity.error, .warning, .note].compactMap { severity -> String? in
      let count = count(of: severity)
      return count == 0 ? nil : "\(count) \(severity.rawValue)\(count == 1 ? "" : "s")"
    }
    let extent = pageCount.map { $0 == 1 ? "on 1 page" : "on \($0) pages" } ?? "in the release file"
    return (isComplete ? "" : "more than ") + (counts.isEmpty ? "no findings" : counts.listed("and")) + " " + extent
  }
}

extension Page {
  /// A note about what an import left out, if this is the page about the import.
  fileprivate var leftOut: Diagnostic? {
    guard path.suffix(ImportRecord.path.utf8.count) == Bytes(copying: ImportRecord.path),
      let leftOut = ImportRecord(text)?.leftOut, !leftOut.isEmpty
    else { return nil }
    let line = text.range(of: leftOut).map { text.lineNumber(at: $0.lowerBound) } ?? 1
    return Diagnostic(
      path: path.string, line: line, column: 1, severity: .note, rule: .leftOut,
      reason: "left out by the import: \(leftOut); a newer version of atlas may know them")
  }
}
