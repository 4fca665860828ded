import AtlasCore

/// Which writing of its pages a directory has.
///
/// It keeps open what it looked at, so that nothing else can get the same identity.
struct PageSnapshot: ~Copyable {
  private let directory: String
  private let root: Int32?
  private let list: Int32?
  private var listPath: String { "\(directory)/\(PageManifest.fileName)" }

  /// Looks at a directory, which need not exist.
  init(_ directory: String) {
    self.directory = directory
    // A pipe at either path would block the reader.
    root = try? System.open(.directory, at: Bytes(copying: directory))
    let path = "\(directory)/\(PageManifest.fileName)"
    list = try? System.open(.file, at: Bytes(copying: path))
  }

  deinit {
    if let root { System.closeDescriptor(root) }
    if let list { System.closeDescriptor(list) }
  }

  /// Whether all pages that were read since then are of one writing.
  var isWhole: Bool {
    let now = PageSnapshot(directory)
    return identities == now.identities && !isUnfinished
  }

  private var identities: [[UInt64]] {
    [root.map(System.identity) ?? [], list.map(System.identity) ?? []]
  }

  private var isUnfinished: Bool {
    guard let list else { return false }
    let mark = Array(PageManifest.unfinishedMark.utf8)
    var start = [UInt8](repeating: 0, count: mark.count)
    let count = unsafe start.withUnsafeMutableBytes { unsafe System.read(list, into: $0) }
    return count == mark.count && start == mark
  }
}
