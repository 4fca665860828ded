import AtlasCore
import AtlasData
import Foundation
import TestSupport
import Testing

@testable import AtlasCLI

/// How records are named on the command line, and in lists.
@Suite struct RecordListTests {
  static let words: [(line: String, ids: String)] = [
    ("AML.T0031", "T0031"), ("aml.t0031 T0031 t0031", "T0031 T0031 T0031"), ("' t0031 '", "T0031"),
    ("atlas.aml.t0051", "T0051"), ("https://atlas.mitre.org/techniques/AML.T0051", "T0051"),
    ("https://atlas.mitre.org/studies/AML.CS0009/", "CS0009"), ("erode-ai-model-integrity", "T0031"),
    ("'Erode AI Model Integrity'", "T0031"), ("'LLM Prompt Injection: Direct'", "T0051.000"), ("'erode ai'", "T0031"),
    ("t0031,m0015, cs0009", "T0031 M0015 CS0009"), ("t0031,M0015", "T0031 M0015"),
    ("t0031 m0015 --unique t0031", "T0031 M0015"), ("--unique t0031,t0031", "T0031"),
    ("AML.T0019", "T0115.000"), ("'Backdoor ML Model'", "T0018"),
  ]

  @Test(arguments: words) func finds(_ row: (line: String, ids: String)) {
    let line = row.line.replacing(", ", with: ",")
    let result = Tool.run("show --format ids " + line)
    #expect(result.status == 0)
    #expect(result.output.split(separator: "\n").map { $0.dropFirst(4) }.joined(separator: " ") == row.ids)
  }

  static let lists: [(text: String, ids: String)] = [
    ("AML.T0031\nAML.M0015\n", "T0031 M0015"), ("t0031", "T0031"), ("t0031\r\nm0015\r\n", "T0031 M0015"),
    ("AML.T0031\tErode AI Model Integrity\nAML.T0031\tagain\n", "T0031 T0031"),
    ("# a comment\n\n  t0031  # and another\n", "T0031"), ("t0031 m0015, cs0009\n", "T0031 M0015 CS0009"),
    ("AML.T0031:11:some text of a search\n", "T0031"), ("Erode AI Model Integrity\n", "T0031"),
    ("Erode AI Model Integrity\ttab\n", "T0031"), ("id\tname\nAML.T0031\tErode\n", "T0031"),
    ("id,name\r\nAML.T0031,Erode\r\n", "T0031"), ("id\nAML.T0031\n", "T0031"),
    ("https://atlas.mitre.org/techniques/AML.T0051\n", "T0051"), ("\u{FEFF}AML.T0031\n", "T0031"),
  ]

  @Test(arguments: lists) func reads(_ row: (text: String, ids: String)) {
    let result = Tool.run("show --format ids -", Tool.input(row.text))
    #expect(result == Tool.Result(output: result.output, errors: "", status: 0))
    #expect(result.output.split(separator: "\n").map { $0.dropFirst(4) }.joined(separator: " ") == row.ids)
  }

  @Test func ourOwnListsReadBack() {
    let ids = Tool.ids("tactics")
    for line in [
      "tactics", "tactics --format ids", "tactics --format tsv --fields id,name,kind",
      "tactics --format csv --fields id,name", "tactics --for cs0009 --include-related",
    ] {
      let list = Tool.run(line).output
      let back = Tool.run("show --format ids -", Tool.input(list))
      #expect(back.errors == "", "\(line)")
      if !line.contains("--for") { #expect(back.output.split(separator: "\n").map(String.init) == ids, "\(line)") }
    }
  }

  @Test func filesAreLists() throws {
    let path = FileManager.default.temporaryDirectory.appending(path: "atlas-\(UUID().uuidString)").path
    defer { try? FileManager.default.removeItem(atPath: path) }
    try Data("t0031\nm0015\n".utf8).write(to: URL(filePath: path))
    #expect(Tool.run("show --format ids @\(path)").output == "AML.T0031\nAML.M0015\n")
    #expect(Tool.run("tactics --format ids --for @\(path)").output.hasPrefix("AML.TA"))
    #expect(
      Tool.run("show @\(path)-")
        == Tool.Result(output: "", errors: "atlas: cannot read \(path)-: No such file or directory\n", status: 2))
    #expect(Tool.run("show @/").status == 2)
  }

