import AtlasCore
import TestSupport
import Testing

/// The rules of gitignore(5).
@Suite struct IgnoreRulesTests {
  /// Rules, a path (a directory with a slash at the end), and what the rules say.
  @Test(
    arguments: [
      ("*.log", "a.log", true), ("*.log", "deep/a.log", true), ("*.log", "a.logs", nil), ("a", "b/a", true),
      ("/a", "a", true), ("/a", "b/a", nil), ("a/b", "a/b", true), ("a/b", "c/a/b", nil), ("build/", "build/", true),
      ("build/", "build", nil), ("build/", "x/build/", true), ("# a\n\n", "a", nil), ("\\#a", "#a", true),
      ("!a", "a", false), ("*\n!keep", "keep", false), ("*\n!keep", "other", true), ("\\!a", "!a", true),
      ("**/a", "a", true), ("**/a", "x/y/a", true), ("a/**", "a/b/c", true), ("a/**", "a/", nil),
      ("a/**/b", "a/b", true),
      ("a/**/b", "a/x/y/b", true), ("a/**/b", "a/x/c", nil), ("**", "anything", true), ("a?c", "abc", true),
      ("a?c", "a/c", nil), ("a*c/d", "axxc/d", true), ("a*c", "a/c", nil), ("[a-c]x", "bx", true),
      ("[!a-c]x", "bx", nil),
      ("[^a-c]x", "dx", true), ("[]x", "[]x", nil), ("a\\*", "a*", true), ("a\\*", "ab", nil), ("a  ", "a", true),
      ("a\\ ", "a ", true), ("a\r\n", "a", true), ("*a*a*a*a*a*a*b", "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa", nil),
      ("foo/*", "foo/a", true), ("foo/*", "foo/a/b", nil), ("/", "a", nil), ("é*", "été", true), ("/*.c", "x/a.c", nil),
      ("v[[:digit:]].o", "v7.o", true), ("v[![:digit:]_]", "v7", nil),
      ("v[[:digit:]_]", "v_", true), ("[[:x:]]", "x]", nil), ("[]]", "]", true), ("[]a]", "a", true),
      ("a\\", "a", nil),
      ("**/a/**/b/**/c", "x/a/a/b/b/c", true), ("a//", "a/", nil),
      ("[a-c-e]", "d", nil), ("[a-c-e]", "-", true), ("[a-c-e]", "e", true), ("[a-a]x", "ax", true),
      ("**\\/b", "b", nil), ("**\\/b", "x/b", true), ("a**/b", "ax/y/b", true), ("a**/b", "ab", true),
      ("a**/b", "xa/b", nil), ("a*c**/b", "axc/y/b", nil),
    ] as [(String, String, Bool?)])
  func rules(_ text: String, _ path: String, _ wanted: Bool?) {
    let names = path.split(separator: "/").map { Bytes(copying: String($0)) }
    #expect(IgnoreRules(Bytes(copying: text)).ignores(names[...], isDirectory: path.hasSuffix("/")) == wanted)
  }

  /// A part of a pattern between two slashes, to match by trying everything.
  private enum Unit: CaseIterable {
    case letter, star, any, set, otherSet
  }

  private typealias Sign = (unit: Unit, letter: Character)

  private static let letters = Array("abc.")

  /// Whether `name` fits a segment: `*` is any part, `?` any letter, `[ab]` one of the two.
  private static func fits(_ segment: ArraySlice<Sign>, _ name: Substring) -> Bool {
    guard let (unit, letter) = segment.first else { return name.isEmpty }
    let rest = segment.dropFirst()
    if unit == .star { return (0...name.count).contains { fits(rest, name.dropFirst($0)) } }
    guard let first = name.first, fits(rest, name.dropFirst()) else { return false }
    switch unit {
    case .letter: return first == letter
    case .set: return first == letter || first == "."
    case .otherSet: return first != letter && first != "."
    case .any, .star: return true
    }
  }

  /// Whether a path fits; an empty segment stands for `**`.
  private static func fits(_ segments: ArraySlice<[Sign]>, _ path: ArraySlice<String>) -> Bool {
    guard let first = segments.first else { return path.isEmpty }
    if first.isEmpty {
      if segments.count == 1 { return !path.isEmpty }
      return (0...path.count).contains { fits(segments.dropFirst(), path.dropFirst($0)) }
    }
    guard let name = path.first else { return false }
    return fits(first[...], name[...]) && fits(segments.dropFirst(), path.dropFirst())
  }

  /// Patterns match what a matcher that tries everything matches.
  @Test(arguments: 0..<4) func matchesAsDefined(_ seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    func letter() -> Character { Self.letters.randomElement(using: &random) ?? "a" }
    for _ in 0..<400 {
      var segments: [[Sign]] = []
      for _ in 0..<Int.random(in: 1...4, using: &random) {
        segments.append(
          (0..<Int.random(in: 0...4, using: &random)).map { _ in
            (unit: Unit.allCases.randomElement(using: &random) ?? .any, letter: letter())
          })
      }
      // Stars side by side are another sign, and so is a segment of nothing else.
      for index in segments.indices {
        var last = Unit.any
        segments[index].removeAll { sign in
          defer { last = sign.unit }
          return sign.unit == .star && last == .star
        }
      }
      let pattern = segments.map { segment in
        segment.isEmpty
          ? "**"
          : segment.map { unit, letter in
            switch unit {
            case .letter: String(letter)
            case .star: "*"
            case .any: "?"
            case .set: "[\(letter).]"
            case .otherSet: "[!\(letter).]"
            }
          }.joined()
      }.joined(separator: "/")
      let rules = IgnoreRules(Bytes(copying: pattern))
      for _ in 0..<12 {
        let path = (0..<Int.random(in: 1...5, using: &random)).map { _ in
          String((0..<Int.random(in: 1...5, using: &random)).map { _ in letter() })
        }
        // Without a slash, a pattern is about the name alone.
        let wanted = Self.fits(segments[...], segments.count == 1 ? path.suffix(1) : path[...])
        let found = rules.ignores(path.map { Bytes(copying: $0) }[...], isDirectory: false)
        #expect(found == (wanted ? true : nil), "\(pattern) of \(path)")
      }
    }
  }
}
