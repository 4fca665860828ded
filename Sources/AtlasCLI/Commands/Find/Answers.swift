import AtlasCore

/// Prints what `find` found.
struct Answers {
  let question: Question
  let printer: RecordPrinter
  private var base: KnowledgeBase { printer.base }

  func write(_ answers: [Ranking.Answer], _ output: inout Output) {
    printer.write(answers.map { ListedRecord(id: $0.id, answer: $0) }, &output) { output in
      for answer in answers {
        if output.isTerminal { writeForReading(answer, &output) } else { writePlain(answer, &output) }
      }
    }
  }

  private func writePlain(_ answer: Ranking.Answer, _ output: inout Output) {
    output.text(answer.id.description, as: .id)
    output.append("\t")
    output.text(base.fullName(of: answer.id))
    output.append("\t")
    output.text(answer.line.readable)
    output.newline()
  }

  private func writeForReading(_ answer: Ranking.Answer, _ output: inout Output) {
    LineText.title(answer.id, base.fullName(of: answer.id), as: .strong, &output)
    guard !answer.line.isEmpty else { return }
    output.append("    ")
    let line = answer.line.readable
    let matches = question.matches(in: line)
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
