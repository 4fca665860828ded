package import AtlasCore

extension Corpus {
  /// Reads pages from a directory, a single page, or the bundle of an imported release.
  ///
  /// - Throws: if the pages cannot be read, or there are none.
  package static func load(_ path: String) throws(DataError) -> (corpus: Corpus, remarks: [DataRemark]) {
    if let corpus = try bundle(at: path) { return (corpus, []) }
    let loader = try PageLoader(path)
    return (loader.corpora.first ?? Corpus(text: .empty, pages: []), loader.remarks)
  }

  /// The pages of the bundle at `path`, or in the directory of an imported release; nil if there is no bundle.
  private static func bundle(at path: String) throws(DataError) -> Corpus? {
    let file = PageBundle.path(path)
    guard let text = try? System.read(file, limit: PageBundle.maximumLength, regularOnly: true) else { return nil }
    do throws(PageBundle.Broken) { return try read(bundle: text).corpus } catch { throw .damagedBundle(file, error) }
  }

  /// The pages of a bundle, and whether they are slices of it, as they are when atlas wrote them; others are converted.
  static func read(bundle text: Bytes) throws(PageBundle.Broken) -> (corpus: Corpus, isInPlace: Bool) {
    let pages = try PageBundle.read(text)
    var buffer = PageBuffer(capacity: text.count + pages.count)
    for page in pages { buffer.add(path: page.path, text: page.text) }
    let corpus = buffer.corpus()
    let start = pages.first?.text.startIndex ?? text.endIndex
    let isInPlace = corpus.count == pages.count && corpus.text == text.slice(at: start, count: corpus.text.count)
    return (isInPlace ? Corpus(text: text, pages: pages) : corpus, isInPlace)
  }
}

extension PageBundle {
  /// The maximum size of a bundle in bytes.
  static let maximumLength = 1 << 30

  /// The path of the bundle: `path` itself, or the bundle in the directory of an imported release.
  static func path(_ path: String) -> String { path.hasSuffix("/" + fileName) ? path : "\(path)/\(fileName)" }

  /// Whether `path` is a bundle, or the directory of an imported release that contains one.
  package static func exists(_ path: String) -> Bool { (try? System.kind(of: self.path(path))) == .file }
}
