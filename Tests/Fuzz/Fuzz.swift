@testable import AtlasCLI
@testable import AtlasCore
@testable import AtlasData
@testable import AtlasFiles

/// The targets of a coverage-guided fuzzer, one for each kind of untrusted input; `$FUZZ_TARGET` chooses one.
///
/// `.ci/fuzz` compiles this file; the package does not. A target also checks properties, because a wrong answer does not crash.
enum FuzzTarget: String, CaseIterable {
  case pages, yaml, patterns, scan, outlines, index, messages

  static let chosen: FuzzTarget = {
    guard let target = System.variable("FUZZ_TARGET").flatMap(FuzzTarget.init) else {
      fail("FUZZ_TARGET must be one of \(allCases.map(\.rawValue).joined(separator: ", "))")
    }
    return target
  }()

  func run(_ input: Bytes) {
    switch self {
    case .pages: FuzzTarget.readPages(input)
    case .yaml: FuzzTarget.readYAML(input)
    case .patterns: FuzzTarget.search(input)
    case .scan: FuzzTarget.correct(input)
    case .outlines: FuzzTarget.readOutlines(input)
    case .index: FuzzTarget.openIndex(input)
    case .messages: FuzzTarget.answer(input)
    }
  }

  static func check(_ holds: Bool, _ what: @autoclosure () -> String) { if !holds { fail(what()) } }

  static func fail(_ what: String) -> Never {
    try? System.write(Array("does not hold: \(what)\n".utf8), to: System.standardError)
    // The fuzzer takes the end of the process for a failure, and keeps the input.
    System.exit(1)
  }
}

@_cdecl("LLVMFuzzerTestOneInput") func fuzz(_ start: UnsafePointer<UInt8>?, _ count: Int) -> CInt {
  FuzzTarget.chosen.run(Bytes(copying: UnsafeBufferPointer(start: start, count: count)))
  return 0
}

// MARK: - Pages

extension FuzzTarget {
  /// The input is pages, separated by NULs.
  private static func readPages(_ input: Bytes) {
    let paths = ["a.md", "techniques/AML.T0000.md", "ATLAS.md", "history.md"]
    var buffer = PageBuffer(capacity: 0)
    for (number, text) in input.split(separator: 0, maxSplits: 3).enumerated() {
      buffer.add(path: Bytes(copying: paths[number]), text: Array(text))
    }
    let corpus = buffer.corpus()
    let audit = Audit(corpus)
    for diagnostic in audit.diagnostics {
      check(diagnostic.line >= 1 && diagnostic.column >= 1 && diagnostic.reason.utf8.count < 1000, "\(diagnostic)")
    }
    let base = KnowledgeBase(text: corpus.text, index: Bytes(copying: audit.image))
    walk(base)
    let file = ReleaseFile(base)
    let yaml = ReleaseWriter.yaml(file)
    guard let tree = try? YAMLTree(Bytes(copying: yaml)), tree.root.kind == .map else { fail("the export is not YAML") }
    if let read = try? ReleaseFile.read(Bytes(copying: yaml), path: "").release {
      let again = ReleaseWriter.yaml(read)
      guard let twice = try? ReleaseFile.read(Bytes(copying: again), path: "").release else { fail("second reading") }
      check(ReleaseWriter.yaml(twice) == again, "a release changes when it is written and read")
    }
    for page in FullPages.all(of: base) { check(Bytes(copying: page.text).firstInvalidUTF8 == nil, page.path) }
  }

  /// Checks that all answers of a knowledge base are consistent.
  private static func walk(_ base: KnowledgeBase) {
    let ids = base.ids()
    check(ids == ids.sorted() && Set(ids).count == ids.count, "ids are sorted, each once")
    for id in ids {
      guard let record = base.record(id) else { fail("\(id) is listed and not there") }
      check(record.nameBytes.firstInvalidUTF8 == nil, "name of \(id)")
      check(record.descriptionBytes.firstInvalidUTF8 == nil, "description of \(id)")
      check(Escape.unescaped(Escape.escaped(record.descriptionBytes)) == record.descriptionBytes, "escapes of \(id)")
      for relation in base.relations(of: id) {
        check(relation.source == id || relation.target == id || relation.tactic == id, "relations of \(id)")
        check(base.contains(relation.source) && base.contains(relation.target), "ends of the relations of \(id)")
      }
    }
  }
}

