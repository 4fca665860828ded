#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

package import AtlasCore

/// The operating system: the one file that knows which platform this is, and the only one that calls the C library.
///
/// Descriptors instead of C's `stdout` and `stderr` (globals that Swift 6 rejects, and musl declares otherwise), and no function
/// with a variable number of arguments but those for which every platform's Swift overlay has a typed form (`open`, `ioctl`).
package enum System {
  package static let standardInput: Int32 = 0
  package static let standardOutput: Int32 = 1
  package static let standardError: Int32 = 2

  /// Lets a write to a closed pipe fail with an error instead of ending the process by a signal; or end it, as programs
  /// that are started expect it.
  package static func ignoreBrokenPipes(_ isIgnored: Bool = true) { _ = signal(SIGPIPE, isIgnored ? SIG_IGN : SIG_DFL) }

  package static func exit(_ status: Int32) -> Never { systemExit(status) }

  /// The words of the command line without the first; nil when one of them is no UTF-8.
  package static func arguments() -> [String]? {
    var words: [String] = []
    for index in 1..<max(Int(CommandLine.argc), 1) {
      guard let word = unsafe CommandLine.unsafeArgv[index] else { break }
      guard let text = unsafe String(validatingCString: word) else { return nil }
      words.append(text)
    }
    return words
  }

  /// The value of an environment variable; nil when it is not set.
  package static func variable(_ name: String) -> String? {
    guard let value = unsafe getenv(name) else { return nil }
    return unsafe String(cString: value)
  }

  package static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

  /// Nanoseconds since some moment in the past, by a clock that nothing sets.
  package static func now() -> Int {
    var time = timespec()
    _ = unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return Int(time.tv_sec) * 1_000_000_000 + Int(time.tv_nsec)
  }

  package static func pause(milliseconds: UInt32) { _ = usleep(milliseconds * 1_000) }

  /// Columns and rows of the terminal that one of the standard descriptors is; nil when there is no terminal, or its size is unknown.
  package static func terminalSize() -> (columns: Int, rows: Int)? {
    for descriptor in [standardOutput, standardError, standardInput] {
      var size = winsize()
      if unsafe ioctl(descriptor, UInt(TIOCGWINSZ), &size) == 0, size.ws_col > 0 {
        return (Int(size.ws_col), Int(size.ws_row))
      }
    }
    return nil
  }
}

// MARK: - Files and directories

extension System {
  /// What a path leads to.
  package enum Kind: Sendable { case file, directory, symbolicLink, other }

  /// What is at `path`, or behind a symbolic link there unless `following` is false.
  package static func kind(of path: String, following: Bool = true) throws(SystemError) -> Kind {
    guard let status = status(of: path, following: following) else { throw SystemError(.read, path, errno) }
    return Kind(status)
  }

  /// What the system knows of a path, or of a symbolic link itself; nil when nothing is there.
  private static func status(of path: String, following: Bool = true) -> stat? {
    var status = stat()
    return unsafe (following ? stat(path, &status) : lstat(path, &status)) == 0 ? status : nil
  }

  private static func status(of descriptor: Int32) -> stat? {
    var status = stat()
    return unsafe fstat(descriptor, &status) == 0 ? status : nil
  }

  /// Calls a function again when a signal cut it short.
  private static func restarting(_ call: () -> Int) -> Int {
    while true {
      let result = call()
      if result >= 0 || errno != EINTR { return result }
    }
  }

  /// Opens a file or directory to read it, a file to write to it, or a new file, to be closed by `closeDescriptor`.
  package static func open(
    _ path: String, to operation: SystemError.Operation = .read, isNew: Bool = false
  ) throws(SystemError) -> Int32 {
    let flags = operation == .read ? O_RDONLY : isNew ? O_WRONLY | O_CREAT | O_EXCL : O_WRONLY
    let descriptor = unsafe systemOpen(path, flags | O_CLOEXEC)
    guard descriptor >= 0 else { throw SystemError(operation, path, errno) }
    return descriptor
  }

  /// Opens `name`, which ends with a NUL, in an open directory; the error number when that fails.
  package static func open(_ name: Bytes, in directory: Int32) -> (descriptor: Int32, code: Int32) {
    let descriptor = unsafe name.withUnsafeBytes {
      unsafe openat(directory, $0.asString, O_RDONLY | O_CLOEXEC | O_NONBLOCK)
    }
    return (descriptor, descriptor < 0 ? errno : 0)
  }

