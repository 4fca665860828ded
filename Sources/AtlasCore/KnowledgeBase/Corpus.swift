/// A set of pages in one piece of memory, sorted into records and the pages about the release.
public struct Corpus: Sendable {
  /// The text of all pages, one after the other.
  public let text: Bytes
  package private(set) var sheets: [(sheet: Sheet, page: Page)] = []
  package private(set) var release: Page?
  package private(set) var history: Page?
  package private(set) var findings: [Finding] = []
  /// The pages in the order in which they lie in `text`, so that a place can be traced back to its page.
  package private(set) var pages: [Page] = []

  /// Sorts `pages`, each of which is a slice of `text`.
  public init(text: Bytes, pages: [Page]) {
    self.text = text
    self.pages = pages.sorted { $0.text.startIndex < $1.text.startIndex }
    for page in self.pages {
      switch page.content {
      case .records(let found): for sheet in found { sheets.append((sheet, page)) }
      case .release: adopt(page, as: \.release, "the release")
      case .history: adopt(page, as: \.history, "the history")
      case .index: break
      case .unknown(let place):
        findings.append(Finding(.warning, at: place, "no record: neither title, heading nor metadata hold an id"))
      }
    }
    sheets.sort { ($0.sheet.id, $0.sheet.text.startIndex) < ($1.sheet.id, $1.sheet.text.startIndex) }
  }

  private mutating func adopt(_ page: Page, as slot: WritableKeyPath<Corpus, Page?>, _ what: String) {
    if let first = self[keyPath: slot] {
      findings.append(Finding(.warning, at: page.text, "another page for \(what); \(first.path) is used"))
    } else {
      self[keyPath: slot] = page
    }
  }

  /// The diagnostic of a finding: the place as path, line and column.
  package func diagnostic(_ finding: Finding) -> Diagnostic {
    var low = 0
    var high = pages.count
    while high - low > 1 {
      let middle = (low + high) / 2
      if pages[middle].text.startIndex <= finding.place { low = middle } else { high = middle }
    }
    guard low < pages.count else {
      return Diagnostic(path: "", line: 1, column: 1, severity: finding.severity, reason: finding.reason)
    }
    let page = pages[low]
    let before = page.text[page.text.startIndex..<min(max(finding.place, page.text.startIndex), page.text.endIndex)]
    return Diagnostic(
      path: page.path.string, line: page.text.lineNumber(at: finding.place),
      column: before.count - (before.lastIndex(of: .newline).map { $0 + 1 - before.startIndex } ?? 0) + 1,
      severity: finding.severity, reason: finding.reason)
  }
}
