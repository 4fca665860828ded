import AtlasCore
import AtlasData
import AtlasFiles

/// Release files, and the words that stand for one of several knowledge bases.
extension Invocation {
  /// The most that a release file may have: a thousand times what the official ones do.
  private static let releaseLimit = 1 << 29

  /// Reads a release file, `-` being standard input; what is odd about it is said on stderr, in few lines.
  func releaseFile(
    at path: String, _ output: inout Output
  ) throws(Failure) -> (release: ReleaseFile, file: Bytes) {
    let file: Bytes
    do throws(SystemError) {
      file =
        path == "-"
        ? try surroundings.readInput(Invocation.releaseLimit) : try System.read(path, limit: Invocation.releaseLimit)
    } catch {
      throw Failure(error)
    }
    let name = path == "-" ? "standard input" : path
    do throws(ReleaseError) {
      let (release, diagnostics) = try ReleaseFile.read(file, path: name)
      let shown = diagnostics.filter { $0.severity > .note }
      for diagnostic in shown.prefix(10) { output.note(Sanitize.shown("\(diagnostic)")) }
      if shown.count > 10 { output.note("… and \(shown.count - 10) more; atlas lint shows them all") }
      return (release, file)
    } catch {
      throw Failure("\(Sanitize.shown(name)):\(error.line):\(error.column): \(error.reason)".singleLine)
    }
  }

  /// The knowledge base that a word stands for: a release by its name, a directory of pages, a page, or a release file.
  func knowledgeBase(named word: String, _ output: inout Output) throws(Failure) -> KnowledgeBase {
    if Invocation.isReleaseFile(word) { return KnowledgeBase(try releaseFile(at: word, &output).release) }
    let store = ReleaseStore(surroundings)
    if word == ReleaseStore.bundled { return .bundled }
    if store.has(word), let path = store.path(of: word) { return try knowledgeBase(at: path, &output) }
    if (try? System.kind(of: word)) != nil { return try knowledgeBase(at: word, &output) }
    if word.contains("/") { throw Failure("cannot read \(Sanitize.shown(word)): there is no such file or directory") }
    guard let path = try path(ofRelease: word) else { return .bundled }
    return try knowledgeBase(at: path, &output)
  }

  /// Whether a word is the name of a release file, by its ending.
  static func isReleaseFile(_ word: String) -> Bool {
    word == "-" || [".yaml", ".yml"].contains(where: word.lowercased().hasSuffix)
  }
}

extension String {
  /// The text with its control characters made visible.
  fileprivate var singleLine: String { Sanitize.shown(self) }
}
