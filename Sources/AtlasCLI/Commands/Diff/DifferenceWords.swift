import AtlasCore

/// Shows which words changed, with a few around them; the marks are those of `git diff --word-diff`.
struct Words {
  /// How many words that did not change are shown on either side of one that did.
  private static let context = 6

  private let removed: (start: String, end: String)
  private let added: (start: String, end: String)

  init(
    removed: (start: String, end: String) = ("[-", "-]"), added: (start: String, end: String) = ("{+", "+}")
  ) {
    self.removed = removed
    self.added = added
  }

  /// Writes one line, or where lines have an end as many as it takes.
  ///
  /// - Parameters:
  ///   - old: the words before.
  ///   - new: the words after.
  ///   - column: how many columns of the line are taken.
  ///   - output: takes the words.
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

  /// Writes all of it without an end of line.
  func write(_ old: Bytes, _ new: Bytes, _ output: inout Output) {
    var isFirst = true
    forEachPart(of: old, new) { text, role in
      if !isFirst { output.append(" ") }
      isFirst = false
      output.text(text, as: role)
    }
  }

  /// Calls `body` with what is to be shown, piece by piece; between two stands a blank.
  private func forEachPart(of old: Bytes, _ new: Bytes, _ body: ([UInt8], Role) -> Void) {
    let parts = WordDifference(from: old, to: new).parts
    var isSame = true
    for (index, part) in parts.enumerated() {
      switch part {
      case .same(let words):
        let isLast = index == parts.count - 1
        let (head, tail) = (index == 0 ? 0 : Words.context, isLast ? 0 : Words.context)
        guard words.count > head + tail + 1 else {
          body(Words.text(words[...]), .prose)
          continue
        }
        if head > 0 { body(Words.text(words.prefix(head)), .prose) }
        body(Array("…".utf8), .note)
        if tail > 0 { body(Words.text(words.suffix(tail)), .prose) }
      case .removed(let words):
        isSame = false
        body(Words.text(words[...], removed), .removed)
      case .added(let words):
        isSame = false
        body(Words.text(words[...], added), .added)
      }
    }
    if isSame { body(Array("(only blanks and line ends differ)".utf8), .note) }
  }

  /// Words with a blank between them, and marks around.
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
