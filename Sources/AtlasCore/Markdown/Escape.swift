/// Keeps the text of a record apart from the structure of its page, in both directions.
///
/// A line of text that would be read as structure is written with a backslash before it, and so is one that already has
/// backslashes before what else would be structure; the reader takes one off there, and nowhere else. So text survives
/// whatever it contains, and what others wrote is left alone: the backslash of `\* note`, and all that is in fences.
package enum Escape {
  /// The text that is on a page, without the backslashes that keep its lines from being structure and without the
  /// indentation of a bullet.
  ///
  /// - Parameters:
  ///   - page: the text as it is on the page, without spaces or line ends around it.
  ///   - indent: as for `escaped`; lines may have fewer spaces, or tabs.
  /// - Returns: the slice itself when there is nothing to do.
  package static func unescaped(_ page: Bytes, indent: Int = 0) -> Bytes {
    guard page.contains(.backslash) || indent > 0 && page.contains(.newline) else { return page }
    return copy(page, indent: indent, dropping: indent) { line, isFirst, _ in
      if line.isEscaped(isFirst: isFirst, isIndented: indent > 0) { line = line.dropFirst() }
    }
  }

  /// The text as a page holds it, from which `unescaped` makes it again.
  ///
  /// - Parameters:
  ///   - text: text without spaces or line ends around it.
  ///   - indent: by how many spaces the lines behind the first are indented; with any at all, the first line is
  ///     behind something else, as in a bullet, and so cannot be structure itself.
  /// - Returns: the slice itself when there is nothing to do.
  package static func escaped(_ text: Bytes, indent: Int = 0) -> Bytes {
    guard indent > 0 && text.contains(.newline) || text.lines.contains(where: mayNeedEscape) else { return text }
    return copy(indented(text, by: indent), indent: indent) { line, isFirst, result in
      let isIndented = indent > 0
      if line.isStructure(isFirst: isFirst, isIndented: isIndented)
        || line.isEscaped(isFirst: isFirst, isIndented: isIndented)
      {
        result.append(.backslash)
      }
    }
  }

  /// A copy of what is on a page, for which `edit` gets each line that could be structure, without the spaces before
  /// it, whether it is the first, and the copy up to there.
  private static func copy(
    _ page: Bytes, indent: Int, dropping blanks: Int = 0, _ edit: (inout Bytes, Bool, inout [UInt8]) -> Void
  ) -> Bytes {
    var result: [UInt8] = []
    var fences = Fences()
    var rest = page
    var isFirst = true
    while var line = rest.eatLine() {
      if !isFirst { result.append(.newline) }
      let isBehind = isFirst && indent > 0
      let isCode = !isBehind && fences.contains(line, before: rest)
      for _ in 0..<(isFirst ? 0 : blanks) where !line.eat(.space) && !line.eat(.tab) { break }
      result.append(line.eat(while: { $0 == .space }))
      if !isCode, !isBehind { edit(&line, isFirst, &result) }
      result.append(line)
      isFirst = false
    }
    return Bytes(copying: result)
  }

  private static func indented(_ text: Bytes, by indent: Int) -> Bytes {
    guard indent > 0 else { return text }
    var result: [UInt8] = []
    for (number, line) in text.lines.enumerated() {
      if number > 0 { result.append(.newline) }
      if number > 0, !line.isEmpty { result += repeatElement(.space, count: indent) }
      result.append(line)
    }
    return Bytes(copying: result)
  }

  private static func mayNeedEscape(_ line: Bytes) -> Bool {
    guard let first = line.first(where: { $0 != .space }) else { return false }
    return first == .backslash || first.isMark
  }
}

extension Bytes {
  /// Whether a line that would be read as structure has backslashes before it.
  fileprivate func isEscaped(isFirst: Bool, isIndented: Bool) -> Bool {
    guard first == .backslash else { return false }
    var rest = self
    rest.eat(while: { $0 == .backslash })
    return rest.isStructure(isFirst: isFirst, isIndented: isIndented)
  }

  /// Whether a line, without the spaces before it, would be read as more than text.
  fileprivate func isStructure(isFirst: Bool, isIndented: Bool) -> Bool {
    switch first {
    case .hash:
      var rest = self
      return rest.eat(while: { $0 == .hash }).count <= 6 && (rest.isEmpty || rest.first?.isBlank == true)
    case .greater: return isFirst
    case .pipe: return isIndented
    case .backtick, UInt8(ascii: "~"): return beginsFence
    case .dash, .star, UInt8(ascii: "+"):
      let line = trimmed
      return line == "---" || line == "***" || beginsLabel
    default: return false
    }
  }

  /// Whether a fence that nothing closes starts here; one that is closed never comes to be asked.
  private var beginsFence: Bool {
    var rest = self
    let mark = rest.first
    let run = rest.eat(while: { $0 == mark }).count
    return run >= 3 && (mark != .backtick || !rest.contains(.backtick))
  }

  /// Whether one of the labels starts here that a step starts with, as in `**Tactic:** …`.
  private var beginsLabel: Bool {
    var rest = self
    if let bullet = bulletText { rest = bullet }
    guard rest.eat("**") else { return false }
    return ["tactic", "technique", "step ", "sub-technique of", "parent technique"].contains {
      rest.prefix($0.utf8.count).equals(ignoringCase: Bytes(copying: $0))
    }
  }
}

extension UInt8 {
  /// Whether structure can start with the character: a heading, bullet, rule, quote, fence or table.
  fileprivate var isMark: Bool {
    switch self {
    case .hash, .dash, .star, .greater, .backtick, UInt8(ascii: "~"), UInt8(ascii: "+"), .pipe: true
    default: false
    }
  }
}
