/// A set of pages in one piece of memory, sorted into records and the pages about the release.
public struct Corpus: Sendable {
  /// The text of all pages, one after the other.
  public let text: Bytes
  package private(set) var sheets: [(sheet: RecordSource, page: Page)] = []
  package private(set) var release: Page?
  package private(set) var history: Page?
  package private(set) var findings: [Finding] = []
  /// Remarks about the files that the pages come from: that one is not a text, say.
  public let diagnostics: [Diagnostic]
  /// The pages in the order in which they lie in `text`, so that a place can be traced back to its page.
  package private(set) var pages: [Page] = []

  /// How many pages there are.
  public var count: Int { pages.count }

  /// Sorts `pages`, each of which is a slice of `text`.
  ///
  /// - Parameters:
  ///   - text: the text of all pages.
  ///   - pages: the pages; what lies between them in the text belongs to none.
  ///   - diagnostics: what is known already of the files that the pages come from.
  public init(text: Bytes, pages: [Page], diagnostics: [Diagnostic] = []) {
    self.text = text
    self.diagnostics = diagnostics
    self.pages = pages.sorted { $0.text.startIndex < $1.text.startIndex }
    for page in self.pages {
      switch page.content {
      case .records(let found): for sheet in found { sheets.append((sheet, page)) }
      case .release: adopt(page, as: \.release, "the release")
      case .history: adopt(page, as: \.history, "the history")
      case .index: break
      case .unknown(let place):
        findings.append(
          Finding(.warning, .unknownPage, at: place, "no record: neither title, heading nor metadata hold an id"))
      }
    }
    sheets.sort { ($0.sheet.id, $0.sheet.text.startIndex) < ($1.sheet.id, $1.sheet.text.startIndex) }
  }

  private mutating func adopt(_ page: Page, as slot: WritableKeyPath<Corpus, Page?>, _ what: String) {
    if let first = self[keyPath: slot] {
      findings.append(
        Finding(.warning, .repeatedPage, at: page.text, "another page for \(what); \(first.path) is used"))
    } else {
      self[keyPath: slot] = page
    }
  }

  /// The diagnostics of `findings`, in the order of their places as path, line and column.
  package func diagnostics(of findings: [Finding]) -> [Diagnostic] {
    var result: [Diagnostic] = []
    var remaining = pages[...]
    var place = Place(line: 1, start: 0, index: 0)
    var current: Page?
    for finding in findings.sorted(by: { ($0.place, $0.reason) < ($1.place, $1.reason) }) {
      while let next = remaining.first, current == nil || next.text.startIndex <= finding.place {
        current = next
        place = Place(line: 1, start: next.text.startIndex, index: next.text.startIndex)
        remaining = remaining.dropFirst()
      }
      var column = 1
      if let current {
        place.advance(to: finding.place, in: current.text)
        column = current.text[place.start..<place.index].characterCount + 1
      }
      result.append(
        Diagnostic(
          path: current?.path.string ?? "", line: place.line, column: column,
          severity: finding.severity, rule: finding.rule, reason: finding.reason))
    }
    return result
  }
}

/// A place on a page, moved forward from one finding to the next so that no line is counted twice.
private struct Place {
  var line: Int
  var start: Int
  var index: Int

  mutating func advance(to place: Int, in text: Bytes) {
    let end = min(max(place, index), text.endIndex)
    while let newline = text[index..<end].firstIndex(of: .newline) {
      line += 1
      start = newline + 1
      index = start
    }
    index = end
  }
}
