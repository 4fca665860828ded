/// Other programs.
extension System {
  /// Runs a program, found by its name, and waits for it; a shell starts it, but finds every word in quotes.
  ///
  /// `posix_spawn` would need the environment, a C global that not every platform's Swift lets be read.
  ///
  /// - Parameter words: the name and the arguments.
  /// - Returns: its exit status, 127 when there is no such program.
  package static func start(_ words: [String]) -> Int32 {
    guard !words.isEmpty else { return 127 }
    let quoted = words.map {
      "'" + $0.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
    }
    ignoreBrokenPipes(false)
    defer { ignoreBrokenPipes() }
    // Asked first, so that the shell does not complain of a program that is not there.
    return run("command -v \(quoted[0]) >/dev/null 2>&1 || exit 127; exec " + quoted.joined(separator: " "))
  }
}