// MARK: - YAML and JSON

extension FuzzTarget {
  private static func readYAML(_ input: Bytes) {
    // A release file cannot have a case study without steps, as `export` reports.
    if let reading = try? ReleaseFile.read(input, path: "r.yaml"),
      reading.release.caseStudies.allSatisfy({ !$0.steps.isEmpty })
    {
      let yaml = ReleaseWriter.yaml(reading.release)
      guard let again = try? ReleaseFile.read(Bytes(copying: yaml), path: "").release else {
        fail("what was written is not a release: \(String(decoding: yaml, as: UTF8.self))")
      }
      check(ReleaseWriter.yaml(again) == yaml, "a release changes when it is written and read")
    }
    guard let tree = try? YAMLTree(input) else { return }
    var texts: [Bytes] = []
    collect(tree.root, &texts)
    var writer = YAMLWriter()
    writer.list("t", texts)
    for (number, text) in texts.enumerated() {
      writer.entry(Bytes(copying: Array("\(number)-".utf8) + Array(text)), text)
    }
    guard let read = try? YAMLTree(Bytes(copying: writer.bytes)).root else {
      fail("what was written is not YAML: \(String(decoding: writer.bytes, as: UTF8.self))")
    }
    check(read["t"]?.elements.map(\.text) == texts, "texts change when they are written and read")
    check(
      read.pairs.dropFirst().map { $0.key.text?.dropFirst("0-".count).suffix($0.value.text?.count ?? 0) }
        == read.pairs.dropFirst().map { $0.value.text }, "keys change when they are written and read")
  }

  private static func collect(_ value: YAMLValue, _ texts: inout [Bytes]) {
    check(value.position.line >= 1 && value.position.column >= 1, "a position")
    if let text = value.text {
      check(text.firstInvalidUTF8 == nil, "UTF-8")
      texts.append(text)
    }
    for element in value.elements { collect(element, &texts) }
    for (key, element) in value.pairs {
      collect(key, &texts)
      collect(element, &texts)
    }
  }

  private static func readJSON(_ input: Bytes) {
    guard let value = try? JSONValue(parsing: input) else { return }
    var once: [UInt8] = []
    write(value, &once)
    guard let again = try? JSONValue(parsing: Bytes(copying: once)) else { fail("what was written is not JSON") }
    var twice: [UInt8] = []
    write(again, &twice)
    check(once == twice, "JSON changes when it is written and read")
  }

  private static func write(_ value: JSONValue, _ output: inout [UInt8]) {
    switch value.content {
    case .null: output += "null".utf8
    case .bool(let flag): output += "\(flag)".utf8
    case .number(let digits): output += digits.utf8
    case .string(let text): JSONWriter.write(Bytes(copying: text), to: &output)
    case .array(let elements):
      output.append(UInt8(ascii: "["))
      for (number, element) in elements.enumerated() {
        if number > 0 { output.append(UInt8(ascii: ",")) }
        write(element, &output)
      }
      output.append(UInt8(ascii: "]"))
    case .object(let members):
      output.append(UInt8(ascii: "{"))
      for (number, member) in members.enumerated() {
        if number > 0 { output.append(UInt8(ascii: ",")) }
        JSONWriter.write(Bytes(copying: member.key), to: &output)
        output.append(UInt8(ascii: ":"))
        write(member.value, &output)
      }
      output.append(UInt8(ascii: "}"))
    }
  }
}

// MARK: - Patterns

