/// An id of ATLAS as it is in anyone's text.
struct Mention {
  /// How the text writes it.
  enum Form {
    /// With `AML.`.
    case full
    /// Without `AML.`, behind the name of ATLAS or under a key that has it.
    case bare
    /// In the namespace of ATT&CK, as `attack.t0051`.
    case attack
    /// As the UUID that STIX has for it.
    case stix
    /// The number of another framework behind the name of ATLAS.
    case foreign
  }

  /// The id; nil when the text has the form of one and is not one: `AML.T0051.01`.
  let id: RecordID?
  /// Where it is, `AML.` included.
  let range: Range<Int>
  var form = Form.full

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
      if let mention = MentionFinder.mention(at: place, in: text) { return mention }
      index = place + 4
    }
    return nil
  }

  /// All ids in a text, in order.
  func all(in text: Bytes) -> [Mention] {
    var found: [Mention] = []
    var index = text.startIndex
    while let mention = next(in: text, from: index) {
      found.append(mention)
      index = mention.range.upperBound
    }
    return found
  }

  /// The id whose `AML.` is at `place`.
  static func mention(at place: Int, in text: Bytes) -> Mention? {
    if place > text.startIndex, text[place - 1].isAlphanumeric { return nil }
    var rest = text[place..<text.endIndex]
    if let id = RecordID(eating: &rest) { return Mention(id: id, range: place..<rest.startIndex) }
    // Digits behind a dot that are no sub-technique's make it no id, though it was meant to be one.
    var malformed = text[place + 4..<text.endIndex]
    let word = malformed.eat(while: \.isAlphanumeric)
    let front = text[place..<malformed.startIndex]
    if malformed.eat(.dot), !malformed.eat(while: \.isDigit).isEmpty, RecordID(front) != nil {
      return Mention(id: nil, range: place..<malformed.startIndex)
    }
    return isMeant(word, text[place..<place + 3]) ? Mention(id: nil, range: place..<word.endIndex) : nil
  }

  /// Whether a word behind `AML.` is meant as an id: a few letters and three or more digits.
  ///
  /// In code `aml` may be anything, so all must be in capitals.
  private static func isMeant(_ word: Bytes, _ prefix: Bytes) -> Bool {
    let letters = word.prefix(while: \.isLetter)
    let digits = word[letters.endIndex..<word.endIndex]
    if ForeignNumber.framework(of: word.string) != nil, prefix.allSatisfy(\.isUpper) { return true }
    return letters.count <= 3 && (3...8).contains(digits.count) && digits.allSatisfy(\.isDigit)
      && letters.allSatisfy(\.isUpper) && prefix.allSatisfy(\.isUpper)
  }
}
