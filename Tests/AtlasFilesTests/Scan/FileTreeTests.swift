import AtlasCore
import Foundation
import TestSupport
import Testing

@testable import AtlasFiles

/// The files that a walk finds, beside those that git finds.
///
/// Where git is not installed, nothing is compared; `IgnoreRulesTests` has cases by hand.
@Suite(.enabled(if: Shell.has("git"), "git is not installed: the ignore rules are compared with nothing"))
struct FileTreeTests {
  private static let names = [
    "a", "b", "c", "ab", "abc", "a.o", "b.c", "A", "é", "a ", " a", "a\t", "!a", "#a", "[a]", "a]", "a*b", "a\\b", "-",
    "v7", "x.y.z", "aaaa", "^", "a-c",
  ]
  private static let pieces = [
    "a", "b", "c", "ab", "a", "b", "*", "*", "?", "**", "[ab]", "[!a]", "[^b]", "[a-c]", "[]a]", "[!]a]", "[a-]",
    "[c-a]",
    "[\\]a]", "[[:alpha:]]", "[[:digit:]-]", "[[:x:]]", "[a", "[", "]", "\\a", "\\*", "\\[", "\\\\", "\\", ".o", ".",
    "é",
    " ", "\t", "!", "#", "-", "^", "[a/]", "[[:alpha:]", "[--a]", "[a-c-e]", "[\\a-\\c]", "[/-b]", "\\/", "v", "7",
    "***",
  ]

  private static func pattern(_ random: inout SeededGenerator) -> String {
    func chance(_ part: Int) -> Bool { Int.random(in: 0..<part, using: &random) == 0 }
    func segment() -> String {
      if chance(4) { return "**" }
      if chance(3) { return names.randomElement(using: &random) ?? "" }
      return (0..<Int.random(in: 1...3, using: &random)).map { _ in pieces.randomElement(using: &random) ?? "" }
        .joined()
    }
    var text = (0..<[1, 1, 1, 2, 2, 3, 4][Int.random(in: 0..<7, using: &random)]).map { _ in segment() }
      .joined(separator: chance(20) ? "//" : "/")
    if chance(4) { text = "/" + text }
    if chance(4) { text += chance(8) ? "//" : "/" }
    if chance(4) { text = "!" + text }
    if chance(6) { text += [" ", "  ", "\\ ", "\\  ", "\t", " \t", "\\\\ ", "\r"].randomElement(using: &random) ?? "" }
    return text
  }

  private static func rules(_ random: inout SeededGenerator) -> String {
    var lines = (0..<Int.random(in: 1...4, using: &random)).map { _ in pattern(&random) }
    if Int.random(in: 0..<3, using: &random) == 0 {
      lines.insert(["*", "/*", "a", "**/b", "a/**"].randomElement(using: &random) ?? "", at: 0)
    }
    let start = Int.random(in: 0..<20, using: &random) == 0 ? "\u{FEFF}" : ""
    return start + lines.joined(separator: "\n") + (Bool.random(using: &random) ? "\n" : "")
  }

  /// A working tree with a folder for each case: some files, and rules at the top and sometimes further down.
  private static func make(_ cases: Int, _ seed: UInt64, in folder: ScratchFolder) throws -> [Int: [String]] {
    var random = SeededGenerator(seed: seed)
    var rules: [Int: [String]] = [:]
    for number in 0..<cases {
      for _ in 0..<Int.random(in: 4...14, using: &random) {
        let path = (0..<Int.random(in: 1...4, using: &random)).map { _ in names.randomElement(using: &random) ?? "" }
        // A name that is a file already cannot be a folder; the tree is smaller then.
        _ = try? folder.write("\(number)/" + path.joined(separator: "/"), "x")
      }
      let text = Self.rules(&random)
      _ = try folder.write("\(number)/.gitignore", text)
      rules[number] = [text]
      if Bool.random(using: &random) {
        let inner = names.randomElement(using: &random) ?? ""
        let text = Self.rules(&random)
        if (try? folder.write("\(number)/\(inner)/.gitignore", text)) != nil {
          rules[number]?.append(inner + ": " + text)
        }
      }
    }
    return rules
  }

