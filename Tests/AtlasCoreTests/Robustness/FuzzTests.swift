import AtlasCore
import AtlasData
import TestSupport
import Testing

/// Pages that were damaged in every way one can think of: the reader answers, and its answers hold together.
@Suite struct FuzzTests {
  private static let newline = UInt8(ascii: "\n")
  private static let tokens = [
    "[[", "]]", "|", "](", "```\n", "~~~\n", "\n## ", "\n### ", "\n# ", "\n- ", "\n- **", ":** ", "---\n", "\\", "`",
    "> ",
    " — ", "AML.", "AML.T0051", "AML.TA0011", "\nAML.M0001\n", "\n&\n", "\r", "\r\n", "\t", "\u{FEFF}", "é", "(5)",
    "**Step 3:** ",
    "**Tactic:** ", "\n## Case Studies (2)\n", "\n## Tactics and Techniques Used\n", "| a | b |\n|---|---|\n",
    "https://",
  ]

  private static let pages = KnowledgeBase.bundled.ids().flatMap { KnowledgeBase.bundled.sources(of: $0) }.map {
    Array($0.text)
  }

  /// One damage to `page`.
  private func damage(_ page: inout [UInt8], _ generator: inout SeededGenerator) {
    let place = Int.random(in: 0..<max(page.count, 1), using: &generator)
    switch Int.random(in: 0..<7, using: &generator) {
    case 0: if place < page.count { page[place] = UInt8.random(in: 0...255, using: &generator) }
    case 1: page.removeSubrange(min(place, page.count)...)
    case 2: page.removeSubrange(min(place, page.count)..<min(place + 20, page.count))
    case 3:
      page = Array(
        page.split(separator: FuzzTests.newline, omittingEmptySubsequences: false).shuffled(using: &generator)
          .joined(separator: [FuzzTests.newline]))
    case 4:
      let lines = page.split(separator: FuzzTests.newline, omittingEmptySubsequences: false)
      let from = Int.random(in: 0..<lines.count, using: &generator)
      let copy = Array(lines[from...].prefix(5).joined(separator: [FuzzTests.newline]))
      page.insert(contentsOf: copy, at: min(place, page.count))
    case 5:
      guard let other = FuzzTests.pages.randomElement(using: &generator) else { return }
      page = page.prefix(place) + other.suffix(place)
    default:
      guard let token = FuzzTests.tokens.randomElement(using: &generator) else { return }
      page.insert(contentsOf: Array(token.utf8), at: min(place, page.count))
    }
  }

  @Test(arguments: 1...8 as ClosedRange<UInt64>) func damagedPagesAreRead(_ seed: UInt64) throws {
    var generator = SeededGenerator(seed: seed)
    for _ in 0..<150 {
      var buffer = PageBuffer(capacity: 0)
      for path: Bytes in ["a.md", "dir/AML.T0031.md", "c"] {
        var page = try #require(FuzzTests.pages.randomElement(using: &generator))
        if page.count > 4000 { page = Array(page.prefix(4000)) }
        for _ in 0..<Int.random(in: 1...6, using: &generator) { damage(&page, &generator) }
        buffer.add(path: path, text: page)
      }
      check(buffer.corpus())
    }
  }

  private func check(_ corpus: Corpus) {
    let audit = Audit(corpus)
    let lines = Dictionary(uniqueKeysWithValues: corpus.pages.map { ($0.path.string, Array($0.text.lines).count) })
    for diagnostic in audit.diagnostics {
      #expect(diagnostic.line >= 1 && diagnostic.column >= 1)
      #expect(diagnostic.line <= lines[diagnostic.path, default: 1])
    }
    let base = KnowledgeBase(text: corpus.text, index: Bytes(copying: audit.image))
    #expect(base.ids() == base.ids().sorted() && Set(base.ids()).count == base.ids().count)
    for id in base.ids() {
      guard let record = base.record(id) else {
        Issue.record("\(id) is listed and not there")
        continue
      }
      #expect(record.isStub == base.sources(of: id).isEmpty)
      #expect(
        record.descriptionBytes.firstInvalidUTF8 == nil && record.nameBytes.firstIndex(of: FuzzTests.newline) == nil)
      #expect(Escape.unescaped(Escape.escaped(record.descriptionBytes)) == record.descriptionBytes)
      for relation in base.relations(of: id) {
        #expect(relation.source == id || relation.target == id || relation.tactic == id)
        #expect(base.contains(relation.source) && base.contains(relation.target))
        #expect(relation.textBytes.firstInvalidUTF8 == nil)
      }
    }
  }
}
