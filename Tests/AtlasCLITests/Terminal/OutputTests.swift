import AtlasCore
import Testing

@testable import AtlasCLI

@Suite struct OutputTests {
  @Test(arguments: [
    ("plain", "plain"), ("é 日本", "é 日本"), ("a\tb\nc\rd", "a b c d"), ("\u{1B}[31m", "\\u{1B}[31m"),
    ("\u{7F}\u{85}\u{9B}x", "\\u{7F}\\u{85}\\u{9B}x"), ("\u{202E}abc\u{2066}", "\\u{202E}abc\\u{2066}"),
    ("\u{2028}", "\\u{2028}"), ("\u{E0041}", "\\u{E0041}"), ("\0", "\\u{0}"), ("e\u{301}", "e\u{301}"),
    ("\u{200D}", "\u{200D}"),
  ])
  func sanitizes(_ raw: String, _ shown: String) {
    #expect(written { $0.text(raw) } == shown)
  }

  @Test func bytesThatAreNoUTF8BecomeReplacements() {
    #expect(written { $0.text([0x61, 0x9B, 0xFF, 0x62] as [UInt8]) } == "a\u{FFFD}\u{FFFD}b")
  }

  /// Whatever the bytes, nothing that a terminal obeys gets out.
  @Test func nothingHarmfulGetsOut() {
    var seed: UInt64 = 1
    for _ in 0..<2000 {
      var bytes: [UInt8] = []
      for _ in 0..<24 {
        seed = seed &* 6_364_136_223_846_793_005 &+ 1_442_695_040_888_963_407
        let pool: [UInt8] = [0xC2, 0xE2, 0x80, 0xAE, 0x1B, 0x9B, 0x41, 0xF3, 0xA0, 0x81, 0x81, 0x07]
        bytes.append(seed >> 62 == 0 ? UInt8(truncatingIfNeeded: seed >> 40) : pool[Int(seed >> 33) % pool.count])
      }
      let shown = written { $0.text(bytes) }
      #expect(!shown.unicodeScalars.contains { Sanitize.isHarmful($0.value) }, "\(bytes)")
    }
  }

  /// The quick test for lines agrees with what is harmful, for every character.
  @Test func nothingHarmfulIsCalledHarmless() {
    for value in 0...UInt32(0x10FFFF) {
      guard let scalar = UnicodeScalar(value), Sanitize.isHarmful(value), value != 9 else { continue }
      #expect(!Bytes(copying: "ab\(scalar)cd").isHarmless && !Bytes(copying: "\(scalar)").isHarmless, "\(value)")
      #expect(!written { $0.line(Bytes(copying: "ab\(scalar)")) }.unicodeScalars.contains(scalar))
    }
    for text in ["é", "日本", "a\u{200D}b", "\u{2018}x\u{2019}", "\u{2026}", "\u{623}", "\u{205F}"] {
      #expect(written { $0.line(Bytes(copying: text)) } == text)
    }
  }

  @Test func quotes() {
    #expect(Sanitize.quoted("a\nb") == "\"a\\u{A}b\"")
    #expect(Sanitize.shown(String(repeating: "x", count: 5000)).count == 201)
  }

  @Test func paintsOnlyWithColour() {
    #expect(written { $0.text("x", as: .match) } == "x")
    #expect(written(color: true) { $0.text("x", as: .match) } == "\u{1B}[1;31mx\u{1B}[0m")
    #expect(written(color: true) { $0.text("x") } == "x")
  }

  @Test func linksIds() throws {
    let id = try #require(RecordID("AML.CS0009"))
    #expect(written { $0.id(id) } == "AML.CS0009")
    let link =
      "\u{1B}]8;;https://atlas.mitre.org/studies/AML.CS0009\u{1B}\\\u{1B}[36mAML.CS0009\u{1B}[0m\u{1B}]8;;\u{1B}\\"
    #expect(written(color: true) { $0.id(id) } == link)
  }

  @Test(
    arguments: [
      (nil, true, ["TERM": "xterm"], true), (nil, false, ["TERM": "xterm"], false), (nil, true, [:], false),
      (nil, true, ["TERM": "dumb"], false), (nil, true, ["TERM": "xterm", "CLICOLOR": "0"], false),
      (nil, false, ["CLICOLOR_FORCE": "1"], true), (nil, false, ["CLICOLOR_FORCE": "0"], false),
      (nil, true, ["TERM": "dumb", "CLICOLOR_FORCE": "1"], true),
      (nil, true, ["TERM": "xterm", "NO_COLOR": "1"], false), (nil, true, ["TERM": "xterm", "NO_COLOR": ""], true),
      (nil, false, ["NO_COLOR": "1", "CLICOLOR_FORCE": "1"], false),
      ("always", false, ["NO_COLOR": "1", "TERM": "dumb"], true), ("ansi", false, [:], true),
      ("never", true, ["TERM": "xterm", "CLICOLOR_FORCE": "1"], false), ("auto", true, ["TERM": "xterm"], true),
      ("auto", true, ["TERM": "xterm", "NO_COLOR": "1"], false),
    ] as [(String?, Bool, [String: String], Bool)])
  func decidesOnColour(_ flag: String?, _ isTerminal: Bool, _ variables: [String: String], _ isOn: Bool) {
    #expect(Color.isOn(flag: flag, isTerminal: isTerminal) { variables[$0] } == isOn)
  }

  @Test(
    arguments: [
      ([:], "less -FIRX"), (["PAGER": "more"], "more"), (["PAGER": "more", "ATLAS_PAGER": "most"], "most"),
      (["PAGER": "cat"], nil), (["PAGER": "more", "ATLAS_PAGER": ""], nil),
    ] as [([String: String], String?)])
  func choosesThePager(_ variables: [String: String], _ command: String?) {
    #expect(Pager.command { variables[$0] } == command)
  }

  @Test func pagesOnlyWhatIsLong() {
    #expect(!Pager.isNeeded(for: Array("a\nb\n".utf8), columns: 80, rows: 3))
    #expect(Pager.isNeeded(for: Array("a\nb\nc\n".utf8), columns: 80, rows: 3))
    #expect(Pager.isNeeded(for: Array(String(repeating: "a", count: 300).utf8), columns: 80, rows: 3))
  }

  @Test(
    arguments: [
      (["list"], [:], 100, 100), (["list"], ["COLUMNS": "60"], 100, 60), (["list"], ["COLUMNS": "0"], 100, 100),
      (["list"], ["COLUMNS": "x"], 100, 100), (["list", "--width", "72"], ["COLUMNS": "60"], 100, 72),
      (["list"], [:], 5, 20), (["list"], [:], nil, 80), (["list", "-o", "x"], ["COLUMNS": "60"], 100, nil),
      (["list", "-o", "x", "--width", "50"], [:], 100, 50), (["list", "-o", "-"], [:], 90, 90),
    ] as [([String], [String: String], Int?, Int?)])
  func takesTheWidth(_ words: [String], _ variables: [String: String], _ columns: Int?, _ width: Int?) throws {
    var environment = Environment.none
    environment.outputIsTerminal = true
    environment.variable = { variables[$0] }
    environment.terminalSize = { columns.map { ($0, 24) } }
    #expect(try Parser.parse(words, .sample, environment).style.width == width)
    environment.outputIsTerminal = false
    if !words.contains("--width") { #expect(try Parser.parse(words, .sample, environment).style.width == nil) }
  }
}
