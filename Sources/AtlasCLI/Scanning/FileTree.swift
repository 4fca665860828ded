import AtlasCore

/// Finds the files of a directory tree that are anyone's own: not those of git, and not those that git ignores.
///
/// Links are not followed: what they lead to lies in the tree anyway, or out of it. Names come in the order of their bytes, so
/// that two runs say the same.
struct FileTree {
  /// A `.gitignore`, and how many names of a path lead to its directory.
  private struct Layer {
    let rules: IgnoreRules
    let depth: Int
  }

  /// What was passed over, and why.
  private(set) var remarks: [String] = []
  /// Whether a directory could not be read.
  private(set) var isIncomplete = false
  /// Patterns of the command line, about paths from where each walk begins.
  private let excluded: IgnoreRules
  private var layers: [Layer] = []
  /// The names from the outermost `.gitignore` down to the directory at hand.
  private var names: [Bytes] = []
  /// How many of them lead to where the walk began.
  private var start = 0

  /// - Parameter excluded: patterns as a `.gitignore` has them, for what is not to be found.
  init(excluding excluded: IgnoreRules) { self.excluded = excluded }

  /// Whether the patterns of the command line exclude a file that is named itself.
  func excludes(_ path: String) -> Bool {
    let names = Bytes(copying: path).split(separator: UInt8(ascii: "/")).filter { $0 != "." }
    return excluded.ignores(names[...], isDirectory: false) == true
  }

  /// Calls `body` with the path of every file under the directory at `root`.
  ///
  /// - Throws: when the root cannot be read; what cannot be read below it is a remark.
  mutating func walk(_ root: String, _ body: (Bytes) -> Void) throws(SystemError) {
    (layers, names) = ([], [])
    readOuterRules(of: root)
    start = names.count
    try enter(root, isRoot: true, body)
  }

  /// The rules of the directories around the root, as far as the same working tree of git goes.
  private mutating func readOuterRules(of root: String) {
    guard let whole = System.absolute(root) else { return }
    let parts = whole.split(separator: "/").map(String.init)
    func path(_ count: Int) -> String { "/" + parts.prefix(count).joined(separator: "/") }
    guard let top = (0...parts.count).last(where: { (try? System.kind(of: path($0) + "/.git")) != nil }) else { return }
    for count in top..<parts.count {
      addRules(of: path(count))
      names.append(Bytes(copying: parts[count]))
    }
  }

  private mutating func addRules(of directory: String) {
    guard let text = try? System.read(directory + "/.gitignore", limit: 1 << 20) else { return }
    let rules = IgnoreRules(text)
    if !rules.isEmpty { layers.append(Layer(rules: rules, depth: names.count)) }
  }

  private mutating func enter(_ path: String, isRoot: Bool = false, _ body: (Bytes) -> Void) throws(SystemError) {
    let entries: [Directory.Entry]
    do throws(SystemError) {
      entries = try Directory(path).entries(at: path, hidden: true) { _ in true }
    } catch {
      if isRoot { throw error }
      // A directory that went away meanwhile holds nothing that could be wrong.
      if error.code == System.notFound { return }
      remarks.append("\(error.description); passed over")
      isIncomplete = true
      return
    }
    let before = layers.count
    if entries.contains(where: { $0.name == ".gitignore" && $0.kind == .file }) { addRules(of: path) }
    for entry in entries where !entry.isLink && entry.name != ".git" {
      let isDirectory = entry.kind == .directory
      guard isDirectory || entry.kind == .file else { continue }
      names.append(entry.name)
      if !isIgnored(isDirectory) {
        if isDirectory { try enter(entry.path.string, body) } else { body(entry.path) }
      }
      names.removeLast()
    }
    layers.removeSubrange(before...)
  }

  /// Whether the rules ignore the path at hand: those of the command line first, then the innermost that say anything.
  private func isIgnored(_ isDirectory: Bool) -> Bool {
    if !excluded.isEmpty, let answer = excluded.ignores(names[start...], isDirectory: isDirectory) {
      return answer
    }
    for layer in layers.reversed() {
      if let answer = layer.rules.ignores(names[layer.depth...], isDirectory: isDirectory) { return answer }
    }
    return false
  }
}
