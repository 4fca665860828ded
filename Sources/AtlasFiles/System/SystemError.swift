import AtlasCore

/// An operation on a file that the system refused: `cannot read pages/x.md: Permission denied`.
public struct SystemError: Error, Equatable, CustomStringConvertible {
  /// What was to be done with a file.
  public enum Operation: String, Sendable {
    /// Reading it.
    case read
    /// Writing it.
    case write
    /// Removing it.
    case remove
  }

  /// What was to be done.
  public let operation: Operation
  /// The path of the file or directory.
  public let path: String
  /// The value of `errno`.
  public let code: Int32

  package init(_ operation: Operation, _ path: String, _ code: Int32) {
    self.operation = operation
    self.path = path
    self.code = code
  }

  /// The operation, the path and the reason that the system gives, as one line of text that is safe to print.
  public var description: String {
    "cannot \(operation.rawValue) \(Sanitize.shown(path)): \(System.message(for: code))"
  }
}
