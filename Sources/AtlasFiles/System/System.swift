#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

package import AtlasCore

/// The operating system.
///
/// Only this file depends on the platform and calls the C library.
///
/// It uses descriptors instead of C's `stdout` and `stderr`, which are globals that Swift 6 rejects and musl declares
/// differently. It calls no variadic function except `open` and `ioctl`, for which every platform's Swift overlay has a
/// typed form.
package enum System {
  package static let standardInput: Int32 = 0
  package static let standardOutput: Int32 = 1
  package static let standardError: Int32 = 2

  /// Makes a write to a closed pipe fail with an error instead of ending the process, or restores the default for
  /// programs to be started.
  package static func ignoreBrokenPipes(_ isIgnored: Bool = true) { _ = signal(SIGPIPE, isIgnored ? SIG_IGN : SIG_DFL) }

  package static func exit(_ status: Int32) -> Never { systemExit(status) }

  /// The command-line arguments without the name of the program; nil if one is not valid UTF-8.
  @unsafe package static func arguments(
    _ count: Int32, _ start: UnsafePointer<UnsafeMutablePointer<CChar>?>
  ) -> [String]? {
    var words: [String] = []
    for index in 1..<max(Int(count), 1) {
      guard let word = unsafe start[index] else { break }
      guard let text = unsafe String(validatingCString: word) else { return nil }
      words.append(text)
    }
    return words
  }

  /// The value of an environment variable; nil if it is not set.
  package static func variable(_ name: String) -> String? {
    guard let value = unsafe getenv(name) else { return nil }
    return unsafe String(cString: value)
  }

  package static func isTerminal(_ descriptor: Int32) -> Bool { isatty(descriptor) == 1 }

  /// The time in nanoseconds of a monotonic clock.
  package static func now() -> Int {
    var time = timespec()
    _ = unsafe clock_gettime(CLOCK_MONOTONIC, &time)
    return Int(time.tv_sec) * 1_000_000_000 + Int(time.tv_nsec)
  }

  /// The number of days from January 1, 1970 to today, UTC.
  package static func today() -> Int { seconds() / 86_400 }

  /// The number of seconds since the start of January 1, 1970, UTC.
  package static func seconds() -> Int { Int(time(nil)) }

  /// The directory for files that can be made again, below the user's home directory.
  package static var cacheFolder: String {
    #if canImport(Darwin)
      "Library/Caches"
    #else
      ".cache"
    #endif
  }

  package static func pause(milliseconds: UInt32) { _ = usleep(milliseconds * 1_000) }

  /// The size of the terminal at one of the standard descriptors; nil if there is no terminal or its size is unknown.
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
  /// The kind of file at a path.
  package enum Kind: Sendable { case file, directory, symbolicLink, other }

  /// The kind of file at `path`, following symbolic links unless `following` is false.
  package static func kind(of path: String, following: Bool = true) throws(SystemError) -> Kind {
    guard let status = status(of: path, following: following) else { throw SystemError(.read, path, errno) }
    return Kind(status)
  }

  /// Whether a device is at `path`, following symbolic links.
  package static func isDevice(_ path: String) -> Bool {
    status(of: path).map { [S_IFCHR, S_IFBLK].contains($0.st_mode & S_IFMT) } == true
  }

  /// The status of a file, or of a symbolic link itself; nil if it does not exist.
  private static func status(of path: String, following: Bool = true) -> stat? {
    var status = stat()
    return unsafe (following ? stat(path, &status) : lstat(path, &status)) == 0 ? status : nil
  }

  private static func status(of descriptor: Int32) -> stat? {
    var status = stat()
    return unsafe fstat(descriptor, &status) == 0 ? status : nil
  }

  /// Calls a function again if a signal interrupted it.
  private static func restarting(_ call: () -> Int) -> Int {
    while true {
      let result = call()
      if result >= 0 || errno != EINTR { return result }
    }
  }

  /// Opens a file or directory for reading, or an existing or new file for writing; close it with `closeDescriptor`.
  package static func open(
    _ path: String, to operation: SystemError.Operation = .read, isNew: Bool = false
  ) throws(SystemError) -> Int32 {
    let flags = operation == .read ? O_RDONLY : isNew ? O_WRONLY | O_CREAT | O_EXCL : O_WRONLY
    let descriptor = unsafe systemOpen(path, flags | O_CLOEXEC)
    guard descriptor >= 0 else { throw SystemError(operation, path, errno) }
    return descriptor
  }

  /// Opens the regular file `name`, which ends with a NUL, in an open directory; returns the error number on failure.
  package static func open(_ name: Bytes, in directory: Int32) -> (descriptor: Int32, code: Int32) {
    let flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK
    return checked(unsafe name.withUnsafeBytes { unsafe openat(directory, $0.asString, flags) }, .file)
  }

  /// Opens a regular file or a directory without waiting; anything else at the path, which need not be UTF-8, is an error.
  ///
  /// For what a directory walk found, `isLinkRefused` makes a symbolic link an error too, which could lead out of the tree.
  package static func open(
    _ kind: Kind, at path: Bytes, isLinkRefused: Bool = false
  ) throws(SystemError) -> Int32 {
    let flags = O_RDONLY | O_CLOEXEC | O_NONBLOCK | (isLinkRefused ? O_NOFOLLOW : 0)
    let (descriptor, code) = checked(unsafe systemOpen(path.asString, flags), kind)
    guard code == 0 else { throw SystemError(.read, path.string, code) }
    return descriptor
  }

  /// Closes what is not of a kind; returns the descriptor and the error number, or 0.
  private static func checked(_ descriptor: Int32, _ kind: Kind) -> (descriptor: Int32, code: Int32) {
    guard descriptor >= 0 else { return (descriptor, errno) }
    if let status = status(of: descriptor), Kind(status) == kind { return (descriptor, 0) }
    close(descriptor)
    return (-1, kind == .directory ? noDirectory : notRegular)
  }

  /// The error numbers that callers check for.
  package static let (notFound, alreadyThere, noDirectory, notEmpty) = (ENOENT, EEXIST, ENOTDIR, ENOTEMPTY)
  package static let (tooLarge, brokenPipe, interrupted) = (EFBIG, EPIPE, EINTR)
  /// No call gives this one; it stands for a pipe or a device where only a regular file is opened.
  package static let notRegular = EOPNOTSUPP

  /// The absolute path without symbolic links; nil if nothing is at `path`.
  package static func absolute(_ path: String) -> String? {
    guard let real = unsafe realpath(path, nil) else { return nil }
    defer { unsafe free(real) }
    return unsafe String(cString: real)
  }

  /// The size of an open file in bytes; nil for a pipe and other files without a size.
  package static func size(of descriptor: Int32) -> Int? {
    status(of: descriptor).flatMap { Kind($0) == .file ? Int($0.st_size) : nil }
  }

  /// The size in bytes of the file at a path that need not be UTF-8; 0 if it does not exist.
  package static func size(at path: Bytes) -> Int {
    var status = stat()
    return unsafe stat(path.asString, &status) == 0 ? Int(status.st_size) : 0
  }

  package static func closeDescriptor(_ descriptor: Int32) { close(descriptor) }

  /// The first `count` bytes of an open file, mapped into memory until the last slice of them is gone; nil if that fails.
  package static func map(_ descriptor: Int32, count: Int) -> Bytes? {
    guard count > 0, let memory = unsafe mmap(nil, count, PROT_READ, MAP_PRIVATE, descriptor, 0),
      unsafe memory != MAP_FAILED
    else { return nil }
    let file = unsafe UnsafeMutableRawBufferPointer(start: memory, count: count)
    return unsafe Bytes.Storage(file) { memory in _ = unsafe munmap(memory.baseAddress, memory.count) }.bytes(count)
  }

  /// What tells a file from others and from what it was before a change; a program can set all but `changed`.
  package struct Stamp: Equatable, Sendable, CustomStringConvertible {
    /// The inode number and the size in bytes.
    package let number, size: Int
    /// The times of the last changes of the content and of the status, in nanoseconds since January 1, 1970.
    package let written, changed: Int

    package var description: String { "\(number) \(size) \(written) \(changed)" }
  }

  /// The stamp of an open file; nil if unknown.
  package static func stamp(of descriptor: Int32) -> Stamp? { status(of: descriptor).map(Stamp.init) }

  /// The stamp of the file `name`, which ends with a NUL, in an open directory; nil if it does not exist.
  package static func stamp(of name: Bytes, in directory: Int32) -> Stamp? {
    var status = stat()
    return unsafe name.withUnsafeBytes { unsafe fstatat(directory, $0.asString, &status, 0) } == 0
      ? Stamp(status) : nil
  }

  /// Whether an open file belongs to the user of the process, and nobody else can write to it.
  package static func isPrivate(_ descriptor: Int32) -> Bool {
    status(of: descriptor).map { $0.st_uid == geteuid() && $0.st_mode & 0o022 == 0 } == true
  }

  /// The device and inode numbers of an open file, to recognize a directory.
  package static func identity(of descriptor: Int32) -> [UInt64] {
    status(of: descriptor).map { [UInt64(truncatingIfNeeded: $0.st_dev), UInt64(truncatingIfNeeded: $0.st_ino)] } ?? []
  }

  /// Calls `body` with each name in an open directory, including a NUL, and with its kind if known; returns the error
  /// number, or 0.
  package static func forEachName(in directory: Int32, _ body: (UnsafeBufferPointer<UInt8>, Kind?) -> Void) -> Int32 {
    // `closedir` also closes the descriptor, so the stream gets a copy.
    let copy = dup(directory)
    guard copy >= 0, let stream = unsafe fdopendir(copy) else {
      defer { close(copy) }
      return errno
    }
    defer { unsafe closedir(stream) }
    while true {
      // `readdir` returns null both at the end and on an error, which only `errno` tells apart.
      errno = 0
      guard let entry = unsafe readdir(stream) else { return errno }
      let type = unsafe Int(entry.pointee.d_type)
      let known: Kind? = type == Int(DT_REG) ? .file : type == Int(DT_DIR) ? .directory : nil
      let kind = type == Int(DT_LNK) ? .symbolicLink : known
      unsafe withUnsafeBytes(of: &entry.pointee.d_name) { name in
        let end = unsafe name.firstIndex(of: 0) ?? 0
        unsafe body(UnsafeBufferPointer(rebasing: name.bindMemory(to: UInt8.self)[...end]), kind)
      }
    }
  }

  /// The kind of the file `name`, which ends with a NUL, in an open directory; nil if it does not exist.
  package static func kind(of name: Bytes, in directory: Int32, following: Bool = true) -> Kind? {
    var status = stat()
    let flags = following ? 0 : AT_SYMLINK_NOFOLLOW
    let code = unsafe name.withUnsafeBytes { unsafe fstatat(directory, $0.asString, &status, flags) }
    return code == 0 ? Kind(status) : nil
  }

  /// Reads once, up to the size of `memory`; returns the negative error number on failure.
  package static func read(_ descriptor: Int32, into memory: UnsafeMutableRawBufferPointer) -> Int {
    guard let start = memory.baseAddress else { return 0 }
    let got = restarting { unsafe systemRead(descriptor, start, memory.count) }
    return got < 0 ? -Int(errno) : got
  }

  /// Writes once, possibly only a part; returns the number of bytes, or the negative error number on failure.
  package static func write(_ descriptor: Int32, from memory: UnsafeRawBufferPointer) -> Int {
    guard let start = memory.baseAddress else { return 0 }
    let done = restarting { unsafe systemWrite(descriptor, start, memory.count) }
    return done < 0 ? -Int(errno) : done
  }
}

