import AtlasCore

/// An operation on a file that the system refused.
public struct SystemError: Error, Equatable, CustomStringConvertible {
  package enum Operation: String, Sendable {
    case read, write
  }

  package let operation: Operation
  package let path: String
  /// The value of `errno`.
  package let code: Int32

  package init(_ operation: Operation, _ path: String, _ code: Int32) {
    self.operation = operation
    self.path = path
    self.code = code
  }

  /// The error as a sentence: `cannot read pages/x.md: Permission denied`.
  public var description: String {
    "cannot \(operation.rawValue) \(Sanitize.shown(path)): \(System.message(for: code))"
  }
}
