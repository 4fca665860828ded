import AtlasCore
import Foundation
import TestSupport
import Testing

@testable import AtlasCLI

/// `matrix`, on terminals and for programs.
@Suite struct MatrixTests {
  @Test(arguments: [
    ("matrix", "matrix"), ("matrix --for CS0009 --by maturity", "case-study"),
    ("matrix --for M0015 --sub --only", "mitigation"), ("matrix --by case-studies --mini", "mini"),
    ("matrix --tactic exfil --by platform --sub", "platform"), ("matrix --for CS0009,CS0014,CS0016 --mini", "overlay"),
  ])
  func onATerminal(_ line: String, _ name: String) {
    for width in [60, 80, 200] {
      let result = Tool.run(line, Tool.terminal(width))
      #expect(result.status == 0 && result.errors.isEmpty, "\(result.errors)")
      expectGolden(result.output, named: "matrix/\(name)-\(width).txt")
      for line in result.output.split(separator: "\n") {
        #expect(Width.columns(of: String(line)) <= width, "\(line)")
        #expect(line.last != " ", "\(line)")
      }
      // Color adds nothing that text does not say.
      let painted = Tool.run(line, Tool.terminal(width, color: true)).output
      #expect(GoldenTests.unpainted(painted) == result.output)
    }
  }

  @Test(arguments: [
    ("matrix --for CS0009 --only", "json"), ("matrix --for CS0009 --by maturity --only", "jsonl"),
    ("matrix --for M0015 --only", "csv"), ("matrix --tactic exfil --by case-studies", "tsv"),
    ("matrix --for CS0009 --only", "markdown"), ("matrix --for CS0009", "layer"),
    ("matrix --tactic exfil --by mitigations", "layer"), ("matrix --for CS0009,CS0014,CS0016", "layer"),
    ("matrix --for CS0009 --only", "svg"), ("matrix --for CS0009 --only", "html"),
    ("matrix --tactic exfil --by maturity --mini", "svg"),
  ])
  func format(_ line: String, _ format: String) {
    let result = Tool.run("\(line) --format \(format)")
    #expect(result.status == 0 && result.errors.isEmpty, "\(result.errors)")
    #expect(result == Tool.run("\(line) --format \(format)", Tool.terminal(60, color: true)))
    let name = line.replacing("matrix --", with: "").replacing(#/[^A-Za-z0-9]+/#, with: "-")
    expectGolden(result.output, named: "matrix/\(name).\(format == "markdown" ? "md" : format)")
  }

  @Test func aPipeGetsATable() {
    #expect(Tool.run("matrix").output == Tool.run("matrix --format tsv").output)
    #expect(Tool.run("matrix").output.hasPrefix("id\tname\ttactic\t"))
  }

  /// What marks come to, in the table.
  private static func marks(_ line: String, _ environment: Environment = .none) -> [String] {
    let result = Tool.run("\(line) --only --format jsonl", environment)
    return result.output.split(separator: "\n").map { row in
      let value = try? JSONValue(parsing: String(row))
      let parts = ["id", "tactic", "score", "category", "comment"].map { key in
        value?[key]?.string ?? value?[key]?.double.map { "\($0)" } ?? ""
      }
      return parts.joined(separator: "|")
    }
  }

  @Test(arguments: [
    "AML.T0031\t3\ta comment", "AML.T0031\tErode AI Model Integrity\t3\ta comment",
    "id\tname\tscore\tcomment\nAML.T0031\tx\t3\ta comment", "id,comment,x,score\r\nAML.T0031,a comment,\"y\nz\",3\r\n",
    "[{\"id\": \"AML.T0031\", \"score\": 3, \"comment\": \"a comment\"}]",
    "{\"domain\": \"atlas-atlas\", \"techniques\": [{\"techniqueID\": \"AML.T0031\", \"score\": 3, \"comment\": \"a comment\"}]}",
  ])
  func listsAreRead(_ list: String) {
    #expect(
      MatrixTests.marks("matrix -", Tool.input(list)) == ["AML.T0031|AML.TA0011|3.0||a comment"])
  }

