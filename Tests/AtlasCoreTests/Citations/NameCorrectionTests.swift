import AtlasData
import TestSupport
import Testing

@testable import AtlasCore

/// What corrections write, in the syntax of the file, and what they leave alone.
@Suite struct NameCorrectionTests {
  private static let datasets = "Publish Poisoned AI Artifacts: Datasets"

  /// The full name takes the place of the old one, in every form and in the same style.
  @Test(arguments: [
    ("AML.T0019 Publish Poisoned Datasets", "AML.T0115.000 NEW"),
    ("AML.T0019 Publish Poisoned Datasets was used.", "AML.T0115.000 NEW was used."),
    ("We saw AML.T0019, Publish Poisoned Datasets, twice.", "We saw AML.T0115.000, NEW, twice."),
    ("| AML.T0019 | high | Publish Poisoned Datasets |", "| AML.T0115.000 | high | NEW |"),
    (
      "[AML.T0019: Publish Poisoned Datasets](https://atlas.mitre.org/techniques/AML.T0019)",
      "[AML.T0115.000: NEW](https://atlas.mitre.org/techniques/AML.T0115.000)"
    ),
    (
      "{\"id\": \"AML.T0019\", \"name\": \"Publish Poisoned Datasets\", \"title\": \"Publish Poisoned Datasets\"}",
      "{\"id\": \"AML.T0115.000\", \"name\": \"NEW\", \"title\": \"NEW\"}"
    ),
    ("AML.T0019: PUBLISH POISONED DATASETS", "AML.T0115.000: PUBLISH POISONED AI ARTIFACTS: DATASETS"),
    ("aml.t0019 publish poisoned datasets", "aml.t0115.000 publish poisoned ai artifacts: datasets"),
    ("AML.T0019_publish_poisoned_datasets", "AML.T0115.000_publish_poisoned_ai_artifacts_datasets"),
    ("#aml.t0019-publish-poisoned-datasets", "#aml.t0115.000-publish-poisoned-ai-artifacts-datasets"),
    ("publish-poisoned-datasets-AML.T0019", "publish-poisoned-ai-artifacts-datasets-AML.T0115.000"),
    ("rules/AML.T0019_PublishPoisonedDatasets_v2", "rules/AML.T0115.000_PublishPoisonedAIArtifactsDatasets_v2"),
    ("AML.T0018_backdoor_ml_model.yaml", "AML.T0018_manipulate_ai_model.yaml"),
    ("AML.T0010.000: GPU Hardware", "AML.T0010.000: AI Supply Chain Compromise: Hardware"),
    ("AML.T0010.001_ml_software", "AML.T0010.001_ai_software"),
    ("AML.CS0023_ShadowRay", "AML.CS0023_ShadowRay_Hijacking_Exposed_Ray_Clusters"),
    ("AML.T0045: ML Intellectual Property Theft", "AML.T0048.004: External Harms: AI Intellectual Property Theft"),
    ("AML.T0019: NEW", "AML.T0115.000: NEW"),
    ("| AML.T0019 | Publish Poisoned Datasets | AML.T0019 |", "| AML.T0115.000 | NEW | AML.T0115.000 |"),
    ("AML.T0019: our classifier lost points", "AML.T0115.000: our classifier lost points"),
    ("MITRE ATLAS: AML.T0019", "MITRE ATLAS: AML.T0115.000"), ("| AML.T0019 | high |", "| AML.T0115.000 | high |"),
    (
      "technique_id: AML.T0019\ntactic_name: Resource Development\n",
      "technique_id: AML.T0115.000\ntactic_name: Resource Development\n"
    ),
    ("<id>AML.T0019</id>\n<name>Publish Poisoned Datasets</name>", "<id>AML.T0115.000</id>\n<name>NEW</name>"),
    (
      "{\"value\": \"Publish Poisoned Datasets\",\n \"meta\": {\"external_id\": \"AML.T0019\"}}",
      "{\"value\": \"NEW\",\n \"meta\": {\"external_id\": \"AML.T0115.000\"}}"
    ),
  ])
  func fullNames(_ text: String, _ wanted: String) {
    let (text, wanted) = (text.replacing("NEW", with: Self.datasets), wanted.replacing("NEW", with: Self.datasets))
    #expect(corrected(text) == wanted)
    #expect(corrected(wanted) == wanted)
  }

