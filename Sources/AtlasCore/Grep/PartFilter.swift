/// Limits a search to parts of pages.
package struct PartFilter {
  private let wanted: Set<PagePart>
  /// The parts of the last text, and the number of that text.
  private var segments: [(part: PagePart, start: Int)] = []
  private var known = -1

  package init(_ wanted: Set<PagePart>) { self.wanted = wanted }

  /// The place to continue at if the line at `place` is in no wanted part; nil if it is in one.
  mutating func skip(_ place: Int, in source: SearchedSource, number: Int) -> Int? {
    if number != known {
      segments = PagePart.segments(of: source.sheet)
      known = number
    }
    guard let here = segments.lastIndex(where: { $0.start <= place }), !wanted.contains(segments[here].part) else {
      return nil
    }
    return segments[(here + 1)...].first { wanted.contains($0.part) }?.start ?? source.end
  }
}
