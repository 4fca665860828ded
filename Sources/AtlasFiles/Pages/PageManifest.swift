import AtlasCore

/// The list of the pages that atlas wrote into a directory, kept there as a hidden file.
///
/// It tells pages of atlas, which may be replaced, from files and edits of the user, which may not. Each line is the digest
/// and the path of a page. The digest is our own, because the standard library has none that is the same in every process.
/// It recognizes edits and does not protect from forgery; texts that differ in one word of eight bytes never share it.
struct PageManifest: Equatable {
  /// The name of the file.
  static let fileName = ".atlas-pages"
  /// The first line while pages are being replaced; the list then has the old pages and the new ones.
  static let unfinishedMark = "# unfinished"

  /// The pages: for each path, the digests that a page of atlas can have there.
  private(set) var digests: [String: Set<Bytes>] = [:]
  /// Whether pages were being replaced when it was written.
  var isUnfinished = false

  /// An empty list.
  init() {}

  /// The list of `pages`.
  init(of pages: [(path: String, text: [UInt8])]) {
    for page in pages where PageManifest.isPagePath(page.path) {
      digests[page.path] = [PageManifest.digest(Bytes(copying: page.text))]
    }
  }

  /// Reads a list; lines that are not a digest and the path of a page are ignored.
  init(_ text: Bytes) {
    for line in text.lines {
      if line.string == PageManifest.unfinishedMark { isUnfinished = true }
      let path = line.dropFirst(17).string
      guard line.count > 17, line[line.startIndex + 16] == UInt8(ascii: " "), PageManifest.isPagePath(path) else {
        continue
      }
      digests[path, default: []].insert(line.prefix(16))
    }
  }

  /// The list of the pages of both.
  func merging(_ other: PageManifest) -> PageManifest {
    var merged = self
    merged.digests.merge(other.digests) { $0.union($1) }
    return merged
  }

  /// Whether atlas wrote the page with this digest at `path`.
  func contains(_ path: String, _ digest: Bytes) -> Bool { digests[path]?.contains(digest) == true }

  /// The content of the file, sorted by path.
  var text: [UInt8] {
    var text = isUnfinished ? Array("\(PageManifest.unfinishedMark)\n".utf8) : []
    for (path, digests) in digests.sorted(by: { $0.key < $1.key }) {
      for digest in digests.sorted() { text += Array(digest) + " \(path)\n".utf8 }
    }
    return text
  }

  /// The digest of a page.
  static func digest(_ page: Bytes) -> Bytes { ContentHash.of(page) }

  /// Whether a page of atlas can have this path, so that no list can name a file outside its directory.
  private static func isPagePath(_ path: String) -> Bool {
    let names = path.split(separator: "/", omittingEmptySubsequences: false)
    return names.count <= 2 && path.hasSuffix(".md") && names.allSatisfy { !$0.isEmpty && !$0.hasPrefix(".") }
  }
}
