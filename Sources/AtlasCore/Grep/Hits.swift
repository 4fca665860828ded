/// Finds the records that a pattern selects lines of, and these lines, in the order of the records.
///
/// Sheets that lie one behind the other in memory are searched in one go, and a hit is traced back to its sheet: most
/// pages hold none, and are never looked at one by one.
package struct Hits {
  /// A selected line, and the sheet it is on.
  package struct Hit {
    package let sheet: Int
    package let line: Range<Int>
  }

  package let sheets: [SearchedSource]
  package private(set) var lines: SelectedLines
  /// Which lines of a page are looked at; nil for all.
  private var parts: PartFilter?
  /// The sheets that are being searched together.
  private var run = 0..<0
  /// The sheet of the last hit.
  private var current = 0
  /// The record whose lines are being handed out.
  private var record: RecordID?
  /// A hit that was found and not handed out.
  private var pending: Hit?

  package init(in sheets: [SearchedSource], _ lines: SelectedLines, parts: PartFilter? = nil) {
    self.sheets = sheets
    self.lines = lines
    self.parts = parts
  }

  /// The first selected line of the next record that has one; what was left of the record before is skipped.
  package mutating func nextRecord() -> Hit? {
    if let record { skip(record) }
    guard let hit = pending ?? advance() else { return nil }
    record = sheets[hit.sheet].id
    pending = nil
    return hit
  }

  /// The next selected line of the same record.
  package mutating func nextLine() -> Hit? {
    guard let hit = pending ?? advance() else { return nil }
    guard sheets[hit.sheet].id == record else {
      pending = hit
      return nil
    }
    pending = nil
    return hit
  }

  /// The text of a selected line.
  package func text(of hit: Hit) -> Bytes { sheets[hit.sheet].page[hit.line] }

  /// What in a selected line matches.
  package mutating func matches(in hit: Hit) -> [Range<Int>] { lines.scanner.matches(in: text(of: hit)) }

  private mutating func skip(_ id: RecordID) {
    while sheets[pending?.sheet ?? current].id == id {
      pending = nil
      var last = current
      while last + 1 < run.upperBound, sheets[last + 1].id == id { last += 1 }
      lines.skip(to: sheets[last].end)
      // A record may go on in another place of memory.
      guard last + 1 == run.upperBound, last + 1 < sheets.count, sheets[last + 1].id == id else { return }
      pending = advance()
      if pending == nil { return }
    }
  }

  private mutating func advance() -> Hit? {
    while true {
      guard let line = lines.next() else {
        guard beginRun() else { return nil }
        continue
      }
      current = sheet(at: line.lowerBound)
      if let next = parts?.skip(line.lowerBound, in: sheets[current], number: current) {
        lines.skip(to: next)
        continue
      }
      return Hit(sheet: current, line: line)
    }
  }

  /// Goes on with the sheets behind those that were searched; false when there are none.
  private mutating func beginRun() -> Bool {
    let first = run.upperBound
    guard first < sheets.count else { return false }
    var whole = sheets[first].text
    var end = first + 1
    while end < sheets.count, let joined = whole.joined(with: sheets[end].text) {
      whole = joined
      end += 1
    }
    run = first..<end
    current = first
    lines.begin(whole)
    return true
  }

  /// The sheet of the run that holds the place, which is not before the sheet of the last hit.
  private func sheet(at place: Int) -> Int {
    if place < sheets[current].end { return current }
    return (current + 1..<run.upperBound - 1).partition { place < sheets[$0].end }
  }
}
