/// Text as a page has it: lines of a bullet are indented, and lines that look like structure are escaped.
package struct RawText: Sendable {
  package let source: Bytes
  /// The number of spaces before each line after the first.
  package let indent: Int

  package init(source: Bytes, indent: Int) {
    self.source = source
    self.indent = indent
  }

  package static let none = RawText(source: .empty, indent: 0)

  /// The text without indentation and escapes.
  package var text: Bytes { Escape.unescaped(source, indent: indent) }
}