extension FuzzTarget {
  /// The input is a byte of options, a pattern up to a NUL, and the text to search; or patterns of a `.gitignore`, and a path.
  private static func search(_ input: Bytes) {
    guard let flags = input.first, let end = input.firstIndex(of: 0) else { return }
    let (source, text) = (input[..<end].dropFirst(), input[end...].dropFirst())
    if flags & 0x80 != 0 {
      let names = text.split(separator: .slash)
      let answer = IgnoreRules(source).ignores(names[...], isDirectory: flags & 1 != 0)
      check(answer == nil || !IgnoreRules(source).isEmpty, "rules without a line ignore")
      return
    }
    var options = Pattern.Options()
    options.isLiteral = flags & 1 != 0
    options.letterCase = flags & 2 != 0 ? .ignored : flags & 4 != 0 ? .smart : .matters
    options.isWord = flags & 8 != 0
    options.isWholeLine = flags & 16 != 0
    guard let pattern = try? Pattern([source], options: options) else { return }
    var scanner = PatternScanner(pattern)
    var expected: [Range<Int>] = []
    var farthest = FarthestEnds(Program(pattern.syntax, .backwards))
    for line in text.lines {
      let matches = scanner.matches(in: line)
      check(scanner.isMatch(line) == !matches.isEmpty, "a line matches that has no match")
      var last = line.startIndex
      for match in matches {
        check(match.lowerBound >= last && match.upperBound <= line.endIndex, "matches are in order")
        last = match.upperBound
      }
      check(Set(farthest.matches(in: line, from: line.startIndex)).isSuperset(of: matches), "the longest match")
      if !matches.isEmpty { expected.append(line.startIndex..<line.endIndex) }
    }
    var (found, place) = ([Range<Int>](), text.startIndex)
    while let line = scanner.nextMatchingLine(in: text, from: place) {
      found.append(line)
      place = line.upperBound + 1
    }
    check(found == expected, "the lines that match: \(found), not \(expected)")
  }
}

// MARK: - Other people's files

extension FuzzTarget {
  private static let syntaxes = [
    nil, "a.md", "a.txt", "a.json", "a.yaml", "a.toml", "a.csv", "a.tsv", "a.html", "a.xml", "a.py", "a.adoc", "a.rst",
  ]
  private static let scanner = TextScanner(.bundled)
  private static let strictScanner = TextScanner(.bundled, strictNames: true, findsStixIDs: true)

  /// The input is a byte for the format, and the text; a corrected text must have nothing left to correct.
  private static func correct(_ input: Bytes) {
    guard let first = input.first else { return }
    let (text, path) = (Bytes(copying: input.dropFirst()), syntaxes[Int(first & 0x7F) % syntaxes.count])
    let scanner = first & 0x80 == 0 ? scanner : strictScanner
    let citations = scanner.citations(in: text, path: path)
    var last = 0
    for citation in citations {
      check(citation.place.line >= 1 && citation.place.column >= 1, "a place")
      check(citation.place.offset >= last && citation.place.offset <= text.count, "citations are in order")
      last = citation.place.offset
    }
    let correction = Correction(citations)
    guard !correction.edits.isEmpty, let result = correction.applied(to: text) else { return }
    // A corrected name can show which of the ids around it another name belongs to, but that comes to an end.
    var next: [UInt8]? = result
    for _ in 0..<8 {
      guard let text = next.map({ Bytes(copying: $0) }) else { break }
      let correction = Correction(scanner.citations(in: text, path: path))
      next = correction.edits.isEmpty ? nil : correction.applied(to: text)
    }
    check(next == nil, "corrections do not come to an end: \(String(decoding: result, as: UTF8.self))")
    var (before, after, shift) = (Array(text), result, 0)
    for edit in correction.edits {
      before.replaceSubrange(edit.offset + shift..<edit.offset + shift + edit.old.count, with: [])
      after.replaceSubrange(edit.offset + shift..<edit.offset + shift + edit.new.count, with: [])
      shift -= edit.old.count
    }
    check(before == after, "a correction changes what is around")
  }

  /// A few records, because some queries visit all records.
  private static let small = KnowledgeBase(text: files.text, index: Index(Bytes(copying: files.image)), wording: .own)
  private static let smallScanner = TextScanner(small)

  /// The input is a byte for the format, and the text, which is read as an outline and as a crosswalk or a list of records.
  private static func readOutlines(_ input: Bytes) {
    guard let first = input.first else { return }
    let (text, path) = (Bytes(copying: input.dropFirst()), syntaxes[Int(first & 0x7F) % syntaxes.count])
    readJSON(text)
    var reader = OutlineReaders.reader(of: TextSyntax(path: path), text.prefix(4096))
    var outline = Outline()
    var place = text.startIndex
    while place < text.endIndex {
      let next = reader.read(text, from: place, to: text.endIndex, into: &outline)
      check(next >= place && next <= text.endIndex, "a reader goes forward")
      if next == place { break }
      place = next
    }
    outline.finish(at: text.endIndex)
    for (number, node) in outline.nodes.enumerated() {
      check(node.range.lowerBound >= 0 && node.range.upperBound <= text.endIndex, "a node in the text")
      check(node.parent < number && node.start <= text.endIndex, "a node in its container")
    }
    if let sheet = try? CrosswalkSheet(text, path: path, small, smallScanner) {
      let lines = text.count { $0 == .newline } + 1
      check(sheet.rows.allSatisfy { (1...lines).contains($0.line) }, "the lines of a crosswalk")
      _ = MapQuery([], crosswalk: sheet).answer(in: small)
    }
    var selector = RecordSelector(base: small, kinds: [])
    selector.take(list: text, source: "list")
  }
}

