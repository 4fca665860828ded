/// Directory trees and symbolic links.
extension System {
  /// Creates a directory and its parents; does nothing if it exists.
  package static func makeDirectory(_ path: String) throws(SystemError) {
    let code = makeOneDirectory(path)
    if code == 0 { return }
    if code == alreadyThere {
      if (try? kind(of: path)) == .directory { return }
      throw SystemError(.write, path, noDirectory)
    }
    guard code == notFound, let slash = path.lastIndex(of: "/"), slash > path.startIndex else {
      throw SystemError(.write, path, code)
    }
    try makeDirectory(String(path[..<slash]))
    let second = makeOneDirectory(path)
    if second != alreadyThere { try check(second, path) }
  }

  /// The names in a directory, sorted by bytes, including hidden ones but not `.` and `..`.
  package static func names(in path: String) throws(SystemError) -> [String] {
    let directory = try open(path)
    defer { closeDescriptor(directory) }
    var names: [String] = []
    let code = unsafe forEachName(in: directory) { name, _ in
      let text = unsafe String(decoding: name.dropLast(), as: UTF8.self)
      if text != ".", text != ".." { names.append(text) }
    }
    guard code == 0 else { throw SystemError(.read, path, code) }
    names.sort { $0.utf8.lexicographicallyPrecedes($1.utf8) }
    return names
  }

  /// Removes a file, or a directory with its content; does not follow links.
  package static func removeTree(_ path: String) {
    if (try? kind(of: path, following: false)) == .directory {
      for name in (try? names(in: path)) ?? [] { removeTree("\(path)/\(name)") }
    }
    _ = removeOne(path)
  }

  /// Creates a symbolic link to `text`, or replaces an existing one.
  package static func makeLink(at path: String, to text: String) throws(SystemError) {
    let temporary = "\(path).\(now())"
    try check(makeOneLink(temporary, to: text), path)
    let code = move(temporary, to: path)
    if code != 0 { _ = removeOne(temporary) }
    try check(code, path)
  }

  /// Removes a symbolic link; does nothing if it does not exist.
  package static func removeLink(at path: String) throws(SystemError) {
    let code = removeOne(path)
    if code != notFound { try check(code, path) }
  }
}
