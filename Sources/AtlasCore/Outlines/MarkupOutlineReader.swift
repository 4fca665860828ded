/// Reads the structure of XML and HTML.
///
/// XML elements become objects with their attributes, child elements and text. In HTML, table rows and the pairs of
/// definition lists become rows, and elements with several attributes become objects; everything else is running text.
/// Source: W3C, Extensible Markup Language 1.0; WHATWG, HTML.
struct MarkupOutlineReader: OutlineReader {
  let isHTML: Bool

  init(isHTML: Bool) { self.isHTML = isHTML }

  /// The length of `<![CDATA[`.
  private static let longestMark = 9

  /// An element that is open.
  private struct Element {
    let name: Bytes
    /// Whether the element is an object in the outline; an element that has only text becomes a value.
    var isNode: Bool
    /// The start of its text; nil if it contains other elements.
    var text: Int?
    /// The position of its name; nil if that is not in the current part.
    let start: Int?
  }

  private var elements: [Element] = []
  /// The number of open elements beyond `Outline.maximumDepth`.
  private var excess = 0
  /// The headers of the current HTML table, and those of the current row.
  private var head: [Bytes] = []
  private var headers: [Bytes] = []
  /// The start of the open HTML cell, and whether it is a header.
  private var cell: (start: Int, isHeader: Bool)?
  private var isInRow = false
  /// The text that ends the current comment, CDATA section or script; nil outside of them.
  private var end: StaticString?

  mutating func read(_ text: Bytes, from start: Int, to limit: Int, into outline: inout Outline) -> Int {
    var place = start
    // A fragment without a root element becomes one object.
    if !isHTML, outline.path.isEmpty { outline.open(.object, at: start) }
    while place < limit {
      if let end {
        guard let range = text[place..<text.endIndex].range(of: Bytes(end)) else { return limit }
        if range.upperBound > limit { return range.lowerBound > start ? min(range.lowerBound, limit) : limit }
        place = range.upperBound
        self.end = nil
        continue
      }
      guard let open = text[place..<limit].firstIndex(of: UInt8(ascii: "<")) else { return limit }
      // What may be cut is read again with the next part.
      if open > start, limit < text.endIndex, open + MarkupOutlineReader.longestMark > limit { return open }
      let rest = text[open..<text.endIndex]
      if rest.starts(with: "<!--" as Bytes) {
        (end, place) = ("-->", min(limit, open + 4))
        continue
      }
      if rest.starts(with: "<![CDATA[" as Bytes) {
        (end, place) = ("]]>", min(limit, open + 9))
        continue
      }
      guard let tag = text.tag(at: open) else {
        // A tag that is cut is read again with the next part, unless it is longer than a part.
        return open > start && limit < text.endIndex ? open : limit
      }
      if tag.end > limit { return open > start ? open : limit }
      if tag.isTag { take(text[open + 1..<tag.end - 1], at: open, behind: tag.end, text, &outline) }
      place = tag.end
    }
    return place
  }

  mutating func keep() {
    elements = elements.map { Element(name: Bytes(copying: $0.name), isNode: $0.isNode, text: nil, start: nil) }
    cell = nil
  }

  private mutating func take(
    _ content: Bytes, at open: Int, behind close: Int, _ text: Bytes, _ outline: inout Outline
  ) {
    var rest = content
    let isEnd = rest.eat(.slash)
    let name = rest.eat { $0.isAlphanumeric || $0 == .dash || $0 == UInt8(ascii: "_") || $0 == .colon || $0 == .dot }
    guard !name.isEmpty else { return }
    if isHTML {
      if !isEnd { self.attributes(rest, at: open, behind: close, &outline) }
      hypertext(name, isEnd: isEnd, at: open, behind: close, text, &outline)
    } else if isEnd {
      leave(name, at: open, text, &outline)
    } else {
      enter(name, rest, isEmpty: content.last == .slash, at: open, behind: close, &outline)
    }
  }

  // MARK: XML

  private mutating func enter(
    _ name: Bytes, _ attributes: Bytes, isEmpty: Bool, at open: Int, behind close: Int, _ outline: inout Outline
  ) {
    makeNode(at: open, &outline)
    guard elements.count < Outline.maximumDepth else {
      if !isEmpty { excess += 1 }
      return
    }
    let local = name.lastIndex(of: .colon).map { name[$0 + 1..<name.endIndex] } ?? name
    elements.append(Element(name: local, isNode: false, text: close, start: local.startIndex))
    for (key, value) in attributes.attributes {
      let hasNode = elements[elements.count - 1].isNode
      if !hasNode { makeNode(at: open, &outline, keepsText: true) }
      outline.add(value.startIndex..<value.endIndex, key, keyAt: key.startIndex)
    }
    if isEmpty { leave(local, at: close, .empty, &outline) }
  }

