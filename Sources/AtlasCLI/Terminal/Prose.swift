import AtlasCore

/// Lays out the markdown of a page for reading: paragraphs, lists, quotes and headings wrapped; code and tables as they are.
///
/// In pages each sentence of a paragraph is on a line of its own; a paragraph is joined before it is wrapped. Blank lines
/// are kept where they part blocks, one at a time.
struct Prose {
  /// Writes `text`, with `indent` spaces before each line.
  static func write(_ text: Bytes, indent: Int = 0, to output: inout Output) {
    var prose = Prose(rest: text, indent: indent, depth: 0)
    prose.write(&output)
  }

  private var rest: Bytes
  private let indent: Int
  /// How many quotes are open.
  private let depth: Int
  /// The lists that are open, by the column at which the text of their items starts.
  private var lists: [Int] = []
  private var wantsGap = false
  private var hasText = false

  private init(rest: Bytes, indent: Int, depth: Int) {
    self.rest = rest
    self.indent = indent
    self.depth = depth
  }

  private mutating func write(_ output: inout Output) {
    while let line = rest.peekLine {
      let body = line.drop { $0 == 0x20 || $0 == 0x09 }
      let lead = body.startIndex - line.startIndex
      let column = line.indentation.columns
      if body.trimmed.isEmpty {
        _ = rest.eatLine()
        wantsGap = hasText
        continue
      }
      if column < 4 || !lists.isEmpty, let marker = Marker(body) {
        item(marker, lead, column, &output)
        continue
      }
      lists.removeAll { $0 > column }
      gap(&output)
      if let fence = Prose.fence(body) {
        code(fencedBy: fence, column, &output)
      } else if column >= 4 + (lists.last ?? 0) {
        verbatim(unindentedBy: 4 + (lists.last ?? 0), &output) { $0.indentation.columns >= 4 }
      } else if body.first == UInt8(ascii: "|") {
        verbatim(unindentedBy: column, &output) { $0.trimmed.first == UInt8(ascii: "|") }
      } else if body.first == UInt8(ascii: ">"), depth < 4 {
        quote(&output)
      } else if let title = Prose.heading(body) {
        _ = rest.eatLine()
        paragraph(title, as: .heading, &output)
      } else {
        paragraph(eatParagraph(), as: .prose, &output)
      }
    }
  }

  private mutating func gap(_ output: inout Output) {
    if wantsGap { output.newline() }
    wantsGap = false
    hasText = true
  }

  /// Where the text of the innermost list starts on the screen; deep lists stop moving to the right.
  private var left: Int { indent + 2 * min(lists.count, 8) }
}

// MARK: - Blocks

extension Prose {
  private mutating func paragraph(_ text: Bytes, as role: Role, _ output: inout Output) {
    output.spaces(left)
    var wrap = Wrap(width: output.proseWidth, column: left, indent: left)
    Inline.write(text, as: role, to: &wrap, &output)
    wrap.finish(&output)
  }

  private mutating func item(_ marker: Marker, _ lead: Int, _ column: Int, _ output: inout Output) {
    lists.removeAll { $0 > column }
    gap(&output)
    output.spaces(left)
    output.append(marker.text)
    output.append(" ")
    lists.append(column + marker.width)
    // A number of two digits is wider than the two columns that a list is set in.
    let start = left - 2 + marker.text.count + 1
    rest = rest[rest.startIndex + lead + marker.width..<rest.endIndex]
    var wrap = Wrap(width: output.proseWidth, column: start, indent: max(start, left))
    Inline.write(eatParagraph(), as: .prose, to: &wrap, &output)
    wrap.finish(&output)
  }

  /// Takes lines off the front up to where another block starts; the first is taken in any case.
  private mutating func eatParagraph() -> Bytes {
    let text = rest
    let start = rest.startIndex
    var end = start
    while let line = rest.peekLine {
      let body = line.trimmed
      let begins =
        body.isEmpty || Marker(body).map { $0.canInterrupt || !lists.isEmpty && $0.text.count <= 4 } ?? false
        || Prose.fence(body) != nil
      if end > start, begins || Prose.heading(body) != nil || body.first == UInt8(ascii: ">") { break }
      _ = rest.eatLine()
      end = line.endIndex
      if body.isEmpty { break }
    }
    return text[start..<end]
  }

