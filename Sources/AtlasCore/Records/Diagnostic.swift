/// A problem on a page, for its author.
public struct Diagnostic: Hashable, Sendable {
  /// How serious a problem is.
  public enum Severity: String, Comparable, Sendable {
    /// The page is read, probably as intended.
    case note
    /// Something on the page is ignored or contradictory.
    case warning
    /// A relation is lost, or the page cannot be a record.
    case error

    /// From the least to the most serious.
    public static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }

    private var rank: Int { self == .note ? 0 : self == .warning ? 1 : 2 }
  }

  /// The path of the page, as given.
  public let path: String
  /// The line, from 1.
  public let line: Int
  /// The column in characters, from 1.
  public let column: Int
  /// How serious the problem is.
  public let severity: Severity
  /// The rule that the page breaks.
  public let rule: Rule
  /// What is wrong and, if possible, how to correct it.
  public let reason: String

  package init(path: String, line: Int, column: Int, severity: Severity, rule: Rule, reason: String) {
    self.path = path
    self.line = line
    self.column = column
    self.severity = severity
    self.rule = rule
    self.reason = reason
  }
}

extension Diagnostic: CustomStringConvertible {
  /// The diagnostic in the form of compiler messages, which editors understand: `path:line:column: severity: reason`.
  public var description: String { "\(path):\(line):\(column): \(severity.rawValue): \(reason)" }
}

/// A diagnostic whose place is still an index into the text; lines are counted only when it is printed.
package struct Finding: Sendable {
  package let place: Int
  package let severity: Diagnostic.Severity
  package let rule: Diagnostic.Rule
  package let reason: String

  package init(_ severity: Diagnostic.Severity, _ rule: Diagnostic.Rule, at place: Bytes, _ reason: String) {
    self.severity = severity
    self.rule = rule
    self.place = place.startIndex
    self.reason = reason
  }
}
