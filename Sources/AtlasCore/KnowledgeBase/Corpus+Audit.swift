/// Checks of single pages: file names, links, characters.
extension Corpus {
  /// Pages whose file name is the id of another record.
  package func misnamedPages() -> [Finding] {
    sources.compactMap { source, page in
      var name = page.path
      if let slash = name.lastIndex(of: .slash) { name = name[slash + 1..<name.endIndex] }
      let stem = name.lastIndex(of: .dot).map { name[name.startIndex..<$0] } ?? name
      // The last dot of `AML.T0051.001` does not start a file extension.
      guard let named = RecordID(name) ?? RecordID(stem), named != source.id else { return nil }
      return Finding(.error, .wrongFile, at: source.text, "the file is named \(named), the page is \(source.id)")
    }
  }

  /// Links that lead to no record or to a record without a page, and links with a wrong name.
  package func brokenLinks(in base: KnowledgeBase, _ resolver: LinkResolver) -> FindingList {
    var resolver = resolver
    var findings: FindingList = []
    let indexes = kindIndexNames
    let kinds = Set(RecordKind.allCases.map { Bytes(copying: $0.plural) })
    for page in pages {
      // The page of a release links to the lists of all records, which a corpus that is compiled in does not keep.
      let indexes = page.text.startIndex == release?.text.startIndex ? kinds : indexes
      Link.forEach(outsideFencesOf: page.text) { link in
        if link.isWeb || indexes.contains(link.target) { return }
        let source = link.source.excerpt
        guard let id = resolver.resolve(link) else {
          // The section decides which kind of record an ambiguous slug means, and only the reader knows the section.
          if resolver.isAmbiguous(link) || indexNames.contains(link.pageName) { return }
          findings.append(Finding(.error, .brokenLink, at: link.source, "\(source) leads to no record"))
          return
        }
        if base.isStub(id) {
          findings.append(
            Finding(.error, .brokenLink, at: link.source, "\(source) leads to no page: \(id) is not here"))
        } else if !link.name.isEmpty, link.isWiki, !base.isName(link.name, of: id) {
          let name = base.fullNameBytes(of: id).excerpt
          findings.append(
            Finding(.warning, .wrongName, at: link.source, "\(source) misnames \(id), which is \"\(name)\""))
        }
      }
    }
    return findings
  }

  /// The names of the pages that list records; links may lead to these pages too.
  private var kindIndexNames: Set<Bytes> {
    var names: Set<Bytes> = []
    for kind in RecordKind.allCases {
      let name = Bytes(copying: kind.plural)
      let file = Bytes(copying: kind.plural + ".md")
      if pages.contains(where: {
        $0.path == file || $0.path.suffix(file.count + 1) == Bytes(copying: "/" + file.string)
      }) {
        names.insert(name)
      }
    }
    return names
  }

  /// Records with more than one page.
  ///
  /// The pages are merged, which the author may not expect.
  package func repeatedRecords() -> [Finding] {
    zip(sources, sources.dropFirst()).compactMap { one, other in
      guard one.source.id == other.source.id else { return nil }
      let isHere = one.page.text.startIndex == other.page.text.startIndex
      let place = isHere ? "further up on this page" : "on \(one.page.path)"
      return Finding(
        .note, .repeatedPage, at: other.source.text, "\(other.source.id) also appears \(place); the two are merged")
    }
  }

  /// Pages that are a dump of a list, whose records have only a name and a text: one note for each page.
  package func dumpedPages() -> [Finding] {
    let full = Set(sources.filter { !$0.source.isDumped }.map(\.source.id))
    var pages: [Int: (first: RecordSource, count: Int)] = [:]
    for (source, page) in sources where source.isDumped && !full.contains(source.id) {
      let first = pages[page.text.startIndex]?.first ?? source
      pages[page.text.startIndex] = (
        first.text.startIndex < source.text.startIndex ? first : source, (pages[page.text.startIndex]?.count ?? 0) + 1
      )
    }
    return pages.values.map { first, count in
      let noun = first.id.kind.noun(count)
      return Finding(
        .note, .missingField, at: first.text,
        "a dump of a list: \(count) \(noun) with a name and a text, but no metadata and no relations")
    }
  }

  /// The first control character of each page; terminals must not receive it.
  package func controlCharacters() -> [Finding] {
    pages.compactMap { page in
      let text = page.text
      guard let index = text.firstIndex(where: { $0 < 0x20 && $0 != .tab && $0 != .newline || $0 == 0x7F }) else {
        return nil
      }
      let name = String(text[index], paddedTo: 4, radix: 16, uppercase: true)
      return Finding(.warning, .controlCharacter, at: text[index..<index], "a control character, U+\(name)")
    }
  }
}

extension KnowledgeBase {
  /// Names beside a link that are not the record's name.
  package func wrongNames(_ drafts: [ParsedPage]) -> FindingList {
    var findings: FindingList = []
    for draft in drafts {
      for told in draft.told {
        guard let name = told.name, told.link.name.isEmpty, let id = told.link.id, !isStub(id), !isName(name, of: id)
        else { continue }
        let reason = "\"\(name.excerpt)\" misnames \(id), which is \"\(fullNameBytes(of: id).excerpt)\""
        findings.append(Finding(.warning, .wrongName, at: told.link.source, reason))
      }
    }
    return findings
  }

  /// Whether `label` is a valid name for the record: its name, with or without its parent's, or its slug.
  fileprivate func isName(_ label: Bytes, of id: RecordID) -> Bool {
    label.equals(ignoringCase: nameBytes(of: id)) || label.equals(ignoringCase: fullNameBytes(of: id))
      || slugBytes(of: id).map { label == $0 } == true
  }
}
