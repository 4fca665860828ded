/// What a search shows of each record: its selected lines, the lines around them, and where some were left out.
///
/// It is reported of selected lines one by one and answers with events, which a command paints as text or writes as
/// ripgrep's JSON. It keeps no text and knows no pattern, so it takes the same memory for a page as for a gigabyte.
package struct LineReport {
  /// What to show besides the lines themselves.
  package struct Options: Sendable {
    /// How many lines before and after a selected one are shown with it.
    package var before = 0
    package var after = 0
    /// How many lines of one record are selected at most.
    package var limit = Int.max
    /// Whether lines are counted; without, every number is 0.
    package var countsLines = true
    /// Whether a separator is between the lines of two records also.
    package var separatesRecords = true

    package init() {}
  }

  /// A line to show.
  package struct Line: Equatable, Sendable {
    /// Its number on the page, from 1.
    package let number: Int
    /// Where it starts on the page, in bytes.
    package let offset: Int
    /// The line with the newline that ends it, which is optional at the end of a record; its indices are those of the
    /// whole text.
    package let textWithEnd: Bytes
    /// The line without its newline.
    package var text: Bytes { textWithEnd.last == .newline ? textWithEnd.dropLast() : textWithEnd }

    /// The places of `matches` in the line, from 0, as `--column` (plus 1) and ripgrep's submatches count them.
    package func columns(of matches: [Range<Int>]) -> [Range<Int>] {
      matches.map { $0.lowerBound - text.startIndex..<$0.upperBound - text.startIndex }
    }
  }

  package enum Event: Equatable, Sendable {
    /// A selected line, with the matches in it as places in the whole text.
    case match(Line, [Range<Int>])
    /// A line that is shown for its neighbor.
    case context(Line)
    /// Lines were left out between those before and those that follow; only where context was asked for.
    case separator
  }

  private let options: Options
  private var page = Bytes.empty
  private var record = Bytes.empty
  /// How many lines of this record were selected.
  package private(set) var selected = 0
  /// Where the first line starts that was not shown.
  private var position = 0
  /// How many lines are still to be shown after the last selected one.
  private var following = 0
  private var counted = (place: 0, number: 1)
  /// Whether a separator is due before the next line, if it does not follow directly.
  private var hasShown = false
  private var isFirstOfRecord = true

  package init(_ options: Options) { self.options = options }

  /// Whether this record has as many selected lines as are wanted; further ones must not be passed.
  package var isFull: Bool { selected >= options.limit }

  /// Goes on with another record.
  package mutating func begin(_ record: Bytes) { begin(record, from: record.startIndex) }

  /// Goes on with the part of a page that starts at `start`.
  ///
  /// Lines are shown from there on, and counted, as bytes are, from the beginning of the page.
  ///
  /// - Parameters:
  ///   - page: the page, up to the end of the record.
  ///   - start: where in it the record starts.
  ///   - isContinued: whether the record is the same as before, so that `limit` holds for both parts together.
  package mutating func begin(_ page: Bytes, from start: Int, isContinued: Bool = false) {
    if !isContinued { selected = 0 }
    self.page = page
    record = page[start..<page.endIndex]
    following = 0
    position = start
    counted = (page.startIndex, 1)
    isFirstOfRecord = true
  }

  /// Shows a selected line with its environment.
  ///
  /// - Parameters:
  ///   - place: the line without its newline, which follows all lines passed before.
  ///   - matches: what in it matches, if that is wanted.
  ///   - show: takes the lines.
  package mutating func select(_ place: Range<Int>, matches: [Range<Int>] = [], _ show: (Event) -> Void) {
    showFollowing(before: place.lowerBound, show)
    var first = place.lowerBound
    var wanted = options.before
    while wanted > 0, first > position {
      first = record.startOfLine(at: first - 1, notBefore: position)
      wanted -= 1
    }
    let isGap = isFirstOfRecord ? options.separatesRecords : first > position
    if hasShown, isGap, options.before > 0 || options.after > 0 { show(.separator) }
    position = first
    while position < place.lowerBound { show(.context(takeLine())) }
    show(.match(takeLine(), matches))
    selected += 1
    following = options.after
    hasShown = true
    isFirstOfRecord = false
  }

  /// Shows what follows the last selected line, up to the end of the record.
  package mutating func end(_ show: (Event) -> Void) {
    showFollowing(before: record.endIndex, show)
  }

  private mutating func showFollowing(before end: Int, _ show: (Event) -> Void) {
    while following > 0, position < end {
      show(.context(takeLine()))
      following -= 1
    }
  }

  /// The line at `position`, which moves after it.
  private mutating func takeLine() -> Line {
    let end = record.endOfLine(from: position)
    if options.countsLines {
      counted = (position, counted.number + page.newlineCount(in: counted.place..<position))
    }
    let next = Swift.min(end + 1, record.endIndex)
    defer { position = next }
    return Line(
      number: options.countsLines ? counted.number : 0, offset: position - page.startIndex,
      textWithEnd: record[position..<next])
  }
}
