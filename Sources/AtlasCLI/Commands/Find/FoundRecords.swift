import AtlasCore

/// Prints the records that a search found, in place of lines.
struct FoundRecords {
  let haystack: Haystack
  let format: RecordFormat?

  func write(_ ids: [RecordID], _ output: inout Output) {
    let rows = ids.map { ListedRecord(id: $0) }
    switch (format?.form, haystack.base) {
    case (.markdown, let base?): ListMarkdown(base: base, kinds: RecordKind.allCases).write(rows, &output)
    case (.json, let base?), (.jsonl, let base?), (.csv, let base?), (.tsv, let base?):
      guard let format else { return }
      RecordData(base: base, kinds: RecordKind.allCases, format: format).write(rows, &output)
    default: for id in ids { write(id, &output) }
    }
  }

  private func write(_ id: RecordID, _ output: inout Output) {
    if format?.isNULTerminated == true {
      output.append(id.description)
      output.append(0)
    } else if output.isTerminal, format?.form == .text {
      LineText.title(id, haystack.fullName(of: id), as: .note, &output)
    } else {
      output.text(id.description, as: .id)
      output.newline()
    }
  }
}
