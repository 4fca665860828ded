import AtlasCore
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
    ] as [(String, String, Bool?)])
  func rules(_ text: String, _ path: String, _ wanted: Bool?) {
    let names = path.split(separator: "/").map { Bytes(copying: String($0)) }
    #expect(IgnoreRules(Bytes(copying: text)).ignores(names[...], isDirectory: path.hasSuffix("/")) == wanted)
  }
}
