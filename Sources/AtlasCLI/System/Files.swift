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
    if code == EEXIST {
      if (try? kind(of: path)) == .directory { return }
      throw SystemError(.write, path, ENOTDIR)
    }
    guard code == ENOENT, let slash = path.lastIndex(of: "/"), slash > path.startIndex else {
      throw SystemError(.write, path, code)
    }
    try makeDirectory(String(path[..<slash]))
    if unsafe mkdir(path, 0o777) != 0, errno != EEXIST { throw SystemError(.write, path, errno) }
  }

  /// Writes files into a new directory beside `path` and then puts it in the place of what is there.
  ///
  /// Nobody sees half of it: a failure leaves what was there, and takes away what it wrote. A signal that ends the process
  /// does so when that is done. Where a directory is replaced it is moved aside first, and back should the new one not
  /// fit; what an end without warning leaves behind, the next call puts right.
  ///
  /// - Parameters:
  ///   - path: where the directory is to be.
  ///   - files: the files, each by its path below the directory.
  /// - Throws: when a file cannot be written, or the directory not be moved to its place.
  static func replaceDirectory(_ path: String, with files: [(path: String, text: [UInt8])]) throws(SystemError) {
    let target = path.count > 1 && path.hasSuffix("/") ? String(path.dropLast()) : path
    let slash = target.lastIndex(of: "/")
    let parent = slash.map { $0 == target.startIndex ? "/" : String(target[..<$0]) } ?? "."
    let name = slash.map { String(target[target.index(after: $0)...]) } ?? target
    try makeDirectory(parent)
    let held = HeldSignals()
    defer { held.release() }
    let aside = "\(parent)/\(leftover).\(name)"
    recover(target, from: aside, in: parent)
    let isNew = (try? kind(of: target)) == nil
    let fresh = try temporaryDirectory(in: parent)
    do throws(SystemError) {
      // Where nothing is replaced nothing can be lost: should the machine fail before the disk has it all, a bundle of
      // pages is known to be cut off, and the file that it was made of is still there. Of many small files each would
      // wait for the disk, half a minute in all, and pages can be written again.
      try write(files, below: fresh, isSafe: !isNew && files.count <= 4, held)
      try exchange(fresh, target, aside)
    } catch {
      removeTree(fresh)
      throw error
    }
  }

  private static func write(
    _ files: [(path: String, text: [UInt8])], below directory: String, isSafe: Bool, _ held: HeldSignals
  ) throws(SystemError) {
    var made: Set<String> = []
    for file in files {
      if held.isEndPending { throw SystemError(.write, directory, EINTR) }
      if let slash = file.path.lastIndex(of: "/"), made.insert(String(file.path[..<slash])).inserted {
        try makeDirectory("\(directory)/\(file.path[..<slash])")
      }
      let path = "\(directory)/\(file.path)"
      let descriptor = unsafe systemCreate(path)
      guard descriptor >= 0 else { throw SystemError(.write, path, errno) }
      defer { close(descriptor) }
      try write(file.text, to: descriptor, path: path)
      // A disk that is full may say so only now.
      if isSafe, fsync(descriptor) != 0 { throw SystemError(.write, path, errno) }
    }
  }

  private static func exchange(_ fresh: String, _ target: String, _ aside: String) throws(SystemError) {
    // An empty directory gives way by itself.
    if unsafe rename(fresh, target) == 0 { return }
    let code = errno
    guard code == EEXIST || code == ENOTEMPTY else { throw SystemError(.write, target, code) }
    guard unsafe rename(target, aside) == 0 else { throw SystemError(.write, target, errno) }
    guard unsafe rename(fresh, target) == 0 else {
      let code = errno
      _ = unsafe rename(aside, target)
      throw SystemError(.write, target, code)
    }
    discard(aside, for: target)
  }

  /// Removes what was replaced, but for what is hidden, which is not ours: the settings of a vault.
  private static func discard(_ aside: String, for target: String) {
    for name in (try? names(in: aside)) ?? [] where name.hasPrefix(".") {
      _ = unsafe rename("\(aside)/\(name)", "\(target)/\(name)")
    }
    removeTree(aside)
  }

  // MARK: What is left of a process that was killed

  /// How the names of temporary directories begin.
  private static let leftover = ".atlas"

  /// Puts right what a process left behind that was killed while it replaced `target`, and removes the temporary
  /// directories of others that have long ended.
  private static func recover(_ target: String, from aside: String, in parent: String) {
    if (try? kind(of: aside)) != nil {
      if (try? kind(of: target)) == nil { _ = unsafe rename(aside, target) } else { discard(aside, for: target) }
    }
    removeLeftovers(in: parent, beginning: leftover + "-")
  }

  /// Removes what processes that have long ended left in a directory: what is named so, with six letters behind it.
  static func removeLeftovers(in directory: String, beginning start: String) {
    for name in (try? names(in: directory)) ?? []
    where name.hasPrefix(start) && name.utf8.count == start.utf8.count + 6 {
      // Writing takes no minutes; nor do clocks of other machines, whose process it may be, differ by as much.
      if let age = age(of: "\(directory)/\(name)"), age > 900 { removeTree("\(directory)/\(name)") }
    }
  }

  /// For how many seconds a file or directory has not changed.
  private static func age(of path: String) -> Int? {
    var status = stat()
    guard unsafe lstat(path, &status) == 0 else { return nil }
    #if canImport(Darwin)
      let changed = status.st_mtimespec.tv_sec
    #else
      let changed = status.st_mtim.tv_sec
    #endif
    return time(nil) - changed
  }

  private static func temporaryDirectory(in parent: String) throws(SystemError) -> String {
    var template = Array("\(parent)/\(leftover)-XXXXXX".utf8CString)
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
