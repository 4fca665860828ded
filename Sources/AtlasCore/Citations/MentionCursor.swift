/// Finds the ids in a text in all forms: with `AML.`, after the name of ATLAS (`Mitre Atlas: T0085.001`,
/// `atlas.t0051`), and in the namespace of ATT&CK (`attack.t0051`).
///
/// After the name of ATLAS, separators and the word for a kind of record can precede the number, and further numbers can
/// follow in an enumeration, all on one line.
struct MentionCursor {
  /// The end of the last id after the name of ATLAS, where an enumeration can continue.
  private var listEnd = -1

  /// The first place from `from` on that can start an id or the name of ATLAS; nil if there is none.
  static func first(in text: Bytes, from: Int) -> Int? {
    var index = from
    while let place = text.firstCitationCandidate(from: index) {
      index = place + 1
      let start = text[place].lowercased == UInt8(ascii: "k") ? place - 5 : place - 1
      guard start >= from else { continue }
      var rest = text[start..<text.endIndex]
      if rest.eat(ignoringCase: "aml.") || rest.eat(ignoringCase: "atlas") { return start }
      guard rest.eat(ignoringCase: "attack.") else { continue }
      _ = rest.eat(ignoringCase: address)
      if rest.eat(ignoringCase: "t0") { return start }
    }
    return nil
  }

  private static let address: StaticString = "mitre.org/techniques/"

  /// The first id that starts at or after `from`.
  mutating func next(in text: Bytes, from: Int) -> Mention? {
    if listEnd == from, let mention = MentionCursor.continuation(of: text[from..<text.endIndex]) {
      listEnd = mention.range.upperBound
      return mention
    }
    listEnd = -1
    var index = from
    while let place = MentionCursor.first(in: text, from: index) {
      index = place + 4
      let found: Mention? =
        switch (text[place + 1] | 0x20, text[place + 2] | 0x20) {
        case (UInt8(ascii: "m"), _): MentionCursor.full(at: place, in: text)
        case (_, UInt8(ascii: "l")): MentionCursor.bare(behind: place, in: text)
        default: MentionCursor.attack(at: place, in: text)
        }
      if let found {
        if found.form == .bare { listEnd = found.range.upperBound }
        return found
      }
    }
    return nil
  }

  private static func full(at place: Int, in text: Bytes) -> Mention? {
    guard var mention = MentionFinder.mention(at: place, in: text) else { return nil }
    if mention.id != nil, text[text.startIndex..<place].hasSuffix(ignoringCase: "attack.") { mention.form = .attack }
    return mention
  }

  /// An ATLAS number after `attack.`.
  ///
  /// ATT&CK numbers start at 1001, or at 800 for industrial control systems.
  private static func attack(at place: Int, in text: Bytes) -> Mention? {
    if place > text.startIndex, text[place - 1].isAlphanumeric { return nil }
    var rest = text[place + 7..<text.endIndex]
    _ = rest.eat(ignoringCase: address)
    let start = rest.startIndex
    guard let id = RecordID(eating: &rest), id.number < 800 else { return nil }
    return Mention(id: id, range: start..<rest.startIndex, form: .attack)
  }

  // MARK: After the name of ATLAS

  private static let words: [Bytes] = [
    "technique", "techniques", "tactic", "tactics", "mitigation", "mitigations", "subtechnique", "subtechniques", "id",
    "ids",
    "case", "study", "studies", "ref", "reference", "references", "framework", "ttp", "ttps", "mapping", "tag",
  ]

  private static func bare(behind place: Int, in text: Bytes) -> Mention? {
    let front = text[text.startIndex..<place].suffix(16)
    if front.last?.isAlphanumeric == true, !front.suffix(5).equals(ignoringCase: "mitre") { return nil }
    var rest = text[place + 5..<text.endIndex]
    var sign = rest.eat(while: \.isSeparator)
    skipWideSeparators(&rest)
    for _ in 0..<2 where !sign.isEmpty {
      var behind = rest
      let word = behind.eat(while: \.isLetter)
      guard words.contains(where: { word.equals(ignoringCase: $0) }),
        behind.first?.isSeparator == true || behind.first == 0xEF
      else { break }
      sign = behind.eat(while: \.isSeparator)
      skipWideSeparators(&behind)
      rest = behind
    }
    guard rest.startIndex > place + 5, rest.startIndex - place < 64 else { return nil }
    let start = rest.startIndex
    // After the names of both frameworks, the number can belong to either.
    let isShared =
      front.contains(UInt8(ascii: "&")) || front.suffix(8).contains("ATT" as Bytes)
      || front.hasSuffix(ignoringCase: "attack/")
    if let id = bareID(&rest) {
      if id.number >= 1000, isShared { return nil }
      return Mention(id: id, range: start..<rest.startIndex, form: .bare)
    }
    guard !isShared, sign.contains(.colon) || sign.first == .dot, let end = foreignNumber(rest) else { return nil }
    return Mention(id: nil, range: start..<end, form: .foreign)
  }

  /// Takes an id without `AML.` off the front.
  static func bareID(_ text: inout Bytes) -> RecordID? {
    var rest = text
    guard let first = rest.first, first.isLetter, !rest.prefix(4).equals(ignoringCase: "aml."),
      let id = RecordID(eating: &rest), id.number <= 9999
    else { return nil }
    text = rest
    return id
  }

  /// The end of a number of another framework, such as `LLM04`; nil if there is none.
  private static func foreignNumber(_ text: Bytes) -> Int? {
    var rest = text
    let letters = rest.eat(while: \.isUpper)
    guard letters.count <= 5, ForeignNumber.frameworks[letters.string] != nil else { return nil }
    _ = rest.eat(.dash)
    let digits = rest.eat(while: \.isDigit)
    guard digits.count >= 2, rest.first?.isAlphanumeric != true else { return nil }
    return rest.startIndex
  }

  /// The next number of an enumeration: `ATLAS: T0051, T0054 and T0043`.
  private static func continuation(of text: Bytes) -> Mention? {
    var rest = text
    let joint = rest.eat {
      $0 == .space || $0 == .comma || $0 == .slash || $0 == UInt8(ascii: ";") || $0 == UInt8(ascii: "&")
        || $0 == UInt8(ascii: "+")
    }
    guard !joint.isEmpty, joint.count <= 4 else { return nil }
    if rest.eat("and ") || rest.eat("or ") { rest.eat { $0 == .space } }
    var word = rest
    let kind = word.eat(while: \.isLetter)
    if words.contains(where: { kind.equals(ignoringCase: $0) }), !word.eat(while: { $0 == .space }).isEmpty {
      rest = word
    }
    let start = rest.startIndex
    guard let id = bareID(&rest), id.number < 1000 else { return nil }
    return Mention(id: id, range: start..<rest.startIndex, form: .bare)
  }

  private static func skipWideSeparators(_ text: inout Bytes) {
    while text.eat("：") || text.eat("（") || text.eat("–") || text.eat("—") || text.eat("→") || text.eat("“") {
      text.eat(while: \.isSeparator)
    }
  }
}

extension UInt8 {
  /// Whether the byte can separate the name of ATLAS from a number.
  fileprivate var isSeparator: Bool {
    switch self {
    case .space, .tab, .colon, .dot, .dash, .slash, .hash, .openParenthesis, .openBracket, .closeBracket, .pipe,
      .greater, .quote,
      .star, .backtick, UInt8(ascii: "'"), UInt8(ascii: "_"), UInt8(ascii: "="), UInt8(ascii: "@"):
      true
    default: false
    }
  }
}
