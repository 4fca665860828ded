import AtlasCore
import AtlasData
import TestSupport
import Testing

/// Which ids are found in text, where, and what they are.
@Suite struct TextScanTests {
  @Test(arguments: [
    ("AML.T0051", ["ok AML.T0051"]),
    ("aml.t0051.001,Aml.M0015;AML.cs0009", ["ok aml.t0051.001", "ok Aml.M0015", "ok AML.cs0009"]),
    ("  - atlas.aml.t0051\n  - attack.t1078", ["ok aml.t0051"]),
    ("<https://atlas.mitre.org/studies/AML.CS0009/>", ["ok AML.CS0009"]),
    ("AML.TA0011.", ["ok AML.TA0011"]),
    ("AML.T0051.000.", ["ok AML.T0051.000"]),
    ("xAML.T0051 AML.T0051x T0051 aml.t aml.x051", []),
    ("AML.T051 AML.X0051", ["unknown AML.T051 for AML.T0051", "unknown AML.X0051 for AML.T0051"]),
    ("AML.T0051_x _AML.T0051", ["ok AML.T0051", "ok AML.T0051"]),
    ("AML.T9999", ["newer AML.T9999"]),
    ("AML.M0099 AML.TA0019 AML.CS0999", ["newer AML.M0099", "newer AML.TA0019", "newer AML.CS0999"]),
    ("AML.TA0051", ["unknown AML.TA0051 for AML.T0051"]),
    ("AML.T0051.003", ["newer AML.T0051.003"]),
    (
      "AML.T0051.01 AML.T0051.0001",
      ["unknown AML.T0051.01 for AML.T0051.001", "unknown AML.T0051.0001 for AML.T0051.001"]
    ),
    ("AML.T0031.000", ["newer AML.T0031.000"]),
    ("AML.T00031 AML.M00150", ["unknown AML.T00031 for AML.T0031", "unknown AML.M00150 for AML.M0015"]),
    ("AML.T99999", ["unknown AML.T99999"]),
    ("AML.T0019", ["retired AML.T0019 -> AML.T0115.000"]),
    ("ATLAS T0051, T0031,    T0054,     T0024", ["ok T0051", "ok T0031"]),
    ("AML.T0104", ["retired AML.T0104 -> AML.T0115.002"]),
  ])
  func ids(_ text: String, _ wanted: [String]) { #expect(verdicts(text) == wanted) }

  /// Numbers below the highest that the release does not have, and that no release had.
  @Test func gapsAreUnknown() throws {
    let base = KnowledgeBase.bundled
    let retired = Set(base.history.changes.map(\.id))
    for kind in RecordKind.allCases {
      let known = Set(base.ids(of: kind).map(\.number))
      for number in 0...(known.max() ?? 0) where !known.contains(number) {
        let id = RecordID(kind, number)
        if !retired.contains(id) { #expect(kinds("\(id)") == [.unknown], "\(id)") }
      }
      #expect(kinds("\(RecordID(kind, (known.max() ?? 0) + 1))") == [.newer])
    }
  }

  @Test func everyIdOfTheReleaseIsFine() {
    for id in KnowledgeBase.bundled.ids() {
      #expect(kinds("\(id): \(KnowledgeBase.bundled.nameBytes(of: id))") == [.ok], "\(id)")
      #expect(kinds("- [\(KnowledgeBase.bundled.fullNameBytes(of: id))](\(id.url))") == [.ok], "\(id)")
    }
  }

  @Test func places() {
    let text = "é AML.T0051\r\n\n\tAML.T0031 AML.T0019\n"
    let places = scanner.citations(in: Bytes(copying: text)).map(\.place)
    #expect(places.map(\.line) == [1, 3, 3])
    #expect(places.map(\.column) == [3, 2, 12])
    #expect(places.map(\.offset) == [3, 16, 26])
  }

  /// A byte order mark is no column; the offset counts it.
  @Test func marksAreNoColumn() {
    let places = scanner.citations(in: "\u{FEFF}AML.T0051 é AML.T0051\n\u{FEFF}AML.T0051").map(\.place)
    #expect(places.map(\.column) == [1, 13, 2])
    #expect(places.map(\.offset) == [3, 16, 29])
  }

  /// In pieces of any size the same is found as in one.
  @Test(arguments: 0..<8) func piecesChangeNothing(_ seed: Int) {
    var random = SeededGenerator(seed: UInt64(seed))
    var text: [UInt8] = []
    let words = [
      "AML.T0051: LLM Prompt Injection", "AML.T0019", "{\"id\": \"AML.T0031\", \"name\": \"Erode ML Model Integrity\"}",
      "\n", "é", "| AML.T0051 | LLM Jailbreak |\n", "AML.T0051: LLM Jailbreak", " aml.t",
      String(repeating: "x", count: 700), String(repeating: "word word\n", count: 900),
    ]
    while text.count < 100_000 { text += words[Int.random(in: 0..<words.count, using: &random)].utf8 + [0x20] }
    let whole = scanner.citations(in: Bytes(copying: text))
    var scan = scanner.scan()
    var found: [Citation] = []
    var start = 0
    var end = 0
    while true {
      end = min(text.count, end + Int.random(in: 1...20_000, using: &random))
      let piece = Bytes(copying: text[start..<end])
      start += scan.scan(piece, isLast: end == text.count) { found.append($0) }
      if end == text.count { break }
    }
    #expect(whole.count > 20)
    #expect(found.map(\.place) == whole.map(\.place))
    #expect(found.map(\.verdict.kind) == whole.map(\.verdict.kind))
    #expect(found.flatMap(\.edits) == whole.flatMap(\.edits))
  }

  /// Structured files of several pieces are read as they are in one.
  @Test(
    arguments: [
      ("x.json", "[", "{\"id\": \"AML.T0031\", \"x\": [1, {\"y\": \"é\"}], \"title\": \"LLM Jailbreak\"},\n", "{}]"),
      ("x.yaml", "records:\n", "  - technique: AML.T0010\n    tactic: AML.TA0005\n    text: [a, b]\n", ""),
      ("x.xml", "<r>", "<t><id>AML.T0044</id>\n <name>Full ML Model Access</name></t>", "</r>"),
      ("x.csv", "Control,MITRE ATLAS,Name\n", "\"a, b\",T0051,LLM Jailbreak\n", ""),
      ("x.md", "| ID | Technique |\n|---|---|\n", "| AML.T0012 | Phishing |\n", ""),
      ("x.toml", "", "[[rule]]\nid = \"AML.T0018\"\nname = \"Backdoor ML Model\"\n", ""),
    ])
  func piecesOfStructuredFiles(_ path: String, _ start: String, _ part: String, _ end: String) {
    let text = Array((start + String(repeating: part, count: 1500) + end).utf8)
    let whole = scanner.citations(in: Bytes(copying: text), path: path)
    let findings = whole.filter { $0.verdict.kind != .ok }
    #expect(findings.count == 1500)
    for size in [30_000, 47_111] {
      var scan = scanner.scan(path: path)
      var found: [Citation] = []
      var (first, last) = (0, 0)
      while last < text.count {
        last = min(text.count, last + size)
        first += scan.scan(Bytes(copying: text[first..<last]), isLast: last == text.count) { found.append($0) }
      }
      #expect(found.map(\.place) == whole.map(\.place))
      #expect(found.map(\.verdict.kind) == whole.map(\.verdict.kind))
    }
  }

  @Test(
    arguments: [
      ([], TextEncoding.plain), ([0x41], .plain), ([0xFF, 0xFE, 0x41, 0], .wide), ([0xFE, 0xFF, 0, 0x41], .wide),
      ([0x41, 0, 0x42], .binary), ([0xEF, 0xBB, 0xBF, 0x41], .plain), ([0, 0, 0xFE, 0xFF], .wide),
      ([0xE9, 0x41], .plain),
    ] as [([UInt8], TextEncoding)])
  func encodings(_ head: [UInt8], _ wanted: TextEncoding) { #expect(TextEncoding(Bytes(copying: head)) == wanted) }
}
