/// Limits a search to parts of pages.
package struct PartFilter {
  /// The parts; nil for all of them.
  private let wanted: Set<PagePart>?
  private let includesFrontMatter: Bool
  /// The parts of the last text, and the number of that text.
  private var segments: [(part: PagePart, start: Int)] = []
  private var known = -1
  /// Where the front matter of that text ends.
  private var head = 0

  package init(_ wanted: Set<PagePart>?, includesFrontMatter: Bool) {
    self.wanted = wanted
    self.includesFrontMatter = includesFrontMatter
  }

  /// The place to continue at if the line at `place` is in no wanted part; nil if it is in one.
  mutating func skip(_ place: Int, in source: SearchedSource, number: Int) -> Int? {
    if number != known {
      if wanted != nil { segments = PagePart.segments(of: source.recordSource) }
      known = number
      head = includesFrontMatter ? source.start : source.endOfFrontMatter
    }
    if place < head { return head }
    guard let wanted else { return nil }
    guard let here = segments.lastIndex(where: { $0.start <= place }), !wanted.contains(segments[here].part) else {
      return nil
    }
    return segments[(here + 1)...].first { wanted.contains($0.part) }?.start ?? source.end
  }
}
