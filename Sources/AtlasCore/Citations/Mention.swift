/// An ATLAS id in a text.
struct Mention {
  /// The form in which it is written.
  enum Form {
    /// With `AML.`.
    case full
    /// Without `AML.`, after the name of ATLAS or under a key that contains it.
    case bare
    /// In the namespace of ATT&CK, as `attack.t0051`.
    case attack
    /// As its UUID in STIX.
    case stix
    /// A number of another framework after the name of ATLAS.
    case foreign
  }

  /// The id; nil for a malformed id such as `AML.T0051.01`.
  let id: RecordID?
  /// Its range, including `AML.`.
  let range: Range<Int>
  var form = Form.full

  /// More than the length of any id with its surroundings.
  static let longest = 32
}

/// Finds ids in text, in any case.
///
/// Ids must start with `AML.`, because `T0051` alone can be an ATT&CK id, a part number or anything else. Parts of longer
/// words are not ids: `AML.T0051x`, `XAML.T0051`.
enum MentionFinder {
  /// The first id that starts at or after `from`.
  static func next(in text: Bytes, from: Int) -> Mention? {
    var dot = text.place(of: .dot, from: from)
    while dot < text.endIndex {
      if dot - 3 >= from, text[dot - 3..<dot].equals(ignoringCase: "aml"), let mention = mention(at: dot - 3, in: text)
      {
        return mention
      }
      dot = text.place(of: .dot, from: dot + 1)
    }
    return nil
  }

  /// All ids in a text, in order.
  static func all(in text: Bytes) -> [Mention] {
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
    // The digits after the dot are not a sub-technique number, so the id is malformed.
    var malformed = text[place + 4..<text.endIndex]
    let word = malformed.eat(while: \.isAlphanumeric)
    let front = text[place..<malformed.startIndex]
    if malformed.eat(.dot), !malformed.eat(while: \.isDigit).isEmpty, RecordID(front) != nil {
      return Mention(id: nil, range: place..<malformed.startIndex)
    }
    return isMeant(word, text[place..<place + 3]) ? Mention(id: nil, range: place..<word.endIndex) : nil
  }

  /// Whether a word after `AML.` is a malformed id: a few letters and three or more digits.
  ///
  /// It must be in capitals, because `aml` in code can be anything.
  private static func isMeant(_ word: Bytes, _ prefix: Bytes) -> Bool {
    let letters = word.prefix(while: \.isLetter)
    let digits = word[letters.endIndex..<word.endIndex]
    if ForeignNumber.framework(of: word.string) != nil, prefix.allSatisfy(\.isUpper) { return true }
    return letters.count <= 3 && (3...8).contains(digits.count) && digits.allSatisfy(\.isDigit)
      && letters.allSatisfy(\.isUpper) && prefix.allSatisfy(\.isUpper)
  }
}
