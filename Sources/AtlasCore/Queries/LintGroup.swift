/// Findings that say the same of many places, such as a section that all pages of a vault leave empty.
public struct LintGroup: Sendable {
  /// The first finding.
  public let first: Diagnostic
  /// The other findings, in order; empty for a finding that is told alone.
  public internal(set) var others: [Diagnostic] = []

  /// A finding that is told alone.
  public init(_ finding: Diagnostic) { first = finding }

  /// The number of findings.
  public var count: Int { others.count + 1 }

  /// Findings of one rule are alike from this number on; fewer are told one by one.
  static let leastCount = 6

  /// The findings in groups, in the order of the first of each.
  ///
  /// What a rule says again and again about one thing is a group. A rule that still has many groups is one group.
  static func groups(of findings: [Diagnostic]) -> [LintGroup] {
    group(group(findings.map { LintGroup($0) }) { Subject($0, $0.subject) }) { Subject($0, "") }
  }

  private struct Subject: Hashable {
    let rule: Diagnostic.Rule
    let severity: Diagnostic.Severity
    let text: String

    init(_ finding: Diagnostic, _ text: String) {
      rule = finding.rule
      severity = finding.severity
      self.text = text
    }
  }

  /// Joins groups of the same subject wherever there are enough of them.
  private static func group(_ groups: [LintGroup], by subject: (Diagnostic) -> Subject) -> [LintGroup] {
    let sizes = groups.reduce(into: [Subject: Int]()) { $0[subject($1.first), default: 0] += 1 }
    var rows: [Subject: Int] = [:]
    var joined: [LintGroup] = []
    for group in groups {
      let key = subject(group.first)
      guard sizes[key, default: 0] >= leastCount else {
        joined.append(group)
        continue
      }
      guard let row = rows[key] else {
        rows[key] = joined.count
        joined.append(group)
        continue
      }
      joined[row].others += [group.first] + group.others
    }
    return joined
  }
}

extension LintAnswer {
  /// The findings in groups of those that say the same of many places.
  public var groups: [LintGroup] { LintGroup.groups(of: findings) }
}

extension Diagnostic {
  /// What the finding is about, where one rule says different things that an author corrects one by one.
  fileprivate var subject: String {
    switch rule {
    case .unknownLabel, .unknownSection, .unknownValue: reason
    // Without the id in front: `has no platforms, no tactics`.
    case .missingField: String(reason.drop { $0 != " " })
    default: ""
    }
  }
}
