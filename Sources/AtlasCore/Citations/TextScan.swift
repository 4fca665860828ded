/// Finds the ids in a file or stream that arrives in pieces.
///
/// Lines can be longer than a piece. Only the current piece and its outline are in memory, so the caller bounds it.
public struct TextScan {
  /// The number of bytes before and after an id that are needed to judge it.
  static let margin = NearbyNames.farReach + Mention.longest

  private let checker: CitationChecker
  private let syntax: TextSyntax
  private let stixIDs: [String: RecordID]?
  private var counter = PlaceCounter()
  /// The position in the file up to which ids were searched.
  private var done = 0

  /// The reader in its state at `readerPlace`; nil before the first piece, and for a small file without citations.
  private var reader: (any OutlineReader)?
  /// The position in the file where the next piece continues, and the containers that are open there.
  private var readerPlace = 0
  private var openContainers: [(kind: Outline.Kind, key: Bytes)] = []
  private var outline = Outline()
  /// Whether the file so far contains the name of ATLAS, so that keys and headers can identify ids.
  private var hasCue = false

  init(_ checker: CitationChecker, _ syntax: TextSyntax, stixIDs: [String: RecordID]? = nil) {
    self.checker = checker
    self.syntax = syntax
    self.stixIDs = stixIDs
  }

  /// Scans a piece of the file.
  ///
  /// - Parameters:
  ///   - text: the piece, starting at the index that the previous call returned. Its memory can be reused after the call.
  ///   - isLast: whether this is the last piece.
  ///   - found: receives the ids, in order.
  /// - Returns: the index in `text` where the next piece must start.
  public mutating func scan(_ text: Bytes, isLast: Bool, _ found: (Citation) -> Void) -> Int {
    scan(text, isLast: isLast, keepsValid: true) { _, _, citation in
      if let citation { found(citation) }
    }
  }

  /// Scans a piece of the file, and makes citations only of what is to be kept, because most ids are valid.
  ///
  /// - Parameters:
  ///   - text: the piece, starting at the index that the previous call returned. Its memory can be reused after the call.
  ///   - isLast: whether this is the last piece.
  ///   - keepsValid: whether citations are made of valid ids.
  ///   - found: receives the ids, in order, and whether the right name is beside them.
  /// - Returns: the index in `text` where the next piece must start.
  package mutating func scan(
    _ text: Bytes, isLast: Bool, keepsValid: Bool, _ found: (RecordID?, _ isNamed: Bool, Citation?) -> Void
  ) -> Int {
    let origin = counter.base - text.startIndex
    let end = isLast ? text.endIndex : max(text.startIndex, text.endIndex - TextScan.margin)
    let piece = TextPiece(text: text, syntax: syntax, origin: counter.base)
    var rest = isLast ? text.endIndex : max(text.startIndex, end - TextScan.margin)
    var index = done - origin
    // Most files have no citations and need no second pass.
    let isCited = MentionCursor.first(in: text, from: text.startIndex) != nil || hasCue || stixIDs != nil
    if done == 0 { reader = isCited || !isLast ? OutlineReaders.reader(of: syntax, text.prefix(4096)) : nil }
    let facts = readOutline(of: text, origin, upTo: &rest)
    if isCited {
      var mentions = Mentions(text, from: index, facts, stixIDs, hasCue: &hasCue)
      while index < end, let mention = mentions.next(from: index), mention.range.lowerBound < end {
        index = mention.range.upperBound
        guard let result = checker.examine(mention, in: piece, facts) else { continue }
        let isKept = keepsValid || result.verdict.kind != .ok
        found(mention.id, result.nameBeside != nil, isKept ? citation(mention, result, text, origin) : nil)
      }
    }
    done = max(index, end) + origin
    guard !isLast else { return text.endIndex }
    counter.leave(text, at: rest)
    return rest
  }

