/// Text as it is on a page, where the lines of a bullet are indented and a line that would be mistaken for
/// structure is escaped.
package struct RawText: Sendable {
  package let source: Bytes
  /// By how many spaces the lines after the first are indented.
  package let indent: Int

  package init(source: Bytes, indent: Int) {
    self.source = source
    self.indent = indent
  }

  package static let none = RawText(source: .empty, indent: 0)

  /// The text itself.
  package var text: Bytes { Escape.unescaped(source, indent: indent) }
}
