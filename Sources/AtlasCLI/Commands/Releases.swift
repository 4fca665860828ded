import AtlasCore
import AtlasData
import AtlasFiles

/// Which releases there are, and which of them answers.
extension Command {
  static let releases = Command(
    name: "releases", summary: "List the releases: the bundled one and those imported.",
    discussion: """
      The one in use is marked with `*`; `atlas use` chooses another. Imported releases are kept below \
      `$XDG_DATA_HOME/atlas`, or `~/.local/share/atlas`, a directory for each; removing it removes the release.
      """,
    examples: [Example("atlas releases", "what there is, and which is in use")],
    flags: [.format(DataFormat.self)]
  ) { invocation, output throws(Failure) in
    let rows = ReleaseRow.all(invocation.surroundings)
    if try invocation.format(DataFormat.self) == .json {
      output.json(.array(rows.map(\.value)), isIndented: true)
      output.newline()
      return .found
    }
    guard !output.isTerminal else {
      ReleaseRow.table(rows).write(&output)
      return .found
    }
    for row in rows {
      output.text(row.isInUse ? "* " : "  ", as: .match)
      output.text(row.name, as: .id)
      let counts = zip(RecordKind.allCases, row.counts).map { "\($1) \($0.noun($1))" }
      let facts = [row.date?.iso, counts.joined(separator: ", "), row.file.map { "from \($0)" }].compactMap { $0 }
      output.text("  " + facts.joined(separator: "  "))
      output.newline()
    }
    return .found
  }

  static let use = Command(
    name: "use", summary: "Choose the release that commands answer from.",
    discussion: """
      The choice stays until another is made. `--data`, `--release` and `$ATLAS_DATA` go before it; `atlas use bundled` goes \
      back to the release that is compiled in. It is kept as a link, `in-use`, beside the releases that were imported, below \
      `$XDG_DATA_HOME/atlas` or `~/.local/share/atlas`.

      The exit status is 2 when there is no such release; the choice is then what it was.
      """,
    examples: [
      Example("atlas use 5.6.0", "a release that was imported"),
      Example("atlas use bundled", "the one that came with the tool"),
    ],
    operands: [
      Operand(name: "RELEASE", values: .release, help: "The name of the release, or bundled.", minimum: 1)
    ],
    readsRecords: false
  ) { invocation, output throws(Failure) in
    guard let name = invocation.operands.first else { return .failure }
    let path = try invocation.path(ofRelease: name)
    do throws(SystemError) {
      try ReleaseStore(invocation.surroundings).use(path == nil ? nil : name)
    } catch {
      throw Failure(error)
    }
    output.text("commands answer from " + (path == nil ? "the bundled release" : "release \(name)") + " now")
    output.newline()
    return .found
  }
}

/// A release in the list.
private struct ReleaseRow {
  let name: String
  let release: Bytes?
  let date: PartialDate?
  let counts: [Int]
  let file: String?
  let isInUse: Bool

  static func all(_ surroundings: Surroundings) -> [ReleaseRow] {
    let store = ReleaseStore(surroundings)
    let base = KnowledgeBase.bundled
    let bundled = ReleaseRow(
      name: ReleaseStore.bundled, release: base.release.version, date: base.release.date,
      counts: RecordKind.allCases.map { base.ids(of: $0).count }, file: base.release.version.map { "ATLAS \($0)" },
      isInUse: store.inUse == nil)
    return [bundled]
      + store.names.map { name in
        let record = store.path(of: name).flatMap(ReleaseStore.record)
        return ReleaseRow(
          name: name, release: record?.release, date: record?.date, counts: record?.counts ?? [],
          file: record?.file.string, isInUse: store.inUse == name)
      }
  }

  /// For a terminal: columns, of which those go first that matter least.
  static func table(_ rows: [ReleaseRow]) -> Columns {
    let counts = RecordKind.allCases.enumerated().map { place, kind in
      Columns.Column(title: kind.heading, role: .note, isNumber: true, dispensability: 2 + place)
    }
    var table = Columns(
      [
        Columns.Column(title: "", role: .match), Columns.Column(title: "Name", role: .id),
        Columns.Column(title: "Release", role: .note), Columns.Column(title: "Date", role: .note, dispensability: 1),
      ] + counts + [Columns.Column(title: "From", role: .note, dispensability: 9)])
    for row in rows {
      let facts = [row.isInUse ? "*" : "", row.name, row.release?.string ?? "", row.date?.iso ?? ""]
      let texts = facts + row.numbers.map(String.init) + [row.file ?? ""]
      table.add(texts.map { .text(Bytes(copying: $0), nil) })
    }
    return table
  }

  /// The counts of the kinds, zeros where nothing says.
  private var numbers: [Int] {
    counts.count == RecordKind.allCases.count ? counts : RecordKind.allCases.map { _ in 0 }
  }

  var value: Value {
    .keyed(
      ("name", .string(Bytes(copying: name))), ("release", .string(release)), ("released", .date(date)),
      ("tactics", .number(numbers[0])), ("techniques", .number(numbers[1])), ("mitigations", .number(numbers[2])),
      ("caseStudies", .number(numbers[3])), ("inUse", .bool(isInUse))
    )
  }
}
