/// The rules of one `.gitignore`, as gitignore(5) has them.
package struct IgnoreRules: Sendable {
  private var rules: [Rule] = []

  /// One line of the file.
  private struct Rule: Sendable {
    /// Whether what it fits is not ignored after all.
    let isNegated: Bool
    let isForDirectories: Bool
    /// Whether it is about the path from the file's directory, not only about the name.
    let isAnchored: Bool
    let pattern: Glob

    func fits(_ path: ArraySlice<Bytes>) -> Bool { pattern.fits(isAnchored ? path : path.suffix(1)) }
  }

  /// Reads the text of a `.gitignore`.
  package init(_ text: Bytes) {
    var text = text
    _ = text.eat("\u{FEFF}")
    for line in text.lines {
      var rest = IgnoreRules.trimmed(line.last == .carriageReturn ? line.dropLast() : line)
      guard let first = rest.first, first != .hash else { continue }
      let isNegated = rest.eat(UInt8(ascii: "!"))
      let isForDirectories = rest.last == .slash
      if isForDirectories { rest = rest.dropLast() }
      let isAnchored = rest.contains(.slash)
      _ = rest.eat(.slash)
      guard !rest.isEmpty, let pattern = Glob(rest) else { continue }
      rules.append(
        Rule(isNegated: isNegated, isForDirectories: isForDirectories, isAnchored: isAnchored, pattern: pattern))
    }
  }

  /// A line without the spaces at its end, except one behind a backslash.
  private static func trimmed(_ line: Bytes) -> Bytes {
    var (rest, end) = (line, line.startIndex)
    while let byte = rest.popFirst() {
      if byte == .backslash { _ = rest.popFirst() }
      if byte != .space { end = rest.startIndex }
    }
    return line[..<end]
  }

  /// Whether there is no rule in it.
  package var isEmpty: Bool { rules.isEmpty }

  /// What the rules say about a path; the last one that fits decides.
  ///
  /// - Parameters:
  ///   - path: the names from the directory of the file down.
  ///   - isDirectory: whether it leads to a directory.
  /// - Returns: whether it is ignored; nil where no rule fits.
  package func ignores(_ path: ArraySlice<Bytes>, isDirectory: Bool) -> Bool? {
    rules.last { (isDirectory || !$0.isForDirectories) && $0.fits(path) }.map { !$0.isNegated }
  }
}