  @Test(arguments: 1...4 as ClosedRange<UInt64>) func findsWhatGitFinds(_ seed: UInt64) throws {
    let folder = try ScratchFolder()
    let cases = 150
    let root = folder.root.hasSuffix("/") ? String(folder.root.dropLast()) : folder.root
    func git(_ words: String) throws -> [String] {
      let outcome = try Shell.run(
        "cd '\(root)' && git -c core.excludesFile=/dev/null -c core.ignoreCase=false \(words)",
        variables: ["GIT_CONFIG_NOSYSTEM": "1", "HOME": root, "XDG_CONFIG_HOME": root, "LC_ALL": "C"])
      try #require(outcome.status == 0, "\(outcome.errors)")
      return outcome.output.split(separator: "\0").map(String.init)
    }
    let rules = try Self.make(cases, seed, in: folder)
    _ = try git("init -q")
    _ = try folder.write(".git/info/exclude", "aaaa\n/7/a*\n")

    var found: [String] = []
    var tree = FileTree(excluding: IgnoreRules(.empty))
    try tree.walk(root) { path in found.append(String(path.string.dropFirst(root.count + 1))) }
    #expect(tree.remarks.isEmpty)
    let wanted = Set(try git("ls-files --others --exclude-standard -z"))
    #expect(wanted.count > cases && Set(found).count == found.count)
    for path in wanted.symmetricDifference(found).sorted() {
      let number = Int(path.prefix { $0 != "/" }) ?? -1
      Issue.record("\(wanted.contains(path) ? "not found" : "found"): \(path) by \(rules[number] ?? [])")
    }
  }

  /// The rules around a working tree inside another do not hold in it, and hold again behind it.
  @Test func aTreeInATreeHasItsOwnRules() throws {
    let folder = try ScratchFolder()
    for path in ["a.log", "a.txt", "b/.git/HEAD", "b/c.log", "b/c.tmp", "b/d/c.log", "e.log", "f/g.log", "f/g.tmp"] {
      _ = try folder.write(path, "x")
    }
    _ = try folder.write(".git/HEAD", "x")
    _ = try folder.write(".gitignore", "*.log\n.gitignore\n")
    _ = try folder.write("b/.gitignore", "*.tmp\n.gitignore\n")
    var found: [String] = []
    var tree = FileTree(excluding: IgnoreRules(.empty))
    try tree.walk(folder.root) { path in found.append(String(path.string.dropFirst(folder.root.count))) }
    let names = found.map { $0.first == "/" ? String($0.dropFirst()) : $0 }
    #expect(names.sorted() == ["a.txt", "b/c.log", "b/d/c.log", "f/g.tmp"])
  }

  /// From a folder within the tree, the rules of those around it count as well.
  @Test func beginsWithinATree() throws {
    let folder = try ScratchFolder()
    _ = try Self.make(60, 5, in: folder)
    #expect(try Shell.run("cd '\(folder.root)' && git init -q").status == 0)
    _ = try folder.write(".gitignore", "a*/b\n/3/**/c\n!ab\n")
    for number in 0..<60 {
      let root = folder.path("\(number)")
      var found: Set<String> = []
      var tree = FileTree(excluding: IgnoreRules(.empty))
      try tree.walk(root) { path in found.insert(String(path.string.dropFirst(root.count + 1))) }
      let outcome = try Shell.run(
        "cd '\(root)' && git -c core.excludesFile=/dev/null ls-files --others --exclude-standard -z",
        variables: ["GIT_CONFIG_NOSYSTEM": "1", "HOME": folder.root, "XDG_CONFIG_HOME": folder.root])
      #expect(found == Set(outcome.output.split(separator: "\0").map(String.init)), "\(number)")
    }
  }
}