// MARK: - The imported index

extension FuzzTarget {
  private static let files: (text: Bytes, image: [UInt8], file: [UInt8]) = {
    let pages: [(String, String)] = [
      ("a.md", "# AML.TA0001: Aim\n\n## Techniques\n\n- [[AML.T0001]]\n"),
      ("b.md", "# AML.T0001: Way\n\nText.\n\n## Mitigations\n\n- [[AML.M0001]] — so\n"),
      ("c.md", "# AML.M0001: Guard\n\n## Metadata\n\n- **Category:** Policy\n"),
      ("d.md", "# AML.CS0001: Case\n\n## Attack Procedure\n\n### Step 1: A\n**Technique:** [[AML.T0001]]\n\na\n"),
    ]
    var buffer = PageBuffer(capacity: 0)
    for (path, text) in pages { buffer.add(path: Bytes(copying: path), text: Array(text.utf8)) }
    let corpus = buffer.corpus()
    let image = IndexWriter.write(corpus).image
    return (corpus.text, image, IndexFile.write(image, stamp: "stamp"))
  }()

  /// The input is patches of an index, each two bytes for the place and one for the value.
  ///
  /// With valid checksums, nothing may crash; with invalid ones, the answers must be those of the pages.
  private static func openIndex(_ input: Bytes) {
    let (text, image, file) = files
    var (wild, damaged) = (image, file)
    var rest = input
    while rest.count >= 3 {
      let place = Int(rest[rest.startIndex]) << 8 | Int(rest[rest.startIndex + 1])
      let byte = rest[rest.startIndex + 2]
      wild[place % wild.count] = byte
      damaged[place % damaged.count] = byte
      rest = rest.dropFirst(3)
    }
    let right = Bytes(copying: image)
    let widths = IndexFile.read(Bytes(copying: damaged), stamp: "stamp") { Index(right) }
    if let widths { walk(KnowledgeBase(text: text, index: widths, wording: .official)) }
    // No writer makes a header with sizes beyond the file.
    guard
      Array(wild.prefix(Table.width * Index.Header.allCases.count))
        == Array(image.prefix(Table.width * Index.Header.allCases.count))
    else { return }
    guard
      let index = IndexFile.read(
        Bytes(copying: IndexFile.write(wild, stamp: "s")), stamp: "s", remake: { Index(right) })
    else { return }
    // With this wording, records have the paths of their pages.
    let base = KnowledgeBase(text: text, index: index, wording: .own)
    for id in base.ids() {
      _ = base.record(id)
      for relation in base.relations(of: id) { _ = base.fullNameBytes(of: relation.target) }
    }
  }
}

// MARK: - Messages

extension FuzzTarget {
  /// The input is lines with messages to a server; the answer to each request must be one line of JSON.
  private static func answer(_ input: Bytes) {
    var server = ProtocolServer(.bundled, version: "0")
    var lines = LineBuffer(limit: 4096)
    func take(_ line: LineBuffer.Line) {
      let answer = server.answer(line)
      guard !answer.isEmpty else { return }
      check(answer.last == .newline && !answer.dropLast().contains(.newline), "an answer is one line")
      guard let value = try? JSONValue(parsing: Bytes(copying: answer)) else { fail("an answer is not JSON") }
      for message in value.array ?? [value] { check(message["jsonrpc"]?.string == "2.0", "an answer is a message") }
    }
    // The input arrives in pieces, as from a pipe.
    var rest = input
    while !rest.isEmpty {
      lines.take(Array(rest.prefix(64)), take)
      rest = rest.dropFirst(64)
    }
    lines.finish(take)
  }
}
