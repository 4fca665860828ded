import AtlasFiles

/// From the words of a command line to what is printed, without printing it: what tests call.
enum Run {
  /// What a command line leads to.
  struct Outcome: Sendable {
    var output: [UInt8] = []
    var errors: [UInt8] = []
    /// What stands on stderr behind the output.
    var closing: [UInt8] = []
    var status: ExitStatus
    var destination = Destination.standardOutput
  }

  /// Understands a command line and does what it says.
  ///
  /// - Parameters:
  ///   - words: the command line without the name of the tool; nil when one of them is no UTF-8.
  ///   - table: the commands there are.
  ///   - surroundings: variables, terminals, standard input.
  ///   - overflow: the descriptor for output that is too long to hold; nil to hold all of it.
  /// - Returns: what to print, and where, and the exit status.
  static func run(
    _ words: [String]?, _ table: CommandTable, _ surroundings: Surroundings, overflow: Int32? = nil
  ) -> Outcome {
    let invocation: Invocation
    do throws(Failure) {
      guard let words else { throw Failure("an argument is not UTF-8 text") }
      invocation = try Parser.parse(words, table, surroundings)
    } catch {
      return Outcome(errors: error.text(Output.Look(failingIn: surroundings)), status: error.status)
    }
    let destination = Destination(invocation)
    var output = Output(Output.Look(invocation), overflow: destination == .standardOutput ? overflow : nil)
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
    outcome.errors = output.notes + (failure?.text(output.look) ?? [])
    outcome.closing = output.closing
    do throws(SystemError) {
      outcome.output = try output.finish()
    } catch {
      outcome.errors += Failure(error).text(Output.Look(failingIn: surroundings))
      outcome.status = .failure
    }
    return outcome
  }
}

extension Failure {
  /// The failure as it stands on stderr: one line, and the usage line when the command line was at fault.
  func text(_ look: Output.Look) -> [UInt8] {
    var text: [UInt8] = []
    Paint.message(message, as: .failure, in: &text, colour: look.errorColour)
    if let usage { text += "usage: \(usage)\n".utf8 }
    return text
  }
}

extension Run.Outcome {
  /// Prints what is to be printed.
  ///
  /// - Returns: the exit status of the process.
  func deliver(_ surroundings: Surroundings) -> ExitStatus {
    // There is nowhere to complain when stderr itself is gone.
    if !errors.isEmpty { try? System.write(errors, to: System.standardError) }
    defer { if !closing.isEmpty { try? System.write(closing, to: System.standardError) } }
    // A failure leaves a file as it was, unless there is something to tell all the same.
    if case .file = destination, status == .failure, output.isEmpty { return status }
    guard !output.isEmpty || destination != .standardOutput else { return status }
    do throws(SystemError) {
      try destination.deliver(output)
      return status
    } catch {
      try? System.write(Failure(error).text(Output.Look(failingIn: surroundings)), to: System.standardError)
      return .failure
    }
  }
}
