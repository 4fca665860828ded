/// Writes the index of a corpus: at build time for the binary, at run time for pages from a directory.
package struct IndexWriter {
  private var strings: [UInt8] = []
  private var interned: [Bytes: (start: Int, length: Int)] = [:]

  /// The image of the index, which `Index` reads, and the problems found on the pages.
  package static func write(_ corpus: Corpus) -> (image: [UInt8], findings: FindingList) {
    write(corpus, drafts: corpus.sources.map { RecordSourceReader.read($0.source) })
  }

  /// The image of the index and the problems, from pages that are already parsed.
  package static func write(_ corpus: Corpus, drafts: [ParsedPage]) -> (image: [UInt8], findings: FindingList) {
    let release = corpus.release.map { ReleasePage($0.text) }
    let linker = Linker(corpus, drafts: drafts, matrix: release?.matrix ?? [])
    let timeline = corpus.history.map { TimelinePage($0.text) }
    var writer = IndexWriter()
    let image = writer.image(
      of: corpus, linker, release?.release ?? Release(version: nil, date: nil), timeline?.image ?? [])
    var findings = linker.findings
    findings.append(contentsOf: release?.findings ?? [])
    findings.append(contentsOf: timeline?.findings ?? [])
    return (image, findings)
  }

  private mutating func image(
    of corpus: Corpus, _ linker: Linker, _ release: Release, _ timeline: [UInt8]
  ) -> [UInt8] {
    let ids = linker.records.keys.sorted()
    var rows: [RecordID: Int] = [:]
    for (row, id) in ids.enumerated() { rows[id] = row }
    var edges: [[Int]] = Array(repeating: [], count: ids.count)
    for (index, relation) in linker.relations.enumerated() {
      for case let end? in [relation.source, relation.target, relation.tactic] {
        if let row = rows[end] { edges[row].append(index) }
      }
    }

    let edgeCount = edges.reduce(0) { $0 + $1.count }
    let version = intern(release.versionBytes ?? .empty)
    let date = intern(Bytes(copying: release.date?.iso ?? ""))
    let times = intern(Bytes(copying: timeline))
    let history = corpus.history?.text
    let page = corpus.release?.text
    var image: [UInt8] = []
    image.reserveCapacity(
      Table.width * (20 + 7 * corpus.sources.count + 11 * ids.count + edgeCount + 8 * linker.relations.count))
    append(
      [
        corpus.sources.count, ids.count, edgeCount, linker.relations.count, version.start, version.length, date.start,
        date.length, history?.startIndex ?? corpus.text.startIndex, history?.count ?? 0,
        page?.startIndex ?? corpus.text.startIndex, page?.count ?? 0, times.start, times.length,
      ], to: &image)
    for (source, page) in corpus.sources {
      let path = intern(page.path)
      append(
        [
          Int(source.id.bits), path.start, path.length, page.text.startIndex, source.text.startIndex, source.text.count,
          source.isDumped ? 1 : 0,
        ], to: &image)
    }
    var firstEdge = 0
    for (id, own) in zip(ids, edges) {
      guard let entry = linker.records[id] else { continue }
      let name = intern(entry.name)
      let slug = intern(entry.slug ?? .empty)
      append(
        [
          Int(id.bits), name.start, name.length, slug.start, slug.length, entry.sourceRows.lowerBound,
          entry.sourceRows.count, firstEdge, own.count, entry.maturity?.rank ?? 0, entry.position ?? 0,
        ], to: &image)
      firstEdge += own.count
    }
    for own in edges { append(own, to: &image) }
    for relation in linker.relations {
      let text = relation.text
      append(
        [
          relation.kind.rawValue, rows[relation.source] ?? 0, rows[relation.target] ?? 0,
          relation.number.map { $0 + 1 } ?? 0,
          relation.tactic.flatMap { rows[$0] }.map { $0 + 1 } ?? 0,
          text.source.isEmpty ? corpus.text.startIndex : text.source.startIndex, text.source.count, text.indent,
        ],
        to: &image)
    }
    image += strings
    return image
  }

  private func append(_ numbers: [Int], to image: inout [UInt8]) {
    for number in numbers { Table.append(number, to: &image) }
  }

  /// The place of `text` among the strings; equal strings are stored once.
  private mutating func intern(_ text: Bytes) -> (start: Int, length: Int) {
    if let known = interned[text] { return known }
    let place = (strings.count, text.count)
    strings += text
    interned[text] = place
    return place
  }
}
