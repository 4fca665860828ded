#if canImport(Glibc)
  import Glibc
#elseif canImport(Musl)
  import Musl
#elseif canImport(Darwin)
  import Darwin
#endif

import AtlasCore

/// Files that a walk through directories met: their names are anyone's, and they may be others by now.
extension System {
  /// Opens a file or directory whose path need not be UTF-8, to be closed by `closeDescriptor`.
  ///
  /// It fails where a link took the place of what was found, which may lead out of the tree, and does not wait where a pipe
  /// did.
  static func open(unlinked path: Bytes) throws(SystemError) -> Int32 {
    let name = path.map { CChar(bitPattern: $0) } + [0]
    let descriptor = unsafe systemOpen(name, O_RDONLY | O_CLOEXEC | O_NOFOLLOW | O_NONBLOCK)
    guard descriptor >= 0 else { throw SystemError(.read, path.string, errno) }
    return descriptor
  }

  /// Whether `name`, which ends with a NUL, is a link in an open directory.
  static func isLink(_ name: Bytes, in directory: Int32) -> Bool {
    let name = name.map { CChar(bitPattern: $0) }
    var status = stat()
    return unsafe fstatat(directory, name, &status, AT_SYMLINK_NOFOLLOW) == 0 && status.st_mode & S_IFMT == S_IFLNK
  }

  /// How many bytes the file at `path` has; 0 where there is none.
  static func size(at path: Bytes) -> Int {
    let name = path.map { CChar(bitPattern: $0) } + [0]
    var status = stat()
    return unsafe stat(name, &status) == 0 ? Int(status.st_size) : 0
  }
}

// The name that `System` has methods of, too.
@unsafe private func systemOpen(_ path: [CChar], _ flags: Int32) -> Int32 { unsafe open(path, flags) }
