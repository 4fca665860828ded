/// Reads tables whose rows go on over lines: those of AsciiDoc, with a bar before each cell, and the list tables of
/// reStructuredText, with a star before each row and a dash before each cell.
struct CellLines {
  private let isList: Bool
  /// The headers, as soon as a row is over; the first row is the head.
  private var head: [Bytes]?
  private var row: [Bytes] = []
  /// How many cells of the row at hand there are.
  private var count = 0

  init(isList: Bool) { self.isList = isList }

  /// Reads a line.
  ///
  /// - Parameters:
  ///   - line: the line.
  ///   - content: the same without blanks around it.
  ///   - outline: gets the rows.
  /// - Returns: false where the table ended before the line.
  mutating func read(_ line: Bytes, _ content: Bytes, _ outline: inout Outline) -> Bool {
    if content.isEmpty {
      // The head of AsciiDoc ends at a blank line.
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
