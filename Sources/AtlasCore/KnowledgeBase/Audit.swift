/// Everything about a corpus that its author wants to know: what the reader could not place, links that lead nowhere,
/// fields that contradict each other, claims that do not hold.
public struct Audit: Sendable {
  /// What was found, by page and line.
  public let diagnostics: [Diagnostic]

  /// The image of the index, which an audit has to make anyway.
  package let image: [UInt8]

  /// Audits all pages of `corpus`.
  public init(_ corpus: Corpus) {
    let (image, found) = IndexWriter.write(corpus)
    self.image = image
    let base = KnowledgeBase(text: corpus.text, index: Bytes(copying: image))
    var findings = found + corpus.misnamedPages()
    findings += corpus.brokenLinks(in: base)
    findings += base.conflicts()
    if let page = corpus.release { findings += base.wrongCounts(on: ReleasePage(page.text)) }
    var seen: Set<Diagnostic> = []
    diagnostics = findings.sorted { $0.place < $1.place }.map(corpus.diagnostic).filter { seen.insert($0).inserted }
  }
}

extension Corpus {
  /// Pages whose file name is an id, but not the one on the page.
  fileprivate func misnamedPages() -> [Finding] {
    sheets.compactMap { sheet, page in
      var name = page.path
      if let slash = name.lastIndex(of: .slash) { name = name[slash + 1..<name.endIndex] }
      if let dot = name.lastIndex(of: .dot) { name = name[name.startIndex..<dot] }
      guard let named = RecordID(name), named != sheet.id else { return nil }
      return Finding(.error, at: sheet.text, "the file is named \(named), the page is \(sheet.id)")
    }
  }

  /// Links that lead to no record, and those to records without a page of their own.
  fileprivate func brokenLinks(in base: KnowledgeBase) -> [Finding] {
    let resolver = LinkResolver(sheets.map { SheetReader.read($0.sheet) })
    var findings: [Finding] = []
    for page in pages {
      for link in Link.all(in: page.text) where !link.isWeb {
        guard let id = resolver.resolve(link) else {
          // A slug that fits two kinds is decided by the section it stands in, which the reader knows.
          if resolver.isAmbiguous(link) { continue }
          findings.append(Finding(.error, at: link.source, "\(link.source) leads to no record"))
          continue
        }
        if base.isStub(id) {
          findings.append(Finding(.error, at: link.source, "\(link.source) leads to no page: \(id) is not here"))
        } else if !link.name.isEmpty, link.isWiki, !base.isName(link.name, of: id) {
          let name = base.fullName(of: id)
          findings.append(Finding(.warning, at: link.source, "\(link.source) misnames \(id), which is \"\(name)\""))
        }
      }
    }
    return findings
  }
}

extension KnowledgeBase {
  /// Whether a label may call the record that: by its name, or by its name behind its parent's.
  fileprivate func isName(_ label: Bytes, of id: RecordID) -> Bool {
    label.equals(ignoringCase: name(of: id)) || label.equals(ignoringCase: fullName(of: id))
      || slug(of: id).map { label == $0 } == true
  }

  /// Fields that contradict each other on the pages of one record.
  fileprivate func conflicts() -> [Finding] {
    ids().flatMap { id in
      let drafts = sheets(of: id).map(SheetReader.read)
      guard drafts.count > 1 else { return [Finding]() }
      var conflicts = Conflicts(id)
      _ = Record(self, id, drafts, &conflicts)
      return conflicts.findings
    }
  }

  /// Counts on the release's page that do not hold.
  fileprivate func wrongCounts(on page: ReleasePage) -> [Finding] {
    page.counts.compactMap { kind, count, place in
      let held = ids(of: kind).count
      guard held != count else { return nil }
      return Finding(.warning, at: place, "the page counts \(count) \(kind.noun(count)), the corpus holds \(held)")
    }
  }
}
