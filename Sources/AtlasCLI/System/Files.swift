#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

/// Directories that are written whole or not at all, and the link that says which release is in use.
extension System {
  /// Makes a directory and those above it; one that is there already is fine.
  static func makeDirectory(_ path: String) throws(SystemError) {
    if unsafe mkdir(path, 0o777) == 0 { return }
    let code = errno
    if code == EEXIST, (try? kind(of: path)) == .directory { return }
    guard code == ENOENT, let slash = path.lastIndex(of: "/"), slash > path.startIndex else {
      throw SystemError(.write, path, code)
    }
    try makeDirectory(String(path[..<slash]))
    if unsafe mkdir(path, 0o777) != 0, errno != EEXIST { throw SystemError(.write, path, errno) }
  }

  /// Writes files into a new directory beside `path` and then puts it in the place of what is there.
  ///
  /// Nobody sees half of it: a failure leaves what was there, and takes away what it wrote. Signals that end the process
  /// wait until it is done. Where a directory is replaced it is moved aside first, and back should the new one not fit.
  ///
  /// - Parameters:
  ///   - path: where the directory is to be.
  ///   - files: the files, each by its path below the directory.
  /// - Throws: when a file cannot be written, or the directory not be moved to its place.
  static func replaceDirectory(_ path: String, with files: [(path: String, text: [UInt8])]) throws(SystemError) {
    let target = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    let slash = target.lastIndex(of: "/")
    let parent = slash.map { $0 == target.startIndex ? "/" : String(target[..<$0]) } ?? "."
    try makeDirectory(parent)
    let released = holdSignals()
    defer { release(released) }
    let fresh = try temporaryDirectory(in: parent)
    do throws(SystemError) {
      try write(files, below: fresh)
      try exchange(fresh, target, parent)
    } catch {
      removeTree(fresh)
      throw error
    }
  }

  private static func write(_ files: [(path: String, text: [UInt8])], below directory: String) throws(SystemError) {
    var made: Set<String> = []
    for file in files {
      if let slash = file.path.lastIndex(of: "/"), made.insert(String(file.path[..<slash])).inserted {
        try makeDirectory("\(directory)/\(file.path[..<slash])")
      }
      let path = "\(directory)/\(file.path)"
      let descriptor = unsafe systemCreate(path)
      guard descriptor >= 0 else { throw SystemError(.write, path, errno) }
      defer { close(descriptor) }
      try write(file.text, to: descriptor, path: path)
      // A disk that is full may say so only now. Of many small files each would wait for the disk, half a minute in all;
      // a release is kept in one, and pages can be written again.
      if files.count <= 4, fsync(descriptor) != 0 { throw SystemError(.write, path, errno) }
    }
  }

  private static func exchange(_ fresh: String, _ target: String, _ parent: String) throws(SystemError) {
    // An empty directory gives way by itself.
    if unsafe rename(fresh, target) == 0 { return }
    let code = errno
    guard code == EEXIST || code == ENOTEMPTY else { throw SystemError(.write, target, code) }
    let aside = fresh + ".old"
    guard unsafe rename(target, aside) == 0 else { throw SystemError(.write, target, errno) }
    guard unsafe rename(fresh, target) == 0 else {
      let code = errno
      _ = unsafe rename(aside, target)
      throw SystemError(.write, target, code)
    }
    // What is hidden is not ours: the settings of a vault.
    for name in (try? names(in: aside)) ?? [] where name.hasPrefix(".") {
      _ = unsafe rename("\(aside)/\(name)", "\(target)/\(name)")
    }
    removeTree(aside)
  }

  private static func temporaryDirectory(in parent: String) throws(SystemError) -> String {
    var template = Array("\(parent)/.atlas-XXXXXX".utf8CString)
    guard unsafe mkdtemp(&template) != nil else { throw SystemError(.write, parent, errno) }
    let path = String(decoding: template.dropLast().map { UInt8(bitPattern: $0) }, as: UTF8.self)
    // Made for its owner alone; the result is to be as other directories are.
    let mask = umask(0)
    umask(mask)
    _ = unsafe chmod(path, 0o777 & ~mask)
    return path
  }

  /// The names in a directory, sorted by their bytes, hidden ones too, without `.` and `..`.
  static func names(in path: String) throws(SystemError) -> [String] {
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

  /// Removes a file, or a directory with all that is in it; links are not followed.
  static func removeTree(_ path: String) {
    if (try? kind(of: path, following: false)) == .directory {
      for name in (try? names(in: path)) ?? [] { removeTree("\(path)/\(name)") }
      _ = unsafe rmdir(path)
    } else {
      _ = unsafe unlink(path)
    }
  }

  // MARK: Signals

  /// Lets signals that end the process wait.
  ///
  /// - Returns: those that waited before.
  private static func holdSignals() -> sigset_t {
    var held = sigset_t()
    var before = sigset_t()
    unsafe sigemptyset(&held)
    for number in [SIGINT, SIGTERM, SIGHUP] { unsafe sigaddset(&held, number) }
    unsafe sigprocmask(SIG_BLOCK, &held, &before)
    return before
  }

  private static func release(_ before: sigset_t) {
    var before = before
    unsafe sigprocmask(SIG_SETMASK, &before, nil)
  }

  // MARK: Links

  /// What a symbolic link says; nil where there is none.
  static func link(at path: String) -> String? {
    var bytes = [CChar](repeating: 0, count: 256)
    let count = unsafe readlink(path, &bytes, bytes.count)
    guard count > 0, count < bytes.count else { return nil }
    return String(validating: bytes[..<count].map { UInt8(bitPattern: $0) }, as: UTF8.self)
  }

  /// Makes a symbolic link that says `text`, in the place of one that may be there.
  static func makeLink(at path: String, to text: String) throws(SystemError) {
    let temporary = "\(path).\(getpid())"
    _ = unsafe unlink(temporary)
    guard unsafe symlink(text, temporary) == 0 else { throw SystemError(.write, path, errno) }
    guard unsafe rename(temporary, path) == 0 else {
      let code = errno
      _ = unsafe unlink(temporary)
      throw SystemError(.write, path, code)
    }
  }

  /// Removes a symbolic link; where there is none, that is fine.
  static func removeLink(at path: String) throws(SystemError) {
    if unsafe unlink(path) != 0, errno != ENOENT { throw SystemError(.write, path, errno) }
  }
}

// The name that `System` has a method of, too.
@unsafe private func systemCreate(_ path: String) -> Int32 {
  unsafe open(path, O_WRONLY | O_CREAT | O_EXCL | O_CLOEXEC, 0o666)
}
