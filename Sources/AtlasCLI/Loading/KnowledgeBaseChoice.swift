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
      throw Failure.noRecord(at: path)
    }
    return base
  }

  /// The pages at `path`.
  func corpus(at path: String, _ output: inout Output) throws(Failure) -> Corpus {
    let loader = try loadedPages(at: path, mayDivide: false, &output)
    return loader.corpora.first ?? Corpus(text: .empty, pages: [])
  }

  /// The pages at `path`, loaded.
  ///
  /// - Parameters:
  ///   - path: a directory or a page.
  ///   - mayDivide: whether several corpora do as well as one.
  ///   - isWanted: which pages to keep; nil for all.
  ///   - output: takes remarks.
  /// - Returns: the loader, which found some pages.
  /// - Throws: when they cannot be read, or there are none.
  func loadedPages(
    at path: String, mayDivide: Bool, keeping isWanted: PageLoader.MakeTest? = nil, _ output: inout Output
  ) throws(Failure) -> PageLoader {
    var loader = PageLoader(root: path)
    do throws(SystemError) { try loader.load(mayDivide: mayDivide, keeping: isWanted) } catch { throw Failure(error) }
    for remark in loader.remarks { output.note(remark) }
    guard !loader.isEmpty else {
      let endings = PageLoader.endings.joined(separator: ", ")
      throw Failure("\(Sanitize.shown(path)) holds no pages (\(endings)); name a directory of them, or one page")
    }
    return loader
  }
}

extension Failure {
  /// Pages were read, and none is a record.
  static func noRecord(at path: String) -> Failure {
    Failure("\(Sanitize.shown(path)) holds no record: no page has an id such as AML.T0031 in its title or heading")
  }
}

extension KnowledgeBase {
  /// How a sentence names the release: `release 2026.09`, or `these pages` where they do not say.
  var releaseName: String { release.version.map { "release \($0.string)" } ?? "these pages" }
}
