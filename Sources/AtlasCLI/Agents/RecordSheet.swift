import AtlasCore

/// Records as markdown for agents, cut between records where the text would become too long.
struct RecordSheet {
  let base: KnowledgeBase
  /// Whether the texts of relations are left out.
  let isSummary: Bool

  /// The pages of `ids`, below remarks about them.
  func text(of ids: [RecordID], remarks: [String]) -> [UInt8] {
    var text = Array("\(base.releaseName.capitalizedStart); wording: \(base.wording.claim)\n".utf8)
    for remark in remarks { text += "Note: \(remark)\n".utf8 }
    var rest = ids[...]
    var isFirst = true
    while let id = rest.first {
      let page = page(of: id)
      if !isFirst, text.count + page.count > AnswerLimit.bytes { break }
      text.append(UInt8(ascii: "\n"))
      text += page
      isFirst = false
      rest = rest.dropFirst()
    }
    if !rest.isEmpty {
      text += "\nNot shown, to keep this short; ask for: \(rest.map(\.description).joined(separator: ", "))\n".utf8
    }
    return text
  }

  private func page(of id: RecordID) -> [UInt8] {
    guard let record = base.record(id) else { return [] }
    guard !isSummary else { return summary(of: record) }
    let page = compact(FullPageWriter.write(record, of: base, for: .anywhere), of: id)
    // As a JSON string, with an escape per line and quote, a message has room for little more.
    guard page.count > AnswerLimit.rows * 9 / 10 else { return page }
    return summary(of: record) + "\nThe full record has \(page.count) bytes; related_records has its relations.\n".utf8
  }

  /// The beginning of the page, and the names of related records.
  private func summary(of record: Record) -> [UInt8] {
    let id = record.id
    var text = compact(FullPageWriter.summary(of: record, in: base), of: id)
    for kind in RecordKind.allCases where kind != id.kind && [kind, id.kind].contains(.technique) {
      append(base.related(kind, to: [id]).map(\.id), kind.heading, &text)
    }
    append(base.subtechniques(of: id), "Sub-techniques", &text)
    return text
  }

  /// The page with the ids of other records in place of links to them, which are a fifth of it.
  private func compact(_ page: [UInt8], of id: RecordID) -> [UInt8] {
    let page = Bytes(copying: page)
    var text: [UInt8] = []
    var (rest, done) = (page, page.startIndex)
    while let link = Link.next(in: &rest) {
      guard let other = link.id, other != id else { continue }
      text.append(contentsOf: page[done..<link.source.startIndex])
      let isNamed = link.label.starts(with: Array(other.description.utf8))
      text.append(contentsOf: link.label)
      if !isNamed { text.append(contentsOf: " (\(other))".utf8) }
      done = link.source.endIndex
    }
    return text + page[done..<page.endIndex]
  }

  private func append(_ ids: [RecordID], _ title: String, _ text: inout [UInt8]) {
    guard !ids.isEmpty else { return }
    let names = ids.map { "\($0) \(base.fullNameBytes(of: $0))" }
    text += "\n\(title) (\(ids.count)): \(names.joined(separator: "; "))\n".utf8
  }
}

extension String {
  fileprivate var capitalizedStart: String { prefix(1).uppercased() + dropFirst() }
}