  private mutating func verbatim(unindentedBy columns: Int, _ output: inout Output, while belongs: (Bytes) -> Bool) {
    while let line = rest.peekLine, belongs(line), !line.trimmed.isEmpty {
      _ = rest.eatLine()
      output.spaces(left)
      output.verbatim(line.unindented(by: columns))
    }
  }

  private mutating func code(fencedBy fence: Bytes, _ column: Int, _ output: inout Output) {
    _ = rest.eatLine()
    while let line = rest.eatLine() {
      let body = line.trimmed
      if body.count >= fence.count, body.starts(with: fence), body.allSatisfy({ $0 == fence.first }) { break }
      output.spaces(left + 2)
      output.verbatim(line.unindented(by: column))
    }
  }

  private mutating func quote(_ output: inout Output) {
    var inner: [UInt8] = []
    while let line = rest.peekLine {
      var body = line.trimmed
      guard body.eat(UInt8(ascii: ">")) else { break }
      _ = rest.eatLine()
      _ = body.eat(UInt8(ascii: " "))
      inner += body
      inner.append("\n")
    }
    var prose = Prose(rest: Bytes(copying: inner), indent: left + 2, depth: depth + 1)
    prose.write(&output)
  }

  private static func fence(_ body: Bytes) -> Bytes? {
    guard let first = body.first, first == UInt8(ascii: "`") || first == UInt8(ascii: "~") else { return nil }
    let fence = body.prefix { $0 == first }
    return fence.count >= 3 ? fence : nil
  }

  private static func heading(_ body: Bytes) -> Bytes? {
    let hashes = body.prefix { $0 == UInt8(ascii: "#") }
    let title = body.dropFirst(hashes.count)
    return 1...6 ~= hashes.count && title.first == 0x20 ? title.trimmed : nil
  }
}

/// What starts an item of a list: a bullet, or a number.
private struct Marker {
  /// As it is shown: `-` for any bullet, `3.` for any number.
  let text: [UInt8]
  /// How many bytes are before the text of the item.
  let width: Int
  /// Whether it ends a paragraph that it follows without a space line, which a line that starts with a year must not.
  let canInterrupt: Bool

  init?(_ body: Bytes) {
    var rest = body
    let digits = rest.prefix(9).prefix(while: \.isDigit)
    if !digits.isEmpty {
      rest = rest.dropFirst(digits.count)
      guard rest.eat(UInt8(ascii: ".")) || rest.eat(UInt8(ascii: ")")) else { return nil }
      text = Array(digits) + [UInt8(ascii: ".")]
      canInterrupt = digits.count == 1 && digits.first == UInt8(ascii: "1")
    } else {
      guard rest.eat(UInt8(ascii: "-")) || rest.eat(UInt8(ascii: "*")) || rest.eat(UInt8(ascii: "+")) else {
        return nil
      }
      text = [UInt8(ascii: "-")]
      canInterrupt = true
    }
    let blanks = rest.prefix { $0 == 0x20 || $0 == 0x09 }
    guard !blanks.isEmpty || rest.isEmpty else { return nil }
    width = body.count - rest.count + blanks.count
  }
}

extension Bytes {
  /// The line at the front, without its end; nil when nothing is left.
  fileprivate var peekLine: Bytes? {
    var rest = self
    return rest.eatLine()
  }

  /// The spaces that start a line: how many bytes, and to which column; tabs reach to the next multiple of four.
  fileprivate var indentation: (bytes: Int, columns: Int) {
    var columns = 0
    let blanks = prefix { $0 == 0x20 || $0 == 0x09 }
    for byte in blanks { columns = byte == 0x09 ? (columns / 4 + 1) * 4 : columns + 1 }
    return (blanks.count, columns)
  }

  /// The line without the first `columns` of its indentation.
  fileprivate func unindented(by columns: Int) -> Bytes {
    var line = self
    var column = 0
    while column < columns, let first = line.first, first == 0x20 || first == 0x09 {
      column = first == 0x09 ? (column / 4 + 1) * 4 : column + 1
      line = line.dropFirst()
    }
    return line
  }
}

extension Output {
  /// Writes a line as it is: tabs are four spaces, nothing is wrapped.
  fileprivate mutating func verbatim(_ line: Bytes) {
    var isFirst = true
    for part in line.split(separator: 0x09, omittingEmptySubsequences: false) {
      if !isFirst { spaces(4) }
      isFirst = false
      text(part.last == 0x0D ? part.dropLast() : part, as: .code)
    }
    newline()
  }
}
