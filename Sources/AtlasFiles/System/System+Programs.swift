/// Starts other programs.
extension System {
  /// Finds a program by name, runs it through a shell with every word quoted, and waits for it.
  ///
  /// `posix_spawn` would need the environment, a C global that Swift cannot read on every platform.
  ///
  /// - Parameter words: the name and arguments of the program.
  /// - Returns: the exit status; 127 if the program does not exist.
  package static func start(_ words: [String]) -> Int32 {
    guard !words.isEmpty else { return 127 }
    let quoted = words.map {
      "'" + $0.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
    }
    ignoreBrokenPipes(false)
    defer { ignoreBrokenPipes() }
    // Check first, so that the shell prints no error for a missing program.
    return run("command -v \(quoted[0]) >/dev/null 2>&1 || exit 127; exec " + quoted.joined(separator: " "))
  }
}