  /// Makes the innermost element an object, because it has more than text.
  private mutating func makeNode(at place: Int, _ outline: inout Outline, keepsText: Bool = false) {
    guard let last = elements.indices.last else { return }
    if !elements[last].isNode {
      outline.open(.object, elements[last].name, keyAt: elements[last].start, at: place)
      elements[last].isNode = true
    }
    if !keepsText { elements[last].text = nil }
  }

  private mutating func leave(_ name: Bytes, at place: Int, _ text: Bytes, _ outline: inout Outline) {
    if excess > 0 {
      excess -= 1
      return
    }
    let local = name.lastIndex(of: .colon).map { name[$0 + 1..<name.endIndex] } ?? name
    // An end tag without a start tag is ignored. An element without an end tag ends with its parent.
    guard let number = elements.lastIndex(where: { $0.name == local }) else { return }
    while elements.count > number {
      let element = elements.removeLast()
      if let start = element.text, start < place, !text.isEmpty {
        let value = text[start..<place].trimmed
        if !value.isEmpty {
          outline.add(value.startIndex..<value.endIndex, element.name, keyAt: element.isNode ? nil : element.start)
        }
      }
      if element.isNode { outline.close(at: place) }
    }
  }

  // MARK: HTML

  /// Adds an element with several attributes as an object: `<li data-id="…" title="…">`.
  private func attributes(_ text: Bytes, at open: Int, behind close: Int, _ outline: inout Outline) {
    let found = text.attributes
    guard found.count > 1, !isInRow else { return }
    outline.open(.object, at: open)
    for (key, value) in found { outline.add(value.startIndex..<value.endIndex, key, keyAt: key.startIndex) }
    outline.close(at: close)
  }

  private mutating func hypertext(
    _ name: Bytes, isEnd: Bool, at open: Int, behind close: Int, _ text: Bytes, _ outline: inout Outline
  ) {
    func isNamed(_ other: Bytes) -> Bool { name.equals(ignoringCase: other) }
    if isNamed("script") || isNamed("style") {
      if !isEnd { end = isNamed("script") ? "</script" : "</style" }
    } else if isNamed("td") || isNamed("th") || isNamed("dd") {
      endCell(at: open, text, &outline)
      if !isEnd { cell = (close, isNamed("th")) }
    } else if isNamed("tr") || isNamed("dt") {
      if isNamed("dt"), isEnd { return endCell(at: open, text, &outline) }
      endRow(at: open, text, &outline)
      guard !isEnd else { return }
      outline.open(.row, at: open)
      isInRow = true
      headers = []
      if isNamed("dt") { cell = (close, false) }
    } else if isNamed("table") || isNamed("dl") {
      endRow(at: open, text, &outline)
      head = []
    }
  }

  private mutating func endCell(at place: Int, _ text: Bytes, _ outline: inout Outline) {
    guard let cell, isInRow, let row = outline.path.last else { return }
    self.cell = nil
    let content = text[min(cell.start, place)..<place].withoutTags
    if cell.isHeader { headers.append(Bytes(copying: content)) }
    let number = outline.nodes.count - row - 1
    outline.add(content.startIndex..<content.endIndex, number < head.count ? head[number] : .empty)
  }

  private mutating func endRow(at place: Int, _ text: Bytes, _ outline: inout Outline) {
    guard isInRow else { return }
    endCell(at: place, text, &outline)
    outline.close(at: place)
    isInRow = false
    // A row with several headers is the header row; a single header names its row.
    if headers.count > 1 { head = headers }
    headers = []
  }
}

extension Bytes {
  /// The attributes in a tag, without its name.
  fileprivate var attributes: [(key: Bytes, value: Bytes)] {
    var found: [(key: Bytes, value: Bytes)] = []
    var rest = self
    while true {
      rest.eat(while: \.isBlank)
      let key = rest.eat { $0 != UInt8(ascii: "=") && !$0.isBlank && $0 != .slash }
      rest.eat(while: \.isBlank)
      guard !key.isEmpty, rest.eat("=") else { return found }
      rest.eat(while: \.isBlank)
      guard let mark = rest.first, mark == .quote || mark == UInt8(ascii: "'") else { return found }
      rest = rest.dropFirst()
      let value = rest.eat { $0 != mark }
      _ = rest.eat(mark)
      found.append((key, value))
    }
  }

  /// The end of the tag that starts at `start`, and whether it is a tag at all; nil if it does not end in the text.
  fileprivate func tag(at start: Int) -> (end: Int, isTag: Bool)? {
    var index = start + 1
    guard index < endIndex else { return nil }
    let first = self[index]
    guard first.isLetter || first == .slash || first == UInt8(ascii: "!") || first == UInt8(ascii: "?") else {
      return (index, false)
    }
    while index < endIndex {
      switch self[index] {
      case .greater: return (index + 1, true)
      case .quote, UInt8(ascii: "'"):
        guard let end = self[index + 1..<endIndex].firstIndex(of: self[index]) else { return nil }
        index = end + 1
      // Another tag starts, so this was only a less-than sign.
      case UInt8(ascii: "<"): return (index, false)
      default: index += 1
      }
    }
    return nil
  }
}
