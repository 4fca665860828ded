/// A page split at its headings: the text before the first section, and the sections.
package struct Document {
  package let frontMatter: FrontMatter?
  /// The text before the level-1 heading; well-formed pages have none.
  package private(set) var preface: Bytes = .empty
  /// The text of the level-1 heading, or nil.
  package private(set) var heading: Bytes?
  /// The text from the heading, or the front matter, to the first section.
  package private(set) var lead: Bytes
  package private(set) var sections: [Section] = []

  /// A level-2 heading and the text below it.
  package struct Section {
    /// The heading without its `#` marks and its count: `Case Studies`.
    package let title: Bytes
    /// The count in the heading, as in `## Case Studies (5)`, or nil.
    package let count: Int?
    package let body: Bytes
  }

  package init(_ page: Bytes) {
    var rest = page
    frontMatter = FrontMatter(eating: &rest)
    lead = rest
    var fences = Fences()
    var open: (heading: Bytes, start: Int)?
    var leadStart = rest.startIndex
    var leadEnd = rest.endIndex
    let end = rest.endIndex
    func close(at index: Int, _ sections: inout [Section]) {
      if let open { sections.append(Section(heading: open.heading, body: page[open.start..<index])) }
    }
    while let line = rest.eatLine() {
      let first = line.first
      guard first == .hash || first == .space || first == .backtick || first == UInt8(ascii: "~") else { continue }
      if fences.contains(line, before: rest) { continue }
      if heading == nil, open == nil, let text = line.headingText(level: 1) {
        heading = text
        preface = page[leadStart..<line.startIndex].trimmed
        leadStart = rest.startIndex
      } else if let text = line.headingText(level: 2) {
        close(at: line.startIndex, &sections)
        if open == nil { leadEnd = line.startIndex }
        open = (text, rest.startIndex)
      }
    }
    close(at: end, &sections)
    lead = page[leadStart..<max(leadStart, leadEnd)]
  }
}

extension Document.Section {
  fileprivate init(heading: Bytes, body: Bytes) {
    self.body = body
    var tail = heading
    if heading.last == .closeParenthesis, let open = heading.lastIndex(of: .openParenthesis) {
      tail = heading[open + 1..<heading.endIndex - 1]
      if let number = tail.eatNumber(), tail.isEmpty {
        title = heading[heading.startIndex..<open].trimmed
        count = number
        return
      }
    }
    title = heading
    count = nil
  }
}

extension Bytes {
  /// The text of a heading of exactly this level; nil for any other line.
  package func headingText(level: Int) -> Bytes? {
    var rest = self
    guard rest.eat(while: { $0 == .hash }).count == level, rest.isEmpty || rest.first?.isBlank == true else {
      return nil
    }
    return rest.trimmed
  }
}
