import AtlasCore
import AtlasFiles

extension Command {
  static let `import` = Command(
    name: "import", summary: "Import an official ATLAS release file.",
    discussion: """
      The file is the YAML of `atlas-data`, in format 6 or any earlier format since 3.0. Its records become pages below \
      `$XDG_DATA_HOME/atlas`, or `~/.local/share/atlas`; `atlas releases` lists them, and `atlas releases use` and `--release` \
      use them. The import is atomic, and importing the same file again changes nothing. A file that seems to be cut off, or has \
      under half of the records of the release that it replaces, is refused unless `--force` is given.

      The store keeps all pages in one file, which is much faster to write. `--pages` keeps a file for each page, and `--to` \
      writes such files into a directory, to read and edit. Your own files there are never changed, and pages that you edited \
      only with `--force`.

      The exit status is 0 if the release is imported, and 2 if anything is wrong; nothing is changed then, unless the error says \
      that the release was imported. Harmless irregularities are reported on stderr; `atlas lint FILE` lists all of them.
      """,
    examples: [
      Example("atlas import ATLAS-5.6.0.yaml", "import a release, then"),
      Example("atlas releases use 5.6.0", "make it the default"),
      Example("atlas import - < ATLAS-5.6.0.yaml", "import from standard input"),
      Example("atlas import ATLAS-5.6.0.yaml --to ~/vault", "write pages into a directory"),
    ],
    operands: [Operand(name: "FILE", values: .file, help: "The release file; - is standard input.", minimum: 1)],
    flags: [.to, .pages, .force], readsRecords: false
  ) { invocation, output throws(Failure) in
    guard let path = invocation.operands.first else { return .failure }
    var request = ImportRequest(try invocation.releaseFile(path, &output), toolVersion: Version.tool)
    request.directory = invocation.value(of: .to)
    request.hasPageFiles = invocation.has(.pages)
    request.isForced = invocation.has(.force)
    do throws(DataError) {
      let answer = try request.answer(in: invocation.store)
      if !answer.signsOfLoss.isEmpty {
        output.note("\(answer.record.file) seems to be incomplete: \(answer.signsOfLoss.joined(separator: "; "))")
      }
      if answer.isUnchanged {
        output.note("\(answer.record.release) is already imported")
        return .found
      }
      let counts = zip(RecordKind.allCases, answer.record.counts).map { "\($1) \($0.noun($1))" }
      output.text("imported \(answer.record.release) into \(answer.directory): " + counts.joined(separator: ", "))
      output.newline()
      output.done = "\(answer.record.release) was imported"
      return .found
    } catch {
      throw Failure(error)
    }
  }
}

extension Flag {
  static let to = Flag("to", nil, .directory, name: "DIR", help: "Write the pages into DIR, a file for each.")
  static let pages = Flag("pages", help: "Keep a file for each page instead of one for all.")
}
