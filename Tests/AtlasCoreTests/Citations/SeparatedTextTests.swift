import AtlasCore
import Testing

/// Rows of separated values.
@Suite struct SeparatedTextTests {
  @Test(
    arguments: [
      ("a,b\nc,d\n", [["a", "b"], ["c", "d"]]), ("a,b\r\nc,d", [["a", "b"], ["c", "d"]]), ("a\rb\r", [["a"], ["b"]]),
      ("\u{FEFF}a;b,c;d\n", [["a", "b,c", "d"]]), ("a\tb c", [["a", "b c"]]), ("\"a,b\",c", [["a,b", "c"]]),
      ("\"a\"\"b\",\"c\nd\"\n", [["a\"b", "c\nd"]]), ("a,,\n", [["a", "", ""]]), ("a,", [["a", ""]]),
      ("\n\n,\na", [["a"]]), (" a , b ", [["a", "b"]]), ("a\"b,c", [["a\"b", "c"]]), ("\"a\"b,c", [["ab", "c"]]),
      ("", []), ("\u{FEFF}", []), ("\"a;b;c;d\",e", [["a;b;c;d", "e"]]),
    ] as [(String, [[String]])])
  func rows(_ text: String, _ wanted: [[String]]) throws {
    #expect(try SeparatedText(Bytes(copying: text)).rows.map { $0.map(\.value.string) } == wanted)
  }

  @Test(arguments: [("\"", 0), ("a,\"b\nc", 2), ("a\n\"\"\"", 2)])
  func unclosedQuotesAreRefused(_ text: String, _ place: Int) {
    #expect {
      try SeparatedText(Bytes(copying: text))
    } throws: {
      ($0 as? SeparatedText.UnclosedQuote)?.place == place
    }
  }
}
