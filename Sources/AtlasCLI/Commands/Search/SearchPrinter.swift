import AtlasCore
import AtlasFiles

/// Prints what a search found: lines, events, counts or records.
struct SearchPrinter {
  let corpus: SearchCorpus
  let options: SearchOptions
  /// When the command started, in nanoseconds.
  let started: Int
  private var answer: SearchAnswer
  private var statistics = SearchStatistics()

  init(_ answer: SearchAnswer, _ corpus: SearchCorpus, _ options: SearchOptions, started: Int) {
    self.answer = answer
    self.corpus = corpus
    self.options = options
    self.started = started
  }

  /// Prints the answer.
  ///
  /// - Returns: whether anything was found.
  mutating func write(_ output: inout Output) -> Bool {
    let begun = System.now()
    let printed = output.count
    let isFound = writeAnswer(&output)
    guard options.wantsStatistics || options.answer == .events else { return isFound }
    statistics.found = answer.statistics
    statistics.elapsed = System.now() - begun
    statistics.bytesPrinted = output.count - printed
    if options.answer == .events {
      EventStream().finish(statistics, total: System.now() - started, &output)
    } else {
      let all = corpus.sources
      statistics.records = all.indices.reduce(0) { $1 == 0 || all[$1].id != all[$1 - 1].id ? $0 + 1 : $0 }
      statistics.bytesSearched = all.reduce(0) { $0 + $1.text.count }
      statistics.write(total: System.now() - started, &output)
    }
    return isFound
  }

  private mutating func writeAnswer(_ output: inout Output) -> Bool {
    switch options.answer {
    case .lines: return writeLines(&output)
    case .events: return writeEvents(&output)
    case .counts(let matches): return writeCounts(ofMatches: matches, &output)
    case .records(let matching):
      let found = answer.ids(matching: matching, isCounted: options.wantsStatistics)
      FoundRecords(corpus: corpus, options: options).write(found, &output)
      return !found.isEmpty
    case .nothing:
      guard options.wantsStatistics else { return answer.nextRecord() != nil }
      return !answer.ids(matching: true, isCounted: true).isEmpty
    }
  }

  // MARK: Lines

  private mutating func writeLines(_ output: inout Output) -> Bool {
    var text = LineText(options.line)
    let needsMatches = options.needsMatches(output.style)
    var isFound = false
    while let row = answer.nextRecord() {
      isFound = true
      let id = corpus.sources[row].id
      text.begin(id, corpus.fullName(of: id), &output)
      answer.report(needsMatches: needsMatches) { text.print($0, &output) }
    }
    return isFound
  }

  private mutating func writeEvents(_ output: inout Output) -> Bool {
    var events = EventStream()
    while let row = answer.nextRecord() {
      let before = answer.statistics
      let (begun, printed) = (System.now(), output.count)
      let id = corpus.sources[row].id
      events.begin(id, &output)
      answer.report { events.print($0, &output) }
      var own = SearchStatistics()
      own.found.matches = answer.statistics.matches - before.matches
      own.found.matchedLines = answer.statistics.matchedLines - before.matchedLines
      (own.records, own.found.recordsWithMatches) = (1, 1)
      own.bytesSearched = corpus.sources[row...].prefix { $0.id == id }.reduce(0) { $0 + $1.text.count }
      (own.bytesPrinted, own.elapsed) = (output.count - printed, System.now() - begun)
      statistics.records += 1
      statistics.bytesSearched += own.bytesSearched
      events.end(own, &output)
    }
    return answer.statistics.recordsWithMatches > 0
  }

  // MARK: Counts

  private mutating func writeCounts(ofMatches countsMatches: Bool, _ output: inout Output) -> Bool {
    var next = 0
    var isFound = false
    while let row = answer.nextRecord() {
      isFound = true
      let id = corpus.sources[row].id
      if options.includesZero { writeZeros(next..<row, but: id, &output) }
      let counted = answer.count(matches: countsMatches || options.wantsStatistics)
      write(countsMatches ? counted.matches : counted.lines, for: id, &output)
      next = row + 1
    }
    if options.includesZero { writeZeros(next..<corpus.sources.count, &output) }
    return isFound
  }

  /// Prints a zero for each record that starts in `range`, except `found`, which has a match on a later page.
  private func writeZeros(_ range: Range<Int>, but found: RecordID? = nil, _ output: inout Output) {
    for row in range where row == 0 || corpus.sources[row - 1].id != corpus.sources[row].id {
      let id = corpus.sources[row].id
      if id != found { write(0, for: id, &output) }
    }
  }

  private func write(_ count: Int, for id: RecordID, _ output: inout Output) {
    if options.line.hasID {
      if output.isTerminal { output.id(id) } else { output.text(id.description, as: .id) }
      output.append(":")
    }
    output.append(String(count))
    if output.isTerminal, options.line.hasID {
      output.append("  ")
      let name = corpus.fullName(of: id)
      let used = id.description.utf8.count + String(count).utf8.count + 3
      let window = output.width.map { LineWindow(name, around: [], columns: $0 - used) }
      output.text(name[window?.shown ?? name.startIndex..<name.endIndex], as: .note)
      if window?.isCutAfter == true { output.text("…", as: .note) }
    }
    output.newline()
  }
}