  @Test func aTerminalIsNoList() {
    var environment = Environment.none
    environment.inputIsTerminal = true
    let result = Tool.run("show -", environment)
    #expect(
      result.errors
        == "atlas: - reads ids from standard input, which is a terminal\nusage: atlas show ID... [flags]\n"
    )
    #expect(result.status == 2)
    #expect(Tool.run("techniques --for -", environment).status == 2)
  }

  @Test func emptyInputIsSaid() {
    let wanted = Tool.Result(output: "[]\n", errors: "atlas: standard input holds no ids\n", status: 1)
    for text in ["", "\n\n", "# nothing\n", "id\n"] {
      #expect(Tool.run("show --json -", Tool.input(text)) == wanted)
    }
  }

  @Test func binaryInputIsRefused() {
    let result = Tool.run("show -", Tool.input("\u{7F}ELF\u{2}\0\0\0AML.T0031"))
    #expect(
      result
        == Tool.Result(
          output: "", errors: "atlas: standard input is binary; expected a list of ids, one a line\n", status: 2))
  }

  @Test func aHundredMissesAreEnough() {
    let text = (0..<100_000).map { "no such record \($0)\n" }.joined()
    let result = Tool.run("show -", Tool.input(text))
    #expect(result.status == 2)
    #expect(result.output == "")
    let lines = result.errors.split(separator: "\n")
    // The first words are searched for; each of the others has a line of its own.
    #expect(lines.count { $0.hasPrefix("atlas: ") } == 102)
    #expect(
      lines.last == "atlas: more than 100 words name no record; expected ids or names, one a line")
  }

  @Test func aWordIsComplainedOfOnce() {
    let result = Tool.run("show --format ids -", Tool.input("t9999\nt0031\nt9999\nAML.T0019\nAML.T0019\n"))
    #expect(result.output == "AML.T0031\nAML.T0115.000\nAML.T0115.000\n")
    #expect(result.errors.split(separator: "\n").count { $0.hasPrefix("atlas: standard input:") } == 2)
    #expect(result.status == 2)
  }

  @Test func manyAreReadInLinearTime() {
    let text = String(repeating: "AML.T0031\tErode AI Model Integrity\n", count: 50_000)
    #expect(Tool.run("show --unique --format ids -", Tool.input(text)).output == "AML.T0031\n")
    let line = String(repeating: "x", count: 1 << 20)
    let result = Tool.run("show -", Tool.input(line))
    #expect(result.status == 2)
    #expect(result.errors.utf8.count < 1000)
  }

  @Test(arguments: [
    ("show erode ai model integrity", true), ("show erode ai modle integrity", false), ("show t9999 erode ai", false),
    ("mitigations --for erode --for ai", true),
  ])
  func quotesThatWereLeftOutAreNamed(_ line: String, _ isNamed: Bool) {
    let result = Tool.run(line)
    #expect(result.status == 2)
    #expect(result.errors.contains("quote a name of several words: ") == isNamed, "\(result.errors)")
    if isNamed { #expect(result.errors.hasSuffix("\" is AML.T0031\n"), "\(result.errors)") }
  }

  @Test func candidatesStandUnderEachOther() {
    let lines = Tool.run("show 0031").errors.split(separator: "\n")
    #expect(
      lines.dropFirst() == [
        "  AML.T0031   Erode AI Model Integrity", "  AML.M0031   Memory Hardening",
        "  AML.CS0031  Malicious Models on Hugging Face",
      ])
  }

  static let misses: [(words: [String], message: String)] = [
    (["t9999"], "AML.T9999 is not in release 2026.09"), (["AML.T00310"], "AML.T00310 is not in release 2026.09"),
    (["0031"], "\"0031\" is ambiguous (3 records)"), (["ai agent tools"], "\"ai agent tools\" is ambiguous"),
    (["a\u{1B}[31mb"], "no record named \"a\\u{1B}[31mb\""),
    ([""], "no record named \"\""), (["\u{202E}"], "no record named \"\\u{202E}\""),
    (["erode modle integrity"], "no record named"), (["zzz,yyy"], "no record named \"zzz\""),
    (["@"], "no record named \"@\""),
  ]

  @Test(arguments: misses) func saysWhatIsMissing(_ row: (words: [String], message: String)) {
    for format in ["text", "json", "jsonl", "ids", "markdown"] {
      let outcome = Execution.run(["show", "--format", format] + row.words, .atlas, .none)
      let errors = String(decoding: outcome.errors, as: UTF8.self)
      #expect(outcome.status == .failure)
      #expect(errors.hasPrefix("atlas: \(row.message)"), "\(errors)")
      #expect(String(decoding: outcome.output, as: UTF8.self) == (format == "json" ? "[]\n" : ""))
    }
  }
}
