import AtlasCore
import AtlasFiles

extension Command {
  static let map = Command(
    name: "map", summary: "Tell what corresponds to what: ATLAS, MITRE ATT&CK, and crosswalks of your own.",
    discussion: """
      What corresponds to ATT&CK is what the pages of ATLAS refer to. An id of ATT&CK finds what refers to it or to one of its \
      sub-techniques. Without `AML.`, an id that both have is ATT&CK's where some page refers to it.

      A crosswalk is a file of comma-separated values (RFC 4180; semicolons, tabs and a byte order mark are taken, too), a row \
      a correspondence. The columns that hold ids of ATLAS, or of ATT&CK, are found by what stands in them; where there are \
      none of ATLAS, the others lead to it. The first other column is what the row is about, and can be asked for. Ids and \
      the names beside them are checked as `atlas scan` does; rows that lead nowhere, or are odd, are named on stderr, \
      and the exit status is 1. Who asks about some rows is told of those.

      In a pipe a line is the id, the name, the id of ATT&CK, and with a crosswalk what the row is about and whether its id is \
      in order, with tabs between.
      """,
    examples: [
      Example("atlas map T1078", "what corresponds to a technique of ATT&CK"),
      Example("atlas map AML.T0012", "and the other way"),
      Example("atlas map --all --format csv", "every correspondence that the release knows"),
      Example("atlas map --with owasp.csv", "your own crosswalk, joined to the release and checked"),
      Example("atlas map --with owasp.csv LLM01", "what one of its rows leads to"),
    ],
    operands: [
      Operand(
        name: "ID", values: .record([.tactic, .technique, .mitigation]),
        help: "A record of ATLAS or of ATT&CK, or with --with what a row is about.", maximum: nil)
    ],
    flags: [.allPairs, .with, .recordFormat]
  ) { invocation, output throws(Failure) in
    let form: Format = try invocation.format()
    if invocation.operands.isEmpty, !invocation.has(.allPairs), !invocation.has(.with) {
      throw invocation.command.misuse("map needs an ID, --all or --with FILE")
    }
    if !invocation.operands.isEmpty, invocation.has(.allPairs) {
      throw invocation.command.misuse("--all goes without an ID")
    }
    let base = try invocation.knowledgeBase(&output)
    let sheet = try invocation.value(of: .with).map { path throws(Failure) in
      try SheetReading(path: path, invocation: invocation, base: base).sheet()
    }
    var query = MapQuery(base: base, sheet: sheet, path: invocation.value(of: .with) ?? "")
    try query.take(invocation, &output)
    query.write(form, &output)
    return query.isInOrder && !query.rows.isEmpty ? .found : .nothing
  }
}

extension Flag {
  fileprivate static let allPairs = Flag("all", help: "Print every correspondence.")
  fileprivate static let with = Flag(
    "with", nil, .file, name: "FILE", help: "Join a crosswalk of your own; - reads standard input.")
}

/// Reads a crosswalk from a file.
private struct SheetReading {
  let path: String
  let invocation: Invocation
  let base: KnowledgeBase

  /// The longest crosswalk, in bytes.
  private static let limit = 64 << 20

  func sheet() throws(Failure) -> CrosswalkSheet {
    let isInput = path == "-"
    if isInput, invocation.surroundings.inputIsTerminal {
      throw invocation.command.misuse("--with - reads a pipe or a file, and standard input is a terminal")
    }
    let shown = isInput ? "standard input" : Sanitize.shown(path)
    let text: Bytes
    do throws(SystemError) {
      text =
        isInput
        ? try invocation.surroundings.readInput(SheetReading.limit)
        : try System.read(path, limit: SheetReading.limit)
    } catch { throw Failure(error) }
    switch TextEncoding(text.prefix(TextEncoding.headLength)) {
    case .plain: break
    case .wide: throw Failure("\(shown) is UTF-16 text; save it as UTF-8")
    case .binary: throw Failure("\(shown) is binary; a file of comma-separated values is expected")
    }
    let sheet: CrosswalkSheet
    do throws(SeparatedText.UnclosedQuote) {
      sheet = try CrosswalkSheet(text, base, TextScanner(base))
    } catch {
      throw Failure("\(shown):\(text.lineNumber(at: error.place)): a quote opens here that is never closed")
    }
    guard !sheet.rows.isEmpty else { throw Failure("\(shown) holds no rows") }
    guard sheet.hasIDs else {
      throw Failure("\(shown) has no column of ids such as AML.T0051 or T1078, nor one in which most cells are ids")
    }
    return sheet
  }
}
