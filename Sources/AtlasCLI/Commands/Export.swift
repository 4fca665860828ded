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

      The exit status is 0, or 2 if anything is wrong; existing files are left untouched then.
      """,
    examples: [
      Example("atlas export ~/vault", "write full pages, one file for each"),
      Example("atlas export --format yaml -o atlas.yaml", "write a release file"),
      Example("atlas export --release 5.6.0 --format jsonl | jq -r .name", "write the records of another release"),
    ],
    operands: [Operand(name: "DIR", values: .directory, help: "The directory to write the pages into.")],
    flags: [.format(ExportFormat.self, help: "What to write."), .force]
  ) { invocation, output throws(Failure) in
    let format = try invocation.format(ExportFormat.self)
    guard (format == .pages) == !invocation.operands.isEmpty else {
      throw invocation.command.misuse(
        format == .pages
          ? "export needs a directory, or --format"
          : "--format \(format.rawValue) writes to standard output or -o FILE, not to a directory")
    }
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
    case .json, .jsonl, .csv:
      try RecordPrinter(invocation, base, RecordKind.allCases)
        .write(base.ids().map { ListedRecord(id: $0) }, &output) { _ in }
    }
    return .found
  }
}

/// What `export` writes.
private enum ExportFormat: String, FormatChoice {
  case pages, json, jsonl, csv, yaml

  var summary: String {
    switch self {
    case .pages: "a directory of full pages"
    case .json: "one array"
    case .jsonl: "one object per line"
    case .csv: "RFC 4180"
    case .yaml: "a release file, ATLAS format 6"
    }
  }
}
