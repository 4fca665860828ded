/// Finds the lines that a pattern selects, record by record.
///
/// Texts that are adjacent in memory are searched as one, and each hit is traced back to its text. Most pages have no
/// hit and are never handled one by one.
package struct Hits {
  /// A selected line, and the index of the text it is in.
  package struct Hit {
    package let source: Int
    package let line: Range<Int>
  }

  package let sources: [SearchedSource]
  package private(set) var lines: SelectedLines
  /// The parts of a page to search; nil for all.
  private var parts: PartFilter?
  /// The texts that are searched together.
  private var run = 0..<0
  /// The text of the last hit.
  private var current = 0
  /// The record whose lines are being returned.
  private var record: RecordID?
  /// A hit that was found but not returned yet.
  private var pending: Hit?

  package init(in sources: [SearchedSource], _ lines: SelectedLines, parts: PartFilter? = nil) {
    self.sources = sources
    self.lines = lines
    self.parts = parts
  }

  /// Returns the first selected line of the next record that has one; skips the remaining lines of the current record.
  package mutating func nextRecord() -> Hit? {
    if let record { skip(record) }
    guard let hit = pending ?? advance() else { return nil }
    record = sources[hit.source].id
    pending = nil
    return hit
  }

  /// Returns the next selected line of the current record.
  package mutating func nextLine() -> Hit? {
    guard let hit = pending ?? advance() else { return nil }
    guard sources[hit.source].id == record else {
      pending = hit
      return nil
    }
    pending = nil
    return hit
  }

  /// The text of a selected line.
  package func text(of hit: Hit) -> Bytes { sources[hit.source].page[hit.line] }

  /// The matches in a selected line.
  package mutating func matches(in hit: Hit) -> [Range<Int>] { lines.scanner.matches(in: text(of: hit)) }

  private mutating func skip(_ id: RecordID) {
    while sources[pending?.source ?? current].id == id {
      pending = nil
      var last = current
      while last + 1 < run.upperBound, sources[last + 1].id == id { last += 1 }
      lines.skip(to: sources[last].end)
      // The record can continue in another place of memory.
      guard last + 1 == run.upperBound, last + 1 < sources.count, sources[last + 1].id == id else { return }
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
      current = source(at: line.lowerBound)
      if let next = parts?.skip(line.lowerBound, in: sources[current], number: current) {
        lines.skip(to: next)
        continue
      }
      return Hit(source: current, line: line)
    }
  }

  /// Continues with the texts after those already searched; false if there are none.
  private mutating func beginRun() -> Bool {
    let first = run.upperBound
    guard first < sources.count else { return false }
    var whole = sources[first].text
    var end = first + 1
    while end < sources.count, let joined = whole.joined(with: sources[end].text) {
      whole = joined
      end += 1
    }
    run = first..<end
    current = first
    lines.begin(whole)
    return true
  }

  /// The text at `place`, which must not be before the text of the last hit.
  private func source(at place: Int) -> Int {
    if place < sources[current].end { return current }
    return (current + 1..<run.upperBound - 1).partition { place < sources[$0].end }
  }
}
