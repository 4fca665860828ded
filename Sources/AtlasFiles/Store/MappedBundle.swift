import AtlasCore
import Synchronization

/// The bundle of pages of an imported release, mapped into memory, with its index in a file beside it.
///
/// An index that is missing, damaged or of other pages is made anew and written, silently: an answer never depends on it. A
/// bundle is replaced by renaming, so that what is mapped does not change.
final class MappedBundle: Sendable {
  /// The name of the file of the index.
  static let indexName = ".atlas-index"

  private let path: String
  private let text: Bytes
  /// What identifies the bundle that is mapped.
  private let stamp: String
  private let keepsIndex: Bool
  private let remade = Mutex<Index?>(nil)

  private var indexPath: String { String(path.dropLast(PageBundle.fileName.count)) + MappedBundle.indexName }

  /// Maps the bundle at `path`; nil if it is not a file that can be.
  init?(_ path: String, keepsIndex: Bool) {
    guard let (text, stamp) = MappedBundle.map(path, limit: PageBundle.maximumLength) else { return nil }
    self.path = path
    self.text = text
    self.stamp = stamp
    self.keepsIndex = keepsIndex
  }

  /// The pages as a knowledge base, over the index beside them if that is right.
  func knowledgeBase() throws(DataError) -> KnowledgeBase {
    if keepsIndex, let (file, _) = MappedBundle.map(indexPath, limit: PageBundle.maximumLength),
      let index = IndexFile.read(file, stamp: stamp, remake: { self.makeIndex() })
    {
      return KnowledgeBase(text: text, index: index, wording: .official)
    }
    do throws(PageBundle.Broken) {
      let (corpus, isInPlace) = try Corpus.read(bundle: text)
      // An index names places in the file, where pages that had to be converted are not.
      guard isInPlace else { return KnowledgeBase(corpus, wording: .official) }
      return KnowledgeBase(text: text, index: makeIndex(corpus), wording: .official)
    } catch {
      throw .damagedBundle(path, error)
    }
  }

  /// The index, made anew because a row of the one that was read is damaged.
  private func makeIndex() -> Index {
    remade.withLock { remade in
      if let remade { return remade }
      let index = makeIndex((try? Corpus.read(bundle: text).corpus) ?? Corpus(text: text, pages: []))
      remade = index
      return index
    }
  }

  private func makeIndex(_ corpus: Corpus) -> Index {
    let image = IndexWriter.write(corpus).image
    // Another process may have replaced the bundle, and its index, since it was mapped.
    if keepsIndex, isFree(indexPath), MappedBundle.map(path, limit: PageBundle.maximumLength)?.stamp == stamp {
      try? System.replace(indexPath, with: IndexFile.write(image, stamp: stamp), isFlushed: false)
    }
    return Index(Bytes(copying: image))
  }

  /// Whether a file can be written at a path: nothing else is there, such as a pipe, which would keep the writer waiting.
  private func isFree(_ path: String) -> Bool {
    let kind = try? System.kind(of: path, following: false)
    return kind == nil || kind == .file
  }

  private static func map(_ path: String, limit: Int) -> (text: Bytes, stamp: String)? {
    guard let descriptor = try? System.open(.file, at: Bytes(copying: path), isLinkRefused: true) else { return nil }
    defer { System.closeDescriptor(descriptor) }
    guard let size = System.size(of: descriptor), size <= limit, let stamp = System.stamp(of: descriptor),
      let text = System.map(descriptor, count: size)
    else { return nil }
    return (text, stamp)
  }
}
