/// Keeps the text of a record apart from the structure of its page, in both directions.
///
/// The writer puts a backslash before a line of text that would be read as structure, and before such a line that
/// already starts with backslashes. The reader removes one backslash from exactly those lines. Any text therefore
/// survives a round trip, and text from other authors stays as it is: the backslash of `\* note`, and everything in
/// code fences.
package enum Escape {
  /// The text of a page without escaping backslashes and bullet indentation.
  ///
  /// - Parameters:
  ///   - page: the text as the page has it, without whitespace around it.
  ///   - indent: as for `escaped`; lines may have fewer spaces, or tabs.
  /// - Returns: the text; `page` itself when nothing changes.
  package static func unescaped(_ page: Bytes, indent: Int = 0) -> Bytes {
    guard page.contains(.backslash) || indent > 0 && page.contains(.newline) else { return page }
    return copy(page, indent: indent, dropping: indent) { line, isFirst, _ in
      if line.isEscaped(isFirst: isFirst, isIndented: indent > 0) { line = line.dropFirst() }
    }
  }

  /// The text in the form for a page; `unescaped` reverses this.
  ///
  /// - Parameters:
  ///   - text: text without whitespace around it.
  ///   - indent: the number of spaces before each line after the first. If it is not 0, the first line follows other
  ///     text, as in a bullet, and cannot be structure.
  /// - Returns: the escaped text; `text` itself when nothing changes.
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

  /// A copy of text on a page.
  ///
  /// For each line that could be structure, `edit` gets the line without its leading spaces, whether it is the first
  /// line, and the copy so far.
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
  /// Whether the line starts with backslashes, and would be read as structure without them.
  fileprivate func isEscaped(isFirst: Bool, isIndented: Bool) -> Bool {
    guard first == .backslash else { return false }
    var rest = self
    rest.eat(while: { $0 == .backslash })
    return rest.isStructure(isFirst: isFirst, isIndented: isIndented)
  }

  /// Whether a line, without its leading spaces, would be read as structure.
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

  /// Whether an unclosed fence starts here; lines of closed fences are handled before this check.
  private var beginsFence: Bool {
    var rest = self
    let mark = rest.first
    let run = rest.eat(while: { $0 == mark }).count
    return run >= 3 && (mark != .backtick || !rest.contains(.backtick))
  }

  /// Whether the line starts with a label that a step can start with, as in `**Tactic:** …`.
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
  /// Whether the character can start a heading, bullet, rule, quote, fence or table.
  fileprivate var isMark: Bool {
    switch self {
    case .hash, .dash, .star, .greater, .backtick, UInt8(ascii: "~"), UInt8(ascii: "+"), .pipe: true
    default: false
    }
  }
}
