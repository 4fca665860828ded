import AtlasCore
import AtlasFiles

/// The formats of `scan`.
enum ScanFormat: String, FormatChoice {
  case text, json, jsonl, sarif, markdown, ids

  var summary: String {
    switch self {
    case .text: "path:line:column: finding"
    case .json: "one array"
    case .jsonl: "one object per line"
    case .sarif: "SARIF 2.1.0"
    case .markdown: "a table"
    case .ids: "each id once, those that are right or have one successor"
    }
  }
}

/// Prints the findings of a scan, file by file.
struct ScanPrinter {
  private let format: ScanFormat
  private let base: KnowledgeBase
  private let fixes: Bool
  private var sarif: SARIF
  private var count = 0

  /// - Parameters:
  ///   - format: the format of the findings.
  ///   - base: the release that they were checked against.
  ///   - fixes: whether corrections were asked for, so that a finding without one says why.
  init(_ format: ScanFormat, _ base: KnowledgeBase, fixes: Bool) {
    self.format = format
    self.base = base
    self.fixes = fixes
    sarif = SARIF(
      Verdict.Kind.allCases.filter { $0 != .ok }.map {
        SARIF.Rule(id: $0.rawValue, summary: $0.summary, help: $0.help, level: $0.level)
      }, toolVersion: Version.tool)
  }

  /// Writes what comes before the findings.
  func begin(_ output: inout Output) {
    switch format {
    case .text, .jsonl, .ids: break
    case .json: output.append("[")
    case .sarif: sarif.begin(&output, release: base.release.versionBytes)
    case .markdown: output.append("| Place | Status | Finding |\n| --- | --- | --- |\n")
    }
  }

  /// Writes what comes after them.
  ///
  /// - Parameters:
  ///   - isComplete: whether all could be read.
  ///   - output: where to write.
  func end(isComplete: Bool, _ output: inout Output) {
    switch format {
    case .text, .jsonl, .markdown, .ids: break
    case .json: output.append(count == 0 ? "]\n" : "\n]\n")
    case .sarif: sarif.end(&output, isComplete: isComplete, taxonomyVersion: base.release.versionBytes)
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
      switch format {
      case .text: writeLine(citation, file.pathBytes, isFixed, &output)
      case .json:
        output.append(count == 0 ? "\n  " : ",\n  ")
        output.json(object(citation, file.pathBytes, isFixed), isIndented: true, depth: 1)
      case .jsonl:
        output.json(object(citation, file.pathBytes, isFixed), isIndented: false)
        output.newline()
      case .sarif:
        // A service would take what was corrected, or is fine, for an alert.
        if isFixed || citation.verdict.kind == .ok { continue }
        writeResult(citation, file.pathBytes, &output)
      case .markdown: writeRow(citation, file.pathBytes, isFixed, &output)
      case .ids: break
      }
      count += 1
    }
  }

  private mutating func writeResult(_ citation: Citation, _ path: Bytes, _ output: inout Output) {
    let kind = citation.verdict.kind
    let taxon = citation.id.flatMap { base.contains($0) ? $0 : nil } ?? citation.record
    sarif.write(
      SARIF.Result(
        rule: kind.rawValue, level: kind.level, message: sentence(citation) + ".", path: path,
        line: citation.place.line, column: citation.place.column, length: citation.text.utf8.count,
        taxon: taxon.map { SARIF.Taxon(id: "\($0)", name: base.fullNameBytes(of: $0), url: base.taxonURL(of: $0)) }),
      &output)
  }

  private func sentence(_ citation: Citation) -> String {
    citation.sentence(in: base) + (fixes ? citation.obstacle.map { "; not fixed: \($0)" } ?? "" : "")
  }

  private func writeLine(_ citation: Citation, _ path: Bytes, _ isFixed: Bool, _ output: inout Output) {
    let kind = citation.verdict.kind
    let (place, word) = (":\(citation.place.line):\(citation.place.column): ", isFixed ? "fixed" : kind.rawValue)
    output.text(path, as: .path)
    output.text(place, as: .note)
    output.text(word, as: isFixed || kind == .ok ? .label : kind.level == .error ? .failure : .warning)
    output.append(": ")
    guard let width = output.width else {
      output.text(sentence(citation))
      return output.newline()
    }
    let column = Width.columns(of: path) + place.utf8.count + word.utf8.count + 2
    var wrap = Wrap(width: width, column: column, indent: 2)
    wrap.add(sentence(citation), to: &output)
    wrap.finish(&output)
  }

  private func writeRow(_ citation: Citation, _ path: Bytes, _ isFixed: Bool, _ output: inout Output) {
    output.append("| ")
    output.text(MarkdownTable.escaped(path))
    output.append(
      ":\(citation.place.line):\(citation.place.column) | \(isFixed ? "fixed" : citation.verdict.kind.rawValue) | ")
    output.text(MarkdownTable.escaped(Bytes(copying: sentence(citation))))
    output.append(" |\n")
  }

  private func object(_ citation: Citation, _ path: Bytes, _ isFixed: Bool) -> Value {
    var (name, release, records): (Bytes?, Bytes?, [RecordID]) = (nil, nil, [])
    switch citation.verdict {
    case .ok, .newer, .wrongNamespace: name = citation.nameBeside.map { Bytes(copying: $0) }
    case .unknown(let meant): records = meant.map { [$0] } ?? []
    case .retired(let when, let into): (release, records) = (when, into)
    case .renamed(let beside, let when): (name, release) = (Bytes(copying: beside), when)
    case .mismatched(let beside, let owners): (name, records) = (Bytes(copying: beside), owners)
    case .wrongTactic(let tactic, let id, let isFormer):
      name = Bytes(copying: tactic)
      records = isFormer ? [id] : citation.id.map { base.tacticsOfTechnique($0) } ?? []
    case .conflictingIDs(let other): records = [other]
    case .wrongRelease(_, let when, _): release = when.map { Bytes(copying: $0) }
    case .unknownName(let beside): name = Bytes(copying: beside)
    }
    let known = citation.id.flatMap { base.contains($0) ? base.fullNameBytes(of: $0) : nil }
    let pairs: [(key: StaticString, value: Value)] = [
      ("path", .string(path)), ("line", .number(citation.place.line)), ("column", .number(citation.place.column)),
      ("offset", .number(citation.place.offset)), ("text", .string(Bytes(copying: citation.text))),
      ("id", .id(citation.id)), ("name", .string(known)), ("status", .text(citation.verdict.kind.rawValue)),
      ("message", .string(Bytes(copying: citation.sentence(in: base)))), ("nameBeside", .string(name)),
      ("release", .string(release)), ("records", .array(records.map { .named($0, base) })),
      ("fixable", .bool(!citation.edits.isEmpty)), ("fixed", .bool(isFixed)),
      ("obstacle", .string(citation.obstacle.map { Bytes(copying: $0) })),
      ("dataRelease", .string(base.release.versionBytes)),
      ("note", .string(citation.note.map { Bytes(copying: $0) })),
    ]
    return .object(pairs)
  }
}

extension KnowledgeBase {
  /// The official page of a record that is MITRE's.
  fileprivate func taxonURL(of id: RecordID) -> String? { isOfficial(id) ? id.url : nil }
}
