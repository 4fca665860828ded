/// The words of a text: runs of letters and digits; whatever is beyond ASCII counts as a letter.
struct Words: Sequence, IteratorProtocol {
  private let text: Bytes
  private var index: Int

  init(_ text: Bytes) {
    self.text = text
    index = text.startIndex
  }

  mutating func next() -> Range<Int>? {
    while index < text.endIndex, !Words.isPart(text[index]) { index &+= 1 }
    let start = index
    while index < text.endIndex, Words.isPart(text[index]) { index &+= 1 }
    return start < index ? start..<index : nil
  }

  private static func isPart(_ byte: UInt8) -> Bool { byte.isAlphanumeric || byte >= 0x80 }
}
