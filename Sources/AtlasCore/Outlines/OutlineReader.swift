/// Reads the structure of a text that comes in parts, tolerantly: what it does not understand it leaves out.
///
/// A reader is a value: a copy of it, made between two parts, reads the second one again.
protocol OutlineReader {
  /// Reads on, and adds what it finds.
  ///
  /// - Parameters:
  ///   - text: the part at hand.
  ///   - start: where to begin, which is where the last call ended.
  ///   - limit: where to end at the latest.
  ///   - outline: gets the nodes; containers may stay open.
  /// - Returns: how far it came; less than `limit` where the rest is to be read with what follows.
  mutating func read(_ text: Bytes, from start: Int, to limit: Int, into outline: inout Outline) -> Int

  /// Copies what it remembers of the text, which goes away.
  mutating func keep()
}

/// A reader of a format whose lines have a meaning each.
protocol LineOutlineReader: OutlineReader {
  /// Reads a line, or the part of a long one that is at hand.
  mutating func read(line: Bytes, into outline: inout Outline)
}

extension LineOutlineReader {
  mutating func read(_ text: Bytes, from start: Int, to limit: Int, into outline: inout Outline) -> Int {
    var place = start
    while place < limit {
      let end = text[place..<text.endIndex].firstIndex(of: .newline) ?? text.endIndex
      if end > limit {
        // A line that is longer than what can be at hand is cut.
        guard place == start else { return place }
        read(line: text[place..<limit], into: &outline)
        return limit
      }
      read(line: text[place..<end], into: &outline)
      place = min(end + 1, limit)
    }
    return place
  }
}

/// The readers of the formats.
enum OutlineReaders {
  /// The reader of a format.
  ///
  /// - Parameters:
  ///   - syntax: what the name of the file tells.
  ///   - head: the beginning of the text, which tells where the name does not.
  /// - Returns: a reader that has seen nothing yet.
  static func reader(of syntax: TextSyntax, _ head: Bytes) -> any OutlineReader {
    var front = head
    _ = front.eat("\u{FEFF}")
    front = front.trimmed
    switch syntax {
    case .json: return JSONOutlineReader()
    case .yaml: return YAMLOutlineReader()
    case .settings: return SettingsOutlineReader()
    case .table(let separator): return TableOutlineReader(separator: separator)
    case .markup(let isHTML): return MarkupOutlineReader(isHTML: isHTML)
    case .markdown, .prose: return front.first == UInt8(ascii: "<") ? markup(front) : MarkdownOutlineReader()
    case .code: return JSONOutlineReader(isCode: true)
    case .unknown:
      // A bracket may start a link or a section of settings too.
      if front.first == UInt8(ascii: "{") || front.first == .openBracket && front.dropFirst().startsJSON {
        return JSONOutlineReader()
      }
      return front.first == UInt8(ascii: "<") ? markup(front) : MarkdownOutlineReader()
    }
  }

  private static func markup(_ front: Bytes) -> any OutlineReader {
    let start = front.prefix(512)
    if start.starts(with: "<?xml" as Bytes) { return MarkupOutlineReader(isHTML: false) }
    let word = start.dropFirst().prefix { $0.isLetter || $0 == UInt8(ascii: "!") }
    let marks: [Bytes] = ["!doctype", "html", "table", "tr", "td", "ul", "dl", "div", "p", "a", "section", "body"]
    if marks.contains(where: { word.equals(ignoringCase: $0) }) { return MarkupOutlineReader(isHTML: true) }
    return word.first?.isLetter == true ? MarkupOutlineReader(isHTML: false) : MarkdownOutlineReader()
  }
}

extension Bytes {
  /// Whether the text goes on as a JSON array does behind its bracket.
  fileprivate var startsJSON: Bool {
    guard let next = first(where: { !$0.isBlank }) else { return false }
    return next == UInt8(ascii: "{") || next == .quote || next == .openBracket && contains(.quote)
  }
}
