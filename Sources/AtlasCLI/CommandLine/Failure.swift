import AtlasCore
import AtlasFiles

/// What the process ends with, as grep has it.
enum ExitStatus: Int32, Sendable {
  /// Something was found, or done.
  case found = 0
  /// Nothing was found; or, for commands that check, there are findings.
  case nothing = 1
  /// The command line was wrong, or something failed.
  case failure = 2
}

/// Why a command ends without an answer.
///
/// Printed on stderr as `atlas: message`, in one line.
struct Failure: Error, Equatable {
  /// What, where, and what to do, without a period at the end; more lines only for lists of candidates.
  let message: String
  /// With `nothing`, what the command wrote before is still printed (an empty array, say); with `failure` it is not.
  let status: ExitStatus
  /// The usage line that goes under the message, when the command line was at fault.
  var usage: String?

  init(_ message: String, status: ExitStatus = .failure, usage: String? = nil) {
    self.message = message
    self.status = status
    self.usage = usage
  }

  init(_ error: SystemError) { self.init(error.description) }
}
