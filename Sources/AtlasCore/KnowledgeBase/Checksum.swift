/// A checksum of numbers and texts, to notice damage; it does not protect from forgery.
///
/// Each step is reversible, so that two inputs of the same length that differ in one number never have the same state. The
/// mixing step is that of ContentHash.
struct Checksum {
  private var state: UInt64 = 0xCBF2_9CE4_8422_2325

  /// The checksum as a number that a `Table` can hold.
  var value: Int { Int(state >> 22) }

  mutating func add(_ number: Int) {
    let product = (state ^ UInt64(bitPattern: Int64(number))) &* 0x9E37_79B9_7F4A_7C15
    state = product ^ (product >> 32)
  }

  mutating func add(_ text: Bytes) {
    add(text.count)
    for byte in text { add(Int(byte)) }
  }
}

extension Checksum {
  /// The checksum of a row of an index and its strings; another row or table with the same numbers has another one.
  init(_ row: Index.Row, of table: Int, _ texts: Bytes...) {
    add(table)
    add(row.number)
    for column in 0..<row.table.columns { add(row.number < row.table.count ? row.table[row.number, column] : 0) }
    for text in texts { add(text) }
  }
}
