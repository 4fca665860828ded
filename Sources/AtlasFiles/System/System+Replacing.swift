/// Replaces files and directories atomically.
extension System {
  /// Writes a file under a temporary name, flushes it to disk, and renames it.
  ///
  /// An existing file keeps its permissions, and a symbolic link is followed. Anything else than a regular file (a
  /// pipe, `/dev/stdout`) is written to directly.
  package static func replace(_ path: String, with bytes: [UInt8]) throws(SystemError) {
    var target = path
    let permissions = permissions(of: path)
    if permissions != nil {
      guard (try? kind(of: path)) == .file else { return try overwrite(path, with: bytes) }
      target = absolute(path) ?? path
    }
    // Signals are held, so that an interrupted process leaves no temporary file.
    try holdingSignals { () throws(SystemError) in
      try replace(target, with: bytes, permissions ?? usualPermissions(of: 0o666), shown: path)
    }
  }

  private static func replace(
    _ target: String, with bytes: [UInt8], _ permissions: Int, shown path: String
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
      permit(permissions, temporary)
      try write(bytes, to: descriptor, path: path)
      // Some file systems report a full disk only now.
      try check(flush(descriptor), path)
    }
    try check(move(temporary, to: target), path)
    isDone = true
  }

  private static func overwrite(_ path: String, with bytes: [UInt8]) throws(SystemError) {
    let descriptor = try open(path, to: .write)
    defer { closeDescriptor(descriptor) }
    try write(bytes, to: descriptor, path: path)
  }

  /// Writes files into a new directory next to `path`, then replaces what is at `path` with it.
  ///
  /// Other processes never see an incomplete directory. On failure, the old directory stays and the new files are
  /// removed. A signal that ends the process takes effect afterwards. An old directory is moved aside first, and moved
  /// back if the new one cannot take its place. If the process is killed, the next call repairs the rest.
  ///
  /// - Parameters:
  ///   - path: the path of the directory to create or replace.
  ///   - files: the files, with paths below the directory.
  /// - Throws: if a file cannot be written, or the directory cannot be moved to `path`.
  package static func replaceDirectory(_ path: String, with files: [(path: String, text: [UInt8])]) throws(SystemError)
  {
    let target = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    let slash = target.lastIndex(of: "/")
    let parent = slash.map { $0 == target.startIndex ? "/" : String(target[..<$0]) } ?? "."
    let name = slash.map { String(target[target.index(after: $0)...]) } ?? target
    let aside = "\(parent)/\(leftover).\(name)"
    try makeDirectory(parent)
    try holdingSignals { () throws(SystemError) in
      recover(target, from: aside, in: parent)
      let isNew = (try? kind(of: target)) == nil
      let fresh = try newDirectory(in: parent)
      do throws(SystemError) {
        // Only replacements are flushed to disk. A new directory can be created again after a crash: a truncated bundle
        // is detected, and its source file still exists. Many small files are not flushed either, because waiting for
        // the disk takes half a minute, and pages can be exported again.
        try write(files, below: fresh, isFlushed: !isNew && files.count <= 4)
        try exchange(fresh, target, aside)
      } catch {
        removeTree(fresh)
        // The error names the target, because the user does not know the temporary directory.
        guard error.path.hasPrefix(fresh) else { throw error }
        throw SystemError(.write, target + error.path.dropFirst(fresh.count), error.code)
      }
    }
  }

  private static func newDirectory(in parent: String) throws(SystemError) -> String {
    do throws(SystemError) {
      let path = try makeTemporary(.directory, "\(parent)/\(leftover)-").path
      // The temporary directory is private; the result needs the usual permissions.
      permit(usualPermissions(of: 0o777), path)
      return path
    } catch {
      throw SystemError(.write, parent, error.code)
    }
  }

  private static func write(
    _ files: [(path: String, text: [UInt8])], below directory: String, isFlushed: Bool
  ) throws(SystemError) {
    var made: Set<String> = []
    for file in files {
      if isEndPending { throw SystemError(.write, directory, interrupted) }
      if let slash = file.path.lastIndex(of: "/"), made.insert(String(file.path[..<slash])).inserted {
        try makeDirectory("\(directory)/\(file.path[..<slash])")
      }
      let path = "\(directory)/\(file.path)"
      let descriptor = try open(path, to: .write, isNew: true)
      defer { closeDescriptor(descriptor) }
      try write(file.text, to: descriptor, path: path)
      // Some file systems report a full disk only now.
      if isFlushed { try check(flush(descriptor), path) }
    }
  }

  private static func exchange(_ fresh: String, _ target: String, _ aside: String) throws(SystemError) {
    // Renaming replaces an empty directory.
    let code = move(fresh, to: target)
    if code == 0 { return }
    guard code == alreadyThere || code == notEmpty else { throw SystemError(.write, target, code) }
    try check(move(target, to: aside), target)
    let refusal = move(fresh, to: target)
    guard refusal == 0 else {
      _ = move(aside, to: target)
      throw SystemError(.write, target, refusal)
    }
    discard(aside, for: target)
  }

  /// Removes the old directory, but first moves its hidden files, such as the settings of a vault, to the new one.
  private static func discard(_ aside: String, for target: String) {
    for name in (try? names(in: aside)) ?? [] where name.hasPrefix(".") {
      _ = move("\(aside)/\(name)", to: "\(target)/\(name)")
    }
    removeTree(aside)
  }

  /// Removes a directory and its content.
  ///
  /// The directory is renamed first, so that it disappears in one step. If the process is killed, the next
  /// `replaceDirectory` in the same parent directory removes the rest.
  package static func removeDirectory(_ path: String) throws(SystemError) {
    let parent = path.lastIndex(of: "/").map { String(path[..<$0]) } ?? "."
    try holdingSignals { () throws(SystemError) in
      let aside: String
      do throws(SystemError) { aside = try newDirectory(in: parent) } catch {
        throw SystemError(.remove, path, error.code)
      }
      let code = move(path, to: aside)
      removeTree(aside)
      if code != 0 { throw SystemError(.remove, path, code) }
      let rest = removeOne(aside)
      if rest != notFound { throw SystemError(.remove, path, rest) }
    }
  }

  /// Whether the file has a write permission and can be opened for writing; the superuser can always open it.
  package static func isWritable(_ path: String) -> Bool {
    guard permissions(of: path).map({ $0 & 0o222 != 0 }) == true, let file = try? open(path, to: .write) else {
      return false
    }
    closeDescriptor(file)
    return true
  }

  /// Throws an error if `code` is not 0.
  package static func check(_ code: Int32, _ path: String) throws(SystemError) {
    if code != 0 { throw SystemError(.write, path, code) }
  }
}

// MARK: - Cleaning up after a killed process

extension System {
  /// The start of the names of temporary directories.
  private static let leftover = ".atlas"

  /// Repairs the state after a process was killed while it replaced `target`, and removes old temporary directories of
  /// other processes.
  private static func recover(_ target: String, from aside: String, in parent: String) {
    if (try? kind(of: aside)) != nil {
      if (try? kind(of: target)) == nil { _ = move(aside, to: target) } else { discard(aside, for: target) }
    }
    removeLeftovers(in: parent, beginning: leftover + "-")
  }

  /// Removes temporary files of processes that ended long ago: those whose name is `start` plus six letters.
  package static func removeLeftovers(in directory: String, beginning start: String) {
    for name in (try? names(in: directory)) ?? []
    where name.hasPrefix(start) && name.utf8.count == start.utf8.count + 6 {
      // Writing does not take this long, and clocks of other machines that share the disk do not differ by as much.
      if let age = age(of: "\(directory)/\(name)"), age > 900 { removeTree("\(directory)/\(name)") }
    }
  }
}
