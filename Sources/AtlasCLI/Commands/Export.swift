import AtlasCore
import AtlasFiles

extension Command {
  static let export = Command(
    name: "export", summary: "Write the release in use as pages, or as data.",
    discussion: """
      With a directory, writes every record as a full page with both sides of every relation, in a folder for each kind, and an \
      index page for each kind. The links between the pages work when the directory is opened as an Obsidian vault, and \
      `--data` reads it back without loss. Your own files there are never changed or removed. `export` refuses to replace a page \
      that you edited unless `--force` is given; it lists the pages that it wrote in `.atlas-pages`.

      With `--format`, writes data to standard output or `-o`: all fields of the records, or, with `yaml`, a release file in \
      ATLAS format 6. `atlas import` reads that file back without loss: what the format has no place for is kept under \
      `x-slug` and `x-history`.

      `--format stix` writes a STIX 2.1 bundle, for threat intelligence platforms and the ATT&CK Navigator: the matrix, tactics, \
      techniques (`attack-pattern`), mitigations (`course-of-action`), case studies (`campaign`), and every relation with its \
      text. Ids are those of MITRE's bundles; what STIX has no place for is in properties that start with `x_atlas_`, and \
      `atlas import` reads all of it back. Ids or names, `--for` and filters choose a part: a bundle with those records, the \
      parents and tactics that they need, and the relations between them. `--for` chooses the record itself and all that are \
      related to it.

      The exit status is 0, 1 if no record was chosen, or 2 if anything is wrong; existing files are left untouched then.
      """,
    examples: [
      Example("atlas export ~/vault", "write full pages, one file for each"),
      Example("atlas export --format yaml -o atlas.yaml", "write a release file"),
      Example("atlas export --format stix -o atlas.json", "write a STIX bundle"),
      Example("atlas export --format stix --for AML.CS0009 -o tay.json", "of one case study and what is related to it"),
      Example("atlas export --release 5.6.0 --format jsonl | jq -r .name", "write the records of another release"),
    ],
    operands: [
      Operand(
        name: "DIR|ID", values: .directory,
        help: "The directory to write the pages into; with `--format stix`, a record of the bundle (- for a list).",
        maximum: nil)
    ],
    flags: [.format(ExportFormat.self, help: "What to write."), .force, .bundled] + selectionFilters.flatMap(\.flags)
  ) { invocation, output throws(Failure) in
    let format = try invocation.format(ExportFormat.self)
    try check(invocation, format)
    let base = try invocation.knowledgeBase(&output)
    try output.requireWholePages(or: "nothing was exported")
    switch format {
    case .pages:
      guard let directory = invocation.operands.first else { return .failure }
      var request = ExportRequest(to: directory)
      request.isForced = invocation.has(.force)
      do throws(DataError) {
        output.text("wrote \(try request.answer(of: base).pageCount) pages into \(directory)")
        output.newline()
        output.done = "the pages were written"
      } catch {
        throw Failure(error)
      }
    case .yaml:
      for loss in ReleaseFile.losses(of: base) { output.note(loss) }
      output.append(ReleaseWriter.yaml(ReleaseFile(base)))
    case .stix: return try writeBundle(invocation, base, &output)
    case .json, .jsonl, .csv:
      try RecordPrinter(invocation, base, RecordKind.allCases)
        .write(base.ids().map { ListedRecord(id: $0) }, &output) { _ in }
    }
    return .found
  }

  /// The filters that choose the records of a bundle.
  private static let selectionFilters = [.kind] + Filter.all

  private static func check(_ invocation: Invocation, _ format: ExportFormat) throws(Failure) {
    let words = invocation.operands
    switch format {
    case .stix: return
    case .pages:
      if words.isEmpty { throw invocation.command.misuse("export needs a directory, or --format") }
      if words.count > 1 { throw invocation.command.misuse("export writes into one directory, not \(words.count)") }
    case .json, .jsonl, .csv, .yaml:
      guard words.isEmpty else {
        throw invocation.command.misuse(
          "--format \(format.rawValue) takes no arguments; it writes all records to standard output or -o FILE")
      }
    }
    if let flag = ([.for] + selectionFilters.flatMap(\.flags)).first(where: { invocation.has($0) }) {
      throw invocation.command.misuse(
        "--\(flag.long) needs --format stix; atlas list writes a selection in other formats")
    }
  }

  /// Writes a STIX bundle of all records, or of those that ids, `--for` and filters choose.
  private static func writeBundle(
    _ invocation: Invocation, _ base: KnowledgeBase, _ output: inout Output
  ) throws(Failure) -> ExitStatus {
    let filters = try FilterSet(selectionFilters, invocation, in: base, &output)
    let isPart = !invocation.operands.isEmpty || invocation.has(.for) || !filters.isEmpty
    guard isPart else {
      for loss in ReleaseFile.losses(of: base, allowsNoSteps: true) { output.note(loss) }
      output.append(StixWriter.bundle(ReleaseFile(base)))
      return .found
    }
    let named = try invocation.records(invocation.operands, in: base, &output)
    let origins = try invocation.records(invocation.values(of: .for), in: base, &output)
    // A bundle that lacks what was asked for would pass for the whole answer.
    guard filters.isComplete, named.isComplete, origins.isComplete else { return .failure }
    var query = BundleQuery()
    (query.ids, query.origins, query.filter) = (named.ids, origins.ids, filters.filter)
    // Lists without ids, which were reported.
    let isList = !invocation.operands.isEmpty || invocation.has(.for)
    if isList, named.ids.isEmpty, origins.ids.isEmpty { return .nothing }
    let chosen = try invocation.command.checkingFilter { () throws(FilterError) in try query.answer(in: base) }
    guard !chosen.isEmpty else {
      output.note("no record in \(base.releaseName) was chosen" + (filters.isEmpty ? "" : " by \(filters.text)"))
      return .nothing
    }
    output.append(StixWriter.bundle(ReleaseFile(base), only: chosen))
    return .found
  }
}

extension Flag {
  /// The same flag as in lists, which do not have the record itself.
  fileprivate static let bundled = Flag(
    "for", nil, .record([]), name: "ID", repeats: true, group: "Relations",
    help: "With `--format stix`, this record and all that are related to it; - and @FILE are lists.")
}

/// What `export` writes.
private enum ExportFormat: String, FormatChoice {
  case pages, json, jsonl, csv, yaml, stix

  var summary: String {
    switch self {
    case .pages: "a directory of full pages"
    case .json: "one array"
    case .jsonl: "one object per line"
    case .csv: "RFC 4180"
    case .yaml: "a release file, ATLAS format 6"
    case .stix: "a STIX 2.1 bundle"
    }
  }
}
