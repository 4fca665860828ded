import AtlasCore
import AtlasData
import AtlasFiles

/// Which pages a command answers from.
extension Invocation {
  /// Where the pages are that take the place of the bundled ones; nil for the bundled ones.
  ///
  /// `--data` wins over `--release`, that over `$ATLAS_DATA`, and that over the release that was chosen with `use`.
  var dataPath: String? {
    get throws(Failure) {
      if let path = value(of: .data) { return path }
      if let release = value(of: .release) { return try path(ofRelease: release) }
      if let path = surroundings.variable("ATLAS_DATA"), !path.isEmpty { return path }
      let store = ReleaseStore(surroundings)
      guard let release = store.inUse else { return nil }
      guard store.has(release) else {
        throw Failure("the release in use, \(release), is no longer there; choose another with atlas use")
      }
      return store.path(of: release)
    }
  }

  /// Where the pages of a release are; nil for the bundled one.
  func path(ofRelease name: String) throws(Failure) -> String? {
    if name == ReleaseStore.bundled { return nil }
    let store = ReleaseStore(surroundings)
    if store.has(name) { return store.path(of: name) }
    let bundled = KnowledgeBase.bundled.release.version?.string
    if name == bundled { return nil }
    let known = [ReleaseStore.bundled] + store.names
    throw Failure(
      "no release \(Sanitize.quoted(name)), only \(Values.enumeration(known, "and")); atlas import takes in more")
  }

  /// The knowledge base to answer from; what was odd about its files is said on stderr.
  func knowledgeBase(_ output: inout Output) throws(Failure) -> KnowledgeBase {
    guard let path = try dataPath else { return .bundled }
    return try knowledgeBase(at: path, &output)
  }

  /// The knowledge base of the pages at `path`.
  func knowledgeBase(at path: String, _ output: inout Output) throws(Failure) -> KnowledgeBase {
    let base = KnowledgeBase(try corpus(at: path, &output))
    guard !base.ids().isEmpty else {
      throw Failure.noRecord(at: called(path))
    }
    return base
  }

  /// The pages at `path`, those in use when there is none.
  func corpus(at path: String?, _ output: inout Output) throws(Failure) -> Corpus {
    if let path { return try corpus(at: path, &output) }
    guard let path = try dataPath else { return KnowledgeBase.bundled.corpus }
    return try corpus(at: path, &output)
  }

  /// The pages at `path`.
  func corpus(at path: String, _ output: inout Output) throws(Failure) -> Corpus {
    if let corpus = try bundle(at: path) { return corpus }
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
    do throws(SystemError) {
      try loader.load(mayDivide: mayDivide, keeping: isWanted)
    } catch {
      throw Failure(error.path == path ? SystemError(error.operation, called(path), error.code) : error)
    }
    for remark in loader.remarks { output.note(remark) }
    guard !loader.isEmpty else {
      let endings = PageLoader.endings.joined(separator: ", ")
      throw Failure(
        "\(Sanitize.shown(called(path))) holds no pages (\(endings)); name a directory of them, or one page")
    }
    return loader
  }

  /// A place of pages as messages name it: with the variable that led to it, which is easily forgotten.
  func called(_ path: String) -> String {
    let isFromVariable = value(of: .data) != path && surroundings.variable("ATLAS_DATA") == path
    return isFromVariable ? "$ATLAS_DATA (\(path))" : path
  }
}

extension Invocation {
  /// Whether `path` is a bundle of pages, or the directory of an imported release, which holds one.
  func isBundle(_ path: String) -> Bool { (try? System.kind(of: Invocation.bundle(at: path))) == .file }

  private static func bundle(at path: String) -> String {
    path.hasSuffix("/" + PageBundle.fileName) ? path : "\(path)/\(PageBundle.fileName)"
  }

  /// The pages of the bundle that `path` is, or that it holds as the directory of an imported release; nil when there is
  /// none.
  private func bundle(at path: String) throws(Failure) -> Corpus? {
    let file = Invocation.bundle(at: path)
    guard let text = try? System.read(file, limit: 1 << 30) else { return nil }
    do throws(PageBundle.Broken) {
      let pages = try PageBundle.read(text)
      var buffer = PageBuffer(capacity: text.count + pages.count)
      for page in pages { buffer.add(path: page.path, text: page.text) }
      return buffer.corpus()
    } catch {
      throw Failure("\(Sanitize.shown(file)), \(error)")
    }
  }
}

extension Failure {
  /// Pages were read, and none is a record.
  static func noRecord(at path: String) -> Failure {
    Failure("\(Sanitize.shown(path)) holds no record: no page has an id such as AML.T0031 in its title or heading")
  }
}