  /// Beside a text that may be a name, and is not known, the id stays, and the reason is told.
  @Test(
    arguments: [
      ("AML.T0019: Sandbox Escape", "\"Sandbox Escape\" beside it is not a known name of AML.T0019"),
      ("AML.T0019: LLM Jailbreak", "\"LLM Jailbreak\" beside it is a name of AML.T0054"),
      ("AML.T0019 Publish Poisoned Dataset was used", "beside it is not a known name"),
      ("AML.T0019: Data poisoning", "beside it is not a known name"),
      ("AML.T0019: Datasets", nil),
      ("Sandbox Escape (AML.T0019)", "beside it is not a known name"),
      ("| AML.T0019 | Poisoned Dataset Publication | high |", "beside it is not a known name"),
      ("| high | Poisoned dataset publication | AML.T0019 |", "beside it is not a known name"),
      ("{\"id\": \"AML.T0019\", \"name\": \"Отравление\"}", "beside it is not a known name"),
      ("[Sandbox Escape](https://atlas.mitre.org/techniques/AML.T0019)", "beside it is not a known name"),
      ("AML.T0019_sandbox_escape", "\"sandbox_escape\" beside it is not a known name"),
      ("Adversaries publish poisoned datasets (AML.T0019).", "may not be meant as a name"),
      ("AML.T0019 Publish Poisoned\nDatasets", "\"Publish Poisoned\" beside it is not a known name"),
      ("AML.T0019 is now AML.T0115.000", "AML.T0115.000 is beside it"),
      ("AML.CS0023: ShadowRay: Exposed Clusters", "cannot be written there safely"),
    ] as [(String, String?)])
  func unknownNames(_ text: String, _ reason: String?) {
    #expect(corrected(text) == text)
    let citations = scanner.citations(in: Bytes(copying: text))
    #expect(citations.contains { $0.obstacle?.contains(reason ?? "") == true }, "\(citations.map(\.obstacle))")
  }

  /// The address of a link changes together with its text.
  @Test func linksChangeAsAWhole() {
    let text = "[AML.T0019: Sandbox Escape](https://atlas.mitre.org/techniques/AML.T0019)"
    #expect(corrected(text) == text)
  }

  @Test(arguments: [
    ("rule.yml", "id: AML.T0019\nname: OLD\n", "id: NEWID\nname: \"NEW\"\n"),
    ("rule.yml", "- AML.T0019: OLD\n", "- NEWID: \"NEW\"\n"),
    ("rule.yml", "- AML.T0019 OLD # note\n", "- \"NEWID NEW\" # note\n"),
    ("rule.yml", "- it's AML.T0019 \"OLD\"\n", "- it's AML.T0019 \"OLD\"\n"),
    ("rule.yml", "- say \"AML.T0019 - OLD\"\n", "- 'say \"NEWID - NEW\"'\n"),
    ("rule.yml", "x: [AML.T0019 - OLD, b]\n", "x: [\"NEWID - NEW\", b]\n"),
    ("rule.yml", "x: {id: AML.T0019, name: OLD}\n", "x: {id: NEWID, name: \"NEW\"}\n"),
    ("rule.yml", "x: 'AML.T0019: OLD'\n", "x: 'NEWID: NEW'\n"),
    ("rule.yml", "x: >-\n  See\n    AML.T0019 OLD\n", "x: >-\n  See\n    NEWID NEW\n"),
    ("rule.yml", "x: see\n  AML.T0019 OLD\n", "x: see\n  AML.T0019 OLD\n"),
    ("rule.yml", "# AML.T0019: OLD\n", "# NEWID: NEW\n"), ("rule.yml", "OLD: AML.T0019\n", "\"NEW\": NEWID\n"),
    (
      "page.md", "---\ntags:\n  - AML.T0019 OLD\n---\n\n- AML.T0019 OLD\n",
      "---\ntags:\n  - \"NEWID NEW\"\n---\n\n- NEWID NEW\n"
    ),
    (
      "page.md", "```yaml\nid: AML.T0019\nname: OLD\n```\n\n- AML.T0019: OLD\n",
      "```yaml\nid: NEWID\nname: \"NEW\"\n```\n\n- NEWID: NEW\n"
    ),
    ("page.txt", "ID: AML.T0019\nName: OLD\n", "ID: NEWID\nName: NEW\n"),
    ("x.toml", "id = \"AML.T0019\"\nname = \"OLD\"\n", "id = \"NEWID\"\nname = \"NEW\"\n"),
    ("x.csv", "AML.T0019,OLD,high\n", "NEWID,NEW,high\n"), ("x.csv", "AML.T0019;\"OLD\"\n", "NEWID;\"NEW\"\n"),
    ("x.rb", "{ id: AML.T0019, name: OLD }\n", "{ id: NEWID, name: \"NEW\" }\n"),
  ])
  func quoting(_ path: String, _ text: String, _ wanted: String) {
    let text = text.replacing("OLD", with: "Publish Poisoned Datasets")
    let wanted = wanted.replacing("NEWID", with: "AML.T0115.000").replacing("NEW", with: Self.datasets)
      .replacing("OLD", with: "Publish Poisoned Datasets")
    #expect(corrected(text, path: path) == wanted)
    #expect(corrected(wanted, path: path) == wanted)
  }

