/// A checksum of numbers and texts, to notice damage; it does not protect from forgery.
///
/// Each step is reversible, so that two inputs of the same length that differ in one number, or in one word of eight bytes of
/// a text, never have the same state. The
/// mixing step is that of ContentHash.
package struct Checksum {
  private var state: UInt64 = 0xCBF2_9CE4_8422_2325

  /// The checksum of nothing.
  package init() {}

  /// The checksum as a number that a `Table` can hold.
  var value: Int { Int(state >> 22) }

  /// The whole checksum, as 16 hexadecimal digits.
  package var digits: String { String(state, paddedTo: 16, radix: 16) }

  /// Adds a number.
  package mutating func add(_ number: Int) {
    let product = (state ^ UInt64(bitPattern: Int64(number))) &* 0x9E37_79B9_7F4A_7C15
    state = product ^ (product >> 32)
  }

  /// Adds a text and its length.
  package mutating func add(_ text: Bytes) {
    add(text.count)
    text.forEachWord { add(Int(truncatingIfNeeded: $0)) }
  }
}
