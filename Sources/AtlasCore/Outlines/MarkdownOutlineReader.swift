/// Reads the structure of Markdown and similar text: front matter, tables with bars, fenced code, and the lists of
/// labels and values that vault pages start with.
///
/// Prose, links and headings stay running text.
///
/// Source: GitHub Flavored Markdown, 4.10 Tables.
struct MarkdownOutlineReader: LineOutlineReader {
  private enum Part {
    case start
    case text
    case frontMatter(YAMLOutlineReader)
    case fence(mark: Bytes, any OutlineReader)
    /// Fenced code that is not read.
    case code(mark: Bytes)
    /// A table with one cell per line.
    case cells(CellLines)
  }

  private var part = Part.start
  /// The headers of the current table; nil outside a table.
  private var head: [Bytes]?
  /// The previous line, which is the header if a delimiter row follows.
  private var before: Bytes?
  /// Whether an object of labels and values is open.
  private var hasLabels = false

  mutating func keep() {
    before = before.map { Bytes(copying: $0) }
    head = head.map { $0.map { Bytes(copying: $0) } }
    switch part {
    case .frontMatter(var reader):
      reader.keep()
      part = .frontMatter(reader)
    case .fence(let mark, var reader):
      reader.keep()
      part = .fence(mark: mark, reader)
    case .start, .text, .code, .cells: break
    }
  }

  mutating func read(line: Bytes, into outline: inout Outline) {
    let content = line.trimmed
    // Most lines are text. The other parts are copied, because reading changes them.
    if case .text = part { return text(line, content, &outline) }
    switch part {
    case .start:
      var rest = content
      _ = rest.eat("\u{FEFF}")
      if rest == "---" { return part = .frontMatter(YAMLOutlineReader()) }
      if !rest.isEmpty { part = .text }
      text(line, content, &outline)
    case .frontMatter(var reader):
      if content == "---" || content == "..." {
        return end(at: line.startIndex, &outline)
      }
      reader.read(line: line, into: &outline)
      part = .frontMatter(reader)
    case .fence(let mark, var reader):
      if content.starts(with: mark) { return end(at: line.startIndex, &outline) }
      _ = reader.read(line, from: line.startIndex, to: line.endIndex, into: &outline)
      part = .fence(mark: mark, reader)
    case .code(let mark):
      if content.starts(with: mark) { part = .text }
    case .cells(var cells):
      if cells.read(line, content, &outline) {
        part = .cells(cells)
      } else {
        end(at: line.startIndex, &outline)
        if !content.isEmpty, content != "|===" { text(line, content, &outline) }
      }
    case .text: text(line, content, &outline)
    }
  }

  /// Ends front matter or a fence, and closes its containers.
  private mutating func end(at place: Int, _ outline: inout Outline) {
    while !outline.path.isEmpty { outline.close(at: place) }
    part = .text
  }

  private mutating func text(_ line: Bytes, _ content: Bytes, _ outline: inout Outline) {
    defer { before = content }
    if content.starts(with: "```" as Bytes) || content.starts(with: "~~~" as Bytes) {
      endLabels(at: line.startIndex, &outline)
      head = nil
      return fence(content)
    }
    if content == "|===" || content.starts(with: ".. list-table::" as Bytes) {
      endLabels(at: line.startIndex, &outline)
      return part = .cells(CellLines(isList: content.first == .dot))
    }
    if content.contains(.pipe), !content.isEmpty {
      endLabels(at: line.startIndex, &outline)
      if content.isDelimiterRow {
        head = before.map { $0.barCells.map { Bytes(copying: $0.unwrapped) } } ?? []
        return
      }
      // A header row is also added as a row, because its delimiter row has not been read yet.
      return row(content.barCells, &outline)
    }
    head = nil
    labels(line, content, &outline)
  }

