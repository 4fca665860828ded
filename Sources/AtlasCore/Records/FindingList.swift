/// The findings on pages or in a release file.
///
/// A text can have a finding every few bytes, so only a limited number is kept, to bound memory.
package struct FindingList: Sendable, Sequence, ExpressibleByArrayLiteral {
  /// The maximum number of findings to keep per severity.
  package static let maximum = 100_000

  private var kept: [Finding] = []
  private var counts = [Diagnostic.Severity: Int]()
  /// Whether all findings were kept.
  package private(set) var isComplete = true

  package init(arrayLiteral elements: Finding...) { append(contentsOf: elements) }

  /// Adds a finding, unless the maximum for its severity is reached.
  package mutating func append(_ finding: Finding) {
    guard counts[finding.severity, default: 0] < FindingList.maximum else {
      isComplete = false
      return
    }
    counts[finding.severity, default: 0] += 1
    kept.append(finding)
  }

  package mutating func append(contentsOf others: some Sequence<Finding>) {
    for finding in others { append(finding) }
  }

  package mutating func append(contentsOf others: FindingList) {
    for finding in others { append(finding) }
    isComplete = isComplete && others.isComplete
  }

  package func makeIterator() -> IndexingIterator<[Finding]> { kept.makeIterator() }
}
