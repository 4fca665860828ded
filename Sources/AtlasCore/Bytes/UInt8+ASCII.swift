/// Names and tests for the ASCII characters that pages use.
extension UInt8 {
  static let tab = UInt8(ascii: "\t")
  static let newline = UInt8(ascii: "\n")
  static let carriageReturn = UInt8(ascii: "\r")
  static let space = UInt8(ascii: " ")
  static let hash = UInt8(ascii: "#")
  static let colon = UInt8(ascii: ":")
  static let dash = UInt8(ascii: "-")
  static let star = UInt8(ascii: "*")
  static let pipe = UInt8(ascii: "|")
  static let quote = UInt8(ascii: "\"")
  static let backslash = UInt8(ascii: "\\")
  static let backtick = UInt8(ascii: "`")
  static let dot = UInt8(ascii: ".")
  package static let comma = UInt8(ascii: ",")
  static let slash = UInt8(ascii: "/")
  static let greater = UInt8(ascii: ">")
  static let openBracket = UInt8(ascii: "[")
  static let closeBracket = UInt8(ascii: "]")
  static let openParenthesis = UInt8(ascii: "(")
  static let closeParenthesis = UInt8(ascii: ")")

  /// A space, a tab or a line end character.
  @inlinable package var isBlank: Bool { self == 0x20 || (self >= 0x09 && self <= 0x0D) }
  @inlinable package var isDigit: Bool { self >= 0x30 && self <= 0x39 }
  @inlinable package var isUpper: Bool { self >= 0x41 && self <= 0x5A }
  @inlinable package var isLower: Bool { self >= 0x61 && self <= 0x7A }
  @inlinable package var isLetter: Bool { isUpper || isLower }
  @inlinable package var isAlphanumeric: Bool { isLetter || isDigit }

  /// The byte in lower case if it is an ASCII letter; otherwise unchanged.
  @inlinable package var lowercased: UInt8 { isUpper ? self | 0x20 : self }

  /// The value of a decimal digit, or nil.
  @inlinable package var digit: Int? { isDigit ? Int(self &- 0x30) : nil }
}
