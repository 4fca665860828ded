import AtlasCore
import Testing

@Suite struct YAMLReaderTests {
  @Test(arguments: [
    ("a: b", "{<a>:<b>}"),
    ("a : b", "{<a>:<b>}"),
    ("a:\n  b: c\n  d:\n    e: f\ng: h\n", "{<a>:{<b>:<c> <d>:{<e>:<f>}} <g>:<h>}"),
    ("a:\n  - 1\n  - 2\nb:\n- 3\n-\n- 4\nc: d", "{<a>:[<1> <2>] <b>:[<3> ~ <4>] <c>:<d>}"),
    ("- - a\n  - b\n- c: d\n  e: f\n-\n  g: h\n", "[[<a> <b>] {<c>:<d> <e>:<f>} {<g>:<h>}]"),
    ("-   a: b\n    c: d\n-   e\n", "[{<a>:<b> <c>:<d>} <e>]"),
    ("", "~"), ("# nothing\n", "~"), ("---\n", "~"), ("text", "<text>"), ("--- text\n...\n", "<text>"),
    ("%YAML 1.2\n---\na: b\n...\n", "{<a>:<b>}"),
    ("a:\nb: ~\nc: null\nd: 'null'\ne: !!str null\nf: !!str\n", "{<a>:~ <b>:~ <c>:~ <d>:<null> <e>:<null> <f>:<>}"),
    ("a:#b\n", "<a:#b>"), ("a: b#c #d\n", "{<a>:<b#c>}"), ("# x\na: # y\n  # z\n  b\n", "{<a>:<b>}"),
    ("a: http://x.y/z?a=b#c, [d] {e} -f\n", "{<a>:<http://x.y/z?a=b#c, [d] {e} -f>}"),
    ("a: -b\nc: ?d\ne: :f\n", "{<a>:<-b> <c>:<?d> <e>:<:f>}"),
    ("'a b': \"c\"\n\"d\" : 'e: f'\n", "{<a b>:<c> <d>:<e: f>}"),
    ("\u{FEFF}a: b\n", "{<a>:<b>}"),
    ("a: |\r\n  b\r\n  c\r\nd: e\r\n", "{<a>:<b\nc\n> <d>:<e>}"), ("a: b\rc: d\r", "{<a>:<b> <c>:<d>}"),
    ("a: é\nb: \"\\u00e9\\x41\\U0001F600\\ud83d\\ude00\"\n", "{<a>:<é> <b>:<éA😀😀>}"),
  ])
  func collectionsAndText(yaml: String, expected: String) throws {
    #expect(try outline(yaml) == expected)
  }

  @Test(arguments: [
    ("a: b\n  c\n  d\n\n  e\nf: g\n", "{<a>:<b c d\ne> <f>:<g>}"),
    ("a:\n  b\n  c\n", "{<a>:<b c>}"),
    ("a: 'b\n  c\n\n\n  d''s'\n", "{<a>:<b c\n\nd's>}"),
    ("a: '  b  \n  c  '\n", "{<a>:<  b c  >}"),
    ("a: \"b \\\n  c\\\n  \\ d\n\n  e\"\n", "{<a>:<b c d\ne>}"),
    ("a: \"b\\t  \n  c\"\n", "{<a>:<b\t c>}"),
    (
      "a: \"\\0\\a\\b\\t\\n\\v\\f\\r\\e\\ \\\"\\/\\\\\\N\\_\\L\\P\"\n",
      "{<a>:<\0\u{7}\u{8}\t\n\u{B}\u{C}\r\u{1B} \"/\\\u{85}\u{A0}\u{2028}\u{2029}>}"
    ),
    ("''", "<>"), ("\"\"", "<>"), ("''''", "<'>"),
  ])
  func foldingAndEscapes(yaml: String, expected: String) throws {
    #expect(try outline(yaml) == expected)
  }

