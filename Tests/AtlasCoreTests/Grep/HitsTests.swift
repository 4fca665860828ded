import Testing

@testable import AtlasCore

/// A line of a page, the part that it is in, and whether it is front matter.
private typealias PageLine = (text: String, part: PagePart, isFront: Bool)

private func page(_ number: Int, _ seeded: inout Seeded) -> [PageLine] {
  func word() -> String { Bool.random(using: &seeded) ? "x" : "a" }
  var lines: [PageLine] = []
  if Int.random(in: 0..<3, using: &seeded) == 0 {
    lines = [("---", .metadata, true), ("title: \(word())", .name, true), ("key: \(word())", .metadata, true)]
    lines.append(("---", .metadata, true))
  }
  lines.append(("# AML.T000\(number): \(word())", .name, false))
  func add(_ part: PagePart) {
    lines.append(("", part, false))
    for _ in 0..<Int.random(in: 0...2, using: &seeded) { lines.append((word(), part, false)) }
  }
  add(.description)
  for _ in 0..<Int.random(in: 0...3, using: &seeded) {
    let titles: [(String, PagePart)] = [
      ("Mitigations", .mitigations), ("References", .references), ("Metadata", .metadata), ("Summary", .description),
    ]
    guard let (title, part) = titles.randomElement(using: &seeded) else { continue }
    lines.append(("## \(title)", part, false))
    add(part)
  }
  return lines
}

/// Records of one or several pages, adjacent in memory or not: the lines are those of a look at each.
@Test(arguments: 0..<6) func hitsAreThoseOfALookAtEachLine(_ seed: UInt64) throws {
  var seeded = Seeded(state: seed)
  let scanner = PatternScanner(try Pattern(["x|##"]))
  for _ in 0..<150 {
    let areAdjacent = Bool.random(using: &seeded)
    let includesFrontMatter = Bool.random(using: &seeded)
    let parts = Bool.random(using: &seeded) ? nil : Set(PagePart.allCases.filter { _ in Bool.random(using: &seeded) })
    // Which part an empty line is in, nobody has to know.
    let isInverted = parts == nil && Bool.random(using: &seeded)
    let pages = (1...Int.random(in: 1...5, using: &seeded)).flatMap { number in
      (0..<Int.random(in: 1...3, using: &seeded)).map { _ in (number, page(number, &seeded)) }
    }
    let texts = pages.map { _, lines in lines.map { $0.text + "\n" }.joined() }
    let whole = Bytes(copying: texts.joined())
    var sources: [SearchedSource] = []
    var wanted: [(source: Int, start: Int)] = []
    var start = 0
    for (index, (number, lines)) in pages.enumerated() {
      let count = texts[index].utf8.count
      let text = areAdjacent ? whole[start..<start + count] : Bytes(copying: texts[index])
      sources.append(
        SearchedSource(id: RecordID(.technique, number), page: text, start: text.startIndex, isDumped: false))
      var place = text.startIndex
      for line in lines {
        let isMatch = line.text.contains("x") || line.text.contains("##")
        if isMatch != isInverted, includesFrontMatter || !line.isFront, parts?.contains(line.part) ?? true {
          wanted.append((index, place))
        }
        place += line.text.utf8.count + 1
      }
      start += count
    }

    var hits = Hits(
      in: sources, SelectedLines(scanner, isInverted: isInverted),
      parts: PartFilter(parts, includesFrontMatter: includesFrontMatter))
    var rest = wanted[...]
    while let first = hits.nextRecord() {
      let id = sources[first.source].id
      var own = rest.prefix { sources[$0.source].id == id }
      rest = rest.dropFirst(own.count)
      #expect(own.popFirst().map { [$0.source, $0.start] } == [first.source, first.line.lowerBound], "\(texts)")
      // Some records are left before their last line.
      let count = Int.random(in: 0...own.count + 1, using: &seeded)
      for _ in 0..<count {
        let hit = hits.nextLine().map { [$0.source, $0.line.lowerBound] }
        #expect(hit == own.popFirst().map { [$0.source, $0.start] }, "\(texts)")
      }
    }
    #expect(rest.isEmpty, "\(texts)")
  }
}