// MARK: - Names

/// Creates, renames and removes names in directories; functions that return a code return the error number, or 0.
extension System {
  private static func code(_ result: Int32) -> Int32 { result == 0 ? 0 : errno }

  package static func makeOneDirectory(_ path: String, permissions: Int = 0o777) -> Int32 {
    code(unsafe mkdir(path, mode_t(truncatingIfNeeded: permissions)))
  }
  package static func move(_ path: String, to place: String) -> Int32 { code(unsafe rename(path, place)) }
  package static func exchange(_ path: String, _ other: String) -> Int32 { code(unsafe systemExchange(path, other)) }
  package static func accessToWrite(_ directory: String) -> Int32 { code(unsafe access(directory, W_OK | X_OK)) }
  package static func accessToRun(_ file: String) -> Int32 { code(unsafe access(file, X_OK)) }
  package static func accessToChange(_ file: String) -> Int32 { code(unsafe access(file, W_OK)) }
  package static func removeOne(_ path: String) -> Int32 { code(unsafe remove(path)) }
  package static func makeOneLink(_ path: String, to text: String) -> Int32 { code(unsafe symlink(text, path)) }
  package static func flush(_ descriptor: Int32) -> Int32 { code(fsync(descriptor)) }

  /// The target of a symbolic link; nil if there is no link.
  package static func link(at path: String) -> String? {
    var bytes = [CChar](repeating: 0, count: 256)
    let count = unsafe readlink(path, &bytes, bytes.count)
    guard count > 0, count < bytes.count else { return nil }
    return String(validating: bytes[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// Creates a private file, opened for writing, or a private directory, whose name is `start` plus six letters.
  package static func makeTemporary(
    _ kind: Kind, _ start: String
  ) throws(SystemError) -> (path: String, descriptor: Int32) {
    var template = Array((start + String(repeating: "X", count: 6)).utf8CString)
    let isFile = kind == .file
    let descriptor = unsafe isFile ? mkstemp(&template) : mkdtemp(&template) == nil ? -1 : 0
    guard descriptor >= 0 else { throw SystemError(.write, start, errno) }
    return (String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self), descriptor)
  }

  /// The permissions of a file; nil if it does not exist.
  package static func permissions(of path: String) -> Int? { status(of: path).map { Int($0.st_mode & 0o7777) } }

  /// The default permissions of new files: those of `most` that the user's mask allows.
  package static func usualPermissions(of most: Int) -> Int {
    let mask = umask(0)
    umask(mask)
    return most & ~Int(mask)
  }

  package static func permit(_ permissions: Int, _ path: String) {
    _ = unsafe chmod(path, mode_t(truncatingIfNeeded: permissions))
  }

  /// Gives a file the owner and the group of another, as far as permitted.
  package static func keepOwner(of path: String, for copy: String) {
    guard let status = status(of: path), status.st_uid != geteuid() || status.st_gid != getegid() else { return }
    if unsafe chown(copy, status.st_uid, status.st_gid) != 0 { _ = unsafe chown(copy, uid_t.max, status.st_gid) }
  }

  /// Whether a file or directory belongs to the user of the process.
  package static func isOwn(_ path: String) -> Bool { status(of: path)?.st_uid == geteuid() }

  /// Takes the lock of an open directory, until it is closed; false if another process has it.
  package static func lock(_ descriptor: Int32) -> Bool {
    flock(descriptor, LOCK_EX | LOCK_NB) == 0 || errno != EWOULDBLOCK
  }

  /// The seconds since the last change of a file or directory; nil if it does not exist.
  package static func age(of path: String) -> Int? {
    status(of: path, following: false).map { time(nil) - $0.times.written.tv_sec }
  }
}

// MARK: - Signals

extension System {
  private static let endings = [SIGINT, SIGTERM, SIGHUP]

  /// Runs `body` while signals that end the process wait, and while exceeding the user's file size limit is an error
  /// like a full disk.
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

  /// Whether a signal that ends the process is waiting; long work should then stop and clean up.
  package static var isEndPending: Bool {
    var pending = sigset_t()
    return unsafe sigpending(&pending) == 0 && endings.contains { unsafe sigismember(&pending, $0) == 1 }
  }
}

// MARK: - Other programs

extension System {
  /// Passes `bytes` to the standard input of a shell command and waits for it; returns whether the command could start.
  package static func pipe(_ bytes: [UInt8], to command: String) -> Bool {
    // As with git, less shows colors and leaves short text on the screen, unless the user has set options.
    _ = unsafe setenv("LESS", "FIRX", 0)
    ignoreBrokenPipes(false)
    let stream = unsafe popen(command, "w")
    ignoreBrokenPipes()
    guard let stream = unsafe stream else { return false }
    // Ctrl-C is for the pager. If it ended this process, the pager and the shell would both read from the terminal.
    let interrupt = signal(SIGINT, SIG_IGN)
    // If the user quits the pager early, the pipe is closed, which is not an error.
    try? write(bytes, to: unsafe fileno(stream), path: command)
    let status = unsafe pclose(stream)
    _ = signal(SIGINT, interrupt)
    let code = status >> 8 & 0xFF
    return status >= 0 && code != 126 && code != 127
  }

  /// The program that opens a URL in the user's browser.
  package static var opener: String {
    #if canImport(Darwin)
      "open"
    #else
      "xdg-open"
    #endif
  }

  /// Runs a shell command and waits for it; returns its exit status, 127 if the program does not exist.
  package static func run(_ command: String) -> Int32 {
    let status = unsafe system(command)
    return status & 0x7F == 0 ? status >> 8 & 0xFF : 128 + (status & 0x7F)
  }

  /// The system's message for an error number.
  package static func message(for code: Int32) -> String { unsafe String(cString: strerror(code)) }
}

// MARK: - Threads

extension System {
  /// The number of threads that can run at once.
  package static var processors: Int { max(Int(sysconf(Int32(_SC_NPROCESSORS_ONLN))), 1) }

  /// Runs `work` on a new thread; nil if none can be created.
  ///
  /// The result waits for the thread to end; call it exactly once.
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

// C functions whose names are also names of methods of `System`.
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
  /// The bytes as a C string, which ends at a NUL.
  fileprivate var asString: UnsafePointer<CChar> {
    unsafe UnsafeRawPointer(baseAddress.unsafelyUnwrapped).assumingMemoryBound(to: CChar.self)
  }
}

extension Bytes {
  /// A copy as a C string.
  fileprivate var asString: [CChar] { map { CChar(bitPattern: $0) } + [0] }
}

extension stat {
  /// The times of the last changes of the content and of the status.
  fileprivate var times: (written: timespec, changed: timespec) {
    #if canImport(Darwin)
      (st_mtimespec, st_ctimespec)
    #else
      (st_mtim, st_ctim)
    #endif
  }
}

extension System.Stamp {
  fileprivate init(_ status: stat) {
    // Damaged file systems have times that do not fit.
    func nanoseconds(_ time: timespec) -> Int { Int(time.tv_sec) &* 1_000_000_000 &+ Int(time.tv_nsec) }
    number = Int(truncatingIfNeeded: status.st_ino)
    size = Int(status.st_size)
    written = nanoseconds(status.times.written)
    changed = nanoseconds(status.times.changed)
  }
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
