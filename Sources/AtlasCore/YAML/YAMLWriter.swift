/// Writes a YAML document in block style: maps of texts, lists and maps.
///
/// ``YAMLTree``, and the YAML 1.1 readers of most languages, read back the same text.
public struct YAMLWriter: Sendable {
  /// The document written so far.
  public private(set) var bytes: [UInt8] = []
  /// The column of the keys of the current map.
  private var indent = 0
  /// Whether the next key is the first of a list element and therefore follows a dash.
  private var isFirstInElement = false

  /// Creates a writer with an empty document.
  public init() {}

  /// Writes `key: text`.
  public mutating func entry(_ key: Bytes, _ text: Bytes) {
    begin(key)
    bytes.append(.space)
    value(text, indent: indent)
  }

  /// Writes `key: number`.
  public mutating func entry(_ key: Bytes, number: Int) {
    begin(key)
    bytes += " \(number)\n".utf8
  }

  /// Writes a key and, below it, the map that `body` writes.
  public mutating func map(_ key: Bytes, _ body: (inout YAMLWriter) -> Void) {
    begin(key)
    let before = bytes.count
    bytes.append(.newline)
    indent += 2
    body(&self)
    indent -= 2
    if bytes.count == before + 1 { replaceLineEnd(by: " {}\n") }
  }

  /// Writes a key and, below it, a list of texts.
  public mutating func list(_ key: Bytes, _ texts: [Bytes]) {
    begin(key)
    guard !texts.isEmpty else {
      bytes += " []\n".utf8
      return
    }
    bytes.append(.newline)
    for text in texts {
      pad(indent)
      bytes += "- ".utf8
      value(text, indent: indent)
    }
  }

  /// Writes a key and, below it, a list of maps; `body` writes the map of each element.
  public mutating func list<Elements: Sequence>(
    _ key: Bytes, _ elements: Elements, _ body: (inout YAMLWriter, Elements.Element) -> Void
  ) {
    begin(key)
    let before = bytes.count
    bytes.append(.newline)
    indent += 2
    for element in elements {
      isFirstInElement = true
      body(&self, element)
      if isFirstInElement {
        pad(indent - 2)
        bytes += "- {}\n".utf8
        isFirstInElement = false
      }
    }
    indent -= 2
    if bytes.count == before + 1 { replaceLineEnd(by: " []\n") }
  }

  private mutating func begin(_ key: Bytes) {
    pad(isFirstInElement ? indent - 2 : indent)
    if isFirstInElement { bytes += "- ".utf8 }
    isFirstInElement = false
    scalar(key, YAMLStyle(ofKey: key), indent: indent)
    bytes.append(.colon)
  }

  private mutating func value(_ text: Bytes, indent: Int) {
    scalar(text, YAMLStyle(of: text), indent: indent)
    if bytes.last != .newline { bytes.append(.newline) }
  }

  private mutating func pad(_ count: Int) {
    for _ in 0..<count { bytes.append(.space) }
  }

  private mutating func replaceLineEnd(by text: StaticString) {
    bytes.removeLast()
    bytes += Bytes(text)
  }
}

extension YAMLWriter {
  private mutating func scalar(_ text: Bytes, _ style: YAMLStyle, indent: Int) {
    switch style {
    case .plain: bytes += text
    case .single: single(text)
    case .double: double(text)
    case .literal: literal(text, indent: indent)
    }
  }

  private mutating func single(_ text: Bytes) {
    let quote = UInt8(ascii: "'")
    bytes.append(quote)
    for byte in text {
      if byte == quote { bytes.append(quote) }
      bytes.append(byte)
    }
    bytes.append(quote)
  }

  private mutating func double(_ text: Bytes) {
    bytes.append(.quote)
    for scalar in text.string.unicodeScalars {
      switch scalar {
      case "\"": bytes += "\\\"".utf8
      case "\\": bytes += "\\\\".utf8
      case "\n": bytes += "\\n".utf8
      case "\t": bytes += "\\t".utf8
      case "\r": bytes += "\\r".utf8
      default:
        if YAMLStyle.isPrintable(scalar) {
          bytes += UTF8.encode(scalar) ?? UTF8.encodedReplacementCharacter
        } else {
          let digits = scalar.value > 0xFFFF ? 8 : 4
          bytes += (digits == 8 ? "\\U" : "\\u").utf8
          bytes += String(scalar.value, paddedTo: digits, radix: 16, uppercase: true).utf8
        }
      }
    }
    bytes.append(.quote)
  }

  /// Writes `|` and, below it, the lines of `text`, indented by two columns.
  private mutating func literal(_ text: Bytes, indent: Int) {
    bytes.append(.pipe)
    // If the first line starts with a space or is empty, the indentation must be explicit.
    if text.first == .space || text.first == .newline { bytes += "2".utf8 }
    let ends = text.count - (text.lastIndex { $0 != .newline } ?? text.startIndex) - 1 + text.startIndex
    if ends == 0 { bytes.append(.dash) } else if ends > 1 { bytes += "+".utf8 }
    bytes.append(.newline)
    for line in text.lines {
      if !line.isEmpty {
        pad(indent + 2)
        bytes += line
      }
      bytes.append(.newline)
    }
  }
}
