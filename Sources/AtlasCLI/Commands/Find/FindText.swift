import AtlasCore

/// Prints the records that `find` found, each with its best line.
struct FindText {
  let answer: FindAnswer
  let base: KnowledgeBase

  func write(_ output: inout Output) {
    for record in answer.records {
      if output.isTerminal { writeForReading(record, &output) } else { writePlain(record, &output) }
    }
  }

  private func writePlain(_ record: RankedRecord, _ output: inout Output) {
    output.text(record.id.description, as: .id)
    output.append("\t")
    output.text(base.fullNameBytes(of: record.id))
    output.append("\t")
    output.text(record.bestLine.readable)
    output.newline()
  }

  private func writeForReading(_ record: RankedRecord, _ output: inout Output) {
    LineText.title(record.id, base.fullNameBytes(of: record.id), as: .strong, &output)
    guard !record.bestLine.isEmpty else { return }
    output.append("    ")
    let line = record.bestLine.readable
    let matches = answer.question.matches(in: line)
    let window = LineWindow(line, around: matches, columns: (output.width ?? 80) - 4)
    LineText.paint(line, matches, window, countsHidden: false, &output)
    output.newline()
  }
}

extension Bytes {
  /// A line of prose without the mark of a list, its links by name alone.
  var readable: Bytes {
    var rest = trimmed
    if rest.starts(with: "- " as Bytes) { rest = rest.dropFirst(2) }
    var text: [UInt8] = []
    while true {
      let before = rest
      guard let link = Link.next(in: &rest) else {
        return text.isEmpty ? before : Bytes(copying: text + before)
      }
      text += before[before.startIndex..<link.source.startIndex]
      text += link.name.isEmpty ? link.label : link.name
    }
  }
}
