import AtlasCore
import AtlasData
import Foundation
import TestSupport
import Testing

@testable import AtlasCLI

@Suite struct RecordFormatTests {
  /// Reads RFC 4180, strictly.
  static func table(_ text: String) throws -> [[String]] {
    var rows: [[String]] = [[]]
    var rest = Array(text.unicodeScalars)[...]
    while !rest.isEmpty {
      var cell = ""
      if rest.first == "\"" {
        rest.removeFirst()
        while let scalar = rest.popFirst() {
          if scalar != "\"" {
            cell.unicodeScalars.append(scalar)
          } else if rest.first == "\"" {
            rest.removeFirst()
            cell += "\""
          } else {
            break
          }
        }
      } else {
        while let scalar = rest.first, scalar != ",", scalar != "\r" {
          try #require(scalar != "\"" && scalar != "\n", "a cell without quotes holds \(scalar)")
          cell.unicodeScalars.append(scalar)
          rest.removeFirst()
        }
      }
      rows[rows.count - 1].append(cell)
      let after = rest.popFirst()
      let end = try #require(after)
      if end == "\r" {
        let newline = rest.popFirst()
        try #require(newline == "\n")
        rows.append([])
      } else {
        try #require(end == ",")
      }
    }
    let last = rows.popLast()
    try #require(last == [])
    return rows
  }

  static func objects(_ line: String) throws -> [[String: Any]] {
    let value = try JSONSerialization.jsonObject(with: Data(Tool.run(line).output.utf8))
    return try #require(value as? [[String: Any]])
  }

  /// A spreadsheet would run the cell of a stranger's page as a formula.
  @Test func cellsThatAreNoFormulas() throws {
    let folder = try ScratchFolder()
    let names = ["=1+1", "+1", "@SUM(A1)", "fine", "a=b"]
    for (number, name) in names.enumerated() {
      _ = try folder.write("\(number).md", "# AML.T000\(number): \(name)\n\n-1 is written.\n")
    }
    func column(_ flags: String) throws -> [String] {
      try RecordFormatTests.table(Tool.run("techniques --data \(folder.root) \(flags)").output).dropFirst().map {
        $0[0]
      }
    }
    #expect(try column("--format csv --fields name") == names)
    #expect(try column("--format csv --fields name --csv-safe") == ["'=1+1", "'+1", "'@SUM(A1)", "fine", "a=b"])
    #expect(try column("--format csv --fields description --csv-safe")[0] == "'-1 is written.")
    for flags in ["", "--format tsv", "--json"] {
      let result = Tool.run("techniques --csv-safe \(flags)")
      #expect(result.status == 2 && result.errors.hasPrefix("atlas: --csv-safe needs --format csv"))
    }
    for command in ["coverage", "map T1078", "after t0093", "export"] {
      #expect(Tool.run("\(command) --format csv --csv-safe").status == 0, "\(command)")
    }
    #expect(Tool.run("diff bundled bundled --csv-safe").status == 2)
  }

  @Test(arguments: RecordKind.allCases) func tablesSayWhatJSONSays(_ kind: RecordKind) throws {
    let objects = try RecordFormatTests.objects("\(kind.plural) --json")
    let rows = try RecordFormatTests.table(Tool.run("\(kind.plural) --format csv").output)
    #expect(rows.count == objects.count + 1)
    let names = rows[0]
    for (object, row) in zip(objects, rows.dropFirst()) {
      #expect(row.count == names.count)
      #expect(Set(object.keys) == Set(names))
      for (name, cell) in zip(names, row) {
        switch object[name] {
        case let text as String: #expect(cell == text)
        case let flag as Bool where name == "stub" || name == "adapted": #expect(cell == "\(flag)")
        case let number as Int: #expect(cell == "\(number)")
        case is NSNull: #expect(cell == "")
        case let texts as [String]: #expect(cell == texts.joined(separator: ";"))
        case let related as [[String: Any]] where name != "references" && name != "steps":
          #expect(cell == related.compactMap { $0["id"] as? String }.joined(separator: ";"))
        default: break
        }
      }
    }
  }

