package import AtlasCore

/// An open directory: its files are read without the system looking for it again.
package struct Directory: ~Copyable {
  /// A name in a directory, and what it leads to.
  package struct Entry: Sendable {
    /// The path of the directory, a slash, and the name.
    package let path: Bytes
    /// The name with the NUL that C needs.
    fileprivate let nameWithEnd: Bytes
    /// What is there, or what a link there leads to; nil when it leads nowhere.
    package let kind: System.Kind?
    /// Whether it is a link.
    package let isLink: Bool

    package var name: Bytes { nameWithEnd.dropLast() }
  }

  private let descriptor: Int32

  /// Opens the directory at `path`.
  package init(_ path: String) throws(SystemError) { descriptor = try System.open(path) }

  /// Opens the directory at `path`, which need not be UTF-8, unless a link is there.
  package init(unlinked path: Bytes) throws(SystemError) { descriptor = try System.open(unlinked: path) }

  deinit { System.closeDescriptor(descriptor) }

  /// By which a directory that is met twice, behind a link, is known.
  package var identity: [UInt64] { System.identity(of: descriptor) }

  /// What is in the directory, sorted by the bytes of the names.
  ///
  /// - Parameters:
  ///   - path: the path of the directory, to which names are added.
  ///   - hidden: whether names that start with a dot count.
  ///   - isWanted: whether a file of that name is; others are left out.
  /// - Returns: the entries.
  /// - Throws: when the directory cannot be read.
  package func entries(at path: String, hidden: Bool = false, _ isWanted: (Bytes) -> Bool) throws(SystemError)
    -> [Entry]
  {
    try entries(at: Bytes(copying: path), hidden: hidden, isWanted)
  }

  /// The same of a directory whose path need not be UTF-8.
  package func entries(at path: Bytes, hidden: Bool = false, _ isWanted: (Bytes) -> Bool) throws(SystemError) -> [Entry]
  {
    // All paths are one piece of memory, which a directory of 30,000 pages notices.
    var paths: [UInt8] = []
    var found: [(start: Int, end: Int, kind: System.Kind?)] = []
    let prefix = Array(path) + (path.last == UInt8(ascii: "/") ? [] : [UInt8(ascii: "/")])
    let code = unsafe System.forEachName(in: descriptor) { name, kind in
      if unsafe name[0] == UInt8(ascii: ".") {
        let isSpecial = unsafe name.dropLast().allSatisfy { $0 == UInt8(ascii: ".") } && name.count <= 3
        guard hidden, !isSpecial else { return }
      }
      let start = paths.count
      paths += prefix
      unsafe paths += name
      found.append((start, paths.count, kind))
    }
    guard code == 0 else { throw SystemError(.read, path.string, code) }
    let whole = Bytes(copying: paths)
    found.sort { whole[$0.start + prefix.count..<$0.end] < whole[$1.start + prefix.count..<$1.end] }
    return found.compactMap { place in
      let name = whole[place.start + prefix.count..<place.end]
      // Some file systems do not return the type, so that the path must be asked whether it is a link.
      let path = whole[place.start..<place.end - 1]
      let isLink = (place.kind ?? System.kind(of: name, in: descriptor, following: false)) == .symbolicLink
      let kind = isLink ? System.kind(of: name, in: descriptor) : place.kind ?? System.kind(of: name, in: descriptor)
      if kind == .file || kind == .other, !isWanted(name.dropLast()) { return nil }
      return Entry(path: path, nameWithEnd: name, kind: kind, isLink: isLink)
    }
  }

  /// Opens a file of the directory, to be closed by `System.closeDescriptor`.
  package func open(_ entry: Entry) throws(SystemError) -> Int32 {
    let (file, code) = System.open(entry.nameWithEnd, in: descriptor)
    guard code == 0 else { throw SystemError(.read, entry.path.string, code) }
    return file
  }
}
