/// The styles of text in YAML, from the simplest to the most general.
enum YAMLStyle {
  case plain
  case single
  case double
  case literal

  /// The simplest style from which YAML 1.1 and 1.2 readers get the same text back.
  init(of text: Bytes) {
    // Nearly all text is ASCII, which does not need to be decoded into characters.
    let isHarmless =
      text.allSatisfy { $0 >= 0x20 && $0 < 0x7F || $0 == .newline || $0 == .tab }
      || text.string.unicodeScalars.allSatisfy { $0 == "\n" || $0 == "\t" || YAMLStyle.isPrintable($0) }
    guard isHarmless else {
      self = .double
      return
    }
    if text.contains(.newline) {
      self = text.trimmed.isEmpty ? .double : .literal
    } else if text.contains(.tab) {
      self = .double
    } else {
      self = YAMLStyle.canBePlain(text) ? .plain : .single
    }
  }

  /// The style of a key, which must be on one line.
  init(ofKey key: Bytes) {
    let style = YAMLStyle(of: key)
    self = style == .literal ? .double : style
  }

  /// Whether a file can contain the character unescaped, no reader takes it for a line end, and an editor shows it.
  static func isPrintable(_ scalar: UnicodeScalar) -> Bool {
    switch scalar.value {
    case 0xFFFE, 0xFFFF: false
    default: !Sanitize.isHarmful(scalar.value)
    }
  }

  private static func canBePlain(_ text: Bytes) -> Bool {
    guard let first = text.first, let last = text.last, last != .space, last != .colon else { return false }
    switch first {
    case .dash, UInt8(ascii: "?"), .colon, .comma, .openBracket, .closeBracket, UInt8(ascii: "{"), UInt8(ascii: "}"),
      .hash, UInt8(ascii: "&"), .star, UInt8(ascii: "!"), .pipe, .greater, UInt8(ascii: "'"), .quote,
      UInt8(ascii: "%"), UInt8(ascii: "@"), .backtick, UInt8(ascii: "="), .space:
      return false
    default: break
    }
    return !text.contains(": ") && !text.contains(" #") && !text.starts(with: "..." as Bytes) && text != "<<"
      && !looksTyped(text)
  }

  /// Whether a reader may take plain `text` for another type: null, a Boolean, a number or a date.
  private static func looksTyped(_ text: Bytes) -> Bool {
    if text == "~" || words.contains(where: text.equals(ignoringCase:)) { return true }
    guard let first = text.first, first.isDigit || first == .dot || first == UInt8(ascii: "+") else { return false }
    var rest = text
    if rest.eat(while: \.isDigit).count == 4, rest.eat(.dash), rest.first?.isDigit == true { return true }
    // A number has at most one point, and a sign only in its exponent: a version such as 6.0.0 or an identifier such as
    // 7a73-0c is always text.
    var points = 0
    var last: UInt8 = 0
    for byte in text.dropFirst(first == UInt8(ascii: "+") ? 1 : 0) {
      let isSign = byte == .dash || byte == UInt8(ascii: "+")
      guard isSign ? last.lowercased == UInt8(ascii: "e") : isOfNumber(byte) else { return false }
      if byte == .dot { points += 1 }
      last = byte
    }
    return points < 2
  }

  /// Words that some readers do not take for text.
  private static let words: [Bytes] = [
    "null", "true", "false", "yes", "no", "on", "off", "y", "n", ".inf", ".nan", "+.inf",
  ]

  private static func isOfNumber(_ byte: UInt8) -> Bool {
    switch byte {
    case .dot, .colon, UInt8(ascii: "_"), UInt8(ascii: "x"), UInt8(ascii: "X"),
      UInt8(ascii: "o"), UInt8(ascii: "O"):
      true
    default: byte.isDigit || byte.lowercased >= UInt8(ascii: "a") && byte.lowercased <= UInt8(ascii: "f")
    }
  }
}
