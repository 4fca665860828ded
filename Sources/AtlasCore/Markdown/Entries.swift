/// One entry of a section that lists records, in any of the forms that pages use: a bullet, a level-3 heading with
/// text under it, or a row of a table.
package struct Entry {
  /// The line, heading or row that names the record, without its marks.
  package let head: Bytes
  /// The first link of the head; where there is not one, an id that the head starts with does as well.
  package let link: Link?
  /// What is reported of the record, as it is on the page.
  package let text: RawText
  /// The cells of a table row; empty for the other forms.
  package let cells: [Bytes]
  /// Whether the text follows the link without the dash that belongs between them.
  package let lacksDash: Bool
}

/// What the body of a listing section holds.
package struct Entries {
  package private(set) var entries: [Entry] = []
  /// Lines that belong to no entry and are no introduction either.
  package private(set) var strays: [Bytes] = []

  package init(of body: Bytes) {
    var rest = body
    var fences = Fences()
    var open: (head: Bytes, start: Int, bullet: Int?)?  // With the indentation of a bullet.
    var afterBlank = false
    var inRows = false

    func close(at end: Int, _ entries: inout [Entry]) {
      guard let open else { return }
      let text = body[open.start..<end].trimmed
      entries.append(open.bullet.map { Entry(bullet: open.head, text, indent: $0) } ?? Entry(heading: open.head, text))
    }

    while let line = rest.eatLine() {
      let isBlank = line.trimmed.isEmpty
      defer { afterBlank = isBlank }
      // What is indented under a bullet is its text, whatever it looks like.
      if isBlank || open?.bullet.map(line.isIndented) == true { continue }
      if fences.contains(line, before: rest) { continue }
      let isRow = line.trimmed.first == .pipe
      defer { inRows = isRow && (inRows || line.isRule) }
      if let heading = line.headingText(level: 3) {
        close(at: line.startIndex, &entries)
        open = (heading, rest.startIndex, nil)
      } else if let open, open.bullet == nil {
        continue  // Under a heading everything is text, bullets and tables too.
      } else if let bullet = line.bulletText {
        close(at: line.startIndex, &entries)
        open = bullet.isEmpty ? nil : (bullet, bullet.startIndex, line.indentation)
      } else if isRow {
        close(at: line.startIndex, &entries)
        open = nil
        // The row of titles names no record, and the rule under it neither.
        if let row = Entry(row: line.trimmed) { entries.append(row) } else if inRows { strays.append(line.trimmed) }
      } else if open == nil || afterBlank {
        close(at: line.startIndex, &entries)
        open = nil
        if !line.trimmed.isRemark { strays.append(line.trimmed) }
      }
    }
    close(at: body.endIndex, &entries)
  }
}

extension Entry {
  /// An entry from a heading and the text under it.
  fileprivate init(heading: Bytes, _ text: Bytes) {
    var rest = heading
    head = heading
    link = Link.next(in: &rest) ?? Link(bare: heading)
    cells = []
    self.text = RawText(source: text, indent: 0)
    lacksDash = false
  }

  /// An entry from a bullet's first line, and the whole bullet: its text is on the same line, behind a dash, or on
  /// the lines below.
  fileprivate init(bullet: Bytes, _ whole: Bytes, indent: Int) {
    var rest = whole
    head = bullet
    cells = []
    rest.eat(while: { $0 == .star })  // The link may be set in bold.
    link = Link(eating: &rest) ?? Link(eatingBare: &rest)
    let hasDash = rest.eatDash()
    lacksDash = link != nil && !hasDash && rest.prefix(while: { $0 != .newline }).contains { !$0.isBlank }
    text = link == nil ? .none : RawText(source: rest.trimmed, indent: indent + 2)
  }

