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
  static func run(_ line: String, _ surroundings: Surroundings = .none) -> Result {
    let outcome = Run.run(words(line), .atlas, surroundings)
    return Result(
      output: String(decoding: outcome.output, as: UTF8.self),
      errors: String(decoding: outcome.errors + outcome.closing, as: UTF8.self),
      status: outcome.status.rawValue)
  }

  /// On a terminal of that width.
  static func terminal(_ columns: Int, colour: Bool = false) -> Surroundings {
    var surroundings = Surroundings.none
    surroundings.outputIsTerminal = true
    surroundings.errorIsTerminal = true
    surroundings.terminalSize = { (columns, 24) }
    surroundings.variable = { colour && $0 == "TERM" ? "xterm-256color" : nil }
    return surroundings
  }

  /// With `text` on standard input.
  static func input(_ text: String) -> Surroundings {
    var surroundings = Surroundings.none
    surroundings.readInput = { limit throws(SystemError) in
      guard text.utf8.count <= limit else { throw SystemError(.read, "standard input", 27) }
      return Bytes(copying: text)
    }
    return surroundings
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
