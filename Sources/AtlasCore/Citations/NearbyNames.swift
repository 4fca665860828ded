/// The texts near an id that may be its name, in the forms in which people write the two together.
///
/// It only proposes: `CitationChecker` decides whether a proposal is a name, and of which record. So forms may be read
/// generously; text that no record is named has no effect. `NearbyNames+Labels` knows links and `id: name`,
/// `NearbyNames+Rows` tables, `NearbyNames+Pairs` keys and values, `NearbyNames+Objects` ids that are the key of
/// an object, or are deeper in it, `NearbyNames+Slugs` names that are joined to the id.
struct NearbyNames {
  /// Text that may be a name.
  struct Name {
    var text: Bytes
    let standing: Standing
    /// Records whose ids are nearby, and which may have the name.
    var others: [RecordID] = []
    /// Whether the name can belong to something else, because the object has an id of its own.
    var isOfOther = false
    /// Whether the sentence or line ends after it, so that a single word can be a name.
    var isAlone = false

    /// Whether the text is in a place for names and is written like a name.
    var isMeantAsName: Bool {
      if isOfOther || NameLikeness.isOtherScript(text) || text.contains(where: { $0 >= 0xE0 }) || text.contains(.dot)
        || text.isForeignNumber
        || RecordID(text) != nil
      {
        return false
      }
      if MentionFinder.next(in: text, from: text.startIndex) != nil { return false }
      return switch standing {
      case .named: NameLikeness.isTitle(text) || NameLikeness.isPhrase(text)
      case .setApart, .nextCell: NameLikeness.isTitle(text)
      case .cell, .slug, .loose, .distant: false
      }
    }
  }

  /// How the surroundings mark a text as a name.
  enum Standing {
    /// The value of a key for names.
    case named
    /// The text of a link, a label or a value, where only a name can be.
    case setApart
    /// The cell behind the id's, or the only other one.
    case nextCell
    /// Another cell in the row of the id.
    case cell
    /// The value of a key for names in an object that can be about something else.
    case distant
    /// A word joined to the id.
    case slug
    /// Running text.
    case loose
  }

  /// How far to search, in bytes: records in data seldom keep id and name further apart.
  static let reach = 1024
  /// How far where it is certain that a name is to be found: a STIX object has its description between the two.
  static let farReach = 8192
  /// The longest name to propose.
  static let longestName = 160

  let text: Bytes
  let mention: Range<Int>
  /// The id with the address or the tag that it is part of.
  let unit: Range<Int>
  /// The line that holds the id, as far as it is in reach.
  let line: Range<Int>
  let syntax: TextSyntax
  /// What parts cells where the text is a table without bars.
  var separator: UInt8? { syntax.separator }
  /// Whether the id ends an address.
  let isAddress: Bool
  /// The position of the id in the outline; nil in running text.
  let place: OutlinePlace?

  init(of mention: Range<Int>, in piece: TextPiece, _ facts: OutlineFacts?) {
    let text = piece.text
    self.text = text
    self.mention = mention
    syntax = piece.syntax
    let low = max(text.startIndex, mention.lowerBound - NearbyNames.reach)
    let high = min(text.endIndex, mention.upperBound + NearbyNames.reach)
    var start = text.startOfLine(at: mention.lowerBound, notBefore: low)
    var end = text[mention.upperBound..<high].firstIndex(of: .newline) ?? high
    let place = facts.flatMap { OutlinePlace(of: mention, in: $0) }
    if let value = place?.surroundingText {
      // Text in a value has lines of its own, which JSON writes as `\n`.
      start = max(start, value.lowerBound)
      end = min(end, max(value.upperBound, mention.upperBound))
      if piece.syntax == .json || piece.syntax == .unknown {
        start = text[start..<mention.lowerBound].endOfLastEscape ?? start
        end = text[mention.upperBound..<end].range(of: "\\n").map(\.lowerBound) ?? end
      }
    }
    line = start..<end
    var unit = mention
    isAddress = mention.lowerBound > start && text[mention.lowerBound - 1] == .slash
    if isAddress {
      while unit.lowerBound > start, text[unit.lowerBound - 1].isOfAddress {
        unit = unit.lowerBound - 1..<unit.upperBound
      }
      while unit.upperBound < end, text[unit.upperBound].isOfAddress {
        unit = unit.lowerBound..<unit.upperBound + 1
      }
      // A sentence ends behind the address, not in it.
      while unit.upperBound > mention.upperBound, text[unit.upperBound - 1].isOfSentence {
        unit = unit.lowerBound..<unit.upperBound - 1
      }
    } else if text[start..<mention.lowerBound].hasSuffix(ignoringCase: "atlas.") {
      unit = mention.lowerBound - 6..<mention.upperBound
    }
    self.unit = unit
    self.place = unit == mention ? place : facts.flatMap { OutlinePlace(of: unit, in: $0) }
  }

  /// A form in which people write a name with its id.
  fileprivate enum Form {
    case outline, row, siblings, entry, slugs, label, after, before

    static let structuredFirst: [Form] = [.outline, .row, .siblings, .entry, .slugs, .label, .after, .before]
    static let textualFirst: [Form] = [.slugs, .label, .after, .before, .outline, .row, .siblings, .entry]
  }

