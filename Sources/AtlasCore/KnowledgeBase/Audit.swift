/// The problems of a corpus, for its author: text that the reader could not place, broken links, contradictory fields,
/// wrong counts and missing fields.
public struct Audit: Sendable {
  /// The diagnostics: those about files first, then by page and line.
  public let diagnostics: [Diagnostic]
  /// Whether these are all diagnostics; at most 100,000 of each severity are kept.
  public let isComplete: Bool

  /// The image of the index, which an audit needs anyway.
  package let image: [UInt8]

  /// Audits all pages of `corpus`.
  public init(_ corpus: Corpus) {
    var findings: FindingList = []
    // Findings are moved from each page to one list, which limits their number.
    let drafts = corpus.sources.map { source, _ in
      var draft = RecordSourceReader.read(source)
      findings.append(contentsOf: draft.findings)
      draft.findings = []
      return draft
    }
    let (image, found) = IndexWriter.write(corpus, drafts: drafts)
    self.image = image
    findings.append(contentsOf: found)
    let base = KnowledgeBase(text: corpus.text, index: Bytes(copying: image))
    findings.append(contentsOf: corpus.misnamedPages())
    findings.append(contentsOf: corpus.brokenLinks(in: base, LinkResolver(drafts)))
    findings.append(contentsOf: corpus.repeatedRecords() + corpus.dumpedPages() + base.conflicts(drafts))
    findings.append(contentsOf: base.wrongNames(drafts))
    findings.append(contentsOf: base.missingParts(drafts) + corpus.controlCharacters())
    if let page = corpus.release { findings.append(contentsOf: base.wrongCounts(on: ReleasePage(page.text))) }
    isComplete = findings.isComplete
    var seen: Set<Diagnostic> = []
    diagnostics = (corpus.diagnostics + corpus.diagnostics(of: findings)).filter { seen.insert($0).inserted }
  }
}

extension KnowledgeBase {
  /// Contradictory fields on the pages of one record.
  fileprivate func conflicts(_ drafts: [ParsedPage]) -> [Finding] {
    drafts.chunked.flatMap { drafts in
      guard drafts.count > 1, let id = drafts.first?.id else { return [Finding]() }
      var conflicts = Conflicts(id)
      _ = Record(self, id, Array(drafts), &conflicts)
      let name = FoldedName(nameBytes(of: id))
      let renamed = zip(drafts, sources(of: id)).filter { !$0.0.name.isEmpty && FoldedName($0.0.name) != name }
      return conflicts.findings
        + renamed.map { draft, source in
          let reason =
            "\(id) is called \"\(draft.name.excerpt)\" here, \"\(self.nameBytes(of: id).excerpt)\" on another page"
          return Finding(.warning, .contradiction, at: source.text, reason)
        }
    }
  }

  /// Wrong counts on the release's page.
  fileprivate func wrongCounts(on page: ReleasePage) -> [Finding] {
    page.counts.compactMap { kind, count, place in
      let held = ids(of: kind).count
      guard held != count else { return nil }
      return Finding(
        .warning, .wrongCount, at: place, "the page counts \(count) \(kind.noun(count)), the corpus holds \(held)")
    }
  }
}

extension Array<ParsedPage> {
  /// The parsed pages of each record; pages of one record are adjacent, as in a corpus.
  package var chunked: [ArraySlice<ParsedPage>] {
    var chunks: [ArraySlice<ParsedPage>] = []
    var start = startIndex
    while start < endIndex {
      let end = self[start...].firstIndex { $0.id != self[start].id } ?? endIndex
      chunks.append(self[start..<end])
      start = end
    }
    return chunks
  }
}
