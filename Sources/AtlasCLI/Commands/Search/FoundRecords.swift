import AtlasCore

/// Prints the records that a search found, instead of lines.
struct FoundRecords {
  let corpus: SearchCorpus
  let options: SearchOptions

  func write(_ ids: [RecordID], _ output: inout Output) {
    guard let format = options.format, let fields = options.fields, let base = corpus.base, format != .text else {
      for id in ids { write(id, &output) }
      return
    }
    RecordPrinter(base, RecordKind.allCases, format, fields, isNULTerminated: options.isNULTerminated)
      .write(ids.map { ListedRecord(id: $0) }, &output) { _ in }
  }

  private func write(_ id: RecordID, _ output: inout Output) {
    if options.isNULTerminated {
      output.append(id.description)
      output.append(0)
    } else if output.isTerminal, options.format == .text {
      LineText.title(id, corpus.fullName(of: id), as: .note, &output)
    } else {
      output.text(id.description, as: .id)
      output.newline()
    }
  }
}
