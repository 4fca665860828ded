#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

import AtlasCore

/// The operating system: the one file that knows which platform this is, and the only one that calls the C library.
///
/// Descriptors in place of C's `stdout` and `stderr` (globals that Swift 6 rejects, and musl declares otherwise), and no function
/// with a variable number of arguments but those for which every platform's Swift overlay has a typed form (`open`, `ioctl`).
enum System {
  static let standardInput: Int32 = 0
  static let standardOutput: Int32 = 1
  static let standardError: Int32 = 2

  /// Lets a write to a closed pipe fail with an error instead of ending the process by a signal.
  static func ignoreBrokenPipes() { _ = signal(SIGPIPE, SIG_IGN) }

  static func exit(_ status: Int32) -> Never {
    #if canImport(Glibc)
      Glibc.exit(status)
    #elseif canImport(Musl)
      Musl.exit(status)
    #else
      Darwin.exit(status)
    #endif
  }

  /// The words of the command line without the first; nil when one of them is no UTF-8.
  static func arguments() -> [String]? {
    var words: [String] = []
    for index in 1..<max(Int(CommandLine.argc), 1) {
      guard let word = unsafe CommandLine.unsafeArgv[index] else { break }
      guard let text = unsafe String(validatingCString: word) else { return nil }
      words.append(text)
    }
    return words
  }

  /// The value of an environment variable; nil when it is not set.
  static func variable(_ name: String) -> String? {
    guard let value = unsafe getenv(name) else { return nil }
    return unsafe String(cString: value)
  }

  static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

  /// Nanoseconds since some moment in the past, by a clock that nobody sets.
  static func now() -> Int {
    var time = timespec()
    _ = unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return Int(time.tv_sec) * 1_000_000_000 + Int(time.tv_nsec)
  }

  /// Columns and rows of the terminal that one of the standard descriptors is; nil when none is or it does not tell.
  static func terminalSize() -> (columns: Int, rows: Int)? {
    for descriptor in [standardOutput, standardError, standardInput] {
      var size = winsize()
      if unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 {
        return (Int(size.ws_col), Int(size.ws_row))
      }
    }
    return nil
  }
}

// MARK: - Reading

extension System {
  /// What a path leads to.
  enum Kind: Sendable {
    case file, directory, symbolicLink, other
  }

  /// What stands at `path`.
  ///
  /// - Parameters:
  ///   - path: where to look.
  ///   - following: whether to look behind a symbolic link.
  /// - Returns: the kind.
  /// - Throws: when nothing is there, or it may not be looked at.
  static func kind(of path: String, following: Bool = true) throws(SystemError) -> Kind {
    var status = stat()
    let result = unsafe following ? stat(path, &status) : lstat(path, &status)
    guard result == 0 else { throw SystemError(.read, path, errno) }
    return switch status.st_mode & S_IFMT {
    case S_IFREG: .file
    case S_IFDIR: .directory
    case S_IFLNK: .symbolicLink
    default: .other
    }
  }

  /// Device and number of the file at `path`, by which a directory met twice is known; nil when there is none.
  static func identity(of path: String) -> (device: UInt64, number: UInt64)? {
    var status = stat()
    guard unsafe stat(path, &status) == 0 else { return nil }
    return (UInt64(truncatingIfNeeded: status.st_dev), UInt64(truncatingIfNeeded: status.st_ino))
  }

  /// The names in a directory, sorted by their bytes, without `.` and `..`.
  static func list(_ path: String) throws(SystemError) -> [String] {
    guard let directory = unsafe opendir(path) else { throw SystemError(.read, path, errno) }
    defer { unsafe closedir(directory) }
    var names: [String] = []
    while let entry = unsafe readdir(directory) {
      let name = unsafe withUnsafePointer(to: &entry.pointee.d_name) {
        unsafe String(cString: UnsafeRawPointer($0).assumingMemoryBound(to: CChar.self))
      }
      if name != ".", name != ".." { names.append(name) }
    }
    names.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    return names
  }

