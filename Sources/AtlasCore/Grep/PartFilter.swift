/// Which parts of the pages a search looks at.
package struct PartFilter {
  private let wanted: Set<PagePart>
  /// The parts of the text that was asked about last, and which text that was.
  private var segments: [(part: PagePart, start: Int)] = []
  private var known = -1

  package init(_ wanted: Set<PagePart>) { self.wanted = wanted }

  /// Where to go on when the line at `place` is in no part that is wanted; nil when it is in one.
  mutating func skip(_ place: Int, in sheet: SearchedSource, number: Int) -> Int? {
    if number != known {
      segments = PagePart.segments(of: sheet.sheet)
      known = number
    }
    guard let here = segments.lastIndex(where: { $0.start <= place }), !wanted.contains(segments[here].part) else {
      return nil
    }
    return segments[(here + 1)...].first { wanted.contains($0.part) }?.start ?? sheet.end
  }
}
