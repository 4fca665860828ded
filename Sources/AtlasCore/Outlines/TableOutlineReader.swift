/// Reads rows of separated values: CSV (RFC 4180, and as spreadsheets write it), TSV and LaTeX tables.
struct TableOutlineReader: OutlineReader {
  private var separator: UInt8
  /// The headers; empty if the first row is not a header row, nil before the first row.
  private var head: [Bytes]?

  /// Creates a reader.
  ///
  /// For a comma, the first line decides between comma, semicolon and tab.
  init(separator: UInt8) { self.separator = separator }

  mutating func read(_ text: Bytes, from start: Int, to limit: Int, into outline: inout Outline) -> Int {
    var place = start
    while place < limit {
      guard let row = row(in: text, from: place, to: limit) else {
        if place > start { return place }
        // A row that is longer than a part stays running text.
        return text[place..<limit].lastIndex(of: .newline).map { $0 + 1 } ?? limit
      }
      place = row.end
      add(row.cells, text, to: &outline)
    }
    return place
  }

  /// The headers are copied when they are read.
  mutating func keep() {}

  private mutating func add(_ cells: [Range<Int>], _ text: Bytes, to outline: inout Outline) {
    guard cells.contains(where: { !text[$0].trimmed.isEmpty }) else { return }
    guard head != nil else {
      // Lines with one cell before the first real row are comments or titles.
      guard cells.count > 1 else { return }
      let isHead = cells.allSatisfy { text[$0].isHeader }
      self.head = isHead ? cells.map { Bytes(copying: text[$0].trimmed) } : []
      if !isHead { write(cells, text, to: &outline) }
      return
    }
    write(cells, text, to: &outline)
  }

  private func write(_ cells: [Range<Int>], _ text: Bytes, to outline: inout Outline) {
    guard let first = cells.first, let last = cells.last else { return }
    let head = head ?? []
    outline.open(.row, at: first.lowerBound)
    for (number, cell) in cells.enumerated() { outline.add(cell, number < head.count ? head[number] : .empty) }
    outline.close(at: last.upperBound)
  }

  /// The cells of a row without surrounding quotes, and the start of the next row; nil if the row ends after `limit`.
  private mutating func row(in text: Bytes, from start: Int, to limit: Int) -> (cells: [Range<Int>], end: Int)? {
    if head == nil, separator == .comma { separator = TableOutlineReader.separator(on: text[start..<text.endIndex]) }
    var cells: [Range<Int>] = []
    cells.reserveCapacity(head?.count ?? 0)
    var place = start
    while true {
      var cell = place
      while cell < text.endIndex, text[cell] == .space { cell += 1 }
      if cell < text.endIndex, text[cell] == .quote, let end = text.endOfField(from: cell) {
        cells.append(cell + 1..<end)
        place = text.place(of: separator, .newline, .newline, from: end + 1)
      } else {
        place = text.place(of: separator, .newline, .newline, from: place)
        var end = place
        while end > cell, text[end - 1].isBlank { end -= 1 }
        cells.append(min(cell, end)..<end)
      }
      if place >= text.endIndex { return limit < text.endIndex ? nil : (cells, limit) }
      if text[place] == .newline {
        return place + 1 > limit && limit < text.endIndex ? nil : (cells, min(place + 1, limit))
      }
      place += 1
    }
  }

  /// The position of the first opening quotation mark that is never closed; nil if there is none.
  static func unclosedQuote(in text: Bytes) -> Int? {
    var place = text.startIndex
    var isStart = true
    while place < text.endIndex {
      let byte = text[place]
      if byte == .quote, isStart {
        guard let end = text.endOfField(from: place) else { return place }
        place = end
        isStart = false
      } else {
        isStart =
          byte == .comma || byte == UInt8(ascii: ";") || byte == .tab || byte == .newline || isStart && byte.isBlank
      }
      place += 1
    }
    return nil
  }

  /// The most frequent of comma, semicolon and tab on the first line.
  private static func separator(on text: Bytes) -> UInt8 {
    let line = text.prefix { $0 != .newline }
    let others = [UInt8(ascii: ";"), .tab]
    func count(_ byte: UInt8) -> Int { line.count { $0 == byte } }
    return others.reduce(.comma) { count($1) > count($0) ? $1 : $0 }
  }
}

extension Bytes {
  /// The position of the closing quotation mark of the field at `start`; nil if it is not closed.
  fileprivate func endOfField(from start: Int) -> Int? {
    var index = start + 1
    while let mark = self[index..<endIndex].firstIndex(of: .quote) {
      guard mark + 1 < endIndex, self[mark + 1] == .quote else { return mark }
      index = mark + 2
    }
    return nil
  }

  /// Whether the cell can be a header: short, and without digits.
  var isHeader: Bool {
    let text = trimmed
    return text.count <= 60 && !text.contains { $0.isDigit } || text.isEmpty
  }
}
