import AtlasCore
import AtlasFiles

extension Command {
  static let export = Command(
    name: "export", summary: "Write the release in use as pages, or as data.",
    discussion: """
      With a directory, every record becomes a full page with both sides of every relation, in folders by kind, with an index \
      page a kind; links between them work where the directory is opened as a vault of Obsidian. Reading the directory with \
      `--data` gives the same knowledge base again. It is written whole or not at all, and only an earlier export gives way.

      With `--format` data go to standard output or `-o`: the records with all of their fields, or the release as a YAML file \
      of ATLAS format 6, which `atlas import` reads. What that form has no place for stands under `x-slug` and `x-history`, so \
      that importing the file gives the same release again.

      The exit status is 0, or 2 when something is wrong: then what was there is still there, and whole.
      """,
    examples: [
      Example("atlas export ~/vault", "full pages, a file each"),
      Example("atlas export --format yaml -o atlas.yaml", "a release file"),
      Example("atlas export --release 5.6.0 --format jsonl | jq -r .name", "the records of another release"),
    ],
    operands: [Operand(name: "DIR", values: .directory, help: "Where to write the pages.")],
    flags: [.exportFormat, .force]
  ) { invocation, output throws(Failure) in
    let format = invocation.has(.json) ? "json" : invocation.value(of: .format) ?? "pages"
    guard (format == "pages") == !invocation.operands.isEmpty else {
      throw invocation.command.misuse(
        format == "pages"
          ? "export needs a directory, or --format" : "--format \(format) takes -o FILE, not a directory")
    }
    let base = try invocation.knowledgeBase(&output)
    switch format {
    case "yaml":
      for loss in ReleaseFile.losses(of: base) { output.note(loss) }
      output.append(ReleaseWriter.yaml(ReleaseFile(base)))
    case "pages":
      guard let directory = invocation.operands.first else { return .failure }
      try writePages(of: base, to: directory, isForced: invocation.has(.force), &output)
    default:
      try RecordPrinter(invocation, base, RecordKind.allCases)
        .write(base.ids().map { ListedRecord(id: $0) }, &output) { _ in }
    }
    return .found
  }

  private static func writePages(
    of base: KnowledgeBase, to directory: String, isForced: Bool, _ output: inout Output
  ) throws(Failure) {
    if !isForced { try ExportDirectory.check(directory) }
    let pages = FullSet.pages(of: base)
    do throws(SystemError) {
      try System.replaceDirectory(directory, with: pages)
    } catch {
      throw Failure(error)
    }
    output.text("wrote \(pages.count) pages into \(directory)")
    output.newline()
  }
}

extension Flag {
  /// Takes the place of the common flag of that name.
  static let exportFormat = Flag(
    "format", nil,
    .choices([
      Choice("pages", "a directory of full pages"), Choice("json", "one array"), Choice("jsonl", "an object a line"),
      Choice("csv", "RFC 4180"), Choice("yaml", "a release file, format 6"),
    ]), name: "FORMAT", group: "Format", help: "What to write.")
}
