import AtlasCore
import AtlasFiles

extension Command {
  static let releases = Command(
    name: "releases", summary: "List, choose and remove releases of ATLAS.",
    discussion: """
      Without an argument, lists the bundled release and the imported ones; `*` marks the one in use. `use` makes a release \
      the one that commands use. The choice persists; `--data`, `--release` and `$ATLAS_DATA` override it. `remove` deletes an \
      imported release; if it was in use, the bundled release is in use afterwards.

      `--stale-after` checks the age of the release in use, for CI: the exit status is 1 if it is older than that many days. \
      A clock that shows a day before the release is an error (2), as is a release without a date.

      Imported releases are kept below `$XDG_DATA_HOME/atlas`, or `~/.local/share/atlas`, in a directory for each, \
      with an index that makes them fast. The index is made again when it is missing or damaged; with `ATLAS_CACHE=off` it is \
      neither read nor written.

      The exit status is 2 if there is no such release; nothing is changed then.
      """,
    examples: [
      Example("atlas releases", "list the releases"), Example("atlas releases use 5.6.0", "make it the default"),
      Example("atlas releases use bundled", "go back to the bundled release"),
      Example("atlas releases remove 5.6.0", "delete an imported release"),
    ],
    operands: [
      Operand(
        name: "ACTION",
        values: .choices([
          Choice("use", "make a release the default"), Choice("remove", "delete an imported release"),
        ]), help: "What to do with the release; without it, list all releases."),
      Operand(name: "RELEASE", values: .release, help: "The name of the release."),
    ],
    flags: [.staleAfter, .format(DataFormat.self)], readsRecords: false
  ) { invocation, output throws(Failure) in
    let store = invocation.store
    guard let action = invocation.operands.first else {
      let list = ReleaseList(releases: store.releases, today: invocation.environment.today())
      switch try invocation.format(DataFormat.self) {
      case .text: list.writeText(&output)
      case .json: list.writeJSON(&output)
      }
      guard let limit = invocation.number(of: .staleAfter) else { return .found }
      return try list.check(notOlderThan: limit, store.nameInUse, &output)
    }
    guard !invocation.has(.staleAfter) else {
      throw invocation.command.misuse("--stale-after cannot be used with releases \(action)")
    }
    guard invocation.operands.count == 2, let name = invocation.operands.last else {
      throw invocation.command.misuse("releases \(action) needs the name of a release")
    }
    guard !invocation.has(.json), !invocation.has(.format) else {
      throw invocation.command.misuse("releases \(action) has no output formats")
    }
    do throws(DataError) {
      if action == "remove" {
        if try store.remove(name) { output.note("release \(name) was in use; now using the bundled release") }
        output.text("removed release \(name)")
      } else {
        let source = try store.use(name)
        output.text("now using " + (source == .bundled ? "the bundled release" : "release \(name)"))
      }
      output.newline()
    } catch {
      throw Failure(error)
    }
    return .found
  }
}

extension Flag {
  fileprivate static let staleAfter = Flag(
    "stale-after", nil, .number(0...1_000_000), name: "DAYS",
    help: "Exit with 1 if the release in use is older than this.")
}

extension ReleaseList {
  /// Checks the age of the release in use; the reason of a failure is reported on stderr.
  fileprivate func check(
    notOlderThan limit: Int, _ nameInUse: String?, _ output: inout Output
  ) throws(Failure) -> ExitStatus {
    guard let release = releases.first(where: \.isInUse) else {
      throw Failure(.missingReleaseInUse(nameInUse ?? ReleaseStore.bundledName))
    }
    let name = release.isBundled ? "the bundled release" : "release \(release.name)"
    let date = release.date?.iso ?? ""
    switch ReleaseAge(release.date, today: today) {
    case .days(let days) where days > limit:
      output.note("\(name) (\(date)) is \(days) days old, more than \(limit); add a newer one with atlas import")
      return .nothing
    case .days: return .found
    case .clockIsBehind:
      output.note("\(name) is dated \(date), which is after today's date on this computer; check the clock")
      return .failure
    case .unknown:
      output.note("the date of \(name) is not known")
      return .failure
    }
  }
}