  @Test func tabsSeparateLines() throws {
    let lines = Tool.lines("techniques --format tsv --fields id,description,tactics")
    #expect(lines.count == 209)
    #expect(lines[0] == "id\tdescription\ttactics")
    for line in lines { #expect(line.split(separator: "\t", omittingEmptySubsequences: false).count == 3) }
    let objects = try RecordFormatTests.objects("techniques --json --fields description")
    let texts = lines.dropFirst().map { line -> String in
      line.split(separator: "\t", omittingEmptySubsequences: false)[1].description.replacing("\\n", with: "\n")
        .replacing("\\\\", with: "\\")
    }
    #expect(texts == objects.map { $0["description"] as? String ?? "" })
  }

  @Test func everyRecordIsAnObjectALine() throws {
    let lines = Tool.lines("list --format jsonl")
    let array = try RecordFormatTests.objects("list --json")
    #expect(lines.count == 337)
    for (line, object) in zip(lines, array) {
      let value = try JSONSerialization.jsonObject(with: Data(line.utf8))
      let single = try #require(value as? [String: Any])
      #expect(NSDictionary(dictionary: single) == NSDictionary(dictionary: object))
    }
  }

  @Test func fieldsAreChosenAndOrdered() {
    #expect(
      Tool.run("show t0031 --format jsonl --fields maturity,ID,position").output
        == "{\"maturity\":\"realized\",\"id\":\"AML.T0031\",\"position\":null}\n")
    #expect(
      Tool.run("show t0031 ta0011 --format csv --fields id --fields position,maturity").output
        == "id,position,maturity\r\nAML.T0031,,realized\r\nAML.TA0011,16,\r\n")
    #expect(Tool.run("tactics --json --fields id --limit 1").output == "[\n  {\n    \"id\": \"AML.TA0002\"\n  }\n]\n")
    #expect(
      Tool.run("mitigations --for t0031 --limit 1 --format tsv --fields id,for").output
        == "id\tfor\nAML.M0003\tAML.T0031\n")
  }

  @Test func nulParts() {
    #expect(Tool.run("show t0031 m0015 -0").output == "AML.T0031\0AML.M0015\0")
    #expect(Tool.run("tactics --limit 1 --null --format ids").output == "AML.TA0002\0")
  }

  @Test func tablesWithoutRowsHaveTheirHead() {
    #expect(Tool.run("tactics --name zzz --format csv --fields id,name").output == "id,name\r\n")
    #expect(Tool.run("tactics --name zzz --format tsv --fields id").output == "id\n")
    #expect(
      Tool.run("mitigations --for t0065 --format tsv").output
        == Tool.lines("mitigations --for t0031 --format tsv")[0] + "\n")
    #expect(Tool.run("show t9999 --format csv --fields id").output == "id\r\n")
  }

  /// Columns depend on what was asked, not on what was found.
  @Test func columnsAreThoseOfTheKindsThatCanCome() throws {
    func head(_ line: String) -> String { Tool.lines(line)[0] }
    #expect(
      head("list --format tsv --limit 1").hasSuffix(
        "position\tattackReference\ttechniques\tcaseStudies\tmaturity\tplatforms\tparent\tsubtechniques\ttactics\tmitigations\tcategories\tlifecycle\tadapted\ttype\tdate\tdateGranularity\tactor\ttarget\treporter\tsteps\tsince"
      ))
    #expect(head("list --maturity realized --format tsv --limit 1") == head("techniques --format tsv --limit 1"))
    #expect(head("show t0031 --format tsv") == head("techniques --format tsv --limit 1"))
  }

  static let faults: [(line: String, message: String)] = [
    ("show t0031 --fields nope --json", "no field \"nope\"; the fields are id, kind, name"),
    ("techniques --fields position --json", "no field \"position\"; the fields are id"),
    ("techniques --fields for --json", "no field \"for\""),
    ("show t0031 --fields id", "--fields needs --format json, jsonl, csv or tsv, not text"),
    ("show t0031 --fields id --format ids", "--fields needs"),
    ("show t0031 --json --format csv", "--json cannot be used with --format csv"),
    ("show t0031 -0 --json", "-0 cannot be used with --format json"),
    ("show t0031 -0 --format text", "-0 cannot be used with"),
    ("show t0031 --format xml", "--format takes text, json, jsonl, csv, tsv, markdown or ids, not \"xml\""),
    ("show t0031 --format csv --format json", "--format is given twice, with \"csv\" and \"json\""),
    ("show t0031 --fields 'a\u{1B}b' --json", "no field \"a\\u{1B}b\""),
  ]

  @Test(arguments: faults) func refuses(_ row: (line: String, message: String)) {
    let result = Tool.run(row.line)
    #expect(result.status == 2)
    #expect(result.output == "")
    #expect(result.errors.hasPrefix("atlas: \(row.message)"), "\(result.errors)")
    #expect(result.errors.split(separator: "\n").count == 2)
  }

  /// Text that would break a format, through all of them.
  @Test func nothingBreaksAFormat() throws {
    let nasty = "a|b\"c,d;e\\f\tg\u{1B}[31mh\u{202E}*i*_j_`k`[l]<m> é 日本\u{7F}"
    let base = KnowledgeBase(
      Corpus.page(
        "# AML.T0001: \(nasty)\n\nline one, \"quoted\"\nline\ttwo\u{1B}\\\n\n## Metadata\n\n- **Maturity:** feasible\n")
    )
    let row = [ListedRecord(id: RecordID(.technique, 1))]
    func written(_ body: (inout Output) -> Void) -> String {
      var output = Output()
      body(&output)
      return String(decoding: output.buffer, as: UTF8.self)
    }
    for form in ["json", "jsonl", "csv", "tsv", "markdown", "ids"] {
      let invocation = try Parser.parse(["techniques", "--format", form], .atlas, .none)
      let printer = try RecordPrinter(invocation, base, [.technique])
      let text = written { output in printer.write(row, &output) { _ in } }
      let allowed: Set<UInt32> = [0x0A, 0x0D, 0x09]
      #expect(!text.unicodeScalars.contains { Sanitize.isHarmful($0.value) && !allowed.contains($0.value) }, "\(form)")
      switch form {
      case "json": #expect(throws: Never.self) { try JSONSerialization.jsonObject(with: Data(text.utf8)) }
      case "csv":
        let table = try RecordFormatTests.table(text)
        #expect(table.count == 2)
        #expect(table[1].count == table[0].count)
        #expect(table[1][5].hasPrefix("line one, \"quoted\"\nline\ttwo"))
      case "tsv":
        #expect(
          text.split(separator: "\n").map { $0.split(separator: "\t", omittingEmptySubsequences: false).count } == [
            23, 23,
          ])
      case "markdown":
        let cells = text.split(separator: "\n")[2].replacing("\\|", with: "").split(separator: "|")
        #expect(cells.count == 4)
      default: break
      }
    }
  }
}

extension Corpus {
  fileprivate static func page(_ text: String) -> Corpus {
    let bytes = Bytes(copying: text)
    return Corpus(text: bytes, pages: [Page(path: "page.md", text: bytes)])
  }
}
