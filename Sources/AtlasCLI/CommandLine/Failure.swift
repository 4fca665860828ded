import AtlasCore
import AtlasFiles

/// The exit status of the process, with the values of grep.
enum ExitStatus: Int32, Sendable {
  /// There are results, or the work is done.
  case found = 0
  /// There are no results; or, for commands that check or compare, there are findings or differences.
  case nothing = 1
  /// The command line is not valid, or something failed.
  case failure = 2

  /// What help and manual say of each status.
  static let meanings = [
    ("0", "Found, or done."), ("1", "No results, differences or findings."),
    ("2", "Usage error, an unknown record, or failure; what was found is still printed."),
  ]

  /// The status of an answer.
  ///
  /// - Parameters:
  ///   - hasResults: whether anything was found.
  ///   - isComplete: whether every word that should name a record does.
  init(hasResults: Bool, isComplete: Bool) { self = !isComplete ? .failure : hasResults ? .found : .nothing }
}

/// Why a command ends without an answer, printed on stderr as `atlas: message`.
struct Failure: Error, Equatable {
  /// What failed, where, and what to do, without a period; more lines only for lists of candidates.
  let message: String
  /// With `nothing`, what the command wrote before is still printed (an empty array, for example); with `failure` it is
  /// not.
  let status: ExitStatus
  /// The usage line that follows the message of a usage error.
  var usage: String?

  init(_ message: String, status: ExitStatus = .failure, usage: String? = nil) {
    self.message = message
    self.status = status
    self.usage = usage
  }

  init(_ error: SystemError) { self.init(error.description) }
}