  @Test(arguments: ["nan", "inf", "-1e308", "1e400", "0x1p3"]) func scoresAreNumbers(_ score: String) {
    for format in ["layer", "json"] {
      let list = "AML.T0031\t\(score)\nAML.T0051\t1\nAML.T0015\t-2.5\n"
      let result = Tool.run("matrix - --format \(format)", Tool.input(list))
      #expect(result.status == 0 && (try? JSONValue(parsing: result.output)) != nil)
    }
  }

  /// A table of marks makes the matrix that it was made from.
  @Test(arguments: ["--for CS0009,CS0014", "--for M0015", "T0031,T0051"], ["tsv", "csv", "json", "jsonl", "layer"])
  func tablesAreReadBack(_ selection: String, _ format: String) {
    let before = Tool.run("matrix \(selection) --format \(format)").output
    let input = Tool.input(before)
    #expect(MatrixTests.marks("matrix -", input) == MatrixTests.marks("matrix \(selection)"), "\(format)")
  }

  @Test(arguments: ["tsv", "csv", "jsonl"]) func coverageComesThrough(_ format: String) throws {
    let coverage = Tool.run("coverage --have M0015,M0020 --format \(format)").output
    let result = Tool.run("matrix - --format layer", Tool.input(coverage))
    #expect(result.status == 0 && result.errors.isEmpty, "\(result.errors)")
    let layer = try #require(try Layer.layers(in: result.output).first)
    let counts = MatrixCategory.allCases.map { category in
      Set(layer.entries.filter { $0.category == category }.map(\.id)).count
    }
    #expect(counts == [32, 102, 74, 0, 0, 0])
    #expect(layer.legend.map(\.label) == ["covered", "uncovered", "no mitigation"])
  }

  @Test func idsOfAllKindsMayCome() {
    let ids = "AML.T0031\nAML.M0015\nAML.CS0009\nAML.TA0011\nAML.M0015\n"
    let result = Tool.run("matrix - --only", Tool.input(ids))
    #expect(result.status == 0 && result.errors == "atlas: 3 records that are not techniques were left out\n")
    let covered = Tool.run("coverage --have-technique - --format csv", Tool.input(ids))
    #expect(covered.status == 0 && covered.errors == result.errors)
    #expect(covered.output == Tool.run("coverage --have-technique T0031 --format csv").output)
    // On the command line, and for mitigations, another kind is a mistake.
    #expect(Tool.run("coverage --have-technique M0015").status == 2)
    #expect(Tool.run("coverage --have -", Tool.input(ids)).status == 2)
  }

  @Test(
    arguments: [
      ("matrix T9999", 2, "AML.T9999 is not in release 2026.09"),
      ("matrix M0015", 2, "is a mitigation, not a technique"),
      ("matrix --for zzzz", 2, "zzzz"),
      ("matrix --name zzz", 1, "no technique in release 2026.09 that matches --name zzz"),
      ("matrix --tactic exfil --for TA0002", 1, "no technique in release 2026.09 that matches --tactic exfil to mark"),
      ("matrix --only", 2, "--only needs"), ("matrix --layer-version 4.3", 2, "--layer-version needs --format layer"),
      ("matrix --by age", 2, "--by takes maturity"), ("matrix --diff 9.9.9", 2, "9.9.9"),
      ("matrix T0104", 0, "AML.T0104 was retired in 2026.07; it is now AML.T0115.002"),
      ("matrix T0031,T0056 --tactic exfil", 0, "1 marked technique excluded by --tactic exfil"),
      ("matrix --mini --json", 2, "--mini needs --format text"),
    ] as [(String, Int32, String)])
  func mistakesAreSaid(_ line: String, _ status: Int32, _ message: String) {
    let result = Tool.run(line)
    #expect(result.status == status && result.errors.contains(message), "\(result.errors)")
    if status == 2 { #expect(result.output.isEmpty) }
  }

  @Test(
    arguments: [("", 1, "holds no ids"), ("AML.M0015\n", 1, "to mark"), ("{\"a\": 1}", 2, "no technique named")]
      as [(String, Int32, String)])
  func emptyLists(_ list: String, _ status: Int32, _ message: String) {
    let result = Tool.run("matrix -", Tool.input(list))
    #expect(result.status == status && result.errors.contains(message), "\(result.errors)")
  }

  @Test func changesSinceARelease() throws {
    try SystemTests.temporary { folder in
      let page = "# AML.T0900: Gone <b> & \"x\" | y\n\n## Metadata\n\n- **Technique ID:** AML.T0900\n"
      try Data(page.utf8).write(to: URL(filePath: folder + "/a.md"))
      let result = Tool.run("matrix --diff \(folder) --format layer")
      let layer = try #require(try Layer.layers(in: result.output).first)
      #expect(layer.entries.filter { $0.category == .removed }.map(\.id) == ["AML.T0900"])
      #expect(Set(layer.entries.filter { $0.category == .added }.map(\.id)).count == 208)
    }
  }
}

/// Names that would do harm, and many techniques.
@Suite struct HostileMatrixTests {
  /// Pages of techniques with these names, all of one tactic.
  private static func pages(_ names: [String], _ run: (String) throws -> Void) throws {
    try SystemTests.temporary { folder in
      for (index, name) in names.enumerated() {
        let id = "AML.T000\(index)"
        let page = """
          # \(id): \(name)

          ## Metadata

          - **Technique ID:** \(id)

          ## Tactics (1)

          - [[tactics/AML.TA0001|AML.TA0001: A <Tactic> & "More"]]

          """
        try Data(page.utf8).write(to: URL(filePath: "\(folder)/\(id).md"))
      }
      try run(folder)
    }
  }

