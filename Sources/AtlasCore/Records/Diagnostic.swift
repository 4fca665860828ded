/// Something about a page that its author wants to know.
public struct Diagnostic: Hashable, Sendable {
  /// How bad it is.
  public enum Severity: String, Comparable, Sendable {
    /// The page is read, and probably as it was meant.
    case note
    /// Something could not be placed, or contradicts something else.
    case warning
    /// A relation is lost, or the page cannot be a record.
    case error

    /// From the harmless to the grave.
    public static func < (left: Severity, right: Severity) -> Bool { left.rank < right.rank }

    private var rank: Int { self == .note ? 0 : self == .warning ? 1 : 2 }
  }

  /// The page's path, as it was given.
  public let path: String
  /// The line on the page, the first being 1.
  public let line: Int
  /// The byte on the line, the first being 1.
  public let column: Int
  /// How bad it is.
  public let severity: Severity
  /// What kind of thing it is.
  public let rule: Rule
  /// What is wrong and, where there is something, what to do.
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
  /// The form that compilers use, which editors can jump to: `path:line:column: severity: reason`.
  public var description: String { "\(path):\(line):\(column): \(severity.rawValue): \(reason)" }
}

/// A diagnostic that still knows its place as an index into the text; lines are counted only when one is printed.
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
