import AtlasCore

/// An argument of a tool: its schema, and the check that a value fits it.
struct ToolParameter: Sendable {
  /// What the argument holds.
  enum Kind: Sendable {
    /// A text of at most so many characters.
    case text(maximumLength: Int)
    /// A list of ids or names.
    case records(ClosedRange<Int>)
    /// One of these words.
    case choice([String])
    /// A whole number, and the number that counts when there is none.
    case number(ClosedRange<Int>, ifMissing: Int)
    case flag
  }

  let name: StaticString
  let kind: Kind
  var isRequired = false
  /// What it means, in a few words; empty where the name says it.
  var help: StaticString = ""

  /// The greatest length of an id, a name or a URL; no name is longer.
  static let longestName = 200

  /// What the argument takes, as JSON Schema.
  var schema: Value {
    var pairs: [(key: StaticString, value: Value)] =
      switch kind {
      // No one comes near the greatest length of a name.
      case .text(let length):
        [("type", .text("string"))] + (length > ToolParameter.longestName ? [("maxLength", .number(length))] : [])
      case .records(let counts):
        [
          ("type", .text("array")), ("items", .keyed(("type", .text("string")))),
          counts.lowerBound == 0 ? nil : ("minItems", .number(counts.lowerBound)),
          ("maxItems", .number(counts.upperBound)),
        ].compactMap { $0 }
      case .choice(let words): [("type", .text("string")), ("enum", .array(words.map { .text($0) }))]
      case .number(let range, let missing):
        [
          ("type", .text("integer")), ("minimum", .number(range.lowerBound)),
          range.upperBound == .max ? nil : ("maximum", .number(range.upperBound)),
          missing == 0 ? nil : ("default", .number(missing)),
        ].compactMap { $0 }
      case .flag: [("type", .text("boolean"))]
      }
    if help.utf8CodeUnitCount > 0 { pairs.append(("description", .string(Bytes(help)))) }
    return .object(pairs)
  }

  /// What is wrong with a value, and what to give instead; nil when it fits.
  func problem(with value: JSONValue) -> String? {
    switch kind {
    case .text(let length):
      guard let text = value.string else { return "\(name) must be a string" }
      let count = text.unicodeScalars.count
      return count > length ? "\(name) has \(count) characters; at most \(length) are allowed, so split it" : nil
    case .records(let counts):
      guard let elements = value.array else { return "\(name) must be an array of strings, such as [\"AML.T0051\"]" }
      guard counts.contains(elements.count) else {
        return "\(name) has \(elements.count) elements; give \(counts.lowerBound) to \(counts.upperBound)"
      }
      for element in elements {
        guard let word = element.string else { return "\(name) must be an array of strings, such as [\"AML.T0051\"]" }
        if word.unicodeScalars.count > ToolParameter.longestName {
          return "an element of \(name) is longer than any id, name or URL; give one record per element"
        }
      }
      return nil
    case .choice(let words):
      guard let word = value.string else { return "\(name) must be one of \(words.listed())" }
      guard !words.contains(word) else { return nil }
      return "no \(name) \(Sanitize.quoted(String(word.prefix(100))))"
        + (Suggestions.near(word, among: words).isEmpty
          ? "; it must be \(words.listed())" : Suggestions.question(Suggestions.near(word, among: words)))
    case .number(let range, _):
      guard let number = value.int, range.contains(number) else {
        let most = range.upperBound == .max ? " or more" : " to \(range.upperBound)"
        return "\(name) must be a whole number, \(range.lowerBound)\(most)"
      }
      return nil
    case .flag: return value.bool == nil ? "\(name) must be true or false" : nil
    }
  }
}

/// Why a tool gives no answer, in words that an agent can act on.
struct ToolError: Error, Equatable {
  /// What is wrong, and what to give instead.
  let advice: String

  init(_ advice: String) { self.advice = advice }
}
