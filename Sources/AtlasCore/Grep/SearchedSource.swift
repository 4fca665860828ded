/// A sheet as a search sees it: text of one record, and the page that its lines are counted on.
package struct SearchedSource: Sendable {
  package let id: RecordID
  /// The page up to the end of the sheet: several entries of a dump share one, and lines count from its beginning.
  package let page: Bytes
  /// Where in the page the sheet starts.
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
  /// The place behind the text.
  package var end: Int { page.endIndex }
  /// The place behind the front matter and the empty lines after it; the start when there is none.
  var endOfFrontMatter: Int {
    var rest = text
    guard FrontMatter(eating: &rest) != nil else { return start }
    rest.eat(while: \.isBlank)
    return rest.startIndex
  }
  /// The sheet for the reader.
  package var sheet: RecordSource { RecordSource(id: id, text: text, isDumped: isDumped) }
}

extension KnowledgeBase {
  /// The sheets of all records, in the order of their ids.
  package var searchedSources: [SearchedSource] {
    (0..<index.sheets.count).map { row in
      let start = index[sheet: row, .start]
      return SearchedSource(
        id: RecordID(bits: UInt64(index[sheet: row, .id])),
        page: text[index[sheet: row, .pageStart]..<start + index[sheet: row, .length]],
        start: start, isDumped: index[sheet: row, .isDumped] == 1)
    }
  }
}

extension Corpus {
  /// The sheets of all records, in the order of their ids.
  package var searchedSources: [SearchedSource] {
    sheets.map { sheet, page in
      SearchedSource(
        id: sheet.id, page: page.text[page.text.startIndex..<sheet.text.endIndex], start: sheet.text.startIndex,
        isDumped: sheet.isDumped)
    }
  }
}