  /// An entry from a table row that names a record; nil for any other row.
  fileprivate init?(row: Bytes) {
    var cells: [Bytes] = []
    var rest = row.dropFirst()
    var start = rest.startIndex
    while let first = rest.first {
      if first == .openBracket, Link(eating: &rest) != nil { continue }
      rest = rest.dropFirst(first == .backslash ? 2 : 1)
      guard first == .pipe else { continue }
      cells.append(row[start..<rest.startIndex - 1].trimmed)
      start = rest.startIndex
    }
    if start < row.endIndex { cells.append(row[start..<row.endIndex].trimmed) }
    var head = cells.first ?? .empty
    guard let link = Link.next(in: &head) ?? cells.first.flatMap(Link.init(bare:)) else { return nil }
    self.head = row
    self.link = link
    self.cells = cells
    text = .none
    lacksDash = false
  }
}

extension Link {
  /// An id, with or without a name after it, that is where a link is expected: `AML.T0005: Create Proxy`.
  package init?(bare text: Bytes) {
    var rest = text
    guard RecordID(eatingFormal: &rest) != nil, rest.isEmpty || rest.first == .colon || rest.first == .space else {
      return nil
    }
    self.init(source: text, target: text, label: text, isWiki: true)
  }

  /// Takes such an id off the front of `text`, with its name up to a dash.
  fileprivate init?(eatingBare text: inout Bytes) {
    var end = text
    guard RecordID(eatingFormal: &end) != nil else { return nil }
    while let byte = end.first, byte != .newline, !end.startsDash { end = end.dropFirst() }
    self.init(bare: text[text.startIndex..<end.startIndex].trimmed)
    text = end
  }
}

extension Bytes {
  /// The text of a bullet, or nil; `1.` is a bullet too.
  package var bulletText: Bytes? {
    var rest = self
    rest.eat(while: { $0 == .space || $0 == .tab })
    guard let mark = rest.first else { return nil }
    if mark.isDigit {
      guard rest.eat(while: \.isDigit).count <= 3, rest.first == .dot || rest.first == .closeParenthesis else {
        return nil
      }
    } else if mark != .dash && mark != .star && mark != UInt8(ascii: "+") {
      return nil
    }
    rest = rest.dropFirst()
    return rest.isEmpty || rest.first?.isBlank == true ? rest.trimmed : nil
  }

  /// How many spaces are at the front of the line.
  package var indentation: Int { (firstIndex { !$0.isBlank } ?? endIndex) - startIndex }

  /// Whether the line is far enough in to be part of a bullet above it, which starts behind `bullet` spaces.
  fileprivate func isIndented(under bullet: Int) -> Bool {
    let indentation = indentation
    return indentation > bullet && (indentation > bullet + 1 || prefix(indentation).contains(.tab))
  }

  /// Whether the line is the rule under the titles of a table.
  fileprivate var isRule: Bool {
    allSatisfy { $0 == .pipe || $0 == .dash || $0 == .colon || $0.isBlank } && contains(.dash)
  }

  /// Whether the line introduces the entries or says that there are none: `The following …:`, `*No tactics …*`.
  fileprivate var isRemark: Bool {
    var rest = self
    return last == .colon || ((first == .star || first == UInt8(ascii: "_")) && last == first)
      || starts(with: "[!" as Bytes) || rest.eat(ignoringCase: "no ") || equals(ignoringCase: "none")
      || equals(ignoringCase: "none.") || first == .greater || self == "---"
  }

  /// Whether a dash with a space before it starts here: em dash, en dash or ` - `, or a colon so.
  fileprivate var startsDash: Bool {
    var rest = self
    return rest.eat(.space) && (rest.eat("—") || rest.eat("–") || rest.eat("- ") || rest.eat(": "))
  }

  /// Takes a dash or colon, and the spaces and the end of bold type around it, off the front of a line.
  fileprivate mutating func eatDash() -> Bool {
    var rest = self
    rest.eat(while: { $0 == .star || $0 == .space || $0 == .tab })
    var isDash = rest.eat("—") || rest.eat("–") || rest.eat("- ")
    if !isDash, rest.eat(.colon) {
      rest.eat(while: { $0 == .star })
      isDash = rest.isEmpty || rest.first?.isBlank == true
    }
    guard isDash else {
      eat(while: { $0 == .star })
      return false
    }
    self = rest
    return true
  }
}
