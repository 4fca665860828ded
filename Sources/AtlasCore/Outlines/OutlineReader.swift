/// Reads the structure of a text that arrives in parts.
///
/// It skips what it cannot parse.
///
/// Readers are values: a copy made between two parts can read the second part again.
protocol OutlineReader {
  /// Continues reading, and adds nodes to the outline.
  ///
  /// - Parameters:
  ///   - text: the current part.
  ///   - start: where the previous call stopped.
  ///   - limit: where to stop at the latest.
  ///   - outline: receives the nodes; containers can stay open.
  /// - Returns: where it stopped; before `limit` if the rest must be read together with the next part.
  mutating func read(_ text: Bytes, from start: Int, to limit: Int, into outline: inout Outline) -> Int

  /// Copies the slices that it keeps, because the memory of the text will be reused.
  mutating func keep()
}

/// A reader that works line by line.
protocol LineOutlineReader: OutlineReader {
  /// Reads a line, or a piece of a line that is longer than a part.
  mutating func read(line: Bytes, into outline: inout Outline)
}

extension LineOutlineReader {
  mutating func read(_ text: Bytes, from start: Int, to limit: Int, into outline: inout Outline) -> Int {
    var place = start
    while place < limit {
      let end = text[place..<text.endIndex].firstIndex(of: .newline) ?? text.endIndex
      // A line whose end is behind the part is read with the next one; the line end alone would be an empty line there.
      if end >= limit, limit < text.endIndex {
        // A line that is longer than a part is cut.
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

/// Chooses the reader for a text.
enum OutlineReaders {
  /// The reader for a format.
  ///
  /// - Parameters:
  ///   - syntax: the syntax that the file name implies.
  ///   - head: the start of the text, for names that imply nothing.
  /// - Returns: a new reader.
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
      // A bracket can also start a link or a section of settings.
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
  /// Whether the text can be the content of a JSON array.
  fileprivate var startsJSON: Bool {
    guard let next = first(where: { !$0.isBlank }) else { return false }
    return next == UInt8(ascii: "{") || next == .quote || next == .openBracket && contains(.quote)
  }
}
