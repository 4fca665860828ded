/// Rows of numbers in printable text, read in place.
///
/// The index of the bundled pages is a string literal in the binary. A string literal cannot hold control characters,
/// and an array literal of this size takes minutes to compile. Each number is therefore stored as seven characters of
/// six bits, which take a few nanoseconds to read and need no work at start-up. The index of pages from a directory has
/// the same form.
package struct Table: Sendable {
  let cells: Bytes
  let columns: Int
  let count: Int

  /// The number of characters per number.
  static let width = 7
  /// The character for zero.
  ///
  /// The 64 characters from here on include no quote and no number sign.
  private static let zero: UInt8 = 0x3F

  /// Takes a table of `count` rows off the front of an index.
  init(eating index: inout Bytes, rows count: Int, columns: Int) {
    let size = count * columns * Table.width
    cells = index.prefix(size)
    index = index.dropFirst(size)
    self.columns = columns
    self.count = count
  }

  subscript(row: Int, column: Int) -> Int {
    var value = 0
    let start = cells.startIndex + (row * columns + column) * Table.width
    for index in start..<start + Table.width { value = value << 6 | Int(cells[index] &- Table.zero) }
    return value
  }

  /// The first columns of a row as they are written; nothing for a row that the table does not have.
  func written(_ row: Int, columns: Int) -> Bytes {
    cells.slice(at: cells.startIndex + row * self.columns * Table.width, count: columns * Table.width)
  }

  /// Appends one number to an index.
  static func append(_ number: Int, to index: inout [UInt8]) {
    for shift in stride(from: 6 * (width - 1), through: 0, by: -6) { index.append(zero + UInt8(number >> shift & 63)) }
  }
}
