import AtlasCore
import AtlasFiles

extension Command {
  static let `import` = Command(
    name: "import", summary: "Take in a release of ATLAS from its official file.",
    discussion: """
      The file is the YAML of `atlas-data`, in format 6 or any older form back to 3.0. Its records become pages below \
      `$XDG_DATA_HOME/atlas`, or `~/.local/share/atlas`, where `atlas releases` lists them and `atlas use` and `--release` find \
      them. All or nothing is written, and the same file again changes nothing.

      There the pages are kept in one file, which is much faster to write. `--pages` keeps a file for each, and `--to` puts \
      such files into a directory of your own, to read and to edit.

      The exit status is 0 when the release is there, and 2 when something is wrong: then nothing has changed. What is odd \
      about the file and in no one's way is said on stderr; `atlas lint FILE` says all of it.
      """,
    examples: [
      Example("atlas import ATLAS-5.6.0.yaml", "take in a release, and then"),
      Example("atlas use 5.6.0", "answer from it"),
      Example("atlas import - < ATLAS-5.6.0.yaml", "from standard input"),
      Example("atlas import ATLAS-5.6.0.yaml --to ~/vault", "as pages to look at"),
    ],
    operands: [Operand(name: "FILE", values: .file, help: "The release file; - is standard input.", minimum: 1)],
    flags: [.to, .pages, .force], readsRecords: false
  ) { invocation, output throws(Failure) in
    guard let path = invocation.operands.first else { return .failure }
    let (release, file) = try invocation.releaseFile(at: path, &output)
    try ReleaseImport(invocation, release, file: file, path: path).run(&output)
    return .found
  }
}

extension Flag {
  static let to = Flag("to", nil, .directory, name: "DIR", help: "Write pages into DIR, a file for each.")
  static let pages = Flag("pages", help: "Keep a file for each page, not one for all.")
  static let force = Flag("force", help: "Replace what is there, whatever it is.")
}

/// A release on its way to where it is kept.
private struct ReleaseImport {
  private let release: ReleaseFile
  private let record: ImportRecord
  private let directory: String
  /// Whether each page gets a file of its own.
  private let hasFiles: Bool
  private let isForced: Bool
  private let isKept: Bool

  init(_ invocation: Invocation, _ release: ReleaseFile, file: Bytes, path: String) throws(Failure) {
    self.release = release
    let name = release.version?.string
    isKept = !invocation.has(.to)
    if let to = invocation.value(of: .to) {
      directory = to
    } else {
      guard let name, !name.isEmpty else {
        throw Failure("\(Sanitize.shown(path)) does not say which release it is; --to DIR puts its pages into DIR")
      }
      guard ReleaseStore.isName(name) else {
        throw Failure("\(Sanitize.shown(path)) calls its release \(Sanitize.quoted(name)), which cannot be a directory")
      }
      guard let place = ReleaseStore(invocation.surroundings).path(of: name) else {
        throw Failure("neither $XDG_DATA_HOME nor $HOME says where releases are kept; --to DIR does")
      }
      directory = place
    }
    let base = path.split(separator: "/").last.map(String.init) ?? path
    record = ImportRecord(
      release, named: Bytes(copying: name ?? ""), file: file,
      path: Bytes(copying: path == "-" ? "standard input" : Sanitize.shown(base)), tool: Bytes(copying: Version.tool))
    hasFiles = invocation.has(.pages) || invocation.has(.to)
    isForced = invocation.has(.force)
  }

  func run(_ output: inout Output) throws(Failure) {
    let there = ReleaseStore.record(at: directory)
    if !isForced, let there, there.isSame(as: record), hasBundle != hasFiles {
      output.note("nothing to do: \(there.release) was imported from this very file before")
      return
    }
    if !isForced, there == nil, !isKept { try ExportDirectory.check(directory) }
    var pages = PageWriter(release).pages()
    pages.add(path: ImportRecord.path, text: record.page)
    do throws(SystemError) {
      if hasFiles {
        try System.replaceDirectory(directory, with: pages.files)
      } else if hasBundle {
        System.removeLeftovers(in: directory, beginning: PageBundle.fileName + ".")
        try System.replace(bundle, with: PageBundle.write(&pages))
      } else {
        try System.replaceDirectory(directory, with: [(PageBundle.fileName, PageBundle.write(&pages))])
      }
    } catch {
      throw Failure(error)
    }
    let counts = zip(RecordKind.allCases, record.counts).map { "\($1) \($0.noun($1))" }
    output.text("imported \(record.release) into \(directory): " + counts.joined(separator: ", "))
    output.newline()
  }

  private var bundle: String { "\(directory)/\(PageBundle.fileName)" }

  /// Whether the pages that are there are in one file.
  private var hasBundle: Bool { (try? System.kind(of: bundle)) != nil }
}

extension ImportRecord {
  /// Whether the same file was read by the same version of the tool.
  fileprivate func isSame(as other: ImportRecord) -> Bool {
    (release, size, fingerprint, tool) == (other.release, other.size, other.fingerprint, other.tool)
  }
}
