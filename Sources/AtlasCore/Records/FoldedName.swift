/// A name without case, punctuation and spaces, for comparisons.
package struct FoldedName: Hashable, Sendable {
  package let bytes: [UInt8]

  package init(_ name: Bytes) {
    var bytes: [UInt8] = []
    bytes.reserveCapacity(min(name.count, 256))
    var index = name.startIndex
    while let byte = name.eatFolded(at: &index) { bytes.append(byte) }
    self.bytes = bytes
  }

  package func begins(_ other: FoldedName) -> Bool { other.bytes.starts(with: bytes) }
}

extension Bytes {
  /// Reads the next byte of the folded name and moves `index` behind it; nil if there is none.
  @inline(__always) fileprivate func eatFolded(at index: inout Int) -> UInt8? {
    while index < endIndex {
      let byte = self[index]
      // U+2010 to U+201F are dashes and quotation marks.
      if byte == 0xE2, index + 2 < endIndex, self[index + 1] == 0x80 {
        index += 3
        continue
      }
      index += 1
      if byte.isAlphanumeric || byte >= 0x80 { return byte.lowercased }
    }
    return nil
  }

  /// Whether the text is a name, or two names one after the other, when all are folded; nothing is copied for it.
  ///
  /// - Parameters:
  ///   - name: a name with letters or digits.
  ///   - outer: a name before it.
  /// - Returns: whether the text is that.
  func isFolded(_ name: Bytes, after outer: Bytes = .empty) -> Bool {
    var place = startIndex
    return eat(folded: outer, at: &place) && eat(folded: name, at: &place) && eatFolded(at: &place) == nil
  }

  private func eat(folded name: Bytes, at place: inout Int) -> Bool {
    var index = name.startIndex
    while let wanted = name.eatFolded(at: &index) {
      guard eatFolded(at: &place) == wanted else { return false }
    }
    return true
  }
}
