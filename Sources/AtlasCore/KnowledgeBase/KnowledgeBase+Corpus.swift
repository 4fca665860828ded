/// The pages of a knowledge base whose corpus is gone, as the bundled one's is: for callers that need pages.
extension KnowledgeBase {
  /// The corpus that the index was made from.
  public var corpus: Corpus {
    var starts: [(start: Int, path: Bytes)] = []
    for row in 0..<index.sheets.count {
      let start = index[sheet: row, .pageStart]
      // A dump holds many records, which are adjacent; pages are sorted and made unique below.
      starts.append((start, index.string(index[sheet: row, .pathStart], index[sheet: row, .pathLength])))
    }
    if !releasePage.isEmpty { starts.append((releasePage.startIndex, "ATLAS.md")) }
    if !historyPage.isEmpty { starts.append((historyPage.startIndex, "history.md")) }
    starts.sort { $0.start < $1.start }
    var pages: [Page] = []
    for (index, page) in starts.enumerated() where index == 0 || starts[index - 1].start != page.start {
      let end = starts[index...].first { $0.start > page.start }?.start ?? text.endIndex
      pages.append(Page(path: page.path, text: text[page.start..<end]))
    }
    return Corpus(text: text, pages: pages)
  }
}
