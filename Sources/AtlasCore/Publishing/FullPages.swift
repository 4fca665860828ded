/// The full pages of a knowledge base, for an Obsidian vault or a site.
///
/// Reading the pages gives the same knowledge base.
package enum FullPages {
  /// The path of the page of the release, below the directory of the pages.
  package static let releasePath = "ATLAS.md"
  /// The path of the page of former names and retired ids, below the directory of the pages.
  package static let historyPath = "history.md"

  /// The page of the release, the history, an index of the records of each kind, and a page for each record.
  ///
  /// A record without a page of its own gets no page here.
  ///
  /// - Returns: each page with its path below the directory of the pages.
  package static func all(of base: KnowledgeBase) -> [(path: String, text: [UInt8])] {
    var pages = [(path: releasePath, text: releasePage(of: base))]
    if !base.historyPage.isEmpty { pages.append((historyPath, Array(base.historyPage))) }
    for kind in RecordKind.allCases {
      pages.append(("\(kind.plural).md", index(of: kind, in: base)))
      for id in base.ids(of: kind) where !base.isStub(id) {
        guard let record = base.record(id) else { continue }
        pages.append(("\(kind.plural)/\(id).md", FullPageWriter.write(record, of: base, for: .directory)))
      }
    }
    return pages
  }

  private static func index(of kind: RecordKind, in base: KnowledgeBase) -> [UInt8] {
    let title = Bytes(copying: kind.heading)
    var page = PageText()
    page.frontMatter {
      $0.field("id", kind.folder)
      $0.field("type", "index")
      $0.field("title", quoted: title)
    }
    page.title(title)
    let ids = base.ids(of: kind).filter { !base.isStub($0) }
    for id in kind == .tactic ? ids.sorted(by: base.precedesInMatrix) : ids { page.bullet(link: base.pageLink(id)) }
    return page.bytes
  }

  private static func releasePage(of base: KnowledgeBase) -> [UInt8] {
    var page = PageText()
    page.releaseHead(base.release.versionBytes)
    let indexes = RecordKind.allCases.map { "[[\($0.plural)|\($0.heading)]]" }.joined(separator: ", ")
    page.append(
      "Tactics, techniques, mitigations and case studies of attacks on AI systems, each on a page of its own: ")
    page.append(indexes.utf8)
    page.append(".\n\n")
    page.releaseMetadata(
      version: base.release.versionBytes, date: base.release.date,
      counts: RecordKind.allCases.map { base.ids(of: $0).count })
    let matrix = base.ids(of: .tactic).filter { base.position(of: $0) != nil }.sorted(by: base.precedesInMatrix)
    if !matrix.isEmpty { page.matrix(links: matrix.map(base.pageLink)) }
    // Keeps the statement of the original pages about whose wording they have.
    if let about = Document(base.releasePage).sections.first(where: { $0.title == "About these pages" }) {
      page.section("About these pages")
      page.line(about.body.trimmed)
    }
    return page.bytes
  }
}
