import AtlasCore

/// XML or HTML as it is written.
///
/// Tags are literals of the program. Everything else, whatever page or argument it comes from, is escaped on its way in, so
/// that no text becomes markup, in content or in an attribute.
struct Markup: ~Copyable {
  private(set) var bytes: [UInt8] = []

  /// Writes markup of the program's own.
  mutating func raw(_ literal: StaticString) { bytes.append(Bytes(literal)) }

  /// Writes text as content or between the quotes of an attribute.
  mutating func text(_ text: some Collection<UInt8>) {
    guard text.allSatisfy(\.isPrintableASCII) else {
      for byte in Markup.shown(text).utf8 { append(byte) }
      return
    }
    for byte in text { append(byte) }
  }

  mutating func text(_ text: String) { self.text(text.utf8) }

  mutating func number(_ number: Int) { bytes.append(contentsOf: String(number).utf8) }

  /// Writes ` name="value"`.
  mutating func attribute(_ name: StaticString, _ value: some Collection<UInt8>) {
    begin(name)
    text(value)
    raw("\"")
  }

  mutating func attribute(_ name: StaticString, _ value: String) { attribute(name, value.utf8) }

  mutating func attribute(_ name: StaticString, _ value: StaticString) { attribute(name, Bytes(value)) }

  mutating func attribute(_ name: StaticString, _ value: Int) {
    begin(name)
    number(value)
    raw("\"")
  }

  private mutating func begin(_ name: StaticString) {
    raw(" ")
    raw(name)
    raw("=\"")
  }

  private mutating func append(_ byte: UInt8) {
    switch byte {
    case UInt8(ascii: "&"): raw("&amp;")
    case UInt8(ascii: "<"): raw("&lt;")
    case UInt8(ascii: ">"): raw("&gt;")
    case UInt8(ascii: "\""): raw("&quot;")
    case UInt8(ascii: "'"): raw("&#39;")
    default: bytes.append(byte)
    }
  }

  /// Text as pictures show it: in one line, and without characters that XML forbids, that turn text around, or that cannot
  /// be seen.
  ///
  /// Those are written as on a terminal, by code point: `\u{202E}`. Bytes that are not UTF-8 are written as U+FFFD.
  static func shown(_ text: some Collection<UInt8>) -> String {
    var shown = ""
    for scalar in String(decoding: text, as: UTF8.self).unicodeScalars {
      switch scalar.value {
      case 0x09, 0x0A, 0x0D: shown += " "
      case let value where Sanitize.isHarmful(value) || scalar.properties.isNoncharacterCodePoint:
        shown += "\\u{\(Sanitize.hex(value))}"
      default: shown.unicodeScalars.append(scalar)
      }
    }
    return shown
  }
}

extension UInt8 {
  fileprivate var isPrintableASCII: Bool { 0x20..<0x7F ~= self }
}
