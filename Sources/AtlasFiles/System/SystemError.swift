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

  /// The reason where it is not the system's.
  private let ownReason: String?

  package init(_ operation: Operation, _ path: String, _ code: Int32, because ownReason: String? = nil) {
    self.operation = operation
    self.path = path
    self.code = code
    self.ownReason = ownReason
  }

  /// The operation, the path and the system's reason on one line, safe to print.
  public var description: String {
    "cannot \(operation.rawValue) \(Sanitize.shown(path)): \(reason)"
  }

  private var reason: String {
    ownReason ?? (code == System.notRegular ? "not a regular file" : System.message(for: code))
  }

  /// The error for a file that is longer than the greatest length that is read, in bytes.
  static func tooLong(_ path: String, limit: Int) -> SystemError {
    let size = limit >= 1 << 20 ? "\(limit >> 20) MiB" : "\(limit >> 10) KiB"
    return SystemError(.read, path, System.tooLarge, because: "larger than the limit of \(size)")
  }
}
