/// The text of one record for a search, with its page for line numbers.
package struct SearchedSource: Sendable {
  package let id: RecordID
  /// The page up to the end of the text.
  ///
  /// Several entries of a dump share a page, and lines count from its start.
  package let page: Bytes
  /// The start of the text in the page.
  package let start: Int
  package let isDumped: Bool

  package init(id: RecordID, page: Bytes, start: Int, isDumped: Bool) {
    self.id = id
    self.page = page
    self.start = start
    self.isDumped = isDumped
  }

  /// The text of the record.
  package var text: Bytes { page[start..<page.endIndex] }
  /// The end of the text.
  package var end: Int { page.endIndex }
  /// The place behind the front matter and the empty lines after it; the start when there is none.
  var endOfFrontMatter: Int {
    var rest = text
    guard FrontMatter(eating: &rest) != nil else { return start }
    rest.eat(while: \.isBlank)
    return rest.startIndex
  }
  /// The text in the form for `RecordSourceReader`.
  package var recordSource: RecordSource { RecordSource(id: id, text: text, isDumped: isDumped) }
}

extension KnowledgeBase {
  /// The texts of all records, in the order of their ids.
  package var searchedSources: [SearchedSource] {
    (0..<index.sources.count).map { row in
      let row = index.source(row)
      let start = max(row[.start], row[.pageStart])
      let page = text.slice(at: row[.pageStart], count: start - row[.pageStart] + row[.length])
      return SearchedSource(
        id: row.id, page: page, start: min(start, page.endIndex), isDumped: row[.isDumped] == 1)
    }
  }
}

extension Corpus {
  /// The texts of all records, in the order of their ids.
  package var searchedSources: [SearchedSource] {
    sources.map { source, page in
      SearchedSource(
        id: source.id, page: page.text[page.text.startIndex..<source.text.endIndex], start: source.text.startIndex,
        isDumped: source.isDumped)
    }
  }
}
