import AtlasCore

/// Finds the files of a directory tree, except git's own and those that git ignores.
///
/// Links are not followed: their targets are in the tree anyway, or outside of it. Hidden files are found, because rules
/// and workflows are kept in `.github` and the like. Global git excludes are not used, so that two people find the same
/// files. Names come in the order of their bytes.
struct FileTree {
  /// A `.gitignore`, and how many names of a path lead to its directory.
  private struct Layer {
    let rules: IgnoreRules
    let depth: Int
  }

  /// The greatest length of a `.gitignore`, in bytes.
  private static let longestRules = 1 << 20

  /// What was skipped, and why.
  private(set) var remarks: [String] = []
  /// The patterns of the request, for paths relative to the start of each walk.
  private let excluded: IgnoreRules
  private let usesGitIgnore: Bool
  private var layers: [Layer] = []
  /// The first of the layers that belong to the same working tree of git as the directory at hand.
  private var firstLayer = 0
  /// The names from the outermost `.gitignore` down to the directory at hand.
  private var names: [Bytes] = []
  /// How many of them lead to where the walk began.
  private var start = 0

  /// - Parameters:
  ///   - excluded: patterns in the syntax of `.gitignore` for files to skip.
  ///   - usesGitIgnore: whether files that git ignores are skipped.
  init(excluding excluded: IgnoreRules, usesGitIgnore: Bool = true) {
    self.excluded = excluded
    self.usesGitIgnore = usesGitIgnore
  }

  /// Whether the patterns of the request exclude a file that was named itself.
  func excludes(_ path: String) -> Bool {
    let names = Bytes(copying: path).split(separator: UInt8(ascii: "/")).filter { $0 != "." }
    return excluded.ignores(names[...], isDirectory: false) == true
  }

  /// Calls `body` with the path of every file under the directory at `root`.
  ///
  /// - Throws: when the root cannot be read; unreadable directories below it are remarks.
  mutating func walk(_ root: String, _ body: (Bytes) -> Void) throws(SystemError) {
    (layers, firstLayer, names) = ([], 0, [])
    if usesGitIgnore { readOuterRules(of: root) }
    start = names.count
    let directory = try Directory(root)
    enter(try directory.entries(at: root, hidden: true) { _ in true }, at: Bytes(copying: root), body)
  }

  private mutating func enter(unlinked path: Bytes, _ body: (Bytes) -> Void) {
    let entries: [Directory.Entry]
    do throws(SystemError) {
      entries = try Directory(unlinked: path).entries(at: path, hidden: true) { _ in true }
    } catch {
      // A directory that went away meanwhile holds nothing that could be wrong.
      if error.code == System.notFound { return }
      remarks.append("\(error.description); skipped")
      return
    }
    enter(entries, at: path, body)
  }

  private mutating func enter(_ entries: [Directory.Entry], at path: Bytes, _ body: (Bytes) -> Void) {
    let before = (layers.count, firstLayer)
    if usesGitIgnore { addRules(of: path, entries) }
    for entry in entries where !entry.isLink && entry.name != ".git" {
      let isDirectory = entry.kind == .directory
      guard isDirectory || entry.kind == .file else { continue }
      names.append(entry.name)
      if !isIgnored(isDirectory) {
        if isDirectory { enter(unlinked: entry.path, body) } else { body(entry.path) }
      }
      names.removeLast()
    }
    layers.removeSubrange(before.0...)
    firstLayer = before.1
  }

  // MARK: Rules

  /// The rules of the directories around the root, as far as the same working tree of git goes.
  private mutating func readOuterRules(of root: String) {
    guard let whole = System.absolute(root) else { return }
    let parts = whole.split(separator: "/").map(String.init)
    func path(_ count: Int) -> String { "/" + parts.prefix(count).joined(separator: "/") }
    guard let top = (0...parts.count).last(where: { (try? System.kind(of: path($0) + "/.git")) != nil }) else { return }
    if top < parts.count { addRules(in: path(top) + "/.git/info/exclude") }
    for count in top..<parts.count {
      addRules(in: path(count) + "/.gitignore")
      names.append(Bytes(copying: parts[count]))
    }
  }

  /// Adds the rules that a directory holds.
  ///
  /// Where it is the top of a working tree, those around it say nothing about it.
  private mutating func addRules(of path: Bytes, _ entries: [Directory.Entry]) {
    if entries.contains(where: { $0.name == ".git" }) {
      firstLayer = layers.count
      addRules(in: path.string + "/.git/info/exclude")
    }
    if entries.contains(where: { $0.name == ".gitignore" && $0.kind != .directory }) {
      addRules(in: path.string + "/.gitignore")
    }
  }

  private mutating func addRules(in path: String) {
    do throws(SystemError) {
      let rules = IgnoreRules(try System.read(path, limit: FileTree.longestRules, regularOnly: true))
      if !rules.isEmpty { layers.append(Layer(rules: rules, depth: names.count)) }
    } catch {
      // `.git` is a file in a linked working tree.
      if error.code == System.notFound || error.code == System.noDirectory { return }
      remarks.append("\(error.description); its rules are not applied")
    }
  }

  /// Whether the rules ignore the path at hand: those of the command line first, then the innermost that say anything.
  private func isIgnored(_ isDirectory: Bool) -> Bool {
    if !excluded.isEmpty, let answer = excluded.ignores(names[start...], isDirectory: isDirectory) {
      return answer
    }
    for layer in layers[firstLayer...].reversed() {
      if let answer = layer.rules.ignores(names[layer.depth...], isDirectory: isDirectory) { return answer }
    }
    return false
  }
}
