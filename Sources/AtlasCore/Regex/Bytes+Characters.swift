/// Reading one character of UTF-8 at a time, forwards and backwards, from text that may hold bytes that are none.
extension Bytes {
  /// The character that starts at `index`, and how many bytes it takes.
  ///
  /// A byte that starts no character stands for itself: nil, and one byte long. Because a well-formed sequence cannot
  /// start inside another, reading backwards cuts the text at the same places.
  package func character(at index: Int) -> (scalar: Unicode.Scalar?, count: Int) {
    let first = UInt32(self[index])
    let count =
      switch first {
      case ..<0x80: 1
      case 0xC2...0xDF: 2
      case 0xE0...0xEF: 3
      case 0xF0...0xF4: 4
      default: 0
      }
    guard count > 0, index &+ count <= endIndex else { return (nil, 1) }
    guard count > 1 else { return (Unicode.Scalar(first), 1) }
    var value = first & (0x7F >> UInt32(count))
    for offset in 1..<count {
      let byte = UInt32(self[index &+ offset])
      guard byte & 0xC0 == 0x80 else { return (nil, 1) }
      value = value << 6 | byte & 0x3F
    }
    // Longer than need be: the two-byte forms were refused above. Surrogates and what is beyond U+10FFFF are no scalar.
    let isShortest = count == 2 || value >= (count == 3 ? 0x800 : 0x10000)
    guard isShortest, let scalar = Unicode.Scalar(value) else { return (nil, 1) }
    return (scalar, count)
  }

  /// The character that ends before `end`, and how many bytes it takes; nil and one for a byte that is not a UTF-8.
  package func character(endingAt end: Int) -> (scalar: Unicode.Scalar?, count: Int) {
    var count = 1
    while count <= 4, end &- count >= startIndex {
      let byte = self[end &- count]
      if byte & 0xC0 != 0x80 {
        let found = character(at: end &- count)
        return found.count == count ? found : (nil, 1)
      }
      count &+= 1
    }
    return (nil, 1)
  }
}
