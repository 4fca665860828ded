import AtlasCore
import Foundation
import TestSupport
import Testing

@testable import AtlasCLI

/// What `search` prints, where, and with which status.
@Suite struct SearchTests {
  static let golden: [(name: String, line: String, columns: Int?, color: Bool)] = [
    ("pipe", "search -n 'model inversion'", nil, false),
    ("terminal", "search 'model inversion'", 80, true),
    ("narrow", "search -i 'backdoor|trigger' AML.T0018.000 AML.T0018.001 AML.M0008", 60, false),
    ("wide", "search -C1 'model inversion'", 200, false),
    ("context", "search -n -C1 'backdoors'", nil, false),
    ("heading", "search --heading -n -A1 'backdoors'", nil, false),
    ("counts", "search -c 'backdoor'", nil, false),
    ("counts-terminal", "search -c 'backdoors'", 80, true),
    ("ids", "search -l 'backdoors'", nil, false),
    ("ids-terminal", "search -l 'backdoors'", 80, false),
    ("only-matching", "search -on --column -b 'backdoors?' AML.T0020 AML.T0018.001", nil, true),
    ("records", "search --format csv --fields id,name,kind 'backdoors'", nil, false),
    ("steps", "search --in steps --type incident -n credential", nil, false),
    ("find", "find --limit 4 how do attackers steal a model", nil, false),
    ("find-terminal", "find --limit 4 how do attackers steal a model", 80, true),
    ("find-narrow", "find --limit 2 prompt injection --kind mitigation", 60, false),
    ("help", "search --help", nil, false),
    ("help-find", "find --help", nil, false),
  ]

  @Test(arguments: golden.map(\.name)) func printsAsBefore(_ name: String) throws {
    let example = try #require(SearchTests.golden.first { $0.name == name })
    let environment = example.columns.map { Tool.terminal($0, color: example.color) } ?? .none
    let line = example.columns == nil && example.color ? example.line + " --color always" : example.line
    let result = Tool.run(line, environment)
    expectGolden("$ atlas \(line)\n\(result.output)", named: "search/\(name).txt")
    #expect(result.status == 0)
    if let columns = example.columns {
      for line in result.output.split(separator: "\n") {
        #expect(
          Width.columns(of: String(line.replacing(#/\u{1B}(\[[0-9;]*m|\]8;;[^\u{1B}]*\u{1B}\\)/#, with: ""))) <= columns
        )
      }
    }
  }

  @Test(arguments: [
    ("search zzzz", 1), ("search -q the", 0), ("search -q zzzz", 1), ("search -m0 the", 1), ("search -c zzzz", 1),
    ("search -c --include-zero zzzz", 1), ("search -l zzzz", 1), ("search --files-without-match ''", 1),
    ("search --files-without-match zzzz", 0), ("search --json zzzz", 1), ("search the AML.T9999", 2),
    ("search -q the AML.T0031 AML.T9999", 0), ("search --format json zzzz", 1), ("search --format ids zzzz", 1),
  ]) func theStatusTells(_ line: String, _ status: Int32) { #expect(Tool.run(line).status == status) }

  @Test func theLastOfFlagsThatExcludeEachOtherWins() {
    #expect(Tool.run("search -i -s AML.T0031: -c").output == Tool.run("search AML.T0031: -c").output)
    #expect(Tool.run("search -nN backdoors").output == Tool.run("search backdoors").output)
    #expect(Tool.run("search -N -n backdoors").output == Tool.run("search -n backdoors").output)
    #expect(Tool.run("search -c -l backdoors").output == Tool.run("search -l backdoors").output)
    #expect(Tool.run("search -C2 -A0 -n backdoors").output == Tool.run("search -A0 -C2 -n backdoors").output)
    #expect(
      Tool.run("search -l --files-without-match the").output == Tool.run("search --files-without-match the").output)
  }

  @Test func idsRestrict() {
    let all = Tool.lines("search -c model")
    #expect(
      Tool.lines("search -c model t0031 AML.T0018")
        == all.filter { $0.hasPrefix("AML.T0018:") || $0.hasPrefix("AML.T0031:") })
    #expect(Tool.lines("search -c -e model t0031") == all.filter { $0.hasPrefix("AML.T0031:") })
    #expect(Tool.lines("search -l model --kind tactic").allSatisfy { $0.hasPrefix("AML.TA") })
    #expect(
      Tool.ids("search model --platform agentic --no-sub") == Tool.ids("search -l model --platform agentic --no-sub"))
  }

