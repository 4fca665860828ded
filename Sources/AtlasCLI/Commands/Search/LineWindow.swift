import AtlasCore

/// The part of a line that fits between two columns: around the first match, cut at spaces where there are some.
struct LineWindow {
  private(set) var shown: Range<Int>
  private(set) var isCutBefore = false
  private(set) var isCutAfter = false
  /// How many matches lie beyond what is shown.
  private(set) var hiddenMatches = 0

  /// How far from a cut a space may be to cut there.
  private static let reach = 12

  /// - Parameters:
  ///   - line: the line.
  ///   - matches: what in it should be seen, from first to last.
  ///   - columns: how much room there is; a narrow terminal gets 10 columns at least.
  init(_ line: Bytes, around matches: [Range<Int>], columns: Int) {
    let columns = max(columns, 10)
    shown = line.startIndex..<line.endIndex
    // A byte is no more than a column wide, but for East Asian characters, of three bytes and two columns.
    if line.count <= columns || Width.columns(of: line) <= columns { return }
    let match = matches.first ?? line.startIndex..<line.startIndex
    // Room for two ellipses and a count of what is hidden.
    let room = columns - 2 - (matches.count > 1 ? 4 : 0)
    let matchWidth = Width.columns(of: line[match])
    let behind = LineWindow.prefix(of: line[match.upperBound...], columns: room)
    let before = max(room / 3, room - matchWidth - behind.columns)
    let start = LineWindow.start(of: line, before: match.lowerBound, columns: matchWidth >= room ? 0 : before)
    let used = Width.columns(of: line[start..<match.lowerBound])
    let end = LineWindow.end(of: line, from: start, after: match.upperBound, columns: max(room, used + 1))
    shown = start..<end
    isCutBefore = start > line.startIndex
    isCutAfter = end < line.endIndex
    hiddenMatches = matches.reduce(0) { $1.lowerBound >= end ? $0 + 1 : $0 }
  }

  /// Where to start, at most so many columns before `place`.
  private static func start(of line: Bytes, before place: Int, columns: Int) -> Int {
    var start = place
    var width = 0
    while start > line.startIndex {
      let character = line.character(endingAt: start)
      width += Width.columns(of: character.scalar ?? "\u{FFFD}")
      if width > columns { break }
      start -= character.count
    }
    guard start > line.startIndex else { return start }
    let blank = line[start..<min(start + reach, place)].firstIndex(of: UInt8(ascii: " "))
    return blank.map { $0 + 1 } ?? start
  }

  /// Where to end, at most so many columns behind `start`, and behind `place` if there is room.
  private static func end(of line: Bytes, from start: Int, after place: Int, columns: Int) -> Int {
    let end = prefix(of: line[start...], columns: columns).end
    guard end < line.endIndex, end > place, line[end] != UInt8(ascii: " ") else { return end }
    let blank = line[max(end - reach, place)..<end].lastIndex(of: UInt8(ascii: " "))
    return blank ?? end
  }

  /// The longest beginning of `text` that takes no more than so many columns.
  private static func prefix(of text: Bytes, columns: Int) -> (end: Int, columns: Int) {
    var end = text.startIndex
    var width = 0
    while end < text.endIndex {
      let character = text.character(at: end)
      let next = width + Width.columns(of: character.scalar ?? "\u{FFFD}")
      if next > columns { break }
      width = next
      end += character.count
    }
    return (end, width)
  }
}