  /// Opens what a walk through directories met, whose path need not be UTF-8.
  ///
  /// It fails where a link took the place of what was found, which may lead out of the tree, and does not wait where a pipe
  /// did.
  package static func open(unlinked path: Bytes) throws(SystemError) -> Int32 {
    let descriptor = unsafe systemOpen(path.asString, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard descriptor >= 0 else { throw SystemError(.read, path.string, errno) }
    return descriptor
  }

  /// The error numbers that somebody asks for.
  package static let (notFound, alreadyThere, noDirectory, notEmpty) = (ENOENT, EEXIST, ENOTDIR, ENOTEMPTY)
  package static let (tooLarge, brokenPipe, interrupted) = (EFBIG, EPIPE, EINTR)

  /// The path from the root without links; nil when nothing is there.
  package static func absolute(_ path: String) -> String? {
    guard let real = unsafe realpath(path, nil) else { return nil }
    defer { unsafe free(real) }
    return unsafe String(cString: real)
  }

  /// How many bytes an open file has; nil for a pipe and other files without a size.
  package static func size(of descriptor: Int32) -> Int? {
    status(of: descriptor).flatMap { Kind($0) == .file ? Int($0.st_size) : nil }
  }

  /// How many bytes the file at a path has that need not be UTF-8; 0 where there is not one.
  package static func size(at path: Bytes) -> Int {
    var status = stat()
    return unsafe stat(path.asString, &status) == 0 ? Int(status.st_size) : 0
  }

  package static func closeDescriptor(_ descriptor: Int32) { close(descriptor) }

  /// Device and number of what is open, by which a directory that is met twice is known.
  package static func identity(of descriptor: Int32) -> [UInt64] {
    status(of: descriptor).map { [UInt64(truncatingIfNeeded: $0.st_dev), UInt64(truncatingIfNeeded: $0.st_ino)] } ?? []
  }

  /// Calls `body` with each name in an open directory, a NUL after it, and with what it is where that is known; returns
  /// an error number, 0 for none.
  package static func forEachName(in directory: Int32, _ body: (UnsafeBufferPointer<UInt8>, Kind?) -> Void) -> Int32 {
    // The stream closes its descriptor.
    let copy = dup(directory)
    guard copy >= 0, let stream = unsafe fdopendir(copy) else {
      defer { close(copy) }
      return errno
    }
    defer { unsafe closedir(stream) }
    while let entry = unsafe readdir(stream) {
      let type = unsafe Int(entry.pointee.d_type)
      let known: Kind? = type == Int(DT_REG) ? .file : type == Int(DT_DIR) ? .directory : nil
      let kind = type == Int(DT_LNK) ? .symbolicLink : known
      unsafe withUnsafeBytes(of: &entry.pointee.d_name) { name in
        let end = unsafe name.firstIndex(of: 0) ?? 0
        unsafe body(UnsafeBufferPointer(rebasing: name.bindMemory(to: UInt8.self)[...end]), kind)
      }
    }
    return 0
  }

  /// What `name`, which ends with a NUL, is in an open directory, or leads to; nil when it leads nowhere.
  package static func kind(of name: Bytes, in directory: Int32, following: Bool = true) -> Kind? {
    var status = stat()
    let flags = following ? 0 : AT_SYMLINK_NOFOLLOW
    let code = unsafe name.withUnsafeBytes { unsafe fstatat(directory, $0.asString, &status, flags) }
    return code == 0 ? Kind(status) : nil
  }

  /// Reads up to as many bytes as there is room for, once; the negative error number when that fails.
  package static func read(_ descriptor: Int32, into memory: UnsafeMutableRawBufferPointer) -> Int {
    guard let start = memory.baseAddress else { return 0 }
    let got = restarting { unsafe systemRead(descriptor, start, memory.count) }
    return got < 0 ? -Int(errno) : got
  }

  /// Writes some of the bytes, once, and says how many; the negative error number when that fails.
  package static func write(_ descriptor: Int32, from memory: UnsafeRawBufferPointer) -> Int {
    guard let start = memory.baseAddress else { return 0 }
    let done = restarting { unsafe systemWrite(descriptor, start, memory.count) }
    return done < 0 ? -Int(errno) : done
  }
}

// MARK: - Names

/// Steps by which names in directories come and go; those that return a number return that of the error, 0 for none.
extension System {
  private static func code(_ result: Int32) -> Int32 { result == 0 ? 0 : errno }

