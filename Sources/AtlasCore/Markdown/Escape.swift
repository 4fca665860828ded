/// Keeps the text of a record apart from the structure of its page, in both directions.
///
/// A line of text that would be read as structure is written with a backslash before it, and one that already begins
/// with backslashes before such a mark gets one more; the reader takes one off. So text survives whatever it contains.
package enum Escape {
  /// The text without the backslashes that keep its lines from being structure; the slice itself when it has none.
  package static func unescaped(_ text: Bytes) -> Bytes {
    guard text.contains(.backslash) else { return text }
    var result: [UInt8] = []
    for (number, line) in text.lines.enumerated() {
      if number > 0 { result.append(.newline) }
      var rest = line
      result += rest.eat(while: { $0 == .space })
      if rest.beginsEscape { rest = rest.dropFirst() }
      result += rest
    }
    return Bytes(copying: result)
  }

  /// The text as a page holds it, from which `unescaped`, after the indentation, makes it again.
  ///
  /// - Parameters:
  ///   - text: text without blanks or line ends around it.
  ///   - indent: by how many blanks the lines behind the first are indented; with any at all, the first line stands
  ///     behind something else, as in a bullet, and so cannot be structure itself.
  /// - Returns: the slice itself when there is nothing to do.
  package static func escaped(_ text: Bytes, indent: Int = 0) -> Bytes {
    guard indent > 0 && text.contains(.newline) || text.lines.contains(where: mayNeedEscape) else { return text }
    let page = indented(text, by: indent)
    var result: [UInt8] = []
    var fences = Fences()
    var rest = page
    var isFirst = true
    while var line = rest.eatLine() {
      if !isFirst { result.append(.newline) }
      let isBehind = isFirst && indent > 0
      let isCode = !isBehind && fences.contains(line, before: rest)
      result += line.eat(while: { $0 == .space })
      let isStructure = !isCode && !isBehind && line.isStructure(isFirst: isFirst, isIndented: indent > 0)
      if isStructure || line.beginsEscape { result.append(.backslash) }
      result += line
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
      result += line
    }
    return Bytes(copying: result)
  }

  private static func mayNeedEscape(_ line: Bytes) -> Bool {
    guard let first = line.first(where: { $0 != .space }) else { return false }
    return first == .backslash || first.isMark
  }
}

extension Bytes {
  /// Whether a mark of structure stands at the start, with at least one backslash before it.
  fileprivate var beginsEscape: Bool {
    var rest = self
    return !rest.eat(while: { $0 == .backslash }).isEmpty && rest.first?.isMark == true
  }

  /// Whether a line, without the blanks before it, would be read as more than text.
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

  /// Whether a fence that nothing closes begins here; one that is closed never comes to be asked.
  private var beginsFence: Bool {
    var rest = self
    let mark = rest.first
    let run = rest.eat(while: { $0 == mark }).count
    return run >= 3 && (mark != .backtick || !rest.contains(.backtick))
  }

  /// Whether one of the labels begins here that a step begins with, as in `**Tactic:** …`.
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
  /// Whether structure can begin with the character: a heading, bullet, rule, quote, fence or table.
  fileprivate var isMark: Bool {
    switch self {
    case .hash, .dash, .star, .greater, .backtick, UInt8(ascii: "~"), UInt8(ascii: "+"), .pipe: true
    default: false
    }
  }
}
