/// An entry of a section that lists records, in any form that pages use: a bullet, a level-3 heading with text below
/// it, or a table row.
package struct Entry {
  /// The line, heading or row that names the record, without its markup.
  package let head: Bytes
  /// The first link of the head, or a bare id at the start of the head.
  package let link: Link?
  /// The text about the record, as the page has it.
  package let text: RawText
  /// The cells of a table row; empty for the other forms.
  package let cells: [Bytes]
  /// Whether the text follows the link without the dash that belongs between them.
  package let lacksDash: Bool
}

/// The entries in the body of a listing section.
package struct Entries {
  package private(set) var entries: [Entry] = []
  /// Lines that neither belong to an entry nor introduce the list.
  package private(set) var strays: [Bytes] = []

  package init(of body: Bytes) {
    var rest = body
    var fences = Fences()
    var open: (head: Bytes, start: Int, bullet: Int?)?  // The bullet's indentation.
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
      // Lines indented under a bullet are its text, whatever they look like.
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
        // The header row and the rule below it name no record.
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
  /// An entry from a heading and the text below it.
  fileprivate init(heading: Bytes, _ text: Bytes) {
    var rest = heading
    head = heading
    link = Link.next(in: &rest) ?? Link(bare: heading)
    cells = []
    self.text = RawText(source: text, indent: 0)
    lacksDash = false
  }

  /// An entry from a bullet's first line and the whole bullet; its text follows a dash on that line or is on the lines
  /// below.
  fileprivate init(bullet: Bytes, _ whole: Bytes, indent: Int) {
    var rest = whole
    head = bullet
    cells = []
    rest.eat(while: { $0 == .star })  // The link may be bold.
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
  /// A bare id in place of a link, with or without a name: `AML.T0005: Create Proxy`.
  package init?(bare text: Bytes) {
    var rest = text
    guard RecordID(eatingFormal: &rest) != nil, rest.isEmpty || rest.first == .colon || rest.first == .space else {
      return nil
    }
    self.init(source: text, target: text, label: text, isWiki: true)
  }

  /// Takes a bare id off the front of `text`, with its name up to a dash.
  fileprivate init?(eatingBare text: inout Bytes) {
    var end = text
    guard RecordID(eatingFormal: &end) != nil else { return nil }
    while let byte = end.first, byte != .newline, !end.startsDash { end = end.dropFirst() }
    self.init(bare: text[text.startIndex..<end.startIndex].trimmed)
    text = end
  }
}

extension Bytes {
  /// The text of a bullet or numbered item (`1.`), or nil.
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

  /// The number of spaces at the start of the line.
  package var indentation: Int { (firstIndex { !$0.isBlank } ?? endIndex) - startIndex }

  /// Whether the line is indented enough to belong to a bullet that is indented by `bullet` spaces.
  fileprivate func isIndented(under bullet: Int) -> Bool {
    let indentation = indentation
    return indentation > bullet && (indentation > bullet + 1 || prefix(indentation).contains(.tab))
  }

  /// Whether the line is the rule below a table's header row.
  fileprivate var isRule: Bool {
    allSatisfy { $0 == .pipe || $0 == .dash || $0 == .colon || $0.isBlank } && contains(.dash)
  }

  /// Whether the line introduces the entries or states that there are none: `The following …:`, `*No tactics …*`.
  fileprivate var isRemark: Bool {
    var rest = self
    return last == .colon || ((first == .star || first == UInt8(ascii: "_")) && last == first)
      || starts(with: "[!" as Bytes) || rest.eat(ignoringCase: "no ") || equals(ignoringCase: "none")
      || equals(ignoringCase: "none.") || first == .greater || self == "---"
  }

  /// Whether a space and a dash (em dash, en dash or ` - `) or a colon start here.
  fileprivate var startsDash: Bool {
    var rest = self
    return rest.eat(.space) && (rest.eat("—") || rest.eat("–") || rest.eat("- ") || rest.eat(": "))
  }

  /// Takes a dash or colon off the front of a line, with the spaces and bold markers around it.
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
