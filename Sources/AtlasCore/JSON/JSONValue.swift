/// A value of a JSON text (RFC 8259), with its place in the text.
///
/// Numbers keep the digits they were written with, and objects the order of their members. Foundation's reader is not
/// used: it loses both, and places, and reads no more than it can hold in dictionaries.
public struct JSONValue: Sendable {
  /// What the value is.
  public let content: Content
  /// The index of its first byte in the text.
  public let offset: Int

  /// The kinds of value.
  public enum Content: Sendable {
    case null
    case bool(Bool)
    /// A number as it was written: `1.50e3`.
    case number(String)
    case string(String)
    case array([JSONValue])
    /// The members in the order of the text; a key may be repeated.
    case object([Member])
  }

  /// A key of an object and its value.
  public struct Member: Sendable {
    /// The key.
    public let key: String
    /// The index of the first byte of the key, its quote, in the text.
    public let offset: Int
    /// The value.
    public let value: JSONValue
  }

  /// A value with its place.
  init(_ content: Content, at offset: Int) {
    self.content = content
    self.offset = offset
  }
}

// MARK: - Access

extension JSONValue {
  /// The value of a key; nil when this is not an object, or has no such key.
  ///
  /// Of repeated keys, the last one counts.
  public subscript(key: String) -> JSONValue? { object?.last { $0.key == key }?.value }

  /// The members of an object; nil for other values.
  public var object: [Member]? { if case .object(let members) = content { members } else { nil } }

  /// The elements of an array; nil for other values.
  public var array: [JSONValue]? { if case .array(let elements) = content { elements } else { nil } }

  /// The text of a string; nil for other values.
  public var string: String? { if case .string(let text) = content { text } else { nil } }

  /// The value of `true` or `false`; nil for other values.
  public var bool: Bool? { if case .bool(let flag) = content { flag } else { nil } }

  /// A number that is an integer in the range of `Int`; nil for other values.
  public var int: Int? { if case .number(let digits) = content { Int(digits) } else { nil } }

  /// A number; nil for other values, and for numbers that are too large for a `Double`.
  public var double: Double? {
    if case .number(let digits) = content, let number = Double(digits), number.isFinite { number } else { nil }
  }

  /// Whether the value is `null`.
  public var isNull: Bool { if case .null = content { true } else { false } }
}

/// Why a text is not JSON.
public struct JSONError: Error, Equatable, Sendable {
  /// The line, from 1.
  public let line: Int
  /// The code point on the line, from 1.
  public let column: Int
  /// The reason as a phrase without a period.
  public let reason: String
}

extension JSONError: CustomStringConvertible {
  /// The place and the reason: `3:14: expected a value`.
  public var description: String { "\(line):\(column): \(reason)" }
}
