import AtlasCore
import Synchronization

/// A bundle of pages, of an imported release or a copy of a directory's, mapped into memory, with its index in a file beside
/// it.
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
  private let origin: String?
  private let remade = Mutex<Index?>(nil)

  private var indexPath: String { String(path.dropLast(PageBundle.fileName.count)) + MappedBundle.indexName }
  private var wording: Wording { origin == nil ? .official : .own }

  /// Maps the bundle at `path`; nil if it is not a file that can be.
  ///
  /// - Parameters:
  ///   - path: the path of the bundle.
  ///   - keepsIndex: whether the index beside it is read and written.
  ///   - origin: what the bundle is a copy of, which the index must name; such files belong to the user alone. Nil for an
  ///     imported release.
  init?(_ path: String, keepsIndex: Bool, copyOf origin: String? = nil) {
    guard let (text, stamp) = MappedBundle.map(path, isPrivate: origin != nil) else { return nil }
    self.path = path
    self.text = text
    self.stamp = MappedBundle.line(stamp, origin)
    self.keepsIndex = keepsIndex
    self.origin = origin
  }

  /// The pages as a knowledge base over the index beside them; nil if that is not right.
  var indexed: KnowledgeBase? {
    guard keepsIndex, let (file, _) = MappedBundle.map(indexPath, isPrivate: origin != nil),
      let index = IndexFile.read(file, stamp: stamp, remake: { self.makeIndex() })
    else { return nil }
    return KnowledgeBase(text: text, index: index, wording: wording)
  }

  /// The pages as a knowledge base, over the index beside them if that is right.
  func knowledgeBase() throws(DataError) -> KnowledgeBase {
    if let indexed { return indexed }
    do throws(PageBundle.Broken) {
      let (corpus, isInPlace) = try Corpus.read(bundle: text)
      // An index names places in the file, where pages that had to be converted are not.
      guard isInPlace else { return KnowledgeBase(corpus, wording: wording) }
      return KnowledgeBase(text: text, index: makeIndex(corpus), wording: wording)
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
    if keepsIndex, isFree(indexPath), let now = MappedBundle.map(path, isPrivate: origin != nil)?.stamp,
      MappedBundle.line(now, origin) == stamp
    {
      let file = IndexFile.write(image, stamp: stamp)
      try? System.replace(indexPath, with: file, isFlushed: false, permissions: origin == nil ? 0o666 : 0o600)
    }
    return Index(Bytes(copying: image))
  }

  /// Whether a file can be written at a path: nothing else is there, such as a pipe, which would keep the writer waiting.
  private func isFree(_ path: String) -> Bool {
    let kind = try? System.kind(of: path, following: false)
    return kind == nil || kind == .file
  }

  /// What identifies a bundle: its stamp, and what it is a copy of.
  private static func line(_ stamp: System.Stamp, _ origin: String?) -> String {
    origin.map { "\(stamp) \($0)" } ?? "\(stamp)"
  }

  private static func map(_ path: String, isPrivate: Bool) -> (text: Bytes, stamp: System.Stamp)? {
    guard let descriptor = try? System.open(.file, at: Bytes(copying: path), isLinkRefused: true) else { return nil }
    defer { System.closeDescriptor(descriptor) }
    guard let stamp = System.stamp(of: descriptor), stamp.size <= PageBundle.maximumLength,
      !isPrivate || System.isPrivate(descriptor), let text = System.map(descriptor, count: stamp.size)
    else { return nil }
    return (text, stamp)
  }
}
