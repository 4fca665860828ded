/// A name without case, punctuation and spaces, for comparisons.
package struct FoldedName: Hashable, Sendable {
  package let bytes: [UInt8]

  package init(_ name: Bytes) {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(min(name.count, 256))
    var rest = name
    while let byte = rest.first {
      // U+2010 to U+201F are dashes and quotation marks.
      if byte == 0xE2, rest.count >= 3, rest[rest.startIndex + 1] == 0x80 {
        rest = rest.dropFirst(3)
        continue
      }
      if byte.isAlphanumeric || byte >= 0x80 { bytes.append(byte.lowercased) }
      rest = rest.dropFirst()
    }
    self.bytes = bytes
  }

  package func begins(_ other: FoldedName) -> Bool { other.bytes.starts(with: bytes) }
}
