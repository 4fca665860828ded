/// Text as it stands on a page, where the lines of a bullet are indented and a line that would be mistaken for
/// structure is escaped.
package struct RawText: Sendable {
  package let source: Bytes
  /// By how many blanks the lines after the first are indented.
  package let indent: Int

  package init(source: Bytes, indent: Int) {
    self.source = source
    self.indent = indent
  }

  package static let none = RawText(source: .empty, indent: 0)

  /// The text itself.
  package var text: Bytes {
    guard indent > 0, source.contains(.newline) else { return Escape.unescaped(source) }
    var result: [UInt8] = []
    for (number, line) in source.lines.enumerated() {
      if number > 0 { result.append(.newline) }
      var rest = line
      for _ in 0..<(number > 0 ? indent : 0) where !rest.eat(.space) && !rest.eat(.tab) { break }
      result += rest
    }
    return Escape.unescaped(Bytes(copying: result))
  }
}