  /// Together the parts are the page, and none has a line of another.
  @Test func partsAreAPartition() throws {
    for id in ["AML.T0031", "AML.T0002.000", "AML.CS0005", "AML.M0003", "AML.TA0000", "AML.T0024"] {
      var lines: [Int: String] = [:]
      for part in PagePart.allCases {
        for line in Tool.lines("search -n -I --in \(part.rawValue) '' \(id)") {
          let number = try #require(Int(line.prefix { $0 != ":" }))
          #expect(lines[number] == nil, "\(id):\(number)")
          lines[number] = part.rawValue
        }
      }
      #expect(lines.count == Tool.lines("search -n -I '' \(id)").count)
    }
    #expect(Tool.lines("search -I --in name '' AML.T0031").contains("# AML.T0031: Erode AI Model Integrity"))
    #expect(Tool.lines("search -I --in description '' AML.T0031").contains { $0.hasPrefix("The adversary feeds") })
    #expect(Tool.lines("search -I --in steps '' AML.CS0005").contains("### Step 2: Datasets"))
    #expect(Tool.lines("search -I --in references '' AML.T0031").contains { $0.hasPrefix("MITRE Corporation.") })
    #expect(Tool.lines("search -I --in mitigations '' AML.M0003").contains { $0.contains("hardened") })
    #expect(Tool.lines("search -I --in metadata '' AML.T0031").contains("- **Maturity:** realized"))
    #expect(Tool.lines("search -ic --in name,references model AML.T0031") == ["AML.T0031:2"])
    #expect(Tool.run("search -c --in steps -v e AML.CS0005").status == 0)
  }

