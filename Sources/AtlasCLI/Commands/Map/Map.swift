import AtlasCore
import AtlasFiles

extension Command {
  static let map = Command(
    name: "map", summary: "Map between ATLAS, ATT&CK and your own crosswalk.",
    discussion: """
      The map of the release is what its pages refer to. An ATT&CK id finds the records that refer to it or to one of its \
      sub-techniques. Without `AML.`, an id that both frameworks have is the one of ATT&CK if a page refers to it.

      A crosswalk is a table (CSV, TSV or Markdown, with several ids in a cell if need be), or JSON, JSON lines or YAML, with one \
      correspondence per row or object. In a table, the columns with ids of ATLAS and of ATT&CK are found by their content, and \
      the first other column is the row's key; in data, it is the id or name of the object around the ids, or the key of their \
      list. Without ids of ATLAS, those of ATT&CK lead to the records. A key can be given as an argument. Ids, and names next to \
      them, are checked as by `atlas scan`; problems are reported on stderr, the first 10,000 of them, and the exit status is 1. \
      If you name rows, only their problems are reported. A crosswalk can have up to 64 MiB.

      In a pipe a line has the id, the name and the ATT&CK id, and with a crosswalk the row's key and the status of its id, \
      separated by tabs.
      """,
    examples: [
      Example("atlas map T1078", "the ATLAS records for an ATT&CK technique"),
      Example("atlas map AML.T0012", "and back"),
      Example("atlas map --all --format csv", "the whole map of the release"),
      Example("atlas map --with owasp.csv", "your own crosswalk, joined to the release and checked"),
      Example("atlas map --with owasp.csv LLM01", "one row of it"),
    ],
    operands: [
      Operand(
        name: "ID", values: .record([.tactic, .technique, .mitigation]),
        help: "A record of ATLAS or ATT&CK, or with --with the key of a row.", maximum: nil)
    ],
    flags: [.allPairs, .with, .format(Format.self)]
  ) { invocation, output throws(Failure) in
    let format: Format = try invocation.format()
    if invocation.operands.isEmpty, !invocation.has(.allPairs), !invocation.has(.with) {
      throw invocation.command.misuse("map needs an ID, --all or --with FILE")
    }
    if !invocation.operands.isEmpty, invocation.has(.allPairs) {
      throw invocation.command.misuse("--all cannot be used with an ID")
    }
    let base = try invocation.knowledgeBase(&output)
    let path = invocation.value(of: .with)
    var query = MapQuery()
    query.crosswalk = try path.map { path throws(Failure) in
      try CrosswalkFile(path: path, invocation: invocation, base: base).sheet()
    }
    var isComplete = true
    for word in invocation.operands {
      if word == "-" || word.hasPrefix("@") {
        let selection = try invocation.records([word], in: base, &output)
        isComplete = isComplete && selection.isComplete
        query.words += selection.ids.map(\.description)
      } else {
        query.words.append(word)
      }
    }
    guard !query.words.isEmpty || invocation.operands.isEmpty else { return .nothing }
    let answer = query.answer(in: base)
    for remark in answer.remarks { output.note(remark) }
    for problem in answer.problems {
      output.note("\(Sanitize.shown(path ?? "")):\(problem.line):\(problem.column): \(problem.sentence)")
    }
    if answer.problemCount > answer.problems.count {
      output.note("\(Sanitize.shown(path ?? "")): \(answer.problemCount - answer.problems.count) more problems")
    }
    MapPrinter(base: base, answer: answer, isJoined: query.crosswalk != nil).write(format, &output)
    return ExitStatus(hasResults: answer.isValid && !answer.rows.isEmpty, isComplete: isComplete)
  }
}

extension Flag {
  fileprivate static let allPairs = Flag("all", help: "Print all results, also those left out by default.")
  fileprivate static let with = Flag(
    "with", nil, .file, name: "FILE", help: "Join your own crosswalk; - is standard input.")
}

/// Reads a crosswalk from a file.
private struct CrosswalkFile {
  let path: String
  let invocation: Invocation
  let base: KnowledgeBase

  /// The longest crosswalk, in bytes.
  private static let limit = 64 << 20

  func sheet() throws(Failure) -> CrosswalkSheet {
    let isInput = path == "-"
    if isInput, invocation.environment.inputIsTerminal {
      throw invocation.command.misuse("--with - reads standard input, which is a terminal")
    }
    let shown = isInput ? "standard input" : Sanitize.shown(path)
    let text: Bytes
    do throws(SystemError) {
      text =
        isInput
        ? try invocation.environment.readInput(CrosswalkFile.limit)
        : try System.read(path, limit: CrosswalkFile.limit)
    } catch { throw Failure(error) }
    switch TextEncoding(text.prefix(TextEncoding.headLength)) {
    case .plain: break
    case .wide: throw Failure("\(shown) is UTF-16 text; save it as UTF-8")
    case .binary: throw Failure("\(shown) is binary; expected a table, JSON or YAML")
    }
    let sheet: CrosswalkSheet
    do throws(CrosswalkSheet.UnclosedQuote) {
      sheet = try CrosswalkSheet(text, path: isInput ? nil : path, base, TextScanner(base))
    } catch {
      throw Failure("\(shown):\(text.lineNumber(at: error.place)): unclosed quote")
    }
    guard !sheet.rows.isEmpty else { throw Failure("\(shown) has no rows") }
    guard sheet.hasIDs else {
      throw Failure(
        "\(shown) has no ids such as AML.T0051 or T1078, or in a table no column in which most cells are ids")
    }
    return sheet
  }
}
