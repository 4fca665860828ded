import AtlasCore

/// A record of a list, and how it came into one of related records or of ranked answers.
struct ListedRecord {
  let id: RecordID
  /// How it is related to what was asked for; nil where nothing was asked about relations.
  var links: [RelatedRecord.Path]?
  /// How many of the records asked for it is related to.
  var matches: Int?
  /// How well it answers a question; nil where there is not one.
  var ranked: RankedRecord?
  /// How a layer marks it; nil where none was read.
  var mark: MatrixMark?
  /// The index of its knowledge base among those that the printer has besides its own; nil for the printer's own.
  var otherBase: Int?
}

/// Prints records in the format that was chosen.
///
/// The one place that knows the formats of records: each is written one record after the other, so that many need no more
/// memory than one.
struct RecordPrinter {
  let base: KnowledgeBase
  let format: Format
  /// The kinds of record that may come, which decide the columns of tables.
  let kinds: [RecordKind]
  let fields: FieldSelection
  /// Whether ids end with NUL, for `xargs -0`.
  let isNULTerminated: Bool
  /// The knowledge bases of records that are from other releases.
  var otherBases: [KnowledgeBase] = []

  /// A printer of `format`, with fields that were chosen before.
  init(
    _ base: KnowledgeBase, _ kinds: [RecordKind], _ format: Format, _ fields: FieldSelection, isNULTerminated: Bool
  ) {
    self.base = base
    self.kinds = kinds
    self.format = format
    self.fields = fields
    self.isNULTerminated = isNULTerminated
  }

  /// A printer as the command line asks for it.
  ///
  /// - Parameters:
  ///   - invocation: the flags.
  ///   - base: the knowledge base of the records.
  ///   - kinds: the kinds of record that may come.
  ///   - extras: fields besides those of the record.
  /// - Throws: for flags that cannot be combined, and unknown fields.
  init(
    _ invocation: Invocation, _ base: KnowledgeBase, _ kinds: [RecordKind], adding extras: [Field] = []
  ) throws(Failure) {
    let format: Format = try invocation.format()
    let fields = try FieldSelection(invocation, format, kinds, adding: extras)
    self.init(base, kinds, format, fields, isNULTerminated: invocation.has(.null))
  }

  /// Prints `rows`.
  ///
  /// - Parameters:
  ///   - rows: the records in their order; not made for those formats that print them by the closures below.
  ///   - output: where to print.
  ///   - markdown: prints them as markdown; a table when nil.
  ///   - text: prints them for reading.
  func write(
    _ rows: @autoclosure () -> [ListedRecord], _ output: inout Output, markdown: ((inout Output) -> Void)? = nil,
    text: (inout Output) -> Void
  ) {
    switch format {
    case .text: text(&output)
    case .markdown:
      if let markdown { return markdown(&output) }
      let rows = rows()
      ListMarkdown(base: base, kinds: kinds, isNarrowed: rows.contains { $0.links != nil }).write(rows, &output)
    case .json: writeArray(rows(), &output)
    case .jsonl:
      for row in rows() {
        guard let object = object(row) else { continue }
        output.json(object, isIndented: false)
        output.newline()
      }
    case .csv: writeTable(rows(), .csv, &output)
    case .tsv: writeTable(rows(), .tsv, &output)
    case .ids:
      for row in rows() {
        output.append(row.id.description)
        output.append(isNULTerminated ? 0 : UInt8(ascii: "\n"))
      }
    }
  }

  /// The same printer for records of fewer kinds.
  func with(kinds: [RecordKind]) -> RecordPrinter {
    RecordPrinter(base, kinds, format, fields, isNULTerminated: isNULTerminated)
  }

  private func subject(_ row: ListedRecord) -> Field.Subject? {
    let base = row.otherBase.map { otherBases[$0] } ?? base
    return base.record(row.id).map {
      Field.Subject(base: base, record: $0, links: row.links, matches: row.matches, ranked: row.ranked, mark: row.mark)
    }
  }

  private func object(_ row: ListedRecord) -> Value? {
    subject(row).map { subject in
      guard let columns = fields.columns else { return Field.object(subject) }
      return .object(columns.map { ($0.name, $0.value(of: subject) ?? .null) })
    }
  }

  private func writeArray(_ rows: [ListedRecord], _ output: inout Output) {
    var isFirst = true
    output.append("[")
    for row in rows {
      guard let object = object(row) else { continue }
      output.append(isFirst ? "\n  " : ",\n  ")
      isFirst = false
      output.json(object, isIndented: true, depth: 1)
    }
    output.append(isFirst ? "]\n" : "\n]\n")
  }

  private func writeTable(_ rows: [ListedRecord], _ style: DelimitedText, _ output: inout Output) {
    let columns = fields.columns ?? FieldColumn.all(of: kinds, adding: fields.extras)
    style.write(columns.map { .string(Bytes($0.name)) }, &output)
    for row in rows {
      guard let subject = subject(row) else { continue }
      style.write(columns.map { $0.value(of: subject) ?? .null }, &output)
    }
  }
}

extension Flag {
  /// The flags of commands that print records.
  static let records: [Flag] = [.format, .fields, .null]

  static let fields = Flag(
    "fields", nil,
    .candidates(isList: true) { _ in
      FieldColumn.all(of: RecordKind.allCases, adding: Field.links).map { Choice("\($0.name)") }
    }, name: "NAMES", repeats: true, valueIsOptional: true, group: "Format",
    help: "Fields to print in json, jsonl, csv and tsv, in this order; without a value, list them.")
  static let null = Flag("null", "0", group: "Format", help: "Separate ids with NUL, for `xargs -0`.")
}
