import AtlasCore

/// Prints the findings of a scan as they come.
struct ScanReport {
  enum Form: String {
    case text, json, jsonl, sarif, markdown

    init(_ invocation: Invocation) throws(Failure) {
      let named = invocation.value(of: .format)
      self = named.flatMap(Form.init) ?? .text
      guard invocation.has(.json) else { return }
      if named != nil, self != .json { throw invocation.command.misuse("--json does not go with --format \(self)") }
      self = .json
    }
  }

  private let form: Form
  private let base: KnowledgeBase
  private var sarif: SARIF
  private var count = 0

  init(_ form: Form, _ base: KnowledgeBase) {
    self.form = form
    self.base = base
    sarif = SARIF(
      Verdict.Kind.allCases.filter { $0 != .ok }.map {
        SARIF.Rule(id: $0.rawValue, summary: $0.summary, help: $0.help, level: $0.level)
      })
  }

  /// Writes what comes before the findings.
  func begin(_ output: inout Output) {
    switch form {
    case .text, .jsonl: break
    case .json: output.append("[")
    case .sarif: sarif.begin(&output, release: base.release.version)
    case .markdown: output.append("| Place | Status | Finding |\n| --- | --- | --- |\n")
    }
  }

  /// Writes what comes behind them.
  ///
  /// - Parameters:
  ///   - isComplete: whether all could be read.
  ///   - output: where to write.
  func end(isComplete: Bool, _ output: inout Output) {
    switch form {
    case .text, .jsonl, .markdown: break
    case .json: output.append(count == 0 ? "]\n" : "\n]\n")
    case .sarif: sarif.end(&output, isComplete: isComplete)
    }
  }

  /// Writes the findings in a file.
  ///
  /// - Parameters:
  ///   - file: what was found.
  ///   - isFixed: whether what can be corrected was.
  ///   - output: where to write.
  mutating func write(_ file: ScannedFile, isFixed: Bool, _ output: inout Output) {
    for citation in file.citations {
      let isFixed = isFixed && !citation.edits.isEmpty
      switch form {
      case .text: writeLine(citation, file.path, isFixed, &output)
      case .json:
        output.append(count == 0 ? "\n  " : ",\n  ")
        output.json(object(citation, file.path, isFixed), isIndented: true, depth: 1)
      case .jsonl:
        output.json(object(citation, file.path, isFixed), isIndented: false)
        output.newline()
      case .sarif:
        // A service would take what was corrected, or is fine, for an alert.
        if isFixed || citation.verdict.kind == .ok { continue }
        let kind = citation.verdict.kind
        sarif.write(
          SARIF.Result(
            rule: kind.rawValue, level: kind.level, message: citation.sentence(base) + ".", path: file.path,
            line: citation.place.line, column: citation.place.column, length: citation.text.utf8.count), &output)
      case .markdown: writeRow(citation, file.path, isFixed, &output)
      }
      count += 1
    }
  }

  private func writeLine(_ citation: Citation, _ path: Bytes, _ isFixed: Bool, _ output: inout Output) {
    let kind = citation.verdict.kind
    let (place, word) = (":\(citation.place.line):\(citation.place.column): ", isFixed ? "fixed" : kind.rawValue)
    output.text(path, as: .id)
    output.text(place, as: .note)
    output.text(word, as: isFixed || kind == .ok ? .label : .match)
    output.append(": ")
    guard let width = output.width else {
      output.text(citation.sentence(base))
      return output.newline()
    }
    let column = Width.columns(of: path) + place.utf8.count + word.utf8.count + 2
    var wrap = Wrap(width: width, column: column, indent: 2)
    wrap.add(citation.sentence(base), to: &output)
    wrap.finish(&output)
  }

  private func writeRow(_ citation: Citation, _ path: Bytes, _ isFixed: Bool, _ output: inout Output) {
    output.append("| ")
    output.text(MarkdownTable.escaped(path))
    output.append(
      ":\(citation.place.line):\(citation.place.column) | \(isFixed ? "fixed" : citation.verdict.kind.rawValue) | ")
    output.text(MarkdownTable.escaped(Bytes(copying: citation.sentence(base))))
    output.append(" |\n")
  }

  private func object(_ citation: Citation, _ path: Bytes, _ isFixed: Bool) -> Value {
    var (name, release, records): (Bytes?, Bytes?, [RecordID]) = (nil, nil, [])
    switch citation.verdict {
    case .ok, .unknown, .newer: break
    case .retired(let when, let into): (release, records) = (when, into)
    case .renamed(let beside, let when): (name, release) = (Bytes(copying: beside), when)
    case .mismatched(let beside, let owners): (name, records) = (Bytes(copying: beside), owners)
    }
    let known = citation.id.flatMap { base.contains($0) ? base.fullName(of: $0) : nil }
    let pairs: [(key: StaticString, value: Value)] = [
      ("path", .string(path)), ("line", .number(citation.place.line)), ("column", .number(citation.place.column)),
      ("offset", .number(citation.place.offset)), ("text", .string(Bytes(copying: citation.text))),
      ("id", .id(citation.id)), ("name", .string(known)), ("status", .text(citation.verdict.kind.rawValue)),
      ("message", .string(Bytes(copying: citation.sentence(base)))), ("nameBeside", .string(name)),
      ("release", .string(release)), ("records", .array(records.map { .named($0, base) })),
      ("fixable", .bool(!citation.edits.isEmpty)), ("fixed", .bool(isFixed)),
    ]
    return .object(pairs)
  }
}

extension Verdict.Kind {
  /// What a finding of the kind means, for services that show rules.
  fileprivate var summary: String {
    switch self {
    case .ok: "The id is in order."
    case .unknown: "The id is not one of ATLAS."
    case .newer: "The id is not in the release that was asked, and may be newer."
    case .retired: "The id was retired."
    case .renamed: "The name beside the id is a former one."
    case .mismatched: "The name beside the id is that of another record."
    }
  }

  /// What to do about one.
  fileprivate var help: String {
    switch self {
    case .ok: "Nothing is to be done."
    case .unknown: "Look the record up: atlas find, or atlas search, with words of what is meant."
    case .newer: "Take a newer release in: atlas import FILE, then atlas scan --release."
    case .retired: "Write the id of the successor; atlas scan --fix does where there is only one."
    case .renamed: "Write the present name; atlas scan --fix does."
    case .mismatched: "Decide whether the id or the name is what was meant, and correct the other."
    }
  }

  fileprivate var level: SARIF.Level {
    switch self {
    case .ok, .newer: .note
    case .renamed: .warning
    case .unknown, .retired, .mismatched: .error
    }
  }
}
