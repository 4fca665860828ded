import AtlasCore

/// In which form records are printed: chosen here for `show`, the lists and `search`.
struct RecordFormat: Sendable {
  enum Form: String, Sendable {
    case text, json, jsonl, csv, tsv, markdown, ids
  }

  /// What the command line says of keys.
  private enum Keys: Sendable {
    case all
    case chosen([FieldColumn])
    /// It asks which there are.
    case asked([FieldColumn])
  }

  let form: Form
  private let keys: Keys
  /// Whether ids end with NUL in place of a newline.
  let isNULTerminated: Bool
  /// The keys that records have besides their own: how they are related, or how well they answer.
  let extras: [Field]

  /// What the flags of a command line choose.
  ///
  /// - Parameters:
  ///   - invocation: the command line.
  ///   - kinds: the kinds of record that may be printed.
  ///   - extras: the keys that records have besides their own, when the list is not one of related records.
  /// - Throws: for flags that do not go together, and for a key that records of the kinds do not have.
  init(_ invocation: Invocation, _ kinds: [RecordKind], adding extras: [Field] = []) throws(Failure) {
    var chosen = invocation.value(of: .format).flatMap(Form.init)
    func choose(_ form: Form, _ flag: String) throws(Failure) {
      if let chosen, chosen != form { throw invocation.command.misuse("\(flag) does not go with --format \(chosen)") }
      chosen = form
    }
    if invocation.has(.json) { try choose(.json, "--json") }
    isNULTerminated = invocation.has(.null)
    if isNULTerminated { try choose(.ids, "-0") }
    form = chosen ?? .text
    self.extras = invocation.has(.for) ? Field.links : extras

    guard invocation.has(.fields) else {
      keys = .all
      return
    }
    let known = FieldColumn.all(of: kinds, adding: self.extras)
    let names = invocation.values(of: .fields).flatMap { $0.split(separator: ",") }.map { Bytes(copying: String($0)) }
    guard !names.isEmpty else {
      keys = .asked(known)
      return
    }
    switch form {
    case .json, .jsonl, .csv, .tsv: break
    case .text, .markdown, .ids:
      throw invocation.command.misuse("--fields goes with --format json, jsonl, csv or tsv, not with \(form)")
    }
    keys = .chosen(
      try names.map { name throws(Failure) in
        if let column = known.first(where: { Bytes($0.name).equals(ignoringCase: name.trimmed) }) { return column }
        let names = Values.enumeration(known.map { "\($0.name)" }, "and")
        throw invocation.command.misuse("no field \(Sanitize.quoted(name.string)); there are \(names)")
      })
  }

  /// The keys chosen, in their order; nil for all.
  var columns: [FieldColumn]? {
    if case .chosen(let columns) = keys { columns } else { nil }
  }

  /// Prints the keys that there are, if that is all that was asked for.
  ///
  /// - Returns: whether it was.
  func listsFields(_ output: inout Output) -> Bool {
    guard case .asked(let columns) = keys else { return false }
    for column in columns {
      output.append(column.name)
      output.newline()
    }
    return true
  }
}

extension Flag {
  /// The flags of commands that print records.
  static let records: [Flag] = [.recordFormat, .fields, .null]

  /// Takes the place of the common flag of that name.
  static let recordFormat = Flag(
    "format", nil,
    .choices([
      Choice("text", "for reading"), Choice("json", "one array"), Choice("jsonl", "an object a line"),
      Choice("csv", "RFC 4180"), Choice("tsv", "a line a record, \\t and \\n escaped"),
      Choice("markdown", "full pages, or a table"), Choice("ids", "an id a line"),
    ]), name: "FORMAT", group: "Format", help: "How to print the records.")
  static let fields = Flag(
    "fields", nil, .text, name: "NAMES", repeats: true, valueIsOptional: true, group: "Format",
    help: "Which keys of json, jsonl, csv and tsv, in which order, with commas between; alone, what there is.")
  static let null = Flag("null", "0", group: "Format", help: "Print ids with NUL behind each, for `xargs -0`.")
}
