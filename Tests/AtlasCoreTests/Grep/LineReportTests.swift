import Testing

@testable import AtlasCore

/// The report of several records as grep prints it: `number:line` for matches, `number-line` for context.
func report(
  _ records: [Bytes], _ pattern: String, isInverted: Bool = false,
  _ change: (inout LineReport.Options) -> Void = { _ in }
) throws -> String {
  var options = LineReport.Options()
  change(&options)
  var report = LineReport(options)
  var lines = SelectedLines(PatternScanner(try Pattern([Bytes(copying: pattern)])), isInverted: isInverted)
  var output = ""
  func show(_ event: LineReport.Event) {
    switch event {
    case .separator: output += "--\n"
    case .match(let line, _): output += "\(line.number):\(line.text.string)\n"
    case .context(let line): output += "\(line.number)-\(line.text.string)\n"
    }
  }
  for record in records {
    report.begin(record)
    lines.begin(record)
    while !report.isFull, let line = lines.next() { report.select(line, show) }
    report.end(show)
  }
  return output
}

private let page: Bytes = "x1\na\nx2\nx3\nb\nc\nd\nx4\ne\n"

@Test func selectedLinesAreShown() throws {
  #expect(try report([page], "x") == "1:x1\n3:x2\n4:x3\n8:x4\n")
  #expect(try report([page], "x", isInverted: true) == "2:a\n5:b\n6:c\n7:d\n9:e\n")
  #expect(try report([page], "x") { $0.countsLines = false } == "0:x1\n0:x2\n0:x3\n0:x4\n")
  #expect(try report([""], "", isInverted: false) == "")
  #expect(try report(["a\n\nb"], "^$", isInverted: true) == "1:a\n3:b\n")
}

@Test func contextIsShownOnceAndGapsAreMarked() throws {
  #expect(try report([page], "x") { $0.after = 1 } == "1:x1\n2-a\n3:x2\n4:x3\n5-b\n--\n8:x4\n9-e\n")
  #expect(try report([page], "x") { $0.before = 1 } == "1:x1\n2-a\n3:x2\n4:x3\n--\n7-d\n8:x4\n")
  let whole = try report([page], "x") { ($0.before, $0.after) = (Int.max, Int.max) }
  #expect(whole == "1:x1\n2-a\n3:x2\n4:x3\n5-b\n6-c\n7-d\n8:x4\n9-e\n")
}

@Test func contextStaysInItsRecord() throws {
  #expect(try report(["x\na\n", "b\nx"], "x") { ($0.before, $0.after) = (1, 1) } == "1:x\n2-a\n--\n1-b\n2:x\n")
  #expect(try report(["x\na\n", "b\n", "x"], "x") == "1:x\n1:x\n")
}

@Test func theLimitCountsSelectedLinesOfARecord() throws {
  #expect(try report([page, page], "x") { $0.limit = 1 } == "1:x1\n1:x1\n")
  // What follows the last is context, be it a match or not.
  #expect(try report([page], "x") { ($0.after, $0.limit) = (3, 2) } == "1:x1\n2-a\n3:x2\n4-x3\n5-b\n6-c\n")
  #expect(try report([page], "x") { ($0.after, $0.limit) = (3, 0) } == "")
}

@Test func aLineKnowsItsPlace() throws {
  let text: Bytes = "skipped\né x\nxx"
  let record = text[8..<text.endIndex]
  var report = LineReport(.init())
  var lines = SelectedLines(PatternScanner(try Pattern(["x"])))
  var events: [LineReport.Event] = []
  report.begin(record)
  lines.begin(record)
  while let line = lines.next() {
    report.select(line, matches: lines.scanner.matches(in: text[line])) { events.append($0) }
  }
  let first = LineReport.Line(number: 1, offset: 0, textWithEnd: text[8..<13])
  let second = LineReport.Line(number: 2, offset: 5, textWithEnd: text[13..<15])
  #expect(events == [.match(first, [11..<12]), .match(second, [13..<14, 14..<15])])
  #expect(first.columns(of: [11..<12]) == [3..<4])
}

@Test func linesCanBeSkipped() throws {
  for isInverted in [false, true] {
    var lines = SelectedLines(PatternScanner(try Pattern(["x"])), isInverted: isInverted)
    lines.begin("x\na\nx\na\nx\nb\n")
    let first = lines.next()
    lines.skip(to: 6)
    let second = lines.next()
    let third = lines.next()
    #expect([first, second, third] == (isInverted ? [2..<3, 6..<7, 10..<11] : [0..<1, 8..<9, nil]))
  }
}

@Test(arguments: 0..<4) func reportsAreAsDefined(_ seed: UInt64) throws {
  var seeded = Seeded(state: seed)
  for _ in 0..<200 {
    let (before, after) = (Int.random(in: 0...3, using: &seeded), Int.random(in: 0...3, using: &seeded))
    let isInverted = Bool.random(using: &seeded)
    let limit = Bool.random(using: &seeded) ? Int.max : Int.random(in: 0...3, using: &seeded)
    var (texts, expected): ([Bytes], String) = ([], "")
    for _ in 0..<Int.random(in: 1...3, using: &seeded) {
      let lines = (0..<Int.random(in: 0...8, using: &seeded)).map { _ in
        ["x", "a", ""].randomElement(using: &seeded) ?? ""
      }
      let ending = lines.last == "" || Bool.random(using: &seeded) ? "\n" : ""
      texts.append(Bytes(copying: lines.isEmpty ? "" : lines.joined(separator: "\n") + ending))
      let selected = lines.indices.filter { (lines[$0] == "x") != isInverted }.prefix(limit)
      let shown = lines.indices.filter { line in selected.contains { $0 - before <= line && line <= $0 + after } }
      for (index, line) in shown.enumerated() {
        let isGap = index == 0 ? !expected.isEmpty : shown[index - 1] + 1 < line
        if isGap, before + after > 0 { expected += "--\n" }
        expected += "\(line + 1)\(selected.contains(line) ? ":" : "-")\(lines[line])\n"
      }
    }
    let found = try report(texts, "x", isInverted: isInverted) {
      ($0.before, $0.after, $0.limit) = (before, after, limit)
    }
    #expect(found == expected, "\(texts) -B\(before) -A\(after) -m\(limit)")
  }
}
