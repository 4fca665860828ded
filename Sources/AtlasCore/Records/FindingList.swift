/// The findings on pages or in a release file, of which so many are kept that they never need much more memory than what
/// was read: a text can have a finding every few bytes.
package struct FindingList: Sendable, Sequence, ExpressibleByArrayLiteral {
  /// The greatest number of findings of one severity that are kept.
  package static let maximum = 100_000

  private var kept: [Finding] = []
  private var counts = [Diagnostic.Severity: Int]()
  /// Whether no finding was left out.
  package private(set) var isComplete = true

  package init(arrayLiteral elements: Finding...) { append(contentsOf: elements) }

  /// Adds a finding, if fewer than the greatest number of its severity are there.
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
