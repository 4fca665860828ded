import Testing

@testable import AtlasCore

struct Case: CustomTestStringConvertible, Sendable {
  let pattern, flags, line: String
  /// The matches; nil when the line must not match.
  let expected: [String]?

  init(_ pattern: String, _ line: String, _ expected: [String]?, flags: String = "") {
    self.pattern = pattern
    self.flags = flags
    self.line = line
    self.expected = expected
  }

  var testDescription: String { "\(pattern) -\(flags) in \(line)" }
}

let cases: [Case] = [
  // Characters, sets and kinds.
  Case("abc", "xabcabc", ["abc", "abc"]),
  Case("a.c", "abc aéc a\tc ac", ["abc", "aéc", "a\tc"]),
  Case(".", "é日", ["é", "日"]),
  Case("[a-c]+", "xabcd", ["abc"]),
  Case("[^a-c]+", "abéx日c", ["éx日"]),
  Case("[]x]+", "a]x]", ["]x]"]),
  Case("[^]x]+", "a]x", ["a"]),
  Case("[a-]+", "b-a-", ["-a-"]),
  Case("[-a]+", "b-a-", ["-a-"]),
  Case("[é-ü]+", "aéüz", ["éü"]),
  Case("[[:alpha:]]+", "1äb_2", ["äb"]),
  Case("[[:digit:]]+", "a12٣", ["12"]),
  Case("[[:upper:][:digit:]]+", "aÄB1c", ["ÄB1"]),
  Case("[[:punct:]]+", "a.,“b", [".,“"]),
  Case("[[:space:]]+", "a \t\u{A0}b", [" \t\u{A0}"]),
  Case("[[:xdigit:]]+", "xyfF0g", ["fF0"]),
  Case(#"\d+"#, "a12٣", ["12٣"]),
  Case(#"\w+"#, "a_é1-b", ["a_é1", "b"]),
  Case(#"\W+"#, "a -“b", [" -“"]),
  Case(#"\s+\S+"#, "a  bé c", ["  bé", " c"]),
  Case(#"\D+"#, "1ab2", ["ab"]),
  Case(#"[\w.-]+"#, "(a.b-c)", ["a.b-c"]),
  Case(#"[^\s,]+"#, "ab, c", ["ab", "c"]),
  Case(#"[\]\\]+"#, #"a]\b"#, [#"]\"#]),
  Case(#"[\W\d]+"#, "ab-1é", ["-1"]),
  Case("[[a]b", "[b ab", ["[b", "ab"]),
  Case("[&&a]+", "a&b", ["a&"]),
  Case(#"\x41\x{e9}\u00E9\t"#, "Aéé\t", ["Aéé\t"]),
  Case(#"\.\*\[\{\(\|\^\$\\\/"#, #".*[{(|^$\/"#, [#".*[{(|^$\/"#]),

  // Repetition, and what grep takes for a character.
  Case("ab*c", "ac abc abbc", ["ac", "abc", "abbc"]),
  Case("ab+c", "ac abc", ["abc"]),
  Case("ab?c", "ac abc abbc", ["ac", "abc"]),
  Case("a{2}", "aaaaa", ["aa", "aa"]),
  Case("a{2,}", "a aa aaaa", ["aa", "aaaa"]),
  Case("a{,2}b", "aaab b", ["aab", "b"]),
  Case("a{1,2}", "aaa", ["aa", "a"]),
  Case("(ab){2,3}", "abababab", ["ababab"]),
  Case("(a{2}){2}", "aaaaa", ["aaaa"]),
  Case("a{2}{2}", "aaaaa", ["aaaa"]),
  Case("a**b", "aab", ["aab"]),
  Case("xa{0}y", "xy xay", ["xy"]),
  Case(#"(\ba){2}"#, "aa", nil),
  Case("a{", "a{", ["a{"]),
  Case("a{x}", "a{x}", ["a{x}"]),
  Case("a{1", "a{1", ["a{1"]),
  Case(#"{"a": 1}"#, #"{"a": 1}"#, [#"{"a": 1}"#]),
  Case("{", "{", ["{"]),
  Case("a}", "a}", ["a}"]),
  Case("é{2}", "éé", ["éé"]),

  // Alternatives and groups; the longest match wins, wherever it stands.
  Case("a|ab", "ab", ["ab"]),
  Case("(a|ab)(c|bcd)(d*)", "abcd", ["abcd"]),
  Case("abcd|c", "abcd", ["abcd"]),
  Case("(?:foo|bar)+", "foobarbaz", ["foobar"]),
  Case("(|a)b", "ab b", ["ab", "b"]),
  Case("a||b", "ab", ["a", "b"]),
  Case("()a", "a", ["a"]),
  Case("x*", "axxb", ["", "xx", ""]),
  Case("", "ab", ["", "", ""]),
  Case("(a*)*b", "aab", ["aab"]),
  Case("(a*)+", "baa", ["", "aa"]),
  Case("one\ntwo", "two one", ["two", "one"]),

  // Conditions.
  Case("^a", "aa", ["a"]),
  Case("a$", "aa", ["a"]),
  Case("^$", "", [""]),
  Case("^$", "a", nil),
  Case("(^a|b$)", "ab", ["a", "b"]),
  Case("a^b", "a^b", nil),
  Case("$a", "$a", nil),
  Case("^*ab", "ab", ["ab"]),
  Case(#"\bab\b"#, "ab xab ab-é abé", ["ab", "ab"]),
  Case(#"\Bb\B"#, "abc b ab", ["b"]),
  Case(#"\<a\w*"#, "ab ba a", ["ab", "a"]),
  Case(#"\w*a\>"#, "ba ab a", ["ba", "a"]),
  Case(#"\bé"#, "é aé -é", ["é", "é"]),
  Case(#"\B"#, "ab", [""]),
  Case(#"\b"#, "a b", ["", "", "", ""]),

  // Flags.
  Case("abc", "ABC aBc", ["ABC", "aBc"], flags: "i"),
  Case("(?i)abc", "ABC", ["ABC"]),
  Case("[a-c]+", "ABC", ["ABC"], flags: "i"),
  Case("[^a]", "Ab", ["b"], flags: "i"),
  Case("éß", "ÉẞÉß", ["Éẞ", "Éß"], flags: "i"),
  Case("k", "\u{212A}", ["\u{212A}"], flags: "i"),
  Case("\u{212A}", "k", ["k"], flags: "i"),
  Case("[j-l]", "\u{212A}", ["\u{212A}"], flags: "i"),
  Case("[\u{17F}]", "S", ["S"], flags: "i"),
  Case("ς", "ΣσςΟ", ["Σ", "σ", "ς"], flags: "i"),
  Case("[σ]", "ς", ["ς"], flags: "i"),
  Case("ı", "iI", nil, flags: "i"),
  Case("я", "Я", ["Я"], flags: "i"),
  Case("[[:upper:]]+", "aB", ["aB"], flags: "i"),
  Case("a.c", "abc a.c", ["a.c"], flags: "F"),
  Case("(?i)", "(?i)", ["(?i)"], flags: "F"),
  Case("a", "ab a-b éa a", ["a", "a"], flags: "w"),
  Case("a*", "aab aa", ["aa"], flags: "w"),
  Case("foo|foobar", "foobar", ["foobar"], flags: "w"),
  Case("ab?", "abc a", ["a"], flags: "w"),
  Case("-a-", "x-a-x", nil, flags: "w"),
  Case("a|ab", "ab", ["ab"], flags: "x"),
  Case("a", "ab", nil, flags: "x"),
  Case("a|b", "b", ["b"], flags: "xw"),
  Case("prompt", "Prompt", ["Prompt"], flags: "S"),
  Case("Prompt", "prompt", nil, flags: "S"),
  Case(#"\W"#, "A", nil, flags: "S"), Case("[[:upper:]]", "aB", ["B"], flags: "S"),
  Case("[A-C]", "b", nil, flags: "S"),
  Case(#"\Sb"#, "AB", ["AB"], flags: "S"),
]

@Test(arguments: cases) func matches(_ test: Case) throws {
  let scanner = try search(test.pattern, test.flags)
  let line = Bytes(copying: test.line)
  #expect(scanner.isMatch(line) == (test.expected != nil))
  #expect(scanner.strings(in: test.line) == test.expected ?? [])
  // The same in the midst of other lines, and as the last line without an end, which an empty one cannot be.
  let text = Bytes(copying: "\u{1}\n\(test.line)\n\u{1}\n\(test.line)")
  let isInEveryLine = scanner.isMatch("\u{1}")
  let found = scanner.matchingLines(in: text).count
  #expect(found == (test.expected == nil ? 0 : line.isEmpty ? 1 : 2) + (isInEveryLine ? 2 : 0))
}

@Test func severalPatternsAreAlternatives() throws {
  let scanner = try Search(["ab", "(?i)C", "abc"])
  #expect(scanner.strings(in: "abc C AB") == ["abc", "C"])
  let nothing = try Search([])
  #expect(!nothing.isMatch("") && nothing.matchingLines(in: "a\n\nb").isEmpty)
}

@Test func linesEndAtNewlinesAlone() throws {
  let empty = try search("^$")
  #expect(empty.matchingLines(in: "").isEmpty)
  #expect(empty.matchingLines(in: "\n") == [0..<0])
  #expect(empty.matchingLines(in: "a\n\nb\n\n") == [2..<2, 5..<5])
  let all = try search("")
  #expect(all.matchingLines(in: "a\n\nb") == [0..<1, 2..<2, 3..<4])
  #expect(all.matchingLines(in: "a\r\nb\n") == [0..<2, 3..<4])
  let across = try search(#"a\s*b|a[^x]b|a\Wb"#)
  #expect(across.matchingLines(in: "a\nb\n").isEmpty)
}

@Test func bytesThatAreNoUTF8MatchNothing() throws {
  let text = Bytes(copying: [0x61, 0xFF, 0x62, 0xC3, 0x0A, 0xE2, 0x82, 0x0A, 0xED, 0xA0, 0x80, 0xC3, 0xA9])
  for (pattern, expected) in [("a.b", []), (".", [0..<4, 8..<13]), ("[^x]", [0..<4, 8..<13]), ("é$", [8..<13])] {
    let scanner = try search(pattern)
    #expect(scanner.matchingLines(in: text) == expected, "\(pattern)")
  }
  let word = try search(#"\w\b"#)
  #expect(word.matches(in: text[0..<4]) == [0..<1, 2..<3])
}

@Test func aSliceIsSearchedAsIfItWereAll() throws {
  let text: Bytes = "one two\nthree two\ntwo"
  let two = try search("two")
  #expect(two.matchingLines(in: text[8..<17]) == [8..<17])
  #expect(two.matches(in: text[8..<17]) == [14..<17])
  let word = try search("wo", "w")
  #expect(word.isMatch(text[5..<7]))
}

@Test(arguments: [
  ("a", 0), ("\n", 1), ("a\nb\n", 2), (String(repeating: "\n", count: 5000), 5000),
  (String(repeating: "ab\n", count: 1000), 1000),
])
func newlinesAreCounted(_ text: String, _ count: Int) {
  let bytes = Bytes(copying: text)
  #expect(bytes.newlineCount(in: 0..<bytes.count) == count)
  for end in 0..<min(bytes.count, 70) {
    #expect(bytes.newlineCount(in: 0..<end) == bytes[0..<end].count { $0 == 10 })
  }
}

@Test(arguments: [
  ("prompt injection", "", ["prompt injection"], true), ("adversar(y|ies)", "", ["adversary", "adversaries"], true),
  ("\\bLLM\\b", "", ["LLM"], false), (".*attack.*model.*", "", ["attack"], false), ("ax+b(cd)?", "", ["x"], false),
  ("(one|two|three)", "", ["one", "two", "three"], true), ("backdoor", "i", ["backdoor", "bac\u{212A}door"], true),
  ("[Tt]actic", "", ["Tactic", "tactic"], true), ("(foo){2}", "", ["foofoo"], true), ("(foo){2,}", "", ["foo"], false),
  ("e", "", ["e"], true), ("é", "i", ["é", "É"], true), ("model|models", "", ["model"], true),
])
func literalsAreTakenFromThePattern(_ source: String, _ flags: String, _ literals: [String], _ isSufficient: Bool)
  throws
{
  let required = try Pattern([Bytes(copying: source)], options: options(flags)).required
  #expect(required?.literals.map { String(decoding: $0.bytes, as: UTF8.self) } == literals)
  #expect(required?.isSufficient == isSufficient)
}

@Test(arguments: ["", "x*", "[a-z]+", "a?b?", "^$", "\\w+", "(a|)", "e.e", "a|[0-9]", "(a|b|c)*"])
func noLiteralIsTakenWhereNoneMustStand(_ source: String) throws {
  #expect(try Pattern([Bytes(copying: source)]).required == nil)
}

@Test func literalsAreFoundAtEveryDistanceFromTheEnds() throws {
  // Blocks of 64 bytes, what remains of them, and a slice in the midst of other text.
  for length in [0, 1, 5, 15, 16, 17, 60, 63, 64, 65, 130] {
    for place in 0..<length {
      var bytes = [UInt8](repeating: 0x2E, count: length + 20)
      bytes.replaceSubrange(place..<place + 3, with: [0x61, 0x78, 0x62])
      let text = Bytes(copying: bytes)
      for pattern in ["axb", "AXB", "axb|none", "x"] {
        let search = try search(pattern, "i")
        #expect(search.isMatch(text[0..<length]) == (place + (pattern == "x" ? 2 : 3) <= length), "\(length) \(place)")
        #expect(search.isMatch(text))
      }
    }
  }
}
