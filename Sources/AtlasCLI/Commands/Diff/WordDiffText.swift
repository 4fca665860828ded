import AtlasCore

/// Prints which words of a text changed, with some context; the marks are those of `git diff --word-diff`.
struct WordDiffText {
  /// The number of unchanged words on either side of a change.
  private static let context = 6

  private let removed: (start: String, end: String)
  private let added: (start: String, end: String)

  init(
    removed: (start: String, end: String) = ("[-", "-]"), added: (start: String, end: String) = ("{+", "+}")
  ) {
    self.removed = removed
    self.added = added
  }

  /// Writes the changes as one line, or wrapped at the width of the output.
  ///
  /// - Parameters:
  ///   - old: the words before.
  ///   - new: the words after.
  ///   - column: the number of columns of the first line that are taken.
  ///   - output: gets the words.
  func writeLines(_ old: Bytes, _ new: Bytes, from column: Int, _ output: inout Output) {
    guard let width = output.proseWidth else {
      write(old, new, &output)
      return output.newline()
    }
    var wrap = Wrap(width: width, column: column, indent: 4)
    forEachPart(of: old, new) { text, role in
      wrap.add(text, as: role, to: &output)
      wrap.add(" ", to: &output)
    }
    wrap.finish(&output)
  }

  /// Writes the changes without a line end.
  func write(_ old: Bytes, _ new: Bytes, _ output: inout Output) {
    var isFirst = true
    forEachPart(of: old, new) { text, role in
      if !isFirst { output.append(" ") }
      isFirst = false
      output.text(text, as: role)
    }
  }

  /// Calls `body` with each piece to print; a space goes between two pieces.
  private func forEachPart(of old: Bytes, _ new: Bytes, _ body: ([UInt8], Role) -> Void) {
    let parts = WordDifference(from: old, to: new).parts
    var isSame = true
    for (index, part) in parts.enumerated() {
      switch part {
      case .same(let words):
        let isLast = index == parts.count - 1
        let (head, tail) = (index == 0 ? 0 : WordDiffText.context, isLast ? 0 : WordDiffText.context)
        guard words.count > head + tail + 1 else {
          body(WordDiffText.text(words[...]), .prose)
          continue
        }
        if head > 0 { body(WordDiffText.text(words.prefix(head)), .prose) }
        body(Array("…".utf8), .note)
        if tail > 0 { body(WordDiffText.text(words.suffix(tail)), .prose) }
      case .removed(let words):
        isSame = false
        body(WordDiffText.text(words[...], removed), .removed)
      case .added(let words):
        isSame = false
        body(WordDiffText.text(words[...], added), .added)
      }
    }
    if isSame { body(Array("(only whitespace differs)".utf8), .note) }
  }

  /// The words with spaces between them and marks around them.
  private static func text(
    _ words: ArraySlice<Bytes>, _ marks: (start: String, end: String) = ("", "")
  ) -> [UInt8] {
    var text: [UInt8] = []
    text.reserveCapacity(words.reduce(8) { $0 + $1.count + 1 })
    text += marks.start.utf8
    for (index, word) in words.enumerated() {
      if index > 0 { text.append(UInt8(ascii: " ")) }
      text.append(word)
    }
    text += marks.end.utf8
    return text
  }
}
