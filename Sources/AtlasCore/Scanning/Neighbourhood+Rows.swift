/// Tables: bars, tabs, and the commas of a CSV file.
extension Neighbourhood {
  /// The other cells of the row that the id stands in.
  ///
  /// A cell may say anything, so that a single word is not taken for a name; and a name may belong to another id of the row.
  func row() -> [Name] {
    let cells = self.cells()
    guard cells.count > 1 else { return [] }
    let finder = MentionFinder.shared
    var names: [Name] = []
    var others: [RecordID] = []
    for cell in cells where cell.startIndex > unit.lowerBound || cell.endIndex < unit.upperBound {
      if let mention = finder.next(in: cell, from: cell.startIndex) {
        if let id = mention.id { others.append(id) }
      }
      var name = cell.unwrapped
      // [label](address)
      if name.first == .openBracket, let end = name.firstIndex(of: .closeBracket) {
        name = name[name.startIndex + 1..<end].unwrapped
      }
      names.append(Name(text: name, isSure: false))
    }
    return names.map { Name(text: $0.text, isSure: false, others: others) }
  }

  private func cells() -> [Bytes] {
    let row = text[line]
    if head.contains(.tab) || tail.contains(.tab) { return row.split(separator: .tab) }
    if let separator { return Neighbourhood.fields(row, separator) }
    guard row.contains(.pipe) else { return [] }
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

  /// The fields of a line of separated values, quotes and all.
  private static func fields(_ row: Bytes, _ separator: UInt8) -> [Bytes] {
    var fields: [Bytes] = []
    var start = row.startIndex
    var isQuoted = false
    for index in row.indices {
      if row[index] == .quote { isQuoted.toggle() }
      if row[index] == separator, !isQuoted {
        fields.append(row[start..<index])
        start = index + 1
      }
    }
    return fields + [row[start..<row.endIndex]]
  }
}
