/// An id of ATLAS as it is in anyone's text.
struct Mention {
  /// The id; nil when the text has the form of one and is not one: `AML.T0051.01`.
  let id: RecordID?
  /// Where it is, `AML.` included.
  let range: Range<Int>

  /// Twice as far as ids reach, with what may be before and behind.
  static let longest = 32
}

/// Finds ids in text, in any case.
///
/// Only with `AML.`, which Sigma's form and official URLs have too: without it, `T0051` may be ATT&CK's, a part number or
/// anything. An id that goes on as a word does is not one: `AML.T0051x`, `XAML.T0051`.
struct MentionFinder: Sendable {
  /// Made once: every file, and every name beside an id, asks it.
  static let shared = MentionFinder()

  private let finder = LiteralFinder([Literal(bytes: Array("aml.".utf8), cases: [0x20, 0x20, 0x20, 0])])

  /// The first id that starts at or after `from`.
  func next(in text: Bytes, from: Int) -> Mention? {
    var index = from
    while let place = finder.first(in: text, from: index) {
      index = place + 4
      if place > text.startIndex, text[place - 1].isAlphanumeric { continue }
      var rest = text[place..<text.endIndex]
      if let id = RecordID(eating: &rest) { return Mention(id: id, range: place..<rest.startIndex) }
      // Digits behind a dot that are no sub-technique's make it no id, though it was meant to be one.
      var malformed = text[index..<text.endIndex]
      malformed.eat(while: \.isAlphanumeric)
      let front = text[place..<malformed.startIndex]
      guard malformed.eat(.dot), !malformed.eat(while: \.isDigit).isEmpty, RecordID(front) != nil else { continue }
      return Mention(id: nil, range: place..<malformed.startIndex)
    }
    return nil
  }
}
