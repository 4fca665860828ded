import AtlasCore
import AtlasFiles

/// The counts of a scan.
struct ScanSummary {
  private var files = 0
  private var skipped = 0
  private var ids = 0
  private var named = 0
  private var found: [Verdict.Kind: Int] = [:]
  private var fixed: [Verdict.Kind: Int] = [:]
  /// Whether something could not be read.
  var isIncomplete = false
  /// Whether a correction failed.
  var hasFailedFix = false

  /// - Parameters:
  ///   - file: the findings.
  ///   - isFixed: whether it was corrected, or would be.
  mutating func add(_ file: ScannedFile, isFixed: Bool) {
    guard case .read = file.state else {
      skipped += 1
      return
    }
    files += 1
    ids += file.count
    named += file.namedCount
    for (kind, count) in file.omitted where kind != .ok { found[kind, default: 0] += count }
    for citation in file.citations where citation.verdict.kind != .ok {
      found[citation.verdict.kind, default: 0] += 1
      if isFixed, !citation.edits.isEmpty { fixed[citation.verdict.kind, default: 0] += 1 }
    }
  }

  /// Whether findings of these kinds are left.
  func isAny(of kinds: Set<Verdict.Kind>) -> Bool {
    kinds.contains { found[$0, default: 0] > fixed[$0, default: 0] }
  }

  /// The summary: `17 ids in 3 files, checked against release 2026.09: 15 ok, 1 retired, 1 mismatched`.
  func sentence(release: String, isDryRun: Bool) -> String {
    let findings = found.values.reduce(0, +)
    let corrected = fixed.values.reduce(0, +)
    let counts = [(Verdict.Kind.ok, ids - findings)] + Verdict.Kind.allCases.map { ($0, found[$0, default: 0]) }
    let parts = counts.filter { $0.1 > 0 }.map { kind, count in
      "\(count) \(kind.rawValue)" + (kind == .ok ? " (\(named(of: count)))" : "")
    }
    return "\(ids) \(ids == 1 ? "id" : "ids") in \(files) \(files == 1 ? "file" : "files"), checked against \(release)"
      + (parts.isEmpty ? "" : ": " + parts.joined(separator: ", "))
      + (corrected > 0 ? "; \(corrected) \(isDryRun ? "can be corrected" : "corrected")" : "")
      + (skipped > 0 ? "; \(skipped) \(skipped == 1 ? "file is" : "files are") binary or UTF-16" : "")
  }

  /// How many valid ids were compared with a name, so that "ok" is not read as more than it says.
  private func named(of count: Int) -> String {
    if named == 0 { return "no name to compare" }
    return named == count
      ? "beside the right \(count == 1 ? "name" : "names")"
      : "\(named) beside the right name, \(count - named) without a name"
  }
}
