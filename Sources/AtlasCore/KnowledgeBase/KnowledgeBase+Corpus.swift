/// Recreates a corpus from a knowledge base such as the bundled one, which does not keep its corpus.
extension KnowledgeBase {
  /// The corpus that the index was made from.
  public var corpus: Corpus {
    var starts: [(start: Int, path: Bytes)] = []
    for row in 0..<index.sources.count {
      let source = index.source(row)
      // The entries of a dump share a page; the loop below skips repeated pages.
      starts.append((min(source[.pageStart], text.endIndex), source.path))
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
