import AtlasCore
import AtlasFiles

/// The work of a search: goes through the records with selected lines, and prints what was asked for.
struct SearchRun {
  let haystack: Haystack
  let options: SearchOptions
  /// When the command began.
  let started: Int
  private var hits: Hits
  private var statistics = SearchStatistics()

  init(_ haystack: Haystack, _ pattern: Pattern, _ options: SearchOptions, parts: PartFilter?, started: Int) {
    self.haystack = haystack
    self.options = options
    self.started = started
    let lines = SelectedLines(Scanner(pattern), isInverted: options.isInverted)
    hits = Hits(in: haystack.sheets, lines, parts: parts)
  }

  /// Prints the answer.
  ///
  /// - Returns: whether there is one, which is the exit status.
  mutating func run(_ output: inout Output) -> Bool {
    let begun = System.now()
    let printed = output.count
    let isFound = answer(&output)
    guard options.wantsStatistics || options.answer == .events else { return isFound }
    statistics.elapsed = System.now() - begun
    statistics.bytesPrinted = output.count - printed
    if options.answer == .events {
      EventStream().finish(statistics, total: System.now() - started, &output)
    } else {
      let all = haystack.sheets
      statistics.records = all.indices.reduce(0) { $1 == 0 || all[$1].id != all[$1 - 1].id ? $0 + 1 : $0 }
      statistics.bytesSearched = all.reduce(0) { $0 + $1.text.count }
      statistics.write(total: System.now() - started, &output)
    }
    return isFound
  }

  private mutating func answer(_ output: inout Output) -> Bool {
    // As in grep, nothing is selected then, and so nothing is found.
    if options.report.limit == 0 { hits = Hits(in: [], hits.lines) }
    switch options.answer {
    case .lines: return printLines(&output)
    case .events: return printEvents(&output)
    case .counts(let matches): return printCounts(ofMatches: matches, &output)
    case .records(let matching):
      let found = records(matching: matching)
      FoundRecords(haystack: haystack, options: options).write(found, &output)
      return !found.isEmpty
    case .nothing:
      guard options.wantsStatistics else { return hits.nextRecord() != nil }
      return !records(matching: true).isEmpty
    }
  }

  // MARK: Lines

  private mutating func printLines(_ output: inout Output) -> Bool {
    var text = LineText(options.line)
    var report = LineReport(options.report)
    let needsMatches = options.needsMatches(output.look)
    var isFound = false
    while let first = hits.nextRecord() {
      isFound = true
      let id = haystack.sheets[first.sheet].id
      text.begin(id, haystack.fullName(of: id), &output)
      show(first, in: &report, needsMatches: needsMatches) { text.print($0, &output) }
    }
    return isFound
  }

  private mutating func printEvents(_ output: inout Output) -> Bool {
    var events = EventStream()
    var report = LineReport(options.report)
    while let first = hits.nextRecord() {
      let before = statistics
      let (begun, printed) = (System.now(), output.count)
      let id = haystack.sheets[first.sheet].id
      events.begin(id, &output)
      show(first, in: &report, needsMatches: !options.isInverted) { events.print($0, &output) }
      var own = SearchStatistics()
      own.matches = statistics.matches - before.matches
      own.matchedLines = statistics.matchedLines - before.matchedLines
      (own.records, own.recordsWithMatches) = (1, 1)
      own.bytesSearched = haystack.sheets[first.sheet...].prefix { $0.id == id }.reduce(0) { $0 + $1.text.count }
      (own.bytesPrinted, own.elapsed) = (output.count - printed, System.now() - begun)
      statistics.records += 1
      statistics.bytesSearched += own.bytesSearched
      events.end(own, &output)
    }
    return statistics.recordsWithMatches > 0
  }

  /// Shows the lines of a record, of which the first was found.
  private mutating func show(
    _ first: Hits.Hit, in report: inout LineReport, needsMatches: Bool, _ show: (LineReport.Event) -> Void
  ) {
    statistics.recordsWithMatches += 1
    var next: Hits.Hit? = first
    var sheet = -1
    while let hit = next {
      if hit.sheet != sheet {
        if sheet >= 0 { report.end(show) }
        let whole = haystack.sheets[hit.sheet]
        report.begin(whole.page, from: whole.start, isContinued: sheet >= 0)
        sheet = hit.sheet
      }
      let matches = needsMatches ? hits.matches(in: hit) : []
      statistics.matchedLines += 1
      statistics.matches += matches.count
      report.select(hit.line, matches: matches, show)
      next = report.isFull ? nil : hits.nextLine()
    }
    report.end(show)
  }

  // MARK: In place of lines

  private mutating func printCounts(ofMatches countsMatches: Bool, _ output: inout Output) -> Bool {
    var next = 0
    var isFound = false
    while let first = hits.nextRecord() {
      isFound = true
      let id = haystack.sheets[first.sheet].id
      if options.includesZero { printZeros(next..<first.sheet, but: id, &output) }
      let counted = count(first, matches: countsMatches || options.wantsStatistics)
      print(countsMatches ? counted.matches : counted.lines, for: id, &output)
      next = first.sheet + 1
    }
    if options.includesZero { printZeros(next..<haystack.sheets.count, &output) }
    return isFound
  }

  /// Prints a zero for the records that begin in `range`, but for `found`, which has a match on a later page.
  private func printZeros(_ range: Range<Int>, but found: RecordID? = nil, _ output: inout Output) {
    for row in range where row == 0 || haystack.sheets[row - 1].id != haystack.sheets[row].id {
      let id = haystack.sheets[row].id
      if id != found { print(0, for: id, &output) }
    }
  }

  private func print(_ count: Int, for id: RecordID, _ output: inout Output) {
    if options.line.hasID {
      if output.isTerminal { output.id(id) } else { output.text(id.description, as: .id) }
      output.append(":")
    }
    output.append(String(count))
    if output.isTerminal, options.line.hasID {
      output.append("  ")
      let name = haystack.fullName(of: id)
      let used = id.description.utf8.count + String(count).utf8.count + 3
      let window = output.width.map { LineWindow(name, around: [], columns: $0 - used) }
      output.text(name[window?.shown ?? name.startIndex..<name.endIndex], as: .note)
      if window?.isCutAfter == true { output.text("…", as: .note) }
    }
    output.newline()
  }

  /// Which records have a selected line, or have none.
  private mutating func records(matching: Bool) -> [RecordID] {
    var found: [RecordID] = []
    while let first = hits.nextRecord() {
      found.append(haystack.sheets[first.sheet].id)
      if options.wantsStatistics { _ = count(first, matches: true) }
    }
    guard !matching else { return found }
    var others: [RecordID] = []
    var next = found[...]
    for sheet in haystack.sheets where sheet.id != others.last {
      while let id = next.first, id < sheet.id { next.removeFirst() }
      if next.first != sheet.id { others.append(sheet.id) }
    }
    return others
  }

  private mutating func count(_ first: Hits.Hit, matches countsMatches: Bool) -> (lines: Int, matches: Int) {
    var lines = 0
    var matches = 0
    var next: Hits.Hit? = first
    while let hit = next {
      lines += 1
      if countsMatches, !options.isInverted { matches += hits.matches(in: hit).count }
      next = lines >= options.report.limit ? nil : hits.nextLine()
    }
    statistics.recordsWithMatches += 1
    statistics.matchedLines += lines
    statistics.matches += matches
    return (lines, matches)
  }
}
