/// A search for lines by pattern, as grep does in files: each record is searched as if it were a file.
public struct SearchQuery: Sendable {
  /// What the lines must match.
  public var pattern: Pattern
  /// Whether lines that do not match are selected instead.
  public var isInverted = false
  /// Only these records; nil for all.
  public var records: [RecordID]?
  /// The conditions that each record must meet.
  public var filter = RecordFilter()
  /// Only lines in these parts of a page; nil for all.
  package var parts: Set<PagePart>?
  /// Whether the front matter is searched too, which repeats the name of the record.
  public var includesFrontMatter = false
  /// Which lines to return besides the selected ones, and how.
  package var report = LineReport.Options()
  /// The greatest number of lines to select in one record.
  public var limit: Int {
    get { report.limit }
    set { report.limit = newValue }
  }
  /// How many lines to return before each selected line.
  public var linesBefore: Int {
    get { report.before }
    set { report.before = newValue }
  }
  /// How many lines to return after each selected line.
  public var linesAfter: Int {
    get { report.after }
    set { report.after = newValue }
  }

  /// A search for lines that match `pattern`.
  public init(_ pattern: Pattern) { self.pattern = pattern }

  /// Searches the records of `base`.
  ///
  /// - Throws: when the filter cannot be applied.
  public func answer(in base: KnowledgeBase) throws(FilterError) -> SearchAnswer {
    var sources = base.searchedSources
    if let records {
      let wanted = Set(records)
      sources = sources.filter { wanted.contains($0.id) }
    }
    if !filter.isEmpty {
      let test = try filter.test(in: base)
      sources = sources.filter { test.passes($0.id) }
    }
    return answer(in: sources)
  }

  /// Searches texts of records, in the order of their ids; `records` and `filter` are not applied.
  package func answer(in sources: [SearchedSource]) -> SearchAnswer { SearchAnswer(self, sources) }
}

/// The records with selected lines, found one after the other: nothing is held but the record at hand.
public struct SearchAnswer: Sequence, IteratorProtocol {
  /// A record with selected lines.
  public struct Match: Sendable {
    /// The record.
    public let id: RecordID
    /// The selected lines and the lines around them, in order.
    public let lines: [Line]
  }

  /// A line of a record.
  public struct Line: Sendable {
    /// The number of the line on the page, from 1.
    public let number: Int
    /// The line without its end.
    public let text: String
    /// The matches in the line as ranges of its UTF-8 bytes; empty for a line around a selected one.
    public let matches: [Range<Int>]
    /// Whether the line is selected, or is near a line that is.
    public let isSelected: Bool
  }

  /// The texts that are searched, in the order of the ids.
  package let sources: [SearchedSource]
  private let isInverted: Bool
  private let limit: Int
  private var hits: Hits
  /// The first selected line of the record at hand.
  private var first: Hits.Hit?
  private var report: LineReport
  /// What was found so far.
  package private(set) var statistics = Statistics()

  /// How much was found.
  package struct Statistics: Sendable {
    package var matches = 0
    package var matchedLines = 0
    package var recordsWithMatches = 0

    package init() {}
  }

  fileprivate init(_ query: SearchQuery, _ sources: [SearchedSource]) {
    self.sources = sources
    isInverted = query.isInverted
    limit = query.limit
    // As in grep, a limit of 0 selects nothing.
    let searched = query.limit == 0 ? [] : sources
    hits = Hits(
      in: searched, SelectedLines(PatternScanner(query.pattern), isInverted: query.isInverted),
      parts: query.parts == nil && query.includesFrontMatter
        ? nil : PartFilter(query.parts, includesFrontMatter: query.includesFrontMatter))
    report = LineReport(query.report)
  }

  /// The next record with selected lines, and its lines.
  public mutating func next() -> Match? {
    guard let row = nextRecord() else { return nil }
    var lines: [Line] = []
    report { event in
      switch event {
      case .separator: break
      case .context(let line):
        lines.append(Line(number: line.number, text: line.text.string, matches: [], isSelected: false))
      case .match(let line, let matches):
        lines.append(
          Line(number: line.number, text: line.text.string, matches: line.columns(of: matches), isSelected: true))
      }
    }
    return Match(id: sources[row].id, lines: lines)
  }

  /// Goes to the next record with selected lines and returns the place of its text in `sources`.
  package mutating func nextRecord() -> Int? {
    first = hits.nextRecord()
    return first?.source
  }

  /// Reports the lines of the record at hand.
  ///
  /// - Parameters:
  ///   - needsMatches: whether the matches in each line are needed.
  ///   - show: gets the lines.
  package mutating func report(needsMatches: Bool = true, _ show: (LineReport.Event) -> Void) {
    statistics.recordsWithMatches += 1
    var next = first
    var row = -1
    while let hit = next {
      if hit.source != row {
        if row >= 0 { report.end(show) }
        let whole = sources[hit.source]
        report.begin(whole.page, from: whole.start, isContinued: row >= 0)
        row = hit.source
      }
      let matches = needsMatches && !isInverted ? hits.matches(in: hit) : []
      statistics.matchedLines += 1
      statistics.matches += matches.count
      report.select(hit.line, matches: matches, show)
      next = report.isFull ? nil : hits.nextLine()
    }
    report.end(show)
  }

  /// Counts the selected lines of the record at hand, and the matches in them where they are asked for.
  package mutating func count(matches countsMatches: Bool) -> (lines: Int, matches: Int) {
    var (lines, matches) = (0, 0)
    var next = first
    while let hit = next {
      lines += 1
      if countsMatches, !isInverted { matches += hits.matches(in: hit).count }
      next = lines >= limit ? nil : hits.nextLine()
    }
    statistics.recordsWithMatches += 1
    statistics.matchedLines += lines
    statistics.matches += matches
    return (lines, matches)
  }

  /// The records with selected lines, or those without.
  ///
  /// - Parameters:
  ///   - matching: whether records with selected lines are returned.
  ///   - isCounted: whether lines and matches are counted for the statistics.
  /// - Returns: the records in the order of their ids.
  package mutating func ids(matching: Bool, isCounted: Bool) -> [RecordID] {
    var found: [RecordID] = []
    while let row = nextRecord() {
      found.append(sources[row].id)
      if isCounted { _ = count(matches: true) }
    }
    guard !matching else { return found }
    var others: [RecordID] = []
    var next = found[...]
    for source in sources where source.id != others.last {
      while let id = next.first, id < source.id { next.removeFirst() }
      if next.first != source.id { others.append(source.id) }
    }
    return others
  }
}
