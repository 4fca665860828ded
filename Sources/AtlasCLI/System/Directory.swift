import AtlasCore

/// An open directory: its files are read without the system looking for it again.
struct Directory: ~Copyable {
  /// A name in a directory, and what it leads to.
  struct Entry: Sendable {
    /// The path of the directory, a slash, and the name.
    let path: Bytes
    /// The name with the NUL that C needs.
    fileprivate let nameWithEnd: Bytes
    /// What stands there; nil when it leads nowhere.
    let kind: System.Kind?

    var name: Bytes { nameWithEnd.dropLast() }
  }

  private let descriptor: Int32

  /// Opens the directory at `path`.
  init(_ path: String) throws(SystemError) { descriptor = try System.open(path) }

  deinit { System.closeDescriptor(descriptor) }

  /// By which a directory that is met twice, behind a link, is known.
  var identity: [UInt64] { System.identity(of: descriptor) }

  /// What is in the directory, sorted by the bytes of the names, without those that begin with a dot.
  ///
  /// - Parameters:
  ///   - path: the path of the directory, to which names are added.
  ///   - isWanted: whether a file of that name is; others are left out.
  /// - Returns: the entries.
  /// - Throws: when the directory cannot be read.
  func entries(at path: String, _ isWanted: (Bytes) -> Bool) throws(SystemError) -> [Entry] {
    // All paths are one piece of memory, which a directory of 30,000 pages notices.
    var paths: [UInt8] = []
    var found: [(start: Int, end: Int, kind: System.Kind?)] = []
    let prefix = Array((path.hasSuffix("/") ? path : path + "/").utf8)
    let code = unsafe System.forEachName(in: descriptor) { name, kind in
      guard unsafe name[0] != UInt8(ascii: ".") else { return }
      let start = paths.count
      paths += prefix
      unsafe paths += name
      found.append((start, paths.count, kind))
    }
    guard code == 0 else { throw SystemError(.read, path, code) }
    let whole = Bytes(copying: paths)
    found.sort { whole[$0.start + prefix.count..<$0.end] < whole[$1.start + prefix.count..<$1.end] }
    return found.compactMap { place in
      let name = whole[place.start + prefix.count..<place.end]
      let kind = place.kind ?? System.kind(of: name, in: descriptor)
      if kind == .file || kind == .other, !isWanted(name.dropLast()) { return nil }
      return Entry(path: whole[place.start..<place.end - 1], nameWithEnd: name, kind: kind)
    }
  }

  /// Opens a file of the directory, to be closed by `System.closeDescriptor`.
  func open(_ entry: Entry) throws(SystemError) -> Int32 {
    let (file, code) = System.open(entry.nameWithEnd, in: descriptor)
    guard code == 0 else { throw SystemError(.read, entry.path.string, code) }
    return file
  }
}
