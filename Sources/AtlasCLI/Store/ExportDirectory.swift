import AtlasCore
import AtlasFiles

/// The directory that pages are written into as a whole: what may give way for them.
enum ExportDirectory {
  /// Refuses a directory that holds something else than what was written here before.
  ///
  /// An earlier export or import is known by its page of the release and folders that hold nothing but pages of records;
  /// hidden files, as a vault's settings are, do not count.
  static func check(_ path: String) throws(Failure) {
    guard let kind = try? System.kind(of: path) else { return }
    guard kind == .directory else { throw Failure("\(Sanitize.shown(path)) is no directory") }
    let names: [String]
    do throws(SystemError) { names = try System.names(in: path).filter { !$0.hasPrefix(".") } } catch {
      throw Failure(error)
    }
    if names.isEmpty { return }
    let own =
      ["ATLAS.md", "history.md", ImportRecord.path] + RecordKind.allCases.flatMap { [$0.plural, $0.plural + ".md"] }
    guard names.contains("ATLAS.md"), let stranger = names.first(where: { !own.contains($0) }) else {
      if names.contains("ATLAS.md") { return }
      throw refusal(path, names[0])
    }
    throw refusal(path, stranger)
  }

  private static func refusal(_ path: String, _ name: String) -> Failure {
    Failure(
      "\(Sanitize.shown(path)) holds more than an earlier export (\(Sanitize.shown(name))); "
        + "name an empty directory, or --force removes all of it")
  }
}
