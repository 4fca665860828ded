/// Replaces files and directories atomically.
extension System {
  /// Writes a file under a temporary name, flushes it to disk, and renames it.
  ///
  /// An existing file keeps its permissions and, if permitted, its owner. A symbolic link is followed; a dangling one is an
  /// error. An open descriptor (`/dev/stdout`) and a file that is not regular (a pipe) are written to directly; with
  /// `regularOnly` they are errors.
  ///
  /// - Parameters:
  ///   - path: the path of the file.
  ///   - bytes: the new content.
  ///   - isFlushed: whether to wait for the disk; what can be made again need not survive a power failure.
  ///   - most: the permissions of a new file, as far as the user's mask allows them.
  ///   - regularOnly: whether anything but a regular file is an error.
  /// - Throws: when the file cannot be written; it is then as it was.
  package static func replace(
    _ path: String, with bytes: [UInt8], isFlushed: Bool = true, permissions most: Int = 0o666,
    regularOnly: Bool = false
  ) throws(SystemError) {
    if let descriptor = try openDescriptor(at: path) {
      if regularOnly { throw SystemError(.write, path, notRegular) }
      return try write(bytes, to: descriptor, path: path)
    }
    var target = path
    let permissions = permissions(of: path)
    if permissions != nil {
      guard (try? kind(of: path)) == .file else {
        if regularOnly { throw SystemError(.write, path, notRegular) }
        return try overwrite(path, with: bytes)
      }
      target = absolute(path) ?? path
    } else if (try? kind(of: path, following: false)) == .symbolicLink {
      throw SystemError(.write, path, notFound, because: "a link that leads nowhere")
    }
    // Signals are held, so that an interrupted process leaves no temporary file.
    try holdingSignals { () throws(SystemError) in
      try replace(target, with: bytes, permissions ?? usualPermissions(of: most), shown: path, isFlushed)
    }
  }

  private static func replace(
    _ target: String, with bytes: [UInt8], _ permissions: Int, shown path: String, _ isFlushed: Bool
  ) throws(SystemError) {
    let descriptor: Int32
    let temporary: String
    do throws(SystemError) {
      (temporary, descriptor) = try makeTemporary(.file, target + ".")
    } catch {
      throw SystemError(.write, path, error.code)
    }
    var isDone = false
    defer { if !isDone { _ = removeOne(temporary) } }
    do {
      defer { closeDescriptor(descriptor) }
      keepOwner(of: target, for: temporary)
      permit(permissions, temporary)
      // Linux caches a file in units of the size of the writes, and maps whole units: after one write of many megabytes, a
      // few lookups would map the entire file.
      try write(bytes, to: descriptor, path: path, atOnce: 64 << 10)
      // Some file systems report a full disk only now.
      if isFlushed { try check(flush(descriptor), path) }
    }
    try check(move(temporary, to: target), path)
    isDone = true
  }

  /// The descriptor of this process that a path such as `/dev/stdout` leads to, also through links; nil for other paths.
  ///
  /// The descriptor can be a file that a redirect appends to, which must not be replaced.
  private static func openDescriptor(at path: String) throws(SystemError) -> Int32? {
    // On Linux `/dev/fd` is a link to the first; on macOS it is a directory of its own.
    guard let own = absolute("/proc/self/fd") ?? absolute("/dev/fd") else { return nil }
    var next = path
    for _ in 0..<16 {
      let slash = next.lastIndex(of: "/")
      let name = slash.map { String(next[next.index(after: $0)...]) } ?? next
      guard let folder = absolute(slash.map { String(next[...$0]) } ?? ".") else { return nil }
      if folder == own { return Int32(name) }
      if folder.hasPrefix("/proc/"), folder.hasSuffix("/fd") { throw SystemError(.write, path, notRegular) }
      guard let text = link(at: next) else { return nil }
      next = text.hasPrefix("/") ? text : folder + "/" + text
    }
    return nil
  }

  private static func overwrite(_ path: String, with bytes: [UInt8]) throws(SystemError) {
    let descriptor = try open(path, to: .write)
    defer { closeDescriptor(descriptor) }
    try write(bytes, to: descriptor, path: path)
  }

  /// Removes a directory with everything in it.
  ///
  /// It is renamed first, so that it disappears in one step.
  package static func removeDirectory(_ path: String) throws(SystemError) {
    let parent = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    try holdingSignals { () throws(SystemError) in
      let aside: String
      do throws(SystemError) { aside = try makeTemporary(.directory, "\(parent)/.atlas-removed-").path } catch {
        throw SystemError(.remove, path, error.code)
      }
      let code = move(path, to: aside)
      removeTree(aside)
      if code != 0 { throw SystemError(.remove, path, code) }
      let rest = removeOne(aside)
      if rest != notFound { throw SystemError(.remove, path, rest) }
    }
  }

  /// Runs `body` while holding a lock; other processes that want the lock for the same path wait up to ten seconds.
  ///
  /// The lock is on the directory above the path. If that does not exist yet, or its file system has no locks, `body` runs without
  /// it. The results of two processes are whole without a lock, too, but a temporary file can be left behind.
  ///
  /// - Parameters:
  ///   - path: a file or directory, which need not exist.
  ///   - body: what replaces it.
  /// - Returns: what `body` returns.
  /// - Throws: what `body` throws.
  package static func holdingLock<Result, Failure: Error>(
    beside path: String, _ body: () throws(Failure) -> Result
  ) throws(Failure) -> Result {
    let path = absolute(path) ?? path
    let parent = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    let descriptor = try? open(parent)
    defer { if let descriptor { closeDescriptor(descriptor) } }
    if let descriptor {
      for _ in 0..<500 {
        if lock(descriptor) { break }
        pause(milliseconds: 20)
      }
    }
    return try body()
  }

  /// Whether the file has a write permission and the user may write to it; the superuser always may.
  package static func isWritable(_ path: String) -> Bool {
    permissions(of: path).map({ $0 & 0o222 != 0 }) == true && accessToChange(path) == 0
  }

  /// Throws an error if `code` is not 0.
  package static func check(_ code: Int32, _ path: String) throws(SystemError) {
    if code != 0 { throw SystemError(.write, path, code) }
  }
}