  /// The content of a file, kept until the process ends.
  ///
  /// - Parameters:
  ///   - path: where the file is.
  ///   - limit: how many bytes it may have; a longer file is refused, not cut.
  /// - Returns: the content.
  /// - Throws: when it cannot be read, or is too long.
  static func read(_ path: String, limit: Int) throws(SystemError) -> Bytes {
    let descriptor = unsafe open(path, O_RDONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw SystemError(.read, path, errno) }
    defer { close(descriptor) }
    return try read(descriptor, path, limit)
  }

  /// Standard input to its end, kept until the process ends.
  static func readInput(limit: Int) throws(SystemError) -> Bytes {
    try read(standardInput, "standard input", limit)
  }

  private static func read(_ descriptor: Int32, _ path: String, _ limit: Int) throws(SystemError) -> Bytes {
    var status = stat()
    guard unsafe fstat(descriptor, &status) == 0 else { throw SystemError(.read, path, errno) }
    let isFile = status.st_mode & S_IFMT == S_IFREG
    if isFile, status.st_size > limit { throw SystemError(.read, path, EFBIG) }
    // One byte more than the file tells, to see its end without growing; a pipe tells nothing.
    var capacity = isFile ? Int(status.st_size) + 1 : 64 << 10
    var memory = UnsafeMutableRawPointer.allocate(byteCount: capacity, alignment: 1)
    var count = 0
    while true {
      let got = restarting { unsafe systemRead(descriptor, memory + count, capacity - count) }
      if got == 0 { break }
      count += max(got, 0)
      if got < 0 || count > limit {
        let code = got < 0 ? errno : EFBIG
        unsafe memory.deallocate()
        throw SystemError(.read, path, code)
      }
      if count == capacity {
        capacity *= 2
        let larger = UnsafeMutableRawPointer.allocate(byteCount: capacity, alignment: 1)
        unsafe larger.copyMemory(from: memory, byteCount: count)
        unsafe memory.deallocate()
        unsafe memory = larger
      }
    }
    let bytes = unsafe memory.bindMemory(to: UInt8.self, capacity: count)
    return unsafe Bytes(immortal: UnsafeBufferPointer(start: bytes, count: count))
  }

  /// Calls a function again when a signal cut it short.
  private static func restarting(_ call: () -> Int) -> Int {
    while true {
      let result = call()
      if result >= 0 || errno != EINTR { return result }
    }
  }
}

// The names that `System` has methods of, too.
@unsafe private func systemRead(_ descriptor: Int32, _ memory: UnsafeMutableRawPointer, _ count: Int) -> Int {
  unsafe read(descriptor, memory, count)
}

@unsafe private func systemWrite(_ descriptor: Int32, _ memory: UnsafeRawPointer, _ count: Int) -> Int {
  unsafe write(descriptor, memory, count)
}

// MARK: - Writing

extension System {
  /// Writes all of the bytes.
  ///
  /// A reader that went away ends the process, quietly: there is nobody left to write for.
  static func write(_ bytes: [UInt8], to descriptor: Int32) throws(SystemError) {
    do throws(SystemError) {
      try write(bytes, to: descriptor, path: descriptor == standardOutput ? "standard output" : "standard error")
    } catch  where error.code == EPIPE {
      exit(0)
    }
  }

  /// Writes all of the bytes to the file of that path.
  static func write(_ bytes: [UInt8], to descriptor: Int32, path: String) throws(SystemError) {
    var start = 0
    while start < bytes.count {
      let done = unsafe bytes.withUnsafeBytes { memory in
        restarting {
          unsafe systemWrite(descriptor, memory.baseAddress.unsafelyUnwrapped + start, bytes.count - start)
        }
      }
      guard done >= 0 else { throw SystemError(.write, path, errno) }
      start += done
    }
  }