  /// Names with characters that mean something in a table or between quotation marks, which ATLAS does not have yet.
  @Test(
    arguments: [
      ("x.csv", "a;Old Name", "New, Name", "a;\"New, Name\""),
      ("x.csv", "\"Old Name\",b", "New, Name", "\"New, Name\",b"),
      ("x.csv", "a \"b\" Old Name", "New, Name", nil), ("x.md", "| Old Name |", "New|Name", "| New\\|Name |"),
      ("x.md", "[[x|Old Name]]", "New|Name", nil), ("x.py", "'Old Name'", "Victim's Name", nil),
      ("x.json", "\"Old Name\"", "New \"Name\"", nil), ("x.xml", "Old Name", "Command & Control", nil),
      ("x.md", "Old Name", "Command & Control", "Command & Control"), ("x.md", "Old Name", "New `Name`", nil),
      ("x.yml", "- {a: Old Name}", "New, Name", "- {a: \"New, Name\"}"),
      ("x.yml", "- Old Name", "New, Name", "- New, Name"),
    ] as [(String, String, String, String?)])
  func otherCharacters(_ path: String, _ text: String, _ name: String, _ wanted: String?) throws {
    let bytes = Bytes(copying: text)
    let place = try #require(bytes.range(of: "Old Name"))
    let writer = NameWriter(TextPiece(text: bytes, syntax: TextSyntax(path: path), origin: 0))
    var result = Array(text.utf8)
    let edits = writer.edits(writing: Array(name.utf8), over: place, .loose)
    for edit in (edits ?? []).sorted(by: { $0.range.lowerBound > $1.range.lowerBound }) {
      result.replaceSubrange(edit.range, with: edit.new)
    }
    #expect((edits == nil ? nil : String(decoding: result, as: UTF8.self)) == wanted)
  }

  /// In a table, a name with a comma takes the place of any cell, and all other cells stay.
  @Test func cellsOfTablesStayCells() throws {
    var random = SeededGenerator(seed: 11)
    for _ in 0..<300 {
      var rows = (0..<Int.random(in: 1...3, using: &random)).map { _ in
        (0..<Int.random(in: 1...4, using: &random)).map { _ in
          ["a", "b c", "", "d, e", "say \"f\""].randomElement(using: &random) ?? ""
        }
      }
      let place = Int.random(in: rows.indices, using: &random)
      let column = Int.random(in: rows[place].indices, using: &random)
      rows[place][column] = "Old Name"
      rows[place].append("end")
      var (text, range) = ([UInt8](), 0..<0)
      for (row, cells) in rows.enumerated() {
        for (number, cell) in cells.enumerated() {
          let isQuoted = cell.contains { ",\"".contains($0) } || Bool.random(using: &random)
          if number > 0 { text.append(.comma) }
          if isQuoted { text.append(.quote) }
          if (row, number) == (place, column) { range = text.count..<text.count + cell.utf8.count }
          text += cell.replacing("\"", with: "\"\"").utf8
          if isQuoted { text.append(.quote) }
        }
        text.append(.newline)
      }
      let piece = TextPiece(text: Bytes(copying: text), syntax: TextSyntax(path: "x.csv"), origin: 0)
      let edits = try #require(NameWriter(piece).edits(writing: Array("New, Name".utf8), over: range, .cell))
      for edit in edits.sorted(by: { $0.range.lowerBound > $1.range.lowerBound }) {
        text.replaceSubrange(edit.range, with: edit.new)
      }
      rows[place][column] = "New, Name"
      #expect(Self.cells(text) == rows, "\(piece.text)")
    }
  }

  /// The cells of a table by RFC 4180.
  private static func cells(_ text: [UInt8]) -> [[String]] {
    var (rows, row, cell, isQuoted): ([[String]], [String], [UInt8], Bool) = ([], [], [], false)
    for (index, byte) in text.enumerated() {
      switch byte {
      case .quote:
        // The second of two in a quoted cell stands for one.
        if !isQuoted, index > 0, text[index - 1] == .quote, !cell.isEmpty || index > 1 && text[index - 2] == .quote {
          cell.append(byte)
        }
        isQuoted.toggle()
      case .comma where !isQuoted:
        row.append(String(decoding: cell, as: UTF8.self))
        cell = []
      case .newline where !isQuoted:
        rows.append(row + [String(decoding: cell, as: UTF8.self)])
        (row, cell) = ([], [])
      default: cell.append(byte)
      }
    }
    return rows
  }
}
