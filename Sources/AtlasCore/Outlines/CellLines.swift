/// Reads tables whose rows span several lines: AsciiDoc tables, with a bar before each cell, and reStructuredText list
/// tables, with a star before each row and a dash before each cell.
struct CellLines {
  private let isList: Bool
  /// The headers, from the first row; nil until that row ends.
  private var head: [Bytes]?
  private var row: [Bytes] = []
  /// The number of cells in the current row so far.
  private var count = 0

  init(isList: Bool) { self.isList = isList }

  /// Reads a line.
  ///
  /// - Parameters:
  ///   - line: the line.
  ///   - content: the line without surrounding blanks.
  ///   - outline: receives the rows.
  /// - Returns: false if the table ended before this line.
  mutating func read(_ line: Bytes, _ content: Bytes, _ outline: inout Outline) -> Bool {
    if content.isEmpty {
      // A blank line ends the header row of an AsciiDoc table.
      if !isList, head == nil, !row.isEmpty { endRow(at: line.startIndex, &outline) }
      return true
    }
    if isList {
      guard line.first?.isBlank == true else { return false }
      var rest = content
      if rest.eat("* ") { endRow(at: line.startIndex, &outline) }
      rest.eat(while: \.isBlank)
      if rest.eat("- ") { add(rest.trimmed, &outline) }
      return true
    }
    guard content != "|===" else { return false }
    guard content.first == .pipe else { return true }
    if let head, count >= head.count { endRow(at: line.startIndex, &outline) }
    for cell in content.barCells {
      if let head, count >= head.count { endRow(at: cell.startIndex, &outline) }
      add(cell, &outline)
    }
    return true
  }

  private mutating func add(_ cell: Bytes, _ outline: inout Outline) {
    if count == 0 { outline.open(.row, at: cell.startIndex) }
    let header = head.flatMap { count < $0.count ? $0[count] : nil } ?? .empty
    outline.add(cell.startIndex..<cell.endIndex, header)
    if head == nil { row.append(Bytes(copying: cell.unwrapped)) }
    count += 1
  }

  private mutating func endRow(at place: Int, _ outline: inout Outline) {
    guard count > 0 else { return }
    outline.close(at: place)
    if head == nil { head = row }
    count = 0
  }
}
