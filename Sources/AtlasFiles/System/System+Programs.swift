/// Starts other programs.
extension System {
  /// Finds a program by name, runs it through a shell with every word quoted, and waits for it.
  ///
  /// `posix_spawn` would need the environment, a C global that Swift cannot read on every platform.
  ///
  /// - Parameter words: the name and arguments of the program.
  /// - Returns: the exit status; 127 if the program does not exist.
  package static func start(_ words: [String]) -> Int32 {
    guard let name = words.first, let path = program(name) else { return 127 }
    let quoted = ([path] + words.dropFirst()).map {
      "'" + $0.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
    }
    ignoreBrokenPipes(false)
    defer { ignoreBrokenPipes() }
    return run("exec " + quoted.joined(separator: " "))
  }

  /// The path of a program, found as a shell does; nil if there is none.
  ///
  /// It is found here, because a shell would print messages of its own, and take words such as `-v` for its options.
  private static func program(_ name: String) -> String? {
    let folders = (variable("PATH") ?? "/usr/bin:/bin").split(separator: ":", omittingEmptySubsequences: false)
    let paths = name.contains("/") ? [name] : folders.map { ($0.isEmpty ? "." : $0) + "/" + name }
    let path = paths.first { (try? kind(of: $0)) == .file && accessToRun($0) == 0 }
    return path.map { $0.hasPrefix("-") ? "./" + $0 : $0 }
  }
}
