import AtlasCore
import AtlasFiles

extension Command {
  static let releases = Command(
    name: "releases", summary: "List, choose and remove releases of ATLAS.",
    discussion: """
      Without an argument, lists the bundled release and the imported ones; `*` marks the one in use. `use` makes a release \
      the one that commands use. The choice persists; `--data`, `--release` and `$ATLAS_DATA` override it. `remove` deletes an \
      imported release; if it was in use, the bundled release is in use afterwards.

      Imported releases are kept below `$XDG_DATA_HOME/atlas`, or `~/.local/share/atlas`, in a directory for each.

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
    flags: [.format(DataFormat.self)], readsRecords: false
  ) { invocation, output throws(Failure) in
    let store = invocation.store
    guard let action = invocation.operands.first else {
      switch try invocation.format(DataFormat.self) {
      case .text: ReleaseList(releases: store.releases).writeText(&output)
      case .json: ReleaseList(releases: store.releases).writeJSON(&output)
      }
      return .found
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
