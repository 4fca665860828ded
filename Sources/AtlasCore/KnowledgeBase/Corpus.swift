/// A set of pages in one block of memory, sorted into records and pages about the release.
public struct Corpus: Sendable {
  /// The text of all pages, one after the other.
  public let text: Bytes
  package private(set) var sources: [(source: RecordSource, page: Page)] = []
  package private(set) var release: Page?
  package private(set) var history: Page?
  /// The names of pages that only list records, to which links may lead.
  package private(set) var indexNames: [Bytes] = []
  package private(set) var findings: FindingList = []
  /// Diagnostics about the files of the pages, such as a file that is not text.
  public let diagnostics: [Diagnostic]
  /// The pages in the order of `text`, to find the page of a place.
  package private(set) var pages: [Page] = []

  /// The number of pages.
  public var count: Int { pages.count }

  /// Creates a corpus from `pages`, which are slices of `text`.
  ///
  /// - Parameters:
  ///   - text: the text of all pages.
  ///   - pages: the pages; text between them belongs to no page.
  ///   - diagnostics: diagnostics about the files of the pages.
  public init(text: Bytes, pages: [Page], diagnostics: [Diagnostic] = []) {
    self.text = text
    self.diagnostics = diagnostics
    self.pages = pages.sorted { $0.text.startIndex < $1.text.startIndex }
    for page in self.pages {
      switch page.content {
      case .records(let found): for source in found { sources.append((source, page)) }
      case .release: adopt(page, as: \.release, "the release")
      case .history: adopt(page, as: \.history, "the history")
      case .index: indexNames.append(Link.pageName(of: page.path))
      case .unknown(let place):
        findings.append(
          Finding(.warning, .unknownPage, at: place, "no record: neither title, heading nor metadata hold an id"))
      }
    }
    sources.sort { ($0.source.id, $0.source.text.startIndex) < ($1.source.id, $1.source.text.startIndex) }
  }

  private mutating func adopt(_ page: Page, as slot: WritableKeyPath<Corpus, Page?>, _ what: String) {
    if let first = self[keyPath: slot] {
      findings.append(
        Finding(.warning, .repeatedPage, at: page.text, "another page for \(what); \(first.path) is used"))
    } else {
      self[keyPath: slot] = page
    }
  }

  /// The diagnostics for `findings`, by page, line and column.
  package func diagnostics(of findings: FindingList) -> [Diagnostic] {
    var result: [Diagnostic] = []
    var remaining = pages[...]
    var place = Place(index: 0)
    var current: Page?
    var path = ""
    for finding in findings.sorted(by: { ($0.place, $0.reason) < ($1.place, $1.reason) }) {
      while let next = remaining.first, current == nil || next.text.startIndex <= finding.place {
        current = next
        path = next.path.string
        place = Place(index: next.text.startIndex)
        remaining = remaining.dropFirst()
      }
      if let current { place.advance(to: finding.place, in: current.text) }
      result.append(
        Diagnostic(
          path: path, line: place.line, column: place.column,
          severity: finding.severity, rule: finding.rule, reason: finding.reason))
    }
    return result
  }
}
