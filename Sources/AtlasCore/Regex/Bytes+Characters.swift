/// Decodes one UTF-8 character at a time, forwards or backwards, from text that can contain invalid bytes.
extension Bytes {
  /// The character that starts at `index`, and its length in bytes.
  ///
  /// For a byte that starts no valid character, the result is nil and one byte. As a valid sequence cannot start inside
  /// another, decoding backwards finds the same boundaries.
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
    // Reject overlong forms (two-byte ones are rejected above), surrogates, and values above U+10FFFF.
    let isShortest = count == 2 || value >= (count == 3 ? 0x800 : 0x10000)
    guard isShortest, let scalar = Unicode.Scalar(value) else { return (nil, 1) }
    return (scalar, count)
  }

  /// The character that ends before `end`, and its length in bytes; nil and one for a byte that is not valid UTF-8.
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