  @Test func aDumpCountsLinesFromItsBeginning() throws {
    let dump = "A list\n\nAML.M0001\nFirst\n\nmodel one\nAML.M0002\nSecond\n&\nmodel two\n\nmodel three"
    try SearchTests.folder(["dump.md": dump]) { folder in
      let data = "--data \(folder)/dump.md"
      #expect(
        Tool.run("search -nb model \(data)").output
          == "AML.M0001:6:25:model one\nAML.M0002:10:54:model two\nAML.M0002:12:65:model three\n")
      #expect(Tool.run("search -c . \(data)").output == "AML.M0001:3\nAML.M0002:5\n")
      #expect(Tool.run("search 'A list' \(data)").status == 1)
      #expect(Tool.run("search -I --in name '' \(data)").output == "AML.M0001\nFirst\nAML.M0002\nSecond\n")
    }
  }

  /// A record on two pages is one record to counts, limits and lists.
  @Test func aRecordOnTwoPagesIsOne() throws {
    let first = "# AML.T0031: Erode\n\nmodel a\nmodel b\n"
    let second = "# AML.T0031: Erode\n\nmodel c\n"
    let other = "# AML.T0030: Other\n\nmodel d\n"
    try SearchTests.folder(["a.md": first, "m.md": other, "z.md": second]) { folder in
      let data = "--data \(folder)"
      #expect(Tool.run("search -c model \(data)").output == "AML.T0030:1\nAML.T0031:3\n")
      #expect(Tool.run("search -l model \(data)").output == "AML.T0030\nAML.T0031\n")
      #expect(
        Tool.run("search -n -m3 model \(data)").output
          == "AML.T0030:3:model d\nAML.T0031:3:model a\nAML.T0031:4:model b\nAML.T0031:3:model c\n")
      #expect(Tool.run("search -m1 -I 'model [a-c]' \(data)").output == "model a\n")
      #expect(Tool.run("search -c -v model \(data)").output == "AML.T0030:2\nAML.T0031:4\n")
      #expect(Tool.run("search --files-without-match 'model c' \(data)").output == "AML.T0030\n")
      #expect(Tool.run("search -c --include-zero 'model c' \(data)").output == "AML.T0030:0\nAML.T0031:1\n")
      let json = Tool.run("search --json model \(data)").output
      #expect(json.components(separatedBy: "\"begin\"").count == 3)
    }
  }

  @Test func patternsFromAFile() throws {
    try SearchTests.folder(["patterns": "model a\r\nzzz\r\n", "page.md": "# AML.T0031: Erode\n\nmodel a\nmodel b\n"]) {
      folder in
      #expect(Tool.run("search -f \(folder)/patterns --data \(folder)/page.md").output == "AML.T0031:model a\n")
    }
    #expect(
      Tool.run("search -f - -n AML.T0031", Tool.input("realized\n")).output == "AML.T0031:18:- **Maturity:** realized\n"
    )
    #expect(Tool.run("search -f - AML.T0031", Tool.input("")).status == 1)
    #expect(Tool.run("search -c -f - AML.T0031", Tool.input("\n")).output == Tool.run("search -c '' AML.T0031").output)
  }

  @Test func statisticsStandBelow() {
    let lines = Tool.run("search --stats -c 'backdoors'").output.components(separatedBy: "\n")
    #expect(lines.contains("337 records searched"))
    #expect(lines.contains { $0.hasSuffix(" matches") } && lines.contains { $0.hasSuffix(" matched lines") })
    #expect(Tool.run("search --stats -q zzzz").status == 1)
  }

  /// Nothing of a page obeys to a terminal, nor in a pipe to `less -R`; tabs stay.
  @Test func controlCharactersAreShown() throws {
    try SearchTests.folder(["p.md": "# AML.T0031: Erode\n\na\u{1B}[2Jb\tmodel \u{202E}x — é\u{85}\n"]) { folder in
      let result = Tool.run("search model --data \(folder)")
      #expect(result.output == "AML.T0031:a\\u{1B}[2Jb\tmodel \\u{202E}x — é\\u{85}\n")
    }
  }

  /// Runs `body` with a directory of files.
  static func folder(_ files: [String: String], _ body: (String) throws -> Void) throws {
    let folder = FileManager.default.temporaryDirectory.appending(path: "atlas-search-\(UUID().uuidString)")
    try FileManager.default.createDirectory(at: folder, withIntermediateDirectories: true)
    defer { try? FileManager.default.removeItem(at: folder) }
    for (name, text) in files { try Data(text.utf8).write(to: folder.appending(path: name)) }
    try body(folder.path)
  }

  /// Programs get the score of an answer and its line in every format, and may ask for nothing else.
  @Test func findRanksForPrograms() throws {
    let line = "find --limit 2 how do attackers steal a model"
    let ids = Tool.run(line + " --format ids").output.split(separator: "\n").map(String.init)
    let csv = Tool.run(line + " --format csv --fields id,score,line").output.split(whereSeparator: \.isNewline).map(
      String.init)
    #expect(csv.first == "id,score,line")
    #expect(csv.dropFirst().map { String($0.prefix { $0 != "," }) } == ids)
    let scores = csv.dropFirst().compactMap { Int($0.split(separator: ",")[1]) }
    try #require(scores.count == 2)
    #expect(scores == scores.sorted(by: >))
    let objects = Tool.run(line + " --format jsonl").output.split(separator: "\n")
    #expect(
      objects.allSatisfy {
        $0.contains(",\"score\":\(scores[0]),\"line\":\"") || $0.contains(",\"score\":\(scores[1]),")
      })
    #expect(Tool.run(line + " --format csv").output.prefix { !$0.isNewline }.hasSuffix(",score,line"))
    #expect(Tool.run("find model --fields").output.hasSuffix("\nscore\nline\n"))
    #expect(Tool.run("list --fields score --json").status == 2)
  }

  @Test func aPatternWithoutQuotesIsExplained() {
    let result = Tool.run("search model theft")
    #expect(result.status == 2)
    #expect(
      result.errors.hasSuffix("atlas: quote a pattern of several words; the arguments after the pattern are records\n"))
    #expect(!Tool.run("search model t9999").errors.contains("quote a pattern"))
    #expect(!Tool.run("search -e model theft").errors.contains("quote a pattern"))
  }
}
