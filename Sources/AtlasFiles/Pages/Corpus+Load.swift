package import AtlasCore

extension Corpus {
  /// Reads pages: a directory of them, one page, or the bundle of an imported release.
  ///
  /// - Throws: when they cannot be read, or there are none.
  package static func load(_ path: String) throws(DataError) -> (corpus: Corpus, remarks: [DataRemark]) {
    if let corpus = try bundle(at: path) { return (corpus, []) }
    let loader = try PageLoader(path)
    return (loader.corpora.first ?? Corpus(text: .empty, pages: []), loader.remarks)
  }

  /// The pages of the bundle at `path`, or in the directory of an imported release; nil when there is not one.
  private static func bundle(at path: String) throws(DataError) -> Corpus? {
    let file = PageBundle.path(path)
    guard let text = try? System.read(file, limit: PageBundle.maximumLength) else { return nil }
    do throws(PageBundle.Broken) {
      let pages = try PageBundle.read(text)
      var buffer = PageBuffer(capacity: text.count + pages.count)
      for page in pages { buffer.add(path: page.path, text: page.text) }
      return buffer.corpus()
    } catch {
      throw .damagedBundle(file, error)
    }
  }
}

extension PageBundle {
  /// The greatest length of a bundle, in bytes.
  static let maximumLength = 1 << 30

  /// The path of the bundle that `path` is, or that it would hold as the directory of an imported release.
  static func path(_ path: String) -> String { path.hasSuffix("/" + fileName) ? path : "\(path)/\(fileName)" }

  /// Whether `path` is an existing bundle, or the directory of an imported release that holds one.
  package static func exists(_ path: String) -> Bool { (try? System.kind(of: self.path(path))) == .file }
}
