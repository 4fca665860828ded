/// Which parts of the pages a search looks at.
package struct PartFilter {
  /// The parts; nil for all of them.
  private let wanted: Set<PagePart>?
  private let includesFrontMatter: Bool
  /// The parts of the text that was asked about last, and which text that was.
  private var segments: [(part: PagePart, start: Int)] = []
  private var known = -1
  /// Where the front matter of that text ends.
  private var head = 0

  package init(_ wanted: Set<PagePart>?, includesFrontMatter: Bool) {
    self.wanted = wanted
    self.includesFrontMatter = includesFrontMatter
  }

  /// Where to go on when the line at `place` is in no part that is wanted; nil when it is in one.
  mutating func skip(_ place: Int, in sheet: SearchedSource, number: Int) -> Int? {
    if number != known {
      if wanted != nil { segments = PagePart.segments(of: sheet.sheet) }
      known = number
      head = includesFrontMatter ? sheet.start : sheet.endOfFrontMatter
    }
    if place < head { return head }
    guard let wanted else { return nil }
    guard let here = segments.lastIndex(where: { $0.start <= place }), !wanted.contains(segments[here].part) else {
      return nil
    }
    return segments[(here + 1)...].first { wanted.contains($0.part) }?.start ?? sheet.end
  }
}
