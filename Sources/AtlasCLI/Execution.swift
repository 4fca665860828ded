import AtlasFiles

/// Runs a command line without printing, so that tests can call it.
enum Execution {
  /// The result of a command line.
  struct Outcome: Sendable {
    var output: [UInt8] = []
    var errors: [UInt8] = []
    /// What is printed on stderr after the output.
    var closing: [UInt8] = []
    /// What the command has changed, for an error about the output.
    var done: String?
    var status: ExitStatus
    var destination = Destination.standardOutput
  }

  /// Runs a command line.
  ///
  /// - Parameters:
  ///   - words: the command line without the name of the tool; nil when a word is not UTF-8.
  ///   - table: the commands.
  ///   - environment: variables, terminals, standard input.
  ///   - overflow: the descriptor for output that is too long to hold; nil to hold all of it.
  /// - Returns: what to print, where, and the exit status.
  static func run(
    _ words: [String]?, _ table: CommandTable, _ environment: Environment, overflow: Int32? = nil
  ) -> Outcome {
    let invocation: Invocation
    do throws(Failure) {
      guard let words else { throw Failure("an argument is not UTF-8 text") }
      invocation = try Parser.parse(words, table, environment)
    } catch {
      return Outcome(errors: error.text(environment.errorStyle), status: error.status)
    }
    let destination = invocation.destination
    var output = Output(invocation.style, overflow: destination == .standardOutput ? overflow : nil)
    var outcome = Outcome(status: .found, destination: destination)
    var failure: Failure?
    do throws(Failure) {
      outcome.status =
        invocation.has(.help)
        ? try Help.run(invocation, &output) : try invocation.command.run(invocation, &output)
    } catch {
      outcome.status = error.status
      failure = error
      if error.status == .failure { output.discard() }
    }
    if output.isPartial { outcome.status = .failure }
    outcome.errors = output.notes + (failure?.text(output.style) ?? [])
    outcome.closing = output.closing
    outcome.done = output.done
    do throws(SystemError) {
      outcome.output = try output.finish()
    } catch {
      outcome.errors += Failure(error).text(environment.errorStyle)
      outcome.status = .failure
    }
    return outcome
  }
}

extension Failure {
  /// The failure as printed on stderr: the message, and the usage line of a usage error.
  func text(_ style: Output.Style) -> [UInt8] {
    var text = Output.message(message, as: .failure, style)
    if let usage { text += "usage: \(usage)\n".utf8 }
    return text
  }
}

extension Execution.Outcome {
  /// Prints the outcome.
  ///
  /// - Returns: the exit status of the process.
  func deliver(_ environment: Environment) -> ExitStatus {
    // There is nowhere to complain when stderr itself is gone.
    if !errors.isEmpty { try? System.write(errors, to: System.standardError) }
    defer { if !closing.isEmpty { try? System.write(closing, to: System.standardError) } }
    // A failure leaves a file as it was, unless there is output anyway.
    if case .file = destination, status == .failure, output.isEmpty { return status }
    guard !output.isEmpty || destination != .standardOutput else { return status }
    do throws(SystemError) {
      try destination.deliver(output)
      return status
    } catch {
      let failure = Failure((done.map { "\($0), but " } ?? "") + error.description)
      try? System.write(failure.text(environment.errorStyle), to: System.standardError)
      return .failure
    }
  }
}
