/// Makes text safe to show.
package enum Sanitize {
  /// Whether a character controls a terminal, turns text around, or cannot be seen.
  package static func isHarmful(_ value: UInt32) -> Bool {
    switch value {
    case 0..<0x20, 0x7F..<0xA0: true
    // Marks of direction, and spaces without width; joiners are part of words and of emoji.
    case 0x61C, 0x200B, 0x200E, 0x200F, 0xFEFF: true
    case 0x2028...0x202E, 0x2060...0x2069: true
    case 0xE0000...0xE007F: true
    default: false
    }
  }

  package static func hex(_ value: UInt32) -> String { String(value, radix: 16, uppercase: true) }

  /// A command-line word as messages quote it, `"word"`: safe and of limited length.
  package static func quoted(_ word: String) -> String { "\"" + shown(word) + "\"" }

  /// A word as messages show it: without unsafe characters, with visible line ends and tabs, and at most 200
  /// characters.
  package static func shown(_ word: String) -> String {
    var shown = ""
    for scalar in word.unicodeScalars.prefix(200) {
      if isHarmful(scalar.value) {
        shown += "\\u{\(hex(scalar.value))}"
      } else {
        shown.unicodeScalars.append(scalar)
      }
    }
    return shown + (word.unicodeScalars.count > 200 ? "…" : "")
  }
}
