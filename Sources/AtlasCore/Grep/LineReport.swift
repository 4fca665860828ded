/// The lines that a search shows of each record: selected lines, the lines around them, and the gaps.
///
/// The caller passes the selected lines one by one and gets events, which a command prints as text or as ripgrep's
/// JSON. The report stores no text, so it needs the same memory for a page as for a gigabyte.
package struct LineReport {
  /// What to show in addition to the selected lines.
  package struct Options: Sendable {
    /// The number of lines to show before and after each selected line.
    package var before = 0
    package var after = 0
    /// The maximum number of selected lines per record.
    package var limit = Int.max
    /// Whether to count lines; if false, all line numbers are 0.
    package var countsLines = true
    /// Whether to also put a separator between the lines of two records.
    package var separatesRecords = true

    package init() {}
  }

  /// A line to show.
  package struct Line: Equatable, Sendable {
    /// The line number on the page, from 1.
    package let number: Int
    /// The start of the line on the page, in bytes.
    package let offset: Int
    /// The line with its newline, which can be missing at the end of a record; indices are those of the whole text.
    package let textWithEnd: Bytes
    /// The line without its newline.
    package var text: Bytes { textWithEnd.last == .newline ? textWithEnd.dropLast() : textWithEnd }

    /// The positions of `matches` in the line, from 0, as in ripgrep's submatches; `--column` adds 1.
    package func columns(of matches: [Range<Int>]) -> [Range<Int>] {
      matches.map { $0.lowerBound - text.startIndex..<$0.upperBound - text.startIndex }
    }
  }

  package enum Event: Equatable, Sendable {
    /// A selected line, and the matches in it as positions in the whole text.
    case match(Line, [Range<Int>])
    /// A line near a selected line.
    case context(Line)
    /// Lines were left out here; only sent if context was requested.
    case separator
  }

  private let options: Options
  private var page = Bytes.empty
  private var record = Bytes.empty
  /// The number of selected lines in this record.
  package private(set) var selected = 0
  /// The start of the first line not yet shown.
  private var position = 0
  /// The number of lines still to show after the last selected one.
  private var following = 0
  private var counted = (place: 0, number: 1)
  /// Whether a line was shown, so that a gap before the next one needs a separator.
  private var hasShown = false
  private var isFirstOfRecord = true

  package init(_ options: Options) { self.options = options }

  /// Whether the record has reached the limit; then `select` must not be called.
  package var isFull: Bool { selected >= options.limit }

  /// Starts another record.
  package mutating func begin(_ record: Bytes) { begin(record, from: record.startIndex) }

  /// Starts the part of a page from `start` on.
  ///
  /// Only lines from there on are shown; line and byte numbers count from the start of the page.
  ///
  /// - Parameters:
  ///   - page: the page, up to the end of the record.
  ///   - start: the start of the record in the page.
  ///   - isContinued: whether the record is the same as before; `limit` then applies to both parts together.
  package mutating func begin(_ page: Bytes, from start: Int, isContinued: Bool = false) {
    if !isContinued { selected = 0 }
    self.page = page
    record = page[start..<page.endIndex]
    following = 0
    position = start
    counted = (page.startIndex, 1)
    isFirstOfRecord = true
  }

  /// Shows a selected line with the lines around it.
  ///
  /// - Parameters:
  ///   - place: the line without its newline; it must follow all lines passed before.
  ///   - matches: the matches in the line, if needed.
  ///   - show: receives the lines.
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

  /// Shows the lines after the last selected line, up to the end of the record.
  package mutating func end(_ show: (Event) -> Void) {
    showFollowing(before: record.endIndex, show)
  }

  private mutating func showFollowing(before end: Int, _ show: (Event) -> Void) {
    while following > 0, position < end {
      show(.context(takeLine()))
      following -= 1
    }
  }

  /// Returns the line at `position` and moves past it.
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