  static let names = [
    "<script>alert(1)</script>", "a & b", "\"quoted\" 'x'", "a | b | c", "back\\slash", "\u{202E}thgir ot tfel",
    "مرحبا بالعالم", String(repeating: "x", count: 200), "日本語の名前です日本語の名前です", "e\u{301}e\u{301}e\u{301}",
  ]

  @Test(arguments: [20, 36, 60, 80, 200]) func fitEveryWidth(_ width: Int) throws {
    try HostileMatrixTests.pages(HostileMatrixTests.names) { folder in
      for more in ["", " --mini", " T0001", " --by maturity"] {
        let result = Tool.run("matrix --data \(folder)\(more)", Tool.terminal(width))
        #expect(result.status == 0, "\(result.errors)")
        for line in result.output.split(separator: "\n") where !line.contains("TA0001:") {
          #expect(Width.columns(of: String(line)) <= width || more == " --mini", "\(line)")
          #expect(!line.unicodeScalars.contains { $0.value == 0x202E || $0.value < 0x20 })
        }
      }
    }
  }

  @Test func areDataInEveryFormat() throws {
    try HostileMatrixTests.pages(HostileMatrixTests.names) { folder in
      for format in ["json", "layer"] {
        let output = Tool.run("matrix T0001 --data \(folder) --format \(format)").output
        #expect(throws: Never.self) { try JSONValue(parsing: output) }
      }
      let rows = Tool.run("matrix --data \(folder) --format tsv").output.split(separator: "\n")
      #expect(rows.count == 1 + HostileMatrixTests.names.count)
      #expect(rows.allSatisfy { $0.count { $0 == "\t" } == 9 })
      let page = Tool.run("matrix --data \(folder) --format markdown").output
      #expect(!page.contains("<script") || page.contains("\\<script"))
    }
  }

  @Test func manyTechniquesAreNoTrouble() throws {
    let count = 2_000
    let rows = (0..<count).map { "- [[techniques/AML.T1\(String($0 + 100_000).dropFirst())|Technique \($0)]]\n" }
    let base = KnowledgeBase(
      page: "# AML.TA0001: Many\n\n## Metadata\n\n- **Tactic ID:** AML.TA0001\n\n## Techniques (\(count))\n\n"
        + rows.joined())
    var query = MatrixQuery()
    query.measure = .mitigations
    let answer = try query.answer(in: base)
    #expect(answer.techniqueCount == count)
    var output = Output(Output.Style(width: 80, isTerminal: true))
    MatrixText(answer: answer, showsSubtechniques: true).write(&output)
    MatrixMini(answer: answer, showsSubtechniques: true).write(&output)
    MatrixData(base: base, answer: answer).table.write(.tsv, &output)
    #expect(output.buffer.count { $0 == UInt8(ascii: "\n") } > 3 * count)
    #expect(Layer(answer).entries.count == count)
  }
}
