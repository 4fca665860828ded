import AtlasCore
import AtlasFiles

/// Many records in one word of the command line: `-` for standard input, `@` and the path of a file.
///
/// A list is a record a line, by id or name. Only the first column counts, up to a tab, or in quotes; several ids may stand on
/// a line. From `#` on it is a comment, and a first line that begins with `id` is the head of a table: what our own lists and
/// tables print reads back.
struct RecordList {
  /// How messages call it.
  let source: String
  private let text: Bytes

  /// The longest list, in bytes; some six million ids.
  private static let limit = 64 << 20

  /// The list that a word stands for; nil when it stands for itself.
  init?(_ word: String, _ invocation: Invocation) throws(Failure) {
    let isInput = word == "-"
    guard isInput || word.hasPrefix("@") && word.utf8.count > 1 else { return nil }
    if isInput, invocation.surroundings.inputIsTerminal {
      throw invocation.command.misuse("- reads ids from a pipe or a file, and standard input is a terminal")
    }
    let path = String(word.dropFirst())
    source = isInput ? "standard input" : Sanitize.shown(path)
    do throws(SystemError) {
      text =
        isInput
        ? try invocation.surroundings.readInput(RecordList.limit) : try System.read(path, limit: RecordList.limit)
    } catch {
      throw Failure(error)
    }
    guard !text.contains(0) else { throw Failure("\(source) is binary; a list of ids is expected, one a line") }
  }

  /// The records that a word names which is no list of its own: itself, or ids with commas between.
  ///
  /// A name may hold a comma, so that it is a list only when every part is an id.
  static func parts(of word: String) -> [String] {
    guard word.utf8.contains(UInt8(ascii: ",")) else { return [word] }
    let parts = word.split(separator: ",").map { String($0) }
    return parts.count > 1 && parts.allSatisfy({ RecordID(Bytes(copying: $0).trimmed) != nil }) ? parts : [word]
  }

  /// Hands the records on, in their order.
  ///
  /// A word that was looked up before is not looked up, or complained about, again: a list of millions is
  /// read in seconds.
  func read(into naming: inout Naming, _ output: inout Output) throws(Failure) {
    var known: [Bytes: RecordID?] = [:]
    var isFirst = true
    var number = 0
    defer { naming.place = nil }
    var text = text
    // What some editors begin UTF-8 with.
    _ = text.eat("\u{FEFF}")
    for line in text.lines {
      number += 1
      naming.place = (source, number)
      var rest = line.prefix { $0 != UInt8(ascii: "#") }.trimmed
      guard !rest.isEmpty else { continue }
      defer { isFirst = false }
      if isFirst, rest.isHeadOfTable { continue }
      if let cell = rest.quotedCell { rest = cell }
      var hasID = false
      while true {
        let start = rest
        guard let id = RecordID(eating: &rest) else { break }
        hasID = true
        if !naming.take(id) {
          try look(up: start[start.startIndex..<rest.startIndex], &known, &naming, &output)
        }
        let blanks = rest.eat { $0 == UInt8(ascii: " ") || $0 == UInt8(ascii: ",") }
        if blanks.isEmpty { break }
      }
      if !hasID { try look(up: rest.prefix { $0 != UInt8(ascii: "\t") }.trimmed, &known, &naming, &output) }
    }
  }

  private func look(
    up word: Bytes, _ known: inout [Bytes: RecordID?], _ naming: inout Naming, _ output: inout Output
  ) throws(Failure) {
    if let before = known[word] { return naming.repeats(before) }
    known[word] = .some(try naming.take(word.prefix(4000).string, &output))
  }
}

extension Bytes {
  /// Whether the line names the columns of a table: `id`, or `Technique ID`, alone or with others behind.
  fileprivate var isHeadOfTable: Bool {
    let cell = quotedCell ?? prefix { $0 != UInt8(ascii: "\t") && $0 != UInt8(ascii: ",") && $0 != UInt8(ascii: ";") }
    let word = FoldedName(cell).bytes
    return ["id", "recordid", "atlasid"].contains { word.elementsEqual($0.utf8) }
      || RecordKind.allCases.contains { word == FoldedName(Bytes(copying: $0.noun() + "id")).bytes }
  }

  /// What stands in the quotes that the line begins with; nil when it does not, or they are not closed.
  fileprivate var quotedCell: Bytes? {
    var rest = self
    guard rest.eat(UInt8(ascii: "\"")), let end = rest.firstIndex(of: UInt8(ascii: "\"")) else { return nil }
    return rest[rest.startIndex..<end].trimmed
  }
}