  @Test(arguments: [
    ("a: |\n  x\n   y\n\n  z\n\n\nb: c", "{<a>:<x\n y\n\nz\n> <b>:<c>}"),
    ("a: |-\n  x\n\n\nb: c", "{<a>:<x> <b>:<c>}"), ("a: |+\n  x\n\n\nb: c", "{<a>:<x\n\n\n> <b>:<c>}"),
    ("a: |\n  x", "{<a>:<x>}"), ("a: |\n\nb: c", "{<a>:<> <b>:<c>}"), ("a: |+\n\nb: c", "{<a>:<\n> <b>:<c>}"),
    ("a: |2\n   x\n  y\n", "{<a>:< x\ny\n>}"), ("a: |2-\n   x\nb: c", "{<a>:< x> <b>:<c>}"),
    ("a: |-2 # why\n   x\nb: c", "{<a>:< x> <b>:<c>}"),
    ("a: |\n\n\n  x\n", "{<a>:<\n\nx\n>}"), ("a: |\n  x\n  \n    \n  y\n", "{<a>:<x\n\n  \ny\n>}"),
    ("a: >\n  x\n  y\n\n  z\n", "{<a>:<x y\nz\n>}"),
    ("a: >\n  x\n   more\n   still\n  y\n\n\n  z\n", "{<a>:<x\n more\n still\ny\n\nz\n>}"),
    ("a: >-\n\n  x\n   y\n\n   z\n\n  w\n", "{<a>:<\nx\n y\n\n z\n\nw>}"),
    ("a: >+\n  x\n\n\n", "{<a>:<x\n\n\n>}"),
    ("- |\n  x\n- >\n  y\n", "[<x\n> <y\n>]"), ("--- |\n x\n y\n", "<x\ny\n>"),
    ("--- |2\n   x\n  y\n", "< x\ny\n>"),
    ("- a: |\n    x: y\n    # no comment\n  b: c\n", "[{<a>:<x: y\n# no comment\n> <b>:<c>}]"),
  ])
  func literalAndFoldedText(yaml: String, expected: String) throws {
    #expect(try outline(yaml) == expected)
  }

  @Test(arguments: [
    ("[]", "[]"), ("{}", "{}"), ("a: []\nb: {}\n", "{<a>:[] <b>:{}}"),
    ("[a, [b, {c: d}], 'e', \"f\",]", "[<a> [<b> {<c>:<d>}] <e> <f>]"),
    ("{\"a\":1,'b': 2, c: , d}", "{<a>:<1> <b>:<2> <c>:~ <d>:~}"),
    ("{a:,b:}", "{<a>:~ <b>:~}"), ("[\n a,\n # c\n b\n]\n", "[<a> <b>]"),
    ("a: {\n  b: c d\n   e, f: g }\nh: i", "{<a>:{<b>:<c d e> <f>:<g>} <h>:<i>}"),
    ("[x:y, http://a]", "[<x:y> <http://a>]"),
  ])
  func flowStyle(yaml: String, expected: String) throws {
    #expect(try outline(yaml) == expected)
  }

  @Test(arguments: [
    ("a: &x b\nc: *x\n", "{<a>:<b> <c>:<b>}"), ("a: &x\n  p: q\nc: *x\n", "{<a>:{<p>:<q>} <c>:{<p>:<q>}}"),
    ("a: &x\n- b\nd: [*x, *x]\n", "{<a>:[<b>] <d>:[[<b>] [<b>]]}"),
    ("- &a 1\n- *a\n- &a 2\n- *a\n", "[<1> <1> <2> <2>]"),
    ("a: &x !!seq [b]\nc: !!map &y {d: *x}\ne: *y\n", "{<a>:[<b>] <c>:{<d>:[<b>]} <e>:{<d>:[<b>]}}"),
  ])
  func anchors(yaml: String, expected: String) throws {
    #expect(try outline(yaml) == expected)
  }

  @Test func placesAreThoseOfTheFile() throws {
    let root = try YAMLTree("a: b\nlist:\n  - é: x\n").root
    let pair = try #require(root["list"]?.elements.first { _ in true }?.pairs.first { _ in true })
    #expect(pair.key.position == (3, 5))
    #expect(pair.value.position == (3, 8))
    #expect(root["missing"] == nil)
  }

  @Test func textThatNeedsNoWorkIsASliceOfTheFile() throws {
    let file: Bytes = "a: plain\nb: 'quoted'\n"
    let root = try YAMLTree(file).root
    #expect(root["a"]?.text?.startIndex == 3)
    #expect(root["b"]?.text?.startIndex == 13)
  }
}
