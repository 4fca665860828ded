/// Files and directories that are written atomically.
extension System {
  /// Writes a file: beside its place first, onto the disk, then into its place.
  ///
  /// What is there keeps its permissions, a symbolic link is followed, and what is not a file (a pipe, `/dev/stdout`) is
  /// simply written to.
  package static func replace(_ path: String, with bytes: [UInt8]) throws(SystemError) {
    var target = path
    let permissions = permissions(of: path)
    if permissions != nil {
      guard (try? kind(of: path)) == .file else { return try overwrite(path, with: bytes) }
      target = absolute(path) ?? path
    }
    // An interrupted process leaves no temporary file.
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
      // A disk that is full may say so only now.
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

  /// Writes files into a new directory beside `path` and then puts it in the place of what is there.
  ///
  /// Nothing sees half of it: a failure leaves what was there, and takes away what it wrote. A signal that ends the process
  /// does so when that is done. Where a directory is replaced it is moved aside first, and back should the new one not
  /// fit; what an end without warning leaves behind, the next call puts right.
  ///
  /// - Parameters:
  ///   - path: where the directory is to be.
  ///   - files: the files, each by its path below the directory.
  /// - Throws: when a file cannot be written, or the directory not be moved to its place.
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
        // Where nothing is replaced nothing can be lost: should the machine fail before the disk has it all, a bundle of
        // pages is known to be cut off, and the file that it was made of is still there. Of many small files each would
        // wait for the disk, half a minute in all, and pages can be written again.
        try write(files, below: fresh, isFlushed: !isNew && files.count <= 4)
        try exchange(fresh, target, aside)
      } catch {
        removeTree(fresh)
        // Nothing asked for the temporary directory.
        guard error.path.hasPrefix(fresh) else { throw error }
        throw SystemError(.write, target + error.path.dropFirst(fresh.count), error.code)
      }
    }
  }

  private static func newDirectory(in parent: String) throws(SystemError) -> String {
    do throws(SystemError) {
      let path = try makeTemporary(.directory, "\(parent)/\(leftover)-").path
      // Made for its owner alone; the result is to be as other directories are.
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
      // A disk that is full may say so only now.
      if isFlushed { try check(flush(descriptor), path) }
    }
  }

  private static func exchange(_ fresh: String, _ target: String, _ aside: String) throws(SystemError) {
    // An empty directory gives way by itself.
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

  /// Removes what was replaced, but for what is hidden, which is not ours: the settings of a vault.
  private static func discard(_ aside: String, for target: String) {
    for name in (try? names(in: aside)) ?? [] where name.hasPrefix(".") {
      _ = move("\(aside)/\(name)", to: "\(target)/\(name)")
    }
    removeTree(aside)
  }

  /// Removes a directory with everything in it.
  ///
  /// It is renamed first, so that it disappears in one step; files that an interruption leaves behind are removed by the
  /// next `replaceDirectory` beside it.
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

  /// Whether somebody may write a file; the superuser could, even so.
  package static func isWritable(_ path: String) -> Bool {
    guard permissions(of: path).map({ $0 & 0o222 != 0 }) == true, let file = try? open(path, to: .write) else {
      return false
    }
    closeDescriptor(file)
    return true
  }

  /// Throws what a step refused that returns the number of its error.
  package static func check(_ code: Int32, _ path: String) throws(SystemError) {
    if code != 0 { throw SystemError(.write, path, code) }
  }
}

// MARK: - What is left of a process that was killed

extension System {
  /// How the names of temporary directories start.
  private static let leftover = ".atlas"

  /// Puts right what a process left behind that was killed while it replaced `target`, and removes the temporary
  /// directories of others that have long ended.
  private static func recover(_ target: String, from aside: String, in parent: String) {
    if (try? kind(of: aside)) != nil {
      if (try? kind(of: target)) == nil { _ = move(aside, to: target) } else { discard(aside, for: target) }
    }
    removeLeftovers(in: parent, beginning: leftover + "-")
  }

  /// Removes what processes that have long ended left in a directory: what is named so, with six letters after it.
  package static func removeLeftovers(in directory: String, beginning start: String) {
    for name in (try? names(in: directory)) ?? []
    where name.hasPrefix(start) && name.utf8.count == start.utf8.count + 6 {
      // Writing takes no minutes; nor do clocks of other machines, whose process it may be, differ by as much.
      if let age = age(of: "\(directory)/\(name)"), age > 900 { removeTree("\(directory)/\(name)") }
    }
  }
}
