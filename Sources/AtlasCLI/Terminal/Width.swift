/// How many columns of a terminal text takes.
enum Width {
  /// The columns of UTF-8 text: a byte each while it is ASCII.
  static func columns(of text: some Collection<UInt8>) -> Int {
    if text.allSatisfy({ $0 < 0x80 }) { return text.count }
    return String(decoding: text, as: UTF8.self).unicodeScalars.reduce(0) { $0 + columns(of: $1) }
  }

  static func columns(of text: String) -> Int { columns(of: text.utf8) }

  /// The columns of one character.
  ///
  /// None for what combines with the one before, two for East Asian wide and fullwidth ones
  /// (UAX #11) and for those shown as emoji (UTS #51), else one. Sequences are not joined, and so count as their parts,
  /// as they do for most terminals.
  static func columns(of scalar: Unicode.Scalar) -> Int {
    let value = scalar.value
    // Latin, with the soft hyphen, which terminals show.
    if value < 0x300 { return 1 }
    switch scalar.properties.generalCategory {
    case .nonspacingMark, .enclosingMark, .format: return 0
    default: break
    }
    // Vowels and final consonants of Korean syllables join the first consonant.
    if (0x1160...0x11FF).contains(value) { return 0 }
    return isWide(scalar) ? 2 : 1
  }

  /// Whether a character is as wide as two letters.
  static func isWide(_ scalar: Unicode.Scalar) -> Bool {
    let value = scalar.value
    if value < 0x1100 { return false }
    if wide.contains(where: { $0.contains(value) }) { return true }
    // Two regional indicators make one flag: one column each.
    return scalar.properties.isEmojiPresentation && !(0x1F1E6...0x1F1FF).contains(value)
  }

  /// The ranges of `W` and `F` in Unicode 16's EastAsianWidth.txt
  /// (https://www.unicode.org/Public/16.0.0/ucd/EastAsianWidth.txt) without the emoji, which the standard library knows;
  /// unassigned characters between two ranges of a script are taken with them.
  private static let wide: [ClosedRange<UInt32>] = [
    0x1100...0x115F, 0x2329...0x232A, 0x2630...0x2637, 0x268A...0x268F, 0x2E80...0x303E, 0x3041...0xA4CF,
    0xA960...0xA97F, 0xAC00...0xD7A3, 0xF900...0xFAFF, 0xFE10...0xFE19, 0xFE30...0xFE6F, 0xFF01...0xFF60,
    0xFFE0...0xFFE6, 0x16FE0...0x18D08, 0x1AFF0...0x1B2FB, 0x1D300...0x1D376, 0x1F200...0x1F265, 0x20000...0x3FFFD,
  ]
}
