/// What the operating system refused: `cannot read pages/x.md: Permission denied`.
struct SystemError: Error, Equatable, CustomStringConvertible {
  enum Operation: String, Sendable {
    case read, write
  }

  let operation: Operation
  let path: String
  /// The value of `errno`.
  let code: Int32

  init(_ operation: Operation, _ path: String, _ code: Int32) {
    self.operation = operation
    self.path = path
    self.code = code
  }

  var description: String {
    "cannot \(operation.rawValue) \(Sanitize.shown(path)): \(System.message(for: code))"
  }
}
