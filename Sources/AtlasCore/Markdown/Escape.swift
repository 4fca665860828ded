/// Keeps the text of a record apart from the structure of its page.
///
/// A line of text that would be read as structure is written with a backslash before it, and one that already begins
/// with backslashes gets one more; the reader takes one off. So text survives whatever it contains.
package enum Escape {
  /// The characters with which structure begins: headings, bullets and rules, quotes, fences.
  private static func begins(_ byte: UInt8) -> Bool {
    switch byte {
    case .hash, .dash, .star, .greater, .backtick, UInt8(ascii: "~"), UInt8(ascii: "+"), .pipe: true
    default: false
    }
  }

  /// The text without the backslashes that keep its lines from being structure; the slice itself when it has none.
  package static func unescaped(_ text: Bytes) -> Bytes {
    guard text.contains(.backslash) else { return text }
    var result: [UInt8] = []
    for (number, line) in text.lines.enumerated() {
      if number > 0 { result.append(.newline) }
      var rest = line
      result += rest.eat(while: { $0 == .space })
      var slashes = rest
      if !slashes.eat(while: { $0 == .backslash }).isEmpty, let next = slashes.first, begins(next) {
        rest = rest.dropFirst()
      }
      result += rest
    }
    return Bytes(copying: result)
  }
}