  /// Reads the outline of a piece.
  ///
  /// - Parameters:
  ///   - text: the piece.
  ///   - origin: the difference between an index and its position in the file.
  ///   - rest: where the next piece starts; moved back to where the reader can continue.
  /// - Returns: the outline; nil if it is not needed.
  private mutating func readOutline(of text: Bytes, _ origin: Int, upTo rest: inout Int) -> OutlineFacts? {
    guard var reader else { return nil }
    if syntax == .code { return readCode(text, reader) }
    outline.clear(reopening: openContainers, at: text.startIndex)
    let start = min(max(readerPlace - origin, text.startIndex), rest)
    let place = reader.read(text, from: start, to: rest, into: &outline)
    // A token that is cut is read again with the next piece, unless that would keep too much of this one.
    if rest < text.endIndex, rest - place < TextScan.margin { rest = max(place, text.startIndex) }
    var next = reader
    next.keep()
    let open = outline.openContainers
    _ = reader.read(text, from: place, to: text.endIndex, into: &outline)
    outline.finish(at: text.endIndex)
    (self.reader, readerPlace, openContainers) = (next, max(place, rest) + origin, open)
    return OutlineFacts(outline, text)
  }

  /// Reads only the code around the ids, because the structure of code is local.
  private mutating func readCode(_ text: Bytes, _ reader: any OutlineReader) -> OutlineFacts? {
    guard let first = MentionCursor.first(in: text, from: text.startIndex) else { return nil }
    var (last, index) = (first, first + 1)
    while let next = MentionCursor.first(in: text, from: index) { (last, index) = (next, next + 1) }
    let start = text.startOfLine(at: max(text.startIndex, first - TextScan.margin), notBefore: text.startIndex)
    var reader = reader
    outline.clear(reopening: [], at: start)
    let end = min(text.endIndex, last + TextScan.margin)
    _ = reader.read(text[..<end], from: start, to: end, into: &outline)
    outline.finish(at: end)
    return OutlineFacts(outline, text)
  }

  private mutating func citation(_ mention: Mention, _ result: CitationChecker.Result, _ text: Bytes, _ origin: Int)
    -> Citation
  {
    Citation(
      text: text[mention.range].string, id: mention.id, place: counter.place(of: mention.range.lowerBound, in: text),
      result,
      result.edits.map { range, new in
        Citation.Edit(offset: range.lowerBound + origin, old: Array(text[range]), new: new)
      })
  }
}

/// Scans texts for ids of one release.
public struct TextScanner: Sendable {
  private let checker: CitationChecker
  private let stixIDs: [String: RecordID]?

  /// Creates a scanner that checks against a knowledge base.
  ///
  /// - Parameters:
  ///   - base: the knowledge base.
  ///   - strictNames: whether names that no record has or had are findings.
  ///   - findsStixIDs: whether STIX UUIDs are ids, too.
  public init(_ base: KnowledgeBase, strictNames: Bool = false, findsStixIDs: Bool = false) {
    checker = CitationChecker(base, isStrict: strictNames)
    stixIDs = findsStixIDs ? base.stixIDs : nil
  }

  /// Whether a complete text certainly has no ids, as most files have none.
  package func findsNothing(in text: Bytes) -> Bool {
    stixIDs == nil && MentionCursor.first(in: text, from: text.startIndex) == nil
  }

  /// Starts the scan of a file.
  ///
  /// - Parameter path: its name, whose extension implies the syntax; nil if there is none.
  /// - Returns: a new scan.
  public func scan(path: String? = nil) -> TextScan { TextScan(checker, TextSyntax(path: path), stixIDs: stixIDs) }

  /// The ids in a complete text.
  public func citations(in text: Bytes, path: String? = nil) -> [Citation] {
    citations(in: text, scan(path: path))
  }

  /// The ids in one part of a text, with its outline.
  func citations(
    in text: Bytes, _ range: Range<Int>, _ facts: OutlineFacts, _ syntax: TextSyntax, _ counter: inout PlaceCounter,
    _ hasCue: inout Bool
  ) -> [Citation] {
    let piece = TextPiece(text: text, syntax: syntax, origin: 0)
    var mentions = Mentions(text[..<range.upperBound], from: range.lowerBound, facts, stixIDs, hasCue: &hasCue)
    var citations: [Citation] = []
    var index = range.lowerBound
    while let mention = mentions.next(from: index) {
      index = mention.range.upperBound
      guard let result = checker.examine(mention, in: piece, facts) else { continue }
      let place = counter.place(of: mention.range.lowerBound, in: text)
      citations.append(Citation(text: text[mention.range].string, id: mention.id, place: place, result, []))
    }
    return citations
  }

  private func citations(in text: Bytes, _ scan: TextScan) -> [Citation] {
    var scan = scan
    var citations: [Citation] = []
    _ = scan.scan(text, isLast: true) { citations.append($0) }
    Correction.settle(&citations)
    return citations
  }
}
