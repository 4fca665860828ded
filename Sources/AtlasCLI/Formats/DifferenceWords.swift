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

  func write(_ old: Bytes, _ new: Bytes, _ output: inout Output) {
    let parts = WordDifference(from: old, to: new).parts
    for (index, part) in parts.enumerated() {
      if index > 0 { output.append(" ") }
      switch part {
      case .same(let words): write(same: words, isFirst: index == 0, isLast: index == parts.count - 1, &output)
      case .removed(let words): write(words, removed, .removed, &output)
      case .added(let words): write(words, added, .added, &output)
      }
    }
    let isSame = parts.allSatisfy { if case .same = $0 { true } else { false } }
    if isSame { output.text(" (only blanks and line ends differ)", as: .note) }
  }

  private func write(_ words: [Bytes], _ marks: (start: String, end: String), _ role: Role, _ output: inout Output) {
    var text = Array(marks.start.utf8)
    Words.append(words[...], to: &text)
    text += marks.end.utf8
    output.text(text, as: role)
  }

  private func write(same words: [Bytes], isFirst: Bool, isLast: Bool, _ output: inout Output) {
    let head = isFirst ? 0 : Words.context
    let tail = isLast ? 0 : Words.context
    func text(_ words: ArraySlice<Bytes>) -> [UInt8] {
      var text: [UInt8] = []
      Words.append(words, to: &text)
      return text
    }
    guard words.count > head + tail + 1 else { return output.text(text(words[...])) }
    if head > 0 {
      output.text(text(words.prefix(head)))
      output.append(" ")
    }
    output.text("…", as: .note)
    if tail > 0 {
      output.append(" ")
      output.text(text(words.suffix(tail)))
    }
  }

  /// Appends words with a blank between them.
  private static func append(_ words: ArraySlice<Bytes>, to text: inout [UInt8]) {
    text.reserveCapacity(text.count + words.reduce(8) { $0 + $1.count + 1 })
    for (index, word) in words.enumerated() {
      if index > 0 { text.append(UInt8(ascii: " ")) }
      text.append(word)
    }
  }
}
