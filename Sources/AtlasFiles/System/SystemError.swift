import AtlasCore

/// What the operating system refused: `cannot read pages/x.md: Permission denied`.
package struct SystemError: Error, Equatable, CustomStringConvertible {
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

  package var description: String {
    "cannot \(operation.rawValue) \(Sanitize.shown(path)): \(System.message(for: code))"
  }
}