  package static func makeOneDirectory(_ path: String) -> Int32 { code(unsafe mkdir(path, 0o777)) }
  package static func move(_ path: String, to place: String) -> Int32 { code(unsafe rename(path, place)) }
  package static func exchange(_ path: String, _ other: String) -> Int32 { code(unsafe systemExchange(path, other)) }
  package static func accessToWrite(_ directory: String) -> Int32 { code(unsafe access(directory, W_OK | X_OK)) }
  package static func removeOne(_ path: String) -> Int32 { code(unsafe remove(path)) }
  package static func makeOneLink(_ path: String, to text: String) -> Int32 { code(unsafe symlink(text, path)) }
  package static func flush(_ descriptor: Int32) -> Int32 { code(fsync(descriptor)) }

  /// What a symbolic link says; nil where there is not one.
  package static func link(at path: String) -> String? {
    var bytes = [CChar](repeating: 0, count: 256)
    let count = unsafe readlink(path, &bytes, bytes.count)
    guard count > 0, count < bytes.count else { return nil }
    return String(validating: bytes[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// Makes a file, opened to be written to, or a directory, with a name that is `start` and more, for its owner alone.
  package static func makeTemporary(
    _ kind: Kind, _ start: String
  ) throws(SystemError) -> (path: String, descriptor: Int32) {
    var template = Array((start + String(repeating: "X", count: 6)).utf8CString)
    let isFile = kind == .file
    let descriptor = unsafe isFile ? mkstemp(&template) : mkdtemp(&template) == nil ? -1 : 0
    guard descriptor >= 0 else { throw SystemError(.write, start, errno) }
    return (String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self), descriptor)
  }

  /// The permissions of a file; nil when it does not exist.
  package static func permissions(of path: String) -> Int? { status(of: path).map { Int($0.st_mode & 0o7777) } }

  /// The permissions of what is made without saying which: those of `most` that the user's mask leaves.
  package static func usualPermissions(of most: Int) -> Int {
    let mask = umask(0)
    umask(mask)
    return most & ~Int(mask)
  }

  package static func permit(_ permissions: Int, _ path: String) {
    _ = unsafe chmod(path, mode_t(truncatingIfNeeded: permissions))
  }

  /// Whether a file or directory belongs to the user of the process.
  package static func isOwn(_ path: String) -> Bool { status(of: path)?.st_uid == geteuid() }

  /// For how many seconds a file or directory has not changed; nil when it is not there.
  package static func age(of path: String) -> Int? {
    guard let status = status(of: path, following: false) else { return nil }
    #if canImport(Darwin)
      return time(nil) - status.st_mtimespec.tv_sec
    #else
      return time(nil) - status.st_mtim.tv_sec
    #endif
  }
}

// MARK: - Signals

extension System {
  private static let endings = [SIGINT, SIGTERM, SIGHUP]

  /// Lets signals that end the process wait while `body` runs, and a file that grows beyond what the user may write be an
  /// error like a full disk.
  package static func holdingSignals(_ body: () throws(SystemError) -> Void) throws(SystemError) {
    var (held, before) = (sigset_t(), sigset_t())
    unsafe sigemptyset(&held)
    for number in endings { unsafe sigaddset(&held, number) }
    unsafe sigprocmask(SIG_BLOCK, &held, &before)
    let growth = signal(SIGXFSZ, SIG_IGN)
    defer {
      _ = signal(SIGXFSZ, growth)
      unsafe sigprocmask(SIG_SETMASK, &before, nil)
    }
    try body()
  }

  /// Whether a signal waits that ends the process: what takes long should be given up then, and taken away.
  package static var isEndPending: Bool {
    var pending = sigset_t()
    return unsafe sigpending(&pending) == 0 && endings.contains { unsafe sigismember(&pending, $0) == 1 }
  }
}

// MARK: - Other programs

extension System {
  /// Hands `bytes` to the standard input of a shell command, waits for it, and returns whether it could be started.
  package static func pipe(_ bytes: [UInt8], to command: String) -> Bool {
    // A less that is started without options must show colors and leave short text on the screen, as for git.
    _ = unsafe setenv("LESS", "FIRX", 0)
    ignoreBrokenPipes(false)
    let stream = unsafe popen(command, "w")
    ignoreBrokenPipes()
    guard let stream = unsafe stream else { return false }
    // Ctrl-C belongs to the pager; were this process to end by it, the pager would fight the shell for the terminal.
    let interrupt = signal(SIGINT, SIG_IGN)
    // A user who leaves the pager before the end closes the pipe, which is not a error.
    try? write(bytes, to: unsafe fileno(stream), path: command)
    let status = unsafe pclose(stream)
    _ = signal(SIGINT, interrupt)
    let code = status >> 8 & 0xFF
    return status >= 0 && code != 126 && code != 127
  }

  /// The program that opens an address with what the user has chosen for it.
  package static var opener: String {
    #if canImport(Darwin)
      "open"
    #else
      "xdg-open"
    #endif
  }

  /// Runs a shell command, waits for it, and tells its exit status, 127 when there is no such program.
  package static func run(_ command: String) -> Int32 {
    let status = unsafe system(command)
    return status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + (status & 0x7F)
  }

  /// What the system says about an error number.
  package static func message(for code: Int32) -> String { unsafe String(cString: strerror(code)) }
}

// MARK: - Threads

extension System {
  /// How many threads can run at once.
  package static var processors: Int { max(Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))), 1) }