  private mutating func fence(_ content: Bytes) {
    let mark = content.prefix { $0 == content.first }
    let language = content[mark.endIndex..<content.endIndex].trimmed.prefix { $0.isAlphanumeric || $0 == .dash }
    let reader = OutlineReaders.reader(of: TextSyntax(path: "x." + language.string), .empty)
    let copy = Bytes(copying: mark)
    part = language.isEmpty || reader is MarkdownOutlineReader ? .code(mark: copy) : .fence(mark: copy, reader)
  }

  private func row(_ cells: [Bytes], _ outline: inout Outline) {
    guard cells.count > 1, let first = cells.first, let last = cells.last else { return }
    let head = head ?? []
    outline.open(.row, at: first.startIndex)
    for (number, cell) in cells.enumerated() {
      outline.add(cell.startIndex..<cell.endIndex, number < head.count ? head[number] : .empty)
    }
    outline.close(at: last.endIndex)
  }

  // MARK: Labels

  /// Reads lines such as `- **ID:** AML.T0051`; consecutive lines form one object.
  private mutating func labels(_ line: Bytes, _ content: Bytes, _ outline: inout Outline) {
    guard let (key, value) = content.labelAndValue else {
      // Labels can be separated by a blank line; other text ends the object.
      if !content.isEmpty || before?.isEmpty == true { endLabels(at: line.startIndex, &outline) }
      return
    }
    if !hasLabels {
      outline.open(.object, at: key.startIndex)
      hasLabels = true
    }
    outline.add(value.startIndex..<value.endIndex, key, keyAt: key.startIndex)
  }

  private mutating func endLabels(at place: Int, _ outline: inout Outline) {
    if hasLabels { outline.close(at: place) }
    hasLabels = false
  }
}

extension Bytes {
  /// The trimmed cells of a row; a bar in a wiki link or in code, or after a backslash, does not separate cells.
  var barCells: [Bytes] {
    var cells: [Bytes] = []
    cells.reserveCapacity(8)
    var start = startIndex
    var (isInLink, isInCode) = (false, false)
    var index = startIndex
    while index < endIndex {
      switch self[index] {
      case .openBracket where self[index..<endIndex].starts(with: "[[" as Bytes): isInLink = true
      case .closeBracket: isInLink = false
      case .backtick: isInCode.toggle()
      case .backslash: index += 1
      case .pipe where !isInLink && !isInCode:
        // MediaWiki separates cells with two bars.
        if start < index || cells.isEmpty { cells.append(self[start..<index].trimmed) }
        start = index + 1
      default: break
      }
      index += 1
    }
    cells.append(self[Swift.min(start, endIndex)..<endIndex].trimmed)
    if cells.first?.isEmpty == true { cells.removeFirst() }
    if cells.last?.isEmpty == true { cells.removeLast() }
    return cells
  }

  /// Whether the line is the delimiter row below the header of a table.
  fileprivate var isDelimiterRow: Bool {
    contains(.dash)
      && allSatisfy { $0 == .dash || $0 == .pipe || $0 == .colon || $0.isBlank || $0 == UInt8(ascii: "+") }
  }

  /// The label and the value of a line with a short label in bold or in a list item.
  fileprivate var labelAndValue: (label: Bytes, value: Bytes)? {
    var rest = self
    let isItem = (rest.first == .dash || rest.first == .star) && rest.dropFirst().first == .space
    if isItem { rest = rest.dropFirst(2).trimmed }
    let isMarked = rest.eat("**") || rest.eat("__")
    guard isItem || isMarked, let sign = rest.prefix(48).firstIndex(of: .colon), sign > rest.startIndex else {
      return nil
    }
    let label = rest[rest.startIndex..<sign]
    guard
      label.allSatisfy({
        $0.isLetter || $0.isBlank || $0 == UInt8(ascii: "*") || $0 == UInt8(ascii: "&") || $0 == UInt8(ascii: "_")
      })
    else { return nil }
    var value = rest[sign + 1..<rest.endIndex]
    value.eat { $0 == .star || $0 == UInt8(ascii: "_") || $0 == .space }
    return value.isEmpty ? nil : (label, value)
  }
}