  fileprivate func names(in form: Form) -> [Name] {
    switch form {
    case .outline: place?.names() ?? []
    case .row: row()
    case .siblings: siblings()
    case .entry: entry()
    case .slugs: slugs()
    case .label: label()
    case .after: after()
    case .before: before()
    }
  }

  /// What may be names, the nearest forms first; a form is looked for when those before it did not settle the matter.
  func names() -> Proposals {
    let isLinkOfOther = linkLabel().map { MentionFinder.next(in: $0, from: $0.startIndex) != nil } == true
    // A value that is nothing but the id has its name elsewhere, if it has one.
    let isWhole = place != nil && place?.surroundingText == nil && !isLabel
    let forms = isLinkOfOther ? [.slugs] : isWhole ? Form.structuredFirst : Form.textualFirst
    return Proposals(near: self, forms: forms[...])
  }

  /// Whether the id is the value of a label in running text, which may be an entry of data.
  private var isLabel: Bool { place?.isRow == false && syntax.hasLabels }

  /// Whether names can be in a form where the id is.
  private func allows(_ form: Form) -> Bool {
    switch form {
    case .outline: place != nil
    // Text in a value may be a row.
    case .row: place == nil || place?.surroundingText != nil
    case .siblings, .entry: place == nil || isLabel
    case .slugs, .label, .after, .before: true
    }
  }

  /// The names in each form, read when they are asked for.
  struct Proposals: Sequence, IteratorProtocol {
    private let near: NearbyNames
    private var forms: ArraySlice<Form>
    private var names: ArraySlice<Name> = []

    fileprivate init(near: NearbyNames, forms: ArraySlice<Form>) {
      self.near = near
      self.forms = forms
    }

    mutating func next() -> Name? {
      while true {
        while var name = names.popFirst() {
          name.text = name.text.bare
          if !name.text.isEmpty, name.text.count <= NearbyNames.longestName { return name }
        }
        guard let form = forms.popFirst() else { return nil }
        if near.allows(form) { names = near.names(in: form)[...] }
      }
    }
  }

  /// Another id for the same thing before this one: in the label of the link, or under another key.
  func twin(before start: Int) -> RecordID? {
    if let label = linkLabel()?.unwrapped, let other = MentionFinder.next(in: label, from: label.startIndex),
      other.range.lowerBound == label.startIndex
    {
      return other.id
    }
    return place?.twins().first { $0.place < start }?.id
  }

  /// The ids in a part of the text, except the id that is checked.
  func ids(in part: Bytes) -> [RecordID] {
    MentionFinder.all(in: part).filter { $0.range != mention }.compactMap(\.id)
  }

  /// The text around a place, as far as it is at hand.
  static func around(_ range: Range<Int>, in text: Bytes, reach: Int) -> Bytes {
    text[max(text.startIndex, range.lowerBound - reach)..<min(text.endIndex, range.upperBound + reach)]
  }

  /// The line up to the id, and from after it on.
  var head: Bytes { text[line.lowerBound..<unit.lowerBound] }
  var tail: Bytes { text[unit.upperBound..<line.upperBound] }
}

extension UInt8 {
  fileprivate var isOfAddress: Bool {
    switch self {
    case .quote, UInt8(ascii: "'"), .backtick, .openBracket, .closeBracket, .openParenthesis, .closeParenthesis, .pipe,
      UInt8(ascii: "<"), .greater, .comma, UInt8(ascii: "{"), UInt8(ascii: "}"):
      false
    default: self > 0x20
    }
  }

  fileprivate var isOfSentence: Bool {
    self == .dot || self == .colon || self == UInt8(ascii: ";") || self == UInt8(ascii: "!")
  }
}

extension Bytes {
  func hasSuffix(ignoringCase literal: StaticString) -> Bool {
    let wanted = Bytes(literal)
    return wanted.count <= count && self[endIndex - wanted.count..<endIndex].equals(ignoringCase: wanted)
  }

  /// The end of the last escaped line end (`\n`).
  fileprivate var endOfLastEscape: Int? {
    var found: Int?
    var rest = self
    while let next = rest.range(of: "\\n") {
      found = next.upperBound
      rest = rest[next.upperBound..<endIndex]
    }
    return found
  }

  /// Takes `literal` off the end; false, and nothing taken, when the slice ends otherwise.
  mutating func drop(suffix literal: StaticString) -> Bool {
    let wanted = Bytes(literal)
    guard hasSuffix(wanted) else { return false }
    self = self[startIndex..<endIndex - wanted.count]
    return true
  }

  /// Takes bytes off the end while `test` holds, and returns how many.
  @discardableResult
  mutating func drop(lastWhile test: (UInt8) -> Bool) -> Int {
    var end = endIndex
    while end > startIndex, test(self[end - 1]) { end -= 1 }
    defer { self = self[startIndex..<end] }
    return endIndex - end
  }

  /// The slice without anything around it that is neither a letter nor a digit.
  var bare: Bytes {
    var rest = self
    rest.eat { !$0.isAlphanumeric && $0 < 0x80 }
    rest.drop { !$0.isAlphanumeric && $0 < 0x80 }
    return rest
  }
}
