import AtlasCore
import AtlasData

/// Which pages a command answers from.
extension Invocation {
  /// Where the pages are that take the place of the bundled ones; nil for the bundled ones.
  ///
  /// The flag wins over the variable.
  var dataPath: String? {
    if let path = value(of: .data) { return path }
    guard let path = surroundings.variable("ATLAS_DATA"), !path.isEmpty else { return nil }
    return path
  }

  /// The knowledge base to answer from; what was odd about its files is said on stderr.
  func knowledgeBase(_ output: inout Output) throws(Failure) -> KnowledgeBase {
    guard let path = dataPath else { return .bundled }
    let base = KnowledgeBase(try corpus(at: path, &output))
    guard !base.ids().isEmpty else {
      throw Failure(
        "\(Sanitize.shown(path)) holds no record: no page has an id such as AML.T0031 in its title or heading")
    }
    return base
  }

  /// The pages at `path`.
  func corpus(at path: String, _ output: inout Output) throws(Failure) -> Corpus {
    var loader = PageLoader(root: path)
    do throws(SystemError) { try loader.load() } catch { throw Failure(error) }
    for remark in loader.remarks { output.note(remark) }
    guard !loader.isEmpty else {
      let endings = PageLoader.endings.joined(separator: ", ")
      throw Failure("\(Sanitize.shown(path)) holds no pages (\(endings)); name a directory of them, or one page")
    }
    return loader.corpus()
  }
}

extension KnowledgeBase {
  /// How a sentence names the release: `release 2026.09`, or `these pages` where they do not say.
  var releaseName: String { release.version.map { "release \($0.string)" } ?? "these pages" }
}
