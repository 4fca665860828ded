import AtlasCore

/// Reads the pages of a directory tree, or one page.
struct PageLoader {
  /// The endings of files that are taken for pages.
  ///
  /// A file that is named itself may have any.
  static let endings = [".md", ".markdown", ".mdx", ".txt"]

  private let root: String
  private var pages: [(path: String, text: Bytes)] = []
  /// What was passed over, and why.
  private(set) var remarks: [String] = []
  /// The directories that were entered: a link may lead back into one.
  private var entered: Set<[UInt64]> = []

  init(root: String) { self.root = root }

  var isEmpty: Bool { pages.isEmpty }

  mutating func load() throws(SystemError) {
    switch try System.kind(of: root) {
    case .directory: try enter(root, isRoot: true)
    default: try read(root, isRoot: true)
    }
  }

  private mutating func enter(_ directory: String, isRoot: Bool) throws(SystemError) {
    guard let identity = System.identity(of: directory),
      entered.insert([identity.device, identity.number]).inserted
    else { return }
    let names: [String]
    do throws(SystemError) {
      names = try System.list(directory)
    } catch {
      if isRoot { throw error }
      remarks.append("\(error.description); passed over")
      return
    }
    for name in names where !name.hasPrefix(".") {
      let path = directory.hasSuffix("/") ? directory + name : directory + "/" + name
      guard let kind = try? System.kind(of: path) else {
        remarks.append("\(Sanitize.shown(path)) leads nowhere; passed over")
        continue
      }
      if kind == .directory {
        try enter(path, isRoot: false)
      } else if kind == .file, PageLoader.endings.contains(where: { name.lowercased().hasSuffix($0) }) {
        try read(path, isRoot: false)
      }
    }
  }

  private mutating func read(_ path: String, isRoot: Bool) throws(SystemError) {
    do throws(SystemError) {
      pages.append((path, try System.read(path, limit: 1 << 30)))
    } catch {
      if isRoot { throw error }
      remarks.append("\(error.description); passed over")
    }
  }

  /// The pages that were read.
  func corpus() -> Corpus {
    var text: [UInt8] = []
    var ranges: [(String, Range<Int>)] = []
    for page in pages {
      let start = text.count
      text += page.text
      if text.last != UInt8(ascii: "\n") { text.append(UInt8(ascii: "\n")) }
      ranges.append((page.path, start..<text.count))
    }
    let whole = Bytes(copying: text)
    return Corpus(text: whole, pages: ranges.map { Page(path: Bytes(copying: $0.0), text: whole[$0.1]) })
  }
}
