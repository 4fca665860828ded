/// Keeps the text of a record apart from the structure of its page.
///
/// A line of text that the reader would take for structure is written with a backslash before it, and one that has
/// backslashes there already gets one more; the reader takes one off. Any other line stays as it is, so that markdown
/// of other makers, which escapes for its own reasons, is not touched. Fenced code is left alone by both.
package enum Escape {
  /// The text as it must be written on a page.
  package static func escaped(_ text: Bytes) -> Bytes {
    var result: [UInt8] = []
    var code = Code()
    var rest = text
    while let line = rest.eatLine() {
      if line.startIndex > text.startIndex { result.append(.newline) }
      let (blanks, slashes, bare) = parts(of: line)
      result += blanks
      if !code.contains(line, before: rest), isStructure(bare, indented: !blanks.isEmpty) { result.append(.backslash) }
      result += slashes
      result += bare
    }
    if text.last == .newline { result.append(.newline) }
    return result.count == text.count ? text : Bytes(copying: result)
  }

  /// The text without those backslashes; the slice itself when it has none.
  package static func unescaped(_ text: Bytes) -> Bytes {
    guard text.contains(.backslash) else { return text }
    var result: [UInt8] = []
    var code = Code()
    var rest = text
    while let line = rest.eatLine() {
      if line.startIndex > text.startIndex { result.append(.newline) }
      let (blanks, slashes, bare) = parts(of: line)
      result += blanks
      let isEscaped =
        !code.contains(line, before: rest) && !slashes.isEmpty && isStructure(bare, indented: !blanks.isEmpty)
      result += isEscaped ? slashes.dropFirst() : slashes
      result += bare
    }
    if text.last == .newline { result.append(.newline) }
    return result.count == text.count ? text : Bytes(copying: result)
  }

  /// A line as the blanks it begins with, the backslashes behind them, and what follows.
  private static func parts(of line: Bytes) -> (blanks: Bytes, slashes: Bytes, bare: Bytes) {
    var rest = line
    let blanks = rest.eat(while: { $0 == .space || $0 == .tab })
    return (blanks, rest.eat(while: { $0 == .backslash }), rest)
  }

  /// Whether the reader takes the line for structure, at the start of a text or in it.
  private static func isStructure(_ line: Bytes, indented: Bool) -> Bool {
    switch line.first {
    case .hash: !indented && (1...3).contains { line.headingText(level: $0) != nil }
    case .backtick, UInt8(ascii: "~"): Fence(line) != nil
    case .greater: isLabel(line.dropFirst().trimmed)
    default: isLabel(line)
    }
  }

  /// Whether the line begins with a label that means something in front of a text: `**Step 4:**`.
  private static func isLabel(_ line: Bytes) -> Bool {
    guard let name = Metadata.pair(line)?.name else { return false }
    if name == "Tactic" || name == "Technique" || name.starts(with: "Step " as Bytes) { return true }
    guard case .parent = Metadata.label(named: name) else { return false }
    return true
  }
}

/// Follows the fenced code of a text that may come to stand in a bullet, two blanks further in.
///
/// There a fence that stands further in already is none any more. So it is not taken for one here either, and text and
/// page agree on what is code.
private struct Code {
  private var fences = Fences()

  mutating func contains(_ line: Bytes, before rest: Bytes) -> Bool {
    (fences.isOpen || line.indentation <= 1) && fences.contains(line, before: rest)
  }
}
