import AtlasCore

/// Makes text from pages, files and arguments safe to show.
///
/// A terminal obeys control characters, and text can be turned around or hidden by invisible ones, so none of them gets
/// out: C0, DEL, C1, line and paragraph separators, marks of direction, bidirectional embeddings, overrides and isolates,
/// spaces without width, and the tag characters (an alphabet that nothing sees and language models read). They are shown as `\u{1B}`: that says which character stood
/// there, is plain ASCII, and cannot be mistaken for the text of a page, where U+FFFD could. U+FFFD stands for bytes
/// that are no UTF-8 at all. Line ends and tabs become spaces: who wants lines writes them.
extension [UInt8] {
  mutating func appendSanitized(_ text: some Collection<UInt8>, keepingTabs: Bool = false) {
    let mark = count
    append(contentsOf: text)
    // Almost all text is harmless: it is copied in one go, and looked through once.
    guard let suspect = self[mark...].firstIndex(where: \.isSuspect) else { return }
    let tail = String(decoding: self[suspect...], as: UTF8.self)
    removeSubrange(suspect...)
    for scalar in tail.unicodeScalars {
      switch scalar.value {
      case 0x09 where keepingTabs: append(0x09)
      case 0x09, 0x0A, 0x0D: append(UInt8(ascii: " "))
      case let value where Sanitize.isHarmful(value): append(contentsOf: "\\u{\(Sanitize.hex(value))}".utf8)
      default: append(contentsOf: UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter)
      }
    }
  }
}

extension UInt8 {
  /// Whether a character that must not be shown may start here, or bytes that are no UTF-8.
  fileprivate var isSuspect: Bool { self < 0x20 || self >= 0x7F }
}

extension Bytes {
  /// Whether the text can be shown as it is, tabs included; rarely, for characters beside harmful ones, false all the same.
  var isHarmless: Bool {
    var isASCII = true
    var odd = endOfPrintable(from: startIndex)
    while odd < endIndex {
      let index = odd
      odd = endOfPrintable(from: index + 1)
      let byte = self[index]
      if byte == 0x09 { continue }
      if byte < 0x80 { return false }
      isASCII = false
      let next = index + 1 < endIndex ? self[index + 1] : 0
      switch byte {
      // The C1 controls; the Arabic mark of direction; separators, other such marks and spaces without width; the mark
      // of byte order; the tags.
      case 0xC2: if next < 0xA0 { return false }
      case 0xD8: if next == 0x9C { return false }
      case 0xE2 where next == 0x80 || next == 0x81:
        guard index + 2 < endIndex else { return false }
        let last = self[index + 2]
        if last >= (next == 0x80 ? 0xA6 : 0xA0) || next == 0x80 && 0x8B...0x8F ~= last { return false }
      case 0xEF: if next == 0xBB { return false }
      case 0xF3: return false
      default: break
      }
    }
    return isASCII || firstInvalidUTF8 == nil
  }
}
