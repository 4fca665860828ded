/// The ids in one part of a text, in order: those that `MentionCursor` finds, those that keys or headers identify, and
/// STIX ids.
struct Mentions {
  private let text: Bytes
  private var cursor = MentionCursor()
  /// Ids identified by a key or header, and STIX ids, in order.
  private var marked: ArraySlice<Mention> = []

  /// - Parameters:
  ///   - text: the part.
  ///   - start: where to begin.
  ///   - facts: its outline; nil if it has none.
  ///   - stixIDs: the records by STIX UUID; nil to ignore UUIDs.
  ///   - hasCue: whether the file so far contains the name of ATLAS; becomes true if this part does.
  init(_ text: Bytes, from start: Int, _ facts: OutlineFacts?, _ stixIDs: [String: RecordID]?, hasCue: inout Bool) {
    self.text = text
    hasCue = hasCue || Mentions.cue.first(in: text, from: text.startIndex) != nil
    var marked: [Mention] = []
    if hasCue, let facts { marked += Mentions.bareIDs(in: facts) }
    if let stixIDs {
      marked += Mentions.stixIDs(in: text, stixIDs)
      marked.sort { $0.range.lowerBound < $1.range.lowerBound }
    }
    self.marked = marked.drop { $0.range.lowerBound < start }
  }

  private static let cue = LiteralFinder([
    Literal(bytes: Array("atlas".utf8), cases: [0x20, 0x20, 0x20, 0x20, 0x20])
  ])

  /// The first id that starts at or after `index`.
  mutating func next(from index: Int) -> Mention? {
    if marked.isEmpty { return cursor.next(in: text, from: index) }
    marked = marked.drop { $0.range.lowerBound < index }
    guard let first = marked.first else { return cursor.next(in: text, from: index) }
    var probe = cursor
    guard let found = probe.next(in: text, from: index), found.range.lowerBound <= first.range.lowerBound else {
      return marked.popFirst()
    }
    cursor = probe
    return found
  }

  /// Ids without `AML.` in values that are only ids, under a key or header that names ATLAS.
  private static func bareIDs(in facts: OutlineFacts) -> [Mention] {
    let text = facts.text
    var found: [Mention] = []
    for node in facts.outline.nodes {
      if node.isKeyHere, node.key.count <= 16 {
        var key = node.key
        if let id = MentionCursor.bareID(&key), key.isEmpty,
          let place = OutlinePlace(of: node.start..<node.start + node.key.count, in: facts), place.isNamedAfterATLAS
        {
          found.append(Mention(id: id, range: node.start..<node.start + node.key.count, form: .bare))
        }
      }
      guard node.kind == .value, node.range.count >= 5, node.range.count <= 512 else { continue }
      var rest = text[node.range]
      rest.eat { $0.isBlank || $0.isWrapping }
      guard let first = rest.first, "TtMmCc".utf8.contains(first), let second = rest.dropFirst().first,
        second.isDigit || second.isLetter
      else { continue }
      var ids: [Mention] = []
      while true {
        let start = rest.startIndex
        guard let id = MentionCursor.bareID(&rest) else { break }
        ids.append(Mention(id: id, range: start..<rest.startIndex, form: .bare))
        let joint = rest.eat { $0.isBlank || $0 == .comma || $0 == UInt8(ascii: ";") || $0 == .slash || $0 == .pipe }
        if joint.isEmpty { break }
      }
      guard let last = ids.last else { continue }
      // A name can follow a single id; with any other text the value is not an id.
      let isList = rest.isEmpty || rest.allSatisfy { $0.isWrapping || $0.isBlank }
      guard
        isList
          || ids.count == 1
            && (rest.first == .colon || rest.startIndex > last.range.upperBound || rest.first == .openParenthesis)
      else { continue }
      guard let place = OutlinePlace(of: ids[0].range, in: facts), place.isNamedAfterATLAS else { continue }
      found += ids
    }
    return found
  }

  private static func stixIDs(in text: Bytes, _ known: [String: RecordID]) -> [Mention] {
    var found: [Mention] = []
    var index = text.startIndex
    while let dash = text[index..<text.endIndex].firstIndex(of: .dash) {
      index = dash + 1
      let start = dash - 8
      guard start >= text.startIndex, start + StixID.length <= text.endIndex, text[dash + 5] == .dash else { continue }
      let word = text[start..<start + StixID.length]
      guard StixID.isUUID(word), let id = known[word.string.lowercased()] else { continue }
      found.append(Mention(id: id, range: start..<word.endIndex, form: .stix))
      index = word.endIndex
    }
    return found
  }
}
