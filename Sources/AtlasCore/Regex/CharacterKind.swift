/// The named kinds of characters: `[[:alpha:]]` and the other POSIX classes, `\w`, `\d` and `\s`.
enum CharacterKind: UInt8, CaseIterable, Hashable, Sendable {
  case alpha, alnum, digit, xdigit, upper, lower, space, blank, punct, cntrl, print, graph
  /// `\w`: letters, marks, decimal digits and connectors such as the underscore (Unicode Technical Standard 18, Annex
  /// C).
  case word
  /// `\d`: the decimal digits of every script; `[[:digit:]]` is only 0 to 9, as in POSIX.
  case decimal

  /// The kind with the name in `[:name:]`, or nil.
  init?(name: Bytes) {
    switch name {
    case "alpha": self = .alpha
    case "alnum": self = .alnum
    case "digit": self = .digit
    case "xdigit": self = .xdigit
    case "upper": self = .upper
    case "lower": self = .lower
    case "space": self = .space
    case "blank": self = .blank
    case "punct": self = .punct
    case "cntrl": self = .cntrl
    case "print": self = .print
    case "graph": self = .graph
    case "word": self = .word
    default: return nil
    }
  }

  /// Whether an ASCII character is of this kind.
  func contains(ascii byte: UInt8) -> Bool {
    switch self {
    case .alpha: byte.isLetter
    case .alnum: byte.isAlphanumeric
    case .digit, .decimal: byte.isDigit
    case .xdigit: byte.isDigit || (byte.lowercased >= 0x61 && byte.lowercased <= 0x66)
    case .upper: byte.isUpper
    case .lower: byte.isLower
    case .space: byte.isBlank
    case .blank: byte == 0x20 || byte == 0x09
    case .punct: byte > 0x20 && byte < 0x7F && !byte.isAlphanumeric
    case .cntrl: byte < 0x20 || byte == 0x7F
    case .print: byte >= 0x20 && byte < 0x7F
    case .graph: byte > 0x20 && byte < 0x7F
    case .word: byte.isAlphanumeric || byte == 0x5F
    }
  }

  /// Whether a character outside ASCII is of this kind.
  func contains(_ scalar: Unicode.Scalar) -> Bool {
    let properties = scalar.properties
    return switch self {
    case .digit, .xdigit: false
    case .alpha: properties.isAlphabetic
    case .alnum: properties.isAlphabetic || properties.generalCategory == .decimalNumber
    case .decimal: properties.generalCategory == .decimalNumber
    case .upper: properties.isUppercase
    case .lower: properties.isLowercase
    case .space: properties.isWhitespace
    case .blank: properties.generalCategory == .spaceSeparator
    case .cntrl: properties.generalCategory == .control
    case .punct: !Self.alnum.contains(scalar) && Self.graph.contains(scalar)
    case .print: Self.graph.contains(scalar) || properties.generalCategory == .spaceSeparator
    case .graph:
      switch properties.generalCategory {
      case .control, .surrogate, .unassigned, .spaceSeparator, .lineSeparator, .paragraphSeparator: false
      default: true
      }
    case .word:
      switch properties.generalCategory {
      case .nonspacingMark, .spacingMark, .enclosingMark, .decimalNumber, .connectorPunctuation: true
      default: properties.isAlphabetic || properties.isJoinControl
      }
    }
  }
}
