/// Tables: bars, tabs, the commas of a CSV file, the cells of HTML.
extension NearbyNames {
  /// The other cells of the row that the id is in.
  ///
  /// A cell may say anything, so that a single word is not taken for a name; and a name may belong to another id of
  /// the row.
  func row() -> [Name] {
    let cells = self.cells()
    guard cells.count > 1 else { return [] }
    var names: [(text: Bytes, standing: Standing)] = []
    var others: [RecordID] = []
    let isPair = cells.count { !$0.trimmed.isEmpty } == 2
    var isNext = false
    for cell in cells {
      others += ids(in: cell)
      if cell.startIndex <= unit.lowerBound, cell.endIndex >= unit.upperBound {
        isNext = cell.unwrapped.count == unit.count
        continue
      }
      var name = cell.unwrapped
      // [label](address)
      if name.first == .openBracket, let end = name.firstIndex(of: .closeBracket) {
        name = name[name.startIndex + 1..<end].unwrapped
      }
      names.append((name, isNext || isPair ? .nextCell : .cell))
      isNext = false
    }
    return names.map { Name(text: $0.text, standing: $0.standing, others: others) }
  }

  private func cells() -> [Bytes] {
    let row = text[line]
    if head.contains(.tab) || tail.contains(.tab) { return row.split(separator: .tab) }
    if let separator { return NearbyNames.fields(row, separator) }
    guard row.contains(.pipe) else { return markedUpCells() }
    // The bar of a wiki link, and one with a backslash, part nothing.
    var cells: [Bytes] = []
    var start = row.startIndex
    var index = row.startIndex
    var isInLink = false
    while index < row.endIndex {
      let byte = row[index]
      if byte == .openBracket, row[index...].starts(with: "[[" as Bytes) { isInLink = true }
      if byte == .closeBracket { isInLink = false }
      if byte == .pipe, !isInLink, index == row.startIndex || row[index - 1] != .backslash {
        cells.append(row[start..<index])
        start = index + 1
      }
      index += 1
    }
    cells.append(row[start..<row.endIndex])
    return cells
  }

  /// The fields of a line of separated values, quotes and all; a file that is known to be one by its name only may have
  /// semicolons instead of commas.
  private static func fields(_ row: Bytes, _ separator: UInt8) -> [Bytes] {
    var fields: [Bytes] = []
    var start = row.startIndex
    var isQuoted = false
    for index in row.indices {
      let byte = row[index]
      if byte == .quote { isQuoted.toggle() }
      if byte == separator || byte == UInt8(ascii: ";") && separator == .comma, !isQuoted {
        fields.append(row[start..<index])
        start = index + 1
      }
    }
    return fields + [row[start..<row.endIndex]]
  }

  /// The cells of a row of HTML, which may go on over several lines, without the tags at their ends.
  private func markedUpCells() -> [Bytes] {
    let low = max(text.startIndex, unit.lowerBound - NearbyNames.reach)
    let high = min(text.endIndex, unit.upperBound + NearbyNames.reach)
    var row = text[low..<high]
    let front = text[low..<unit.lowerBound]
    // Most text has no cells at all: the id's own starts close before it.
    guard front.suffix(256).contains("<t" as Bytes) else { return [] }
    if let start = front.lastRange(of: "<tr") { row = row[start.upperBound..<high] }
    if let end = text[unit.upperBound..<high].range(of: "</tr") { row = row[row.startIndex..<end.lowerBound] }
    var cells: [Bytes] = []
    while let start = row.range(of: "<t"), let open = row[start.upperBound...].firstIndex(of: .greater) {
      let rest = row[open + 1..<row.endIndex]
      // td and th, and not tbody.
      let isCell =
        row[start.upperBound] | 0x20 == UInt8(ascii: "d") || row[start.upperBound] | 0x20 == UInt8(ascii: "h")
      guard isCell, row[start.upperBound..<open].count == 1 || row[start.upperBound + 1].isBlank else {
        row = rest
        continue
      }
      let end = rest.range(of: "</t")?.lowerBound ?? rest.endIndex
      cells.append(rest[rest.startIndex..<end].withoutTags)
      row = row[end..<row.endIndex]
    }
    return cells
  }
}

extension Bytes {
  /// The last place at which `needle` occurs, or nil.
  fileprivate func lastRange(of needle: Bytes) -> Range<Int>? {
    var found: Range<Int>?
    var rest = self
    while let next = rest.range(of: needle) {
      found = next
      rest = rest[next.upperBound..<endIndex]
    }
    return found
  }
}
