/// Directories with all that is in them, and links to them.
extension System {
  /// Makes a directory and those above it; one that is there already is fine.
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

  /// The names in a directory, sorted by their bytes, hidden ones too, without `.` and `..`.
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

  /// Removes a file, or a directory with all that is in it; links are not followed.
  package static func removeTree(_ path: String) {
    if (try? kind(of: path, following: false)) == .directory {
      for name in (try? names(in: path)) ?? [] { removeTree("\(path)/\(name)") }
    }
    _ = removeOne(path)
  }

  /// Makes a symbolic link that says `text`, in the place of one that may be there.
  package static func makeLink(at path: String, to text: String) throws(SystemError) {
    let temporary = "\(path).\(now())"
    try check(makeOneLink(temporary, to: text), path)
    let code = move(temporary, to: path)
    if code != 0 { _ = removeOne(temporary) }
    try check(code, path)
  }

  /// Removes a symbolic link; where there is not one, that is fine.
  package static func removeLink(at path: String) throws(SystemError) {
    let code = removeOne(path)
    if code != notFound { try check(code, path) }
  }
}
