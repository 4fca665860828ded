import AtlasCore
import AtlasData
import AtlasFiles
import TestSupport

@testable import AtlasCLI

/// The tool itself, over the bundled release, without a process.
enum Tool {
  struct Result: Equatable {
    var output: String
    var errors: String
    var status: Int32
  }

  /// Runs a line of words with blanks between; a word with blanks stands in single quotes.
  static func run(_ line: String, _ environment: Environment = .none) -> Result {
    let outcome = Execution.run(words(line), .atlas, environment)
    return Result(
      output: String(decoding: outcome.output, as: UTF8.self),
      errors: String(decoding: outcome.errors + outcome.closing, as: UTF8.self),
      status: outcome.status.rawValue)
  }

  /// On a terminal of that width.
  static func terminal(_ columns: Int, color: Bool = false) -> Environment {
    var environment = Environment.none
    environment.outputIsTerminal = true
    environment.errorIsTerminal = true
    environment.terminalSize = { (columns, 24) }
    environment.variable = { color && $0 == "TERM" ? "xterm-256color" : nil }
    return environment
  }

  /// With `text` on standard input.
  static func input(_ text: String) -> Environment {
    var environment = Environment.none
    environment.readInput = { limit throws(SystemError) in
      guard text.utf8.count <= limit else { throw SystemError(.read, "standard input", 27) }
      return Bytes(copying: text)
    }
    return environment
  }

  /// The lines of an answer that must have been found.
  static func lines(_ line: String) -> [String] {
    run(line).output.split(separator: "\n").map(String.init)
  }

  /// The ids of an answer.
  static func ids(_ line: String) -> [String] { lines(line + " --format ids") }

  static func words(_ line: String) -> [String] {
    var words: [String] = []
    for (index, part) in line.split(separator: "'", omittingEmptySubsequences: false).enumerated() {
      if index.isMultiple(of: 2) {
        words += part.split(separator: " ").map(String.init)
      } else {
        words.append(String(part))
      }
    }
    return words
  }
}