  /// Runs `work` on a thread of its own, and returns what waits for its end and must be called once; nil when there can
  /// be none.
  package static func start(_ work: @escaping @Sendable () -> Void) -> (() -> Void)? {
    #if canImport(Glibc)
      var thread = pthread_t()
    #else
      var thread: pthread_t?
    #endif
    let context = unsafe Unmanaged.passRetained(Work(work)).toOpaque()
    let code = unsafe pthread_create(
      &thread, nil,
      { context in
        // The pointer is optional on some platforms.
        let context: UnsafeMutableRawPointer? = unsafe context
        if let context = unsafe context { unsafe Unmanaged<Work>.fromOpaque(context).takeRetainedValue().run() }
        return nil
      }, context)
    guard code == 0, let started = Optional(thread) else {
      unsafe Unmanaged<Work>.fromOpaque(context).release()
      return nil
    }
    return {
      var result: UnsafeMutableRawPointer?
      _ = unsafe pthread_join(started, &result)
    }
  }
}

// MARK: - For this file

// The names that `System` has methods of also.
private func systemExit(_ status: Int32) -> Never { exit(status) }

@unsafe private func systemOpen(_ path: UnsafePointer<CChar>, _ flags: Int32) -> Int32 {
  unsafe open(path, flags, 0o666)
}
@unsafe private func systemRead(_ descriptor: Int32, _ memory: UnsafeMutableRawPointer, _ count: Int) -> Int {
  unsafe read(descriptor, memory, count)
}
@unsafe private func systemWrite(_ descriptor: Int32, _ memory: UnsafeRawPointer, _ count: Int) -> Int {
  unsafe write(descriptor, memory, count)
}

// Exchanging two names in one step has no name that all platforms share, and glibc hides its own from Swift.
#if canImport(Darwin)
  @unsafe private func systemExchange(_ path: UnsafePointer<CChar>, _ other: UnsafePointer<CChar>) -> Int32 {
    unsafe renamex_np(path, other, UInt32(RENAME_SWAP))
  }
#elseif canImport(Glibc)
  @_silgen_name("renameat2") @unsafe private func systemRename(
    _ directory: Int32, _ path: UnsafePointer<CChar>, _ otherDirectory: Int32, _ other: UnsafePointer<CChar>,
    _ flags: UInt32
  ) -> Int32

  @unsafe private func systemExchange(_ path: UnsafePointer<CChar>, _ other: UnsafePointer<CChar>) -> Int32 {
    unsafe systemRename(AT_FDCWD, path, AT_FDCWD, other, 2)
  }
#else
  @unsafe private func systemExchange(_ path: UnsafePointer<CChar>, _ other: UnsafePointer<CChar>) -> Int32 {
    errno = ENOSYS
    return -1
  }
#endif

extension UnsafeBufferPointer<UInt8> {
  /// As C has it: a string that a NUL ends.
  fileprivate var asString: UnsafePointer<CChar> {
    unsafe UnsafeRawPointer(baseAddress.unsafelyUnwrapped).assumingMemoryBound(to: CChar.self)
  }
}

extension Bytes {
  /// A copy as C has it.
  fileprivate var asString: [CChar] { map { CChar(bitPattern: $0) } + [0] }
}

extension System.Kind {
  fileprivate init(_ status: stat) {
    self =
      switch status.st_mode & S_IFMT {
      case S_IFREG: .file
      case S_IFDIR: .directory
      case S_IFLNK: .symbolicLink
      default: .other
      }
  }
}
