import AtlasCore
import AtlasFiles

extension Command {
  static let `import` = Command(
    name: "import", summary: "Import an official ATLAS release file.",
    discussion: """
      The file is the YAML of `atlas-data`, in format 6 or any earlier format since 3.0, or a STIX bundle of ATLAS, of at most \
      128 MiB. MITRE's bundles have less than its YAML; one line says what they lack. FILE can also be \
      `manifest.yaml`, or a checkout of `atlas-data` or its `dist`: the newest file in format 6 that the manifest names is \
      imported then. Its records become pages below `$XDG_DATA_HOME/atlas`, or `~/.local/share/atlas`; `atlas releases` lists \
      them, and `atlas releases use` and `--release` use them.

      The import is atomic, and importing the same file again changes nothing. Several files are all read and checked before the \
      first is stored. A file that seems to be cut off, or has under half of the records of the release that it replaces, is \
      refused unless `--force` is given.

      Kinds of record, relations and fields that this version does not know are left out; one warning names and counts them, and \
      `atlas lint FILE` lists them, and all other irregularities, by line.

      The store keeps all pages in one file, which is much faster to write. `--pages` keeps a file for each page, and `--to` \
      writes such files into a directory, to read and edit. Your own files there are never changed, and pages that you edited \
      only with `--force`.

      The exit status is 0 if all releases are imported, and 2 if anything is wrong; nothing is changed then, unless the output \
      says that a release was imported.
      """,
    examples: [
      Example("atlas import ATLAS-5.6.0.yaml", "import a release, then"),
      Example("atlas releases use 5.6.0", "make it the default"),
      Example("atlas import ~/atlas-data", "import the newest release of a checkout"),
      Example("atlas import atlas.json", "import a STIX bundle"),
      Example("atlas import - < ATLAS-5.6.0.yaml", "import from standard input"),
      Example("atlas import ATLAS-5.6.0.yaml --to ~/vault", "write pages into a directory"),
    ],
    operands: [
      Operand(
        name: "FILE", values: .file, help: "A release file, a manifest or a checkout; - is standard input.", minimum: 1,
        maximum: nil)
    ],
    flags: [.to, .pages, .force], readsRecords: false
  ) { invocation, output throws(Failure) in
    let paths = invocation.operands
    let directory = invocation.value(of: .to)
    guard directory == nil || paths.count == 1 else {
      throw invocation.command.misuse("--to takes a single release file")
    }
    guard paths.count(where: { $0 == "-" }) < 2 else { throw invocation.command.misuse("- can be given only once") }
    var requests: [ImportRequest] = []
    for path in paths {
      var request = ImportRequest(try invocation.releaseFile(path, &output), toolVersion: Version.tool)
      request.directory = directory
      request.hasPageFiles = invocation.has(.pages)
      request.isForced = invocation.has(.force)
      requests.append(request)
    }
    let store = invocation.store
    do throws(DataError) {
      try ImportRequest.check(requests, in: store)
    } catch {
      throw Failure(error)
    }
    var imported: [String] = []
    for (path, request) in zip(paths, requests) {
      do throws(DataError) {
        let answer = try request.answer(in: store)
        answer.report(of: request.file, named: path, &output)
        if !answer.isUnchanged { imported.append("\(answer.record.release)") }
      } catch {
        guard !imported.isEmpty else { throw Failure(error) }
        // The releases that were stored before stay, so the output that says so must not be lost.
        output.note(Failure(error).message, as: .failure)
        return .failure
      }
      if let last = imported.last {
        output.done = imported.count == 1 ? "\(last) was imported" : "\(imported.listed("and")) were imported"
      }
    }
    return .found
  }
}

extension ImportAnswer {
  /// Says what was imported, on a line of its own, and from which file if the user named another.
  fileprivate func report(of file: ReleaseFileOnDisk, named path: String, _ output: inout Output) {
    if !signsOfLoss.isEmpty {
      output.note("\(record.file) seems to be incomplete: \(signsOfLoss.joined(separator: "; "))")
    }
    if isUnchanged { return output.note("\(record.release) is already imported") }
    let source = path == "-" || path == file.name ? "" : " from \(file.name)"
    let counts = zip(RecordKind.allCases, record.counts).map { "\($1) \($0.noun($1))" }
    output.text("imported \(record.release)\(source) into \(directory): " + counts.joined(separator: ", "))
    output.newline()
  }
}

extension Flag {
  static let to = Flag("to", nil, .directory, name: "DIR", help: "Write the pages into DIR, a file for each.")
  static let pages = Flag("pages", help: "Keep a file for each page instead of one for all.")
}
