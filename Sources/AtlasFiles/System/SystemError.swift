import AtlasCore

/// A failed operation on a file: `cannot read pages/x.md: Permission denied`.
public struct SystemError: Error, Equatable, CustomStringConvertible {
  /// The operations on files.
  public enum Operation: String, Sendable {
    /// Reading it.
    case read
    /// Writing it.
    case write
    /// Removing it.
    case remove
  }

  /// The operation that failed.
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

  /// The operation, the path and the system's reason on one line, safe to print.
  public var description: String {
    "cannot \(operation.rawValue) \(Sanitize.shown(path)): \(System.message(for: code))"
  }
}
