import AtlasCore
import Testing

@Suite struct YAMLErrorTests {
  @Test(arguments: [
    ("a:\n\tb: c", "line 2, column 1: a tab in the indentation"), ("-\ta: b", "line 1, column 2: a tab"),
    ("a: b\n\tc", "line 2, column 1: a tab"),
    ("a: b\nc: d\na: e", "line 3, column 1: the key `a` appears twice in one map, first on line 1"),
    ("x: {a: 1, 'a': 2}", "line 1, column 11: the key `a` appears twice"),
    ("a: 'b\nc: d\n", "line 1, column 4: a text in single quotes starts here and is not closed"),
    ("é: \"b", "line 1, column 4: a text in double quotes starts here"),
    ("a: [b,\n", "line 1, column 4: a list in brackets starts here"), ("{a: b", "line 1, column 1: a map in braces"),
    ("a: \"x\n---\ny\"", "line 1, column 4: a text in double quotes"),
    ("a:\n  b: c\n d: e", "line 3, column 2: the indentation of this line fits nothing"),
    ("a: b\n c: d", "line 2, column 3: a second `: `"), ("a: b: c", "line 1, column 5: a second `: `"),
    ("a:\n  b: c\n  d\n", "line 3, column 3: a key without"),
    ("- a\nb: c", "line 2, column 1: `b: c` is not allowed here"),
    ("a: |\n   x\n  y\n", "line 3, column 3: the indentation"), ("a: |0\n x", "line 1, column 5: only `+` or `-`"),
    ("a: \"\\q\"", "line 1, column 5: `\\q` is not a YAML escape"),
    ("a: \"\\ud83d\"", "line 1, column 5: `\\ud83d` is not a YAML escape"),
    ("a: \"\\ud83d\\ue000\"", "line 1, column 5: `\\ud83d\\ue000` is not a YAML escape"),
    ("a: \"\\ud83d\\ud83d\"", "line 1, column 5: `\\ud83d\\ud83d` is not a YAML escape"),
    ("a: @b", "line 1, column 4: text cannot begin with `@`"),
    ("a: 'b' c", "line 1, column 8: `c` is not allowed here"),
    ("a: *x", "line 1, column 4: `*x` refers to an anchor that is not defined above"),
    ("a: &x [*x]", "line 1, column 8: `*x` refers to a value that contains it"),
    ("a: b\u{1}", "line 1, column 5: the control character 0x01"),
    ("[a,,b]", "line 1, column 4: text cannot begin with `,`"), ("[a}", "line 1, column 3: `}` is not allowed here"),
  ])
  func onePlaceAndOneReason(yaml: String, expected: String) {
    #expect(complaint(yaml).hasPrefix(expected), "\(complaint(yaml))")
  }

  @Test(arguments: [
    ("? a\n: b", "keys that begin with `? ` are"), ("<<: {a: b}", "the merge key `<<` is"),
    ("{<<: a}", "the merge key `<<` is"), ("[a]: b", "a list or map as a key is"),
    ("a: &x b\n*x : c", "an alias as a key is"), ("&x a: b", "an anchor or tag on a key is"),
    ("[a: b]", "a pair in a list without braces of its own is"),
    ("---\na: b\n---\nc: d", "a second document in one file is"),
    ("a: b\n...\nc: d", "a second document in one file is"), ("%TAG ! x\n---\n", "the directive `%TAG` is"),
    ("%YAML 3.0\n---\n", "YAML version 3.0 is"), ("a: !!int 3", "the tag `!!int` is"), ("a: !x b", "the tag `!x` is"),
  ])
  func refusedByName(yaml: String, expected: String) {
    #expect(complaint(yaml).hasSuffix(expected + " not supported"), "\(complaint(yaml))")
  }

  @Test func bytesThatAreNoText() {
    #expect(complaint([0x61, 0x3A, 0x20, 0xC3, 0x28]) == "line 1, column 4: a byte that is not UTF-8")
    #expect(complaint([0xFF, 0xFE, 0x61, 0x00]) == "line 1, column 1: the encoding UTF-16 is not supported")
  }

  @Test(arguments: ["[", "{a: ", "- ", "a:\n"])
  func nestingIsBounded(opening: String) {
    let isIndented = opening.hasSuffix("\n")
    let yaml = (0..<(isIndented ? 1_000 : 100_000)).map { level in
      String(repeating: " ", count: isIndented ? level : 0) + opening
    }.joined()
    #expect(complaint(yaml).hasSuffix("more than 100 collections inside each other"), "\(complaint(yaml).prefix(200))")
  }

  @Test func aliasesOfAliasesAreBounded() {
    var yaml = "a0: &a0 [lol]\n"
    for level in 1...40 { yaml += "a\(level): &a\(level) [*a\(level - 1), *a\(level - 1)]\n" }
    #expect(complaint(yaml).contains("the aliases up to here stand for more than 16 MB"))
    let long =
      "a: &a '" + String(repeating: "x", count: 1 << 20) + "'\nb: [" + String(repeating: "*a, ", count: 20) + "]"
    #expect(complaint(long).contains("stand for more than 16 MB"))
  }

  @Test func aMapOfManyKeysIsReadInTime() throws {
    let keys = (0..<100_000).map { "k\($0): \($0)\n" }.joined()
    #expect(try YAMLTree(Bytes(copying: keys)).root.count == 100_000)
    #expect(
      complaint(keys + "k7: 8") == "line 100001, column 1: the key `k7` appears twice in one map, first on line 8")
  }

  @Test func brokenFilesNeverCrash() {
    let whole = Array(
      """
      %YAML 1.2
      --- # start
      a: &x {b: [c, 'd', "e\\u00e9\\
        f"], g: }
      h:
      - i: |2-
           j
      - >+
        k
         l

        m
      - *x
      n: o
        p

        q
      "r": 's
        t'
      ...

      """.utf8)
    #expect(complaint(whole) == "read")
    for end in 0..<whole.count { _ = complaint(Array(whole[..<end])) }
    var dice = Dice(seed: 7)
    let marks = Array("\n\t :-?&*!|>'\"%@`#,[]{}\\~0\r\u{E9}".utf8)
    var read = 0
    for _ in 0..<6_000 {
      var bytes = whole
      for _ in 0..<Int.random(in: 1...4, using: &dice) {
        let place = Int.random(in: 0..<bytes.count, using: &dice)
        switch Int.random(in: 0..<3, using: &dice) {
        case 0: bytes[place] = marks.randomElement(using: &dice) ?? 0
        case 1: bytes.remove(at: place)
        default: bytes.insert(marks.randomElement(using: &dice) ?? 0, at: place)
        }
      }
      if complaint(bytes) == "read" { read += 1 }
    }
    // The changes must reach both sides of the reader to mean anything.
    #expect(read > 150 && read < 5_800)
  }
}