  /// Writes a file whole or not at all: beside its place first, onto the disk, then into its place.
  ///
  /// What is there keeps its permissions, a symbolic link is followed, and what is no file (a pipe, `/dev/stdout`) is
  /// simply written to.
  static func replace(_ path: String, with bytes: [UInt8]) throws(SystemError) {
    var target = path
    var status = stat()
    let exists = unsafe stat(path, &status) == 0
    if exists {
      guard status.st_mode & S_IFMT == S_IFREG else { return try overwrite(path, with: bytes) }
      if let real = unsafe realpath(path, nil) {
        target = unsafe String(cString: real)
        unsafe free(real)
      }
    }
    var template = Array((target + ".XXXXXX").utf8CString)
    let descriptor = unsafe mkstemp(&template)
    guard descriptor >= 0 else { throw SystemError(.write, path, errno) }
    let temporary = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    var done = false
    defer { if !done { unsafe unlink(temporary) } }
    do {
      defer { close(descriptor) }
      let mask = umask(0)
      umask(mask)
      _ = fchmod(descriptor, exists ? status.st_mode & 0o7777 : 0o666 & ~mask)
      try write(bytes, to: descriptor, path: path)
      // A disk that is full may say so only now.
      guard fsync(descriptor) == 0 else { throw SystemError(.write, path, errno) }
    }
    guard unsafe rename(temporary, target) == 0 else { throw SystemError(.write, path, errno) }
    done = true
  }

  private static func overwrite(_ path: String, with bytes: [UInt8]) throws(SystemError) {
    let descriptor = unsafe open(path, O_WRONLY | O_CLOEXEC)
    guard descriptor >= 0 else { throw SystemError(.write, path, errno) }
    defer { close(descriptor) }
    try write(bytes, to: descriptor, path: path)
  }
}

// MARK: - Other programs

extension System {
  /// Hands `bytes` to the standard input of a shell command, and waits for it.
  ///
  /// - Returns: whether the command could be started.
  static func pipe(_ bytes: [UInt8], to command: String) -> Bool {
    // A less that is started without options must show colours and leave short text on the screen, as for git.
    _ = unsafe setenv("LESS", "FIRX", 0)
    _ = signal(SIGPIPE, SIG_DFL)
    let stream = unsafe popen(command, "w")
    _ = signal(SIGPIPE, SIG_IGN)
    guard let stream = unsafe stream else { return false }
    // Ctrl-C belongs to the pager; were this process to end by it, the pager would fight the shell for the terminal.
    let interrupt = signal(SIGINT, SIG_IGN)
    // Whoever leaves the pager before the end closes the pipe, which is no error.
    try? write(bytes, to: unsafe fileno(stream), path: command)
    let status = unsafe pclose(stream)
    _ = signal(SIGINT, interrupt)
    let code = status >> 8 & 0xFF
    return status >= 0 && code != 126 && code != 127
  }

  /// The program that opens an address with what the user has chosen for it.
  static var opener: String {
    #if canImport(Darwin)
      "open"
    #else
      "xdg-open"
    #endif
  }

  /// Runs a program, found by its name, and waits for it; a shell starts it, but finds every word in quotes.
  ///
  /// `posix_spawn` would need the environment, a C global that not every platform's Swift lets be read.
  ///
  /// - Parameter words: the name and the arguments.
  /// - Returns: its exit status, 127 when there is no such program.
  static func start(_ words: [String]) -> Int32 {
    let quoted = words.map {
      "'" + $0.split(separator: "'", omittingEmptySubsequences: false).joined(separator: "'\\''") + "'"
    }
    _ = signal(SIGPIPE, SIG_DFL)
    defer { _ = signal(SIGPIPE, SIG_IGN) }
    // Asked first, so that the shell does not complain of a program that is not there.
    return run("command -v \(quoted.first ?? "''") >/dev/null 2>&1 || exit 127; exec " + quoted.joined(separator: " "))
  }

  /// Runs a shell command and waits for it.
  ///
  /// - Returns: its exit status, 127 when there is no such program.
  static func run(_ command: String) -> Int32 {
    let status = unsafe system(command)
    return status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + (status & 0x7F)
  }

  /// What the system says about an error number.
  static func message(for code: Int32) -> String { unsafe String(cString: strerror(code)) }
}
