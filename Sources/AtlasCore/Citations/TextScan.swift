/// Finds the ids in one file, or one stream, that comes in pieces.
///
/// A piece may be smaller or larger than the file; lines may be longer than any piece. What is held is the piece, so
/// memory is bounded by the caller.
public struct TextScan {
  /// How much of a text must be at hand before and behind an id to judge it.
  static let margin = NearbyNames.farReach + Mention.longest

  private let checker: CitationChecker
  private let finder = MentionFinder.shared
  private let syntax: TextSyntax
  private var counter = PlaceCounter()
  /// Up to where, in the file, ids were looked for.
  private var done = 0

  /// - Parameters:
  ///   - checker: what judges.
  ///   - syntax: what the text is written in.
  init(_ checker: CitationChecker, _ syntax: TextSyntax) {
    self.checker = checker
    self.syntax = syntax
  }

  /// Looks through a piece of the file.
  ///
  /// - Parameters:
  ///   - text: what starts where the last piece was left; it may be reused after the call.
  ///   - isLast: whether nothing comes after it.
  ///   - found: gets the ids, in order.
  /// - Returns: the index in `text` from which on the next piece must hold it again.
  public mutating func scan(_ text: Bytes, isLast: Bool, _ found: (Citation) -> Void) -> Int {
    let origin = counter.base - text.startIndex
    let end = isLast ? text.endIndex : max(text.startIndex, text.endIndex - TextScan.margin)
    var index = done - origin
    let piece = TextPiece(text: text, syntax: syntax, origin: counter.base)
    while index < end, let mention = finder.next(in: text, from: index), mention.range.lowerBound < end {
      index = mention.range.upperBound
      found(citation(mention, in: piece, origin))
    }
    done = max(index, end) + origin
    guard !isLast else { return text.endIndex }
    let rest = max(text.startIndex, end - TextScan.margin)
    counter.leave(text, at: rest)
    return rest
  }

  private mutating func citation(_ mention: Mention, in piece: TextPiece, _ origin: Int) -> Citation {
    let text = piece.text
    let result = checker.examine(mention, in: piece)
    return Citation(
      text: text[mention.range].string, id: mention.id, verdict: result.verdict,
      place: counter.place(of: mention.range.lowerBound, in: text),
      edits: result.edits.map { range, new in
        Citation.Edit(offset: range.lowerBound + origin, old: Array(text[range]), new: new)
      }, obstacle: result.obstacle)
  }
}

/// What texts are looked through with: a release, made ready once.
public struct TextScanner: Sendable {
  private let checker: CitationChecker

  /// A scanner that judges by a knowledge base.
  public init(_ base: KnowledgeBase) { checker = CitationChecker(base) }

  /// The scan of one file.
  ///
  /// - Parameter path: its name, whose extension tells the syntax; nil when there is none.
  /// - Returns: a scan that has seen nothing yet.
  public func scan(path: String? = nil) -> TextScan { TextScan(checker, TextSyntax(path: path)) }

  /// The ids in a text that is at hand as a whole.
  public func citations(in text: Bytes, path: String? = nil) -> [Citation] {
    citations(in: text, scan(path: path))
  }

  /// The ids in a table whose cells `separator` parts.
  func citations(in text: Bytes, separator: UInt8) -> [Citation] {
    citations(in: text, TextScan(checker, .table(separator: separator)))
  }

  private func citations(in text: Bytes, _ scan: TextScan) -> [Citation] {
    var scan = scan
    var citations: [Citation] = []
    _ = scan.scan(text, isLast: true) { citations.append($0) }
    Correction.settle(&citations)
    return citations
  }
}
