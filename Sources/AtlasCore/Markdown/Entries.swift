/// One entry of a section that lists records, in any of the forms that pages use: a bullet, a level-3 heading with
/// text under it, or a row of a table.
package struct Entry {
  /// The line, heading or row that names the record, without its marks.
  package let head: Bytes
  /// The first link of the head; where there is none, an id that the head begins with does as well.
  package let link: Link?
  /// What is told of the record, as it stands on the page.
  package let text: RawText
  /// The cells of a table row; empty for the other forms.
  package let cells: [Bytes]
}

/// Text as it stands on a page, where the lines of a bullet are indented and a line that would be mistaken for
/// structure is escaped.
package struct RawText: Sendable {
  package let source: Bytes
  /// By how many blanks the lines after the first are indented.
  package let indent: Int

  package static let none = RawText(source: .empty, indent: 0)

  /// The text itself.
  package var text: Bytes {
    guard indent > 0, source.contains(.newline) else { return Escape.unescaped(source) }
    var result: [UInt8] = []
    for (number, line) in source.lines.enumerated() {
      if number > 0 { result.append(.newline) }
      var rest = line
      for _ in 0..<(number > 0 ? indent : 0) where !rest.eat(.space) { break }
      result += rest
    }
    return Escape.unescaped(Bytes(copying: result))
  }
}

/// What the body of a listing section holds.
package struct Entries {
  package private(set) var entries: [Entry] = []
  /// Lines that belong to no entry and are no introduction either.
  package private(set) var strays: [Bytes] = []

  package init(of body: Bytes) {
    var rest = body
    var fences = Fences()
    var open: (head: Bytes, start: Int, isBullet: Bool)?
    var afterBlank = false

    func close(at end: Int, _ entries: inout [Entry]) {
      guard let open else { return }
      let text = body[open.start..<end].trimmed
      entries.append(open.isBullet ? Entry(bullet: open.head, text) : Entry(heading: open.head, text))
    }

    while let line = rest.eatLine() {
      defer { afterBlank = line.trimmed.isEmpty }
      if fences.contains(line, before: rest) { continue }
      if let heading = line.headingText(level: 3) {
        close(at: line.startIndex, &entries)
        open = (heading, rest.startIndex, false)
      } else if let open, !open.isBullet {
        continue  // Under a heading everything is text, bullets and tables too.
      } else if let bullet = line.bulletText {
        close(at: line.startIndex, &entries)
        open = bullet.isEmpty ? nil : (bullet, bullet.startIndex, true)
      } else if line.trimmed.first == .pipe {
        close(at: line.startIndex, &entries)
        open = nil
        if let row = Entry(row: line.trimmed) { entries.append(row) }
      } else if !line.trimmed.isEmpty, open == nil || (afterBlank && line.first?.isBlank != true) {
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
  }

  /// An entry from a bullet's first line, and the whole bullet: its text stands on the same line, behind a dash.
  fileprivate init(bullet: Bytes, _ whole: Bytes) {
    var rest = whole
    head = bullet
    cells = []
    rest.eat(while: { $0 == .star })  // The link may be set in bold.
    link = Link(eating: &rest) ?? Link(eatingBare: &rest)
    rest.eat(while: { $0 == .star })
    text = link != nil && rest.eatDash() ? RawText(source: rest.trimmed, indent: 2) : .none
  }

  /// An entry from a table row that names a record; nil for the row of titles and the rule under it.
  fileprivate init?(row: Bytes) {
    var cells: [Bytes] = []
    var rest = row.dropFirst()
    var start = rest.startIndex
    while let first = rest.first {
      if first == .openBracket, Link(eating: &rest) != nil { continue }
      rest = rest.dropFirst(first == .backslash ? 2 : 1)
      if first == .pipe || rest.isEmpty {
        let end = first == .pipe ? rest.startIndex - 1 : rest.startIndex
        cells.append(row[start..<end].trimmed)
        start = rest.startIndex
      }
    }
    var head = cells.first ?? .empty
    guard let link = Link.next(in: &head) ?? cells.first.flatMap(Link.init(bare:)) else { return nil }
    self.head = row
    self.link = link
    self.cells = cells
    text = .none
  }
}

extension Link {
  /// An id, with or without a name behind it, that stands where a link is expected: `AML.T0005: Create Proxy`.
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
    while let byte = end.first, byte != .newline, !end.startsDash { end = end.dropFirst() }
    self.init(bare: text[text.startIndex..<end.startIndex].trimmed)
    text = end
  }
}

extension Bytes {
  /// The text of a bullet that begins at most one blank from the margin, or nil.
  package var bulletText: Bytes? {
    var rest = self
    guard rest.eat(while: { $0 == .space }).count <= 1, let mark = rest.first else { return nil }
    guard mark == .dash || mark == .star || mark == UInt8(ascii: "+") else { return nil }
    rest = rest.dropFirst()
    return rest.isEmpty || rest.first?.isBlank == true ? rest.trimmed : nil
  }

  /// Whether the line introduces the entries or says that there are none: `The following …:`, `*No tactics …*`.
  fileprivate var isRemark: Bool {
    last == .colon || ((first == .star || first == UInt8(ascii: "_")) && last == first) || starts(with: "[!" as Bytes)
      || equals(ignoringCase: "none") || equals(ignoringCase: "none.") || first == .greater || self == "---"
  }

  /// Whether a dash with a blank before it begins here: em dash, en dash or ` - `.
  fileprivate var startsDash: Bool {
    var rest = self
    return rest.first == .space && rest.eatDash()
  }

  /// Takes a dash or colon, and the blanks around it, off the front.
  fileprivate mutating func eatDash() -> Bool {
    var rest = self
    rest.eat(while: \.isBlank)
    guard rest.eat("—") || rest.eat("–") || rest.eat("- ") || rest.eat(": ") else { return false }
    self = rest
    return true
  }
}
