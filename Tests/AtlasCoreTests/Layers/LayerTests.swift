import AtlasCore
import AtlasData
import TestSupport
import Testing

/// Layers of ATT&CK Navigator: their schema, and that nothing is lost on the way through one.
@Suite struct LayerTests {
  static let base = KnowledgeBase.bundled

  private static func json(_ layer: Layer, _ version: Layer.Version = .current) -> String {
    var text: [UInt8] = []
    JSONWriter(isIndented: true).write(layer.value(version), to: &text)
    return String(decoding: text, as: UTF8.self)
  }

  private static func layer(_ change: (inout MatrixQuery) -> Void) throws -> Layer {
    var query = MatrixQuery()
    change(&query)
    return Layer(try query.answer(in: base))
  }

  /// The marks that a file of layers gives, and the remarks about it.
  private static func read(
    _ text: String, in base: KnowledgeBase = base
  ) throws -> (marks: [MatrixMark], remarks: [String]) {
    var reader = MarkListReader(base)
    try reader.take(list: Bytes(copying: text), source: "x.json")
    return (reader.marks, reader.layerRemarks + reader.selector.selection.remarks.map(\.sentence))
  }

  // MARK: The schema

  /// What the specifications of versions 4.3 and 4.5 require, as a list of what is wrong.
  private static func violations(_ layer: JSONValue, _ version: String) -> [String] {
    var wrong: [String] = []
    func expect(_ holds: Bool, _ what: String) { if !holds { wrong.append(what) } }
    func isText(_ value: JSONValue?) -> Bool { value?.string?.isEmpty == false }
    func isColor(_ value: JSONValue?) -> Bool { value?.string?.contains(#/^#[0-9a-f]{6}$/#) == true }
    func checkFacts(_ value: JSONValue?) {
      for fact in value?.array ?? [] { expect(isText(fact["name"]) && fact["value"]?.string != nil, "metadata") }
    }
    expect(isText(layer["name"]) && layer["domain"]?.string == "atlas-atlas", "name, domain")
    expect(layer["versions"]?["layer"]?.string == version, "versions.layer")
    let navigator = layer["versions"]?["navigator"]?.string ?? ""
    expect(version == "4.5" ? navigator == "4.9.0" : navigator == "4.6.4", "versions.navigator")
    expect(layer["versions"]?["attack"] == nil, "versions.attack")
    let known: Set = [
      "name", "versions", "domain", "description", "sorting", "layout", "hideDisabled", "techniques", "gradient",
      "legendItems", "metadata",
    ]
    for member in layer.object ?? [] { expect(known.contains(member.key), member.key) }
    expect((0...3).contains(layer["sorting"]?.int ?? -1), "sorting")
    expect(["side", "flat", "mini"].contains(layer["layout"]?["layout"]?.string ?? ""), "layout")
    if let gradient = layer["gradient"] {
      expect(gradient["colors"]?.array?.count ?? 0 >= 2, "gradient.colors")
      expect(gradient["colors"]?.array?.allSatisfy { isColor($0) } == true, "gradient.colors")
      let (least, most) = (gradient["minValue"]?.double ?? 0, gradient["maxValue"]?.double ?? 0)
      expect(least < most, "gradient: \(least) < \(most)")
    }
    for item in layer["legendItems"]?.array ?? [] { expect(isText(item["label"]) && isColor(item["color"]), "legend") }
    checkFacts(layer["metadata"])
    let keys: Set = ["techniqueID", "tactic", "score", "color", "comment", "metadata", "showSubtechniques"]
    var places: Set<String> = []
    for technique in layer["techniques"]?.array ?? [] {
      let id = technique["techniqueID"]?.string ?? ""
      expect(id.contains(#/^AML\.T\d{4}(\.\d{3})?$/#), "techniqueID \(id)")
      expect(places.insert(id + " " + (technique["tactic"]?.string ?? "")).inserted, "\(id) twice")
      for member in technique.object ?? [] { expect(keys.contains(member.key), member.key) }
      if let tactic = technique["tactic"] { expect(tactic.string?.contains(#/^[a-z]+(-[a-z]+)*$/#) == true, "tactic") }
      if let score = technique["score"] { expect(score.double != nil, "score") }
      if let color = technique["color"] { expect(isColor(color), "color") }
      if let comment = technique["comment"] { expect(isText(comment), "comment") }
      if let shows = technique["showSubtechniques"] { expect(shows.bool == true, "showSubtechniques") }
      checkFacts(technique["metadata"])
    }
    return wrong
  }

  @Test(arguments: Layer.Version.allCases) func keepsTheSchema(_ version: Layer.Version) throws {
    let ids = Self.base.ids(of: .technique)
    let layers =
      try [
        Self.layer { _ in },
        Self.layer { $0.marks = ids.prefix(9).map { MatrixMark($0, score: 7) } },
        Self.layer { $0.marks = ids.map { MatrixMark($0, category: .exposed, comment: "<a> & \"b\" \u{202E}") } },
      ]
      + MatrixMeasure.allCases.map { measure in try Self.layer { $0.measure = measure } }
      + Self.base.ids(of: .caseStudy).map { study in try Self.layer { $0.origins = [study] } }
      + [try Self.layer { $0.origins = Self.base.ids(of: .caseStudy) }]
    for layer in layers {
      let value = try JSONValue(parsing: Self.json(layer, version))
      #expect(Self.violations(value, version.rawValue) == [])
    }
  }

  // MARK: There and back

  /// Marks of any kind come back from a layer as they were.
  @Test func losesNothing() throws {
    var random = SeededGenerator(seed: 14)
    let ids = Self.base.ids(of: .technique)
    for _ in 0..<50 {
      var marks = ids.shuffled(using: &random).prefix(Int.random(in: 1...60, using: &random)).map { id in
        var mark = MatrixMark(id)
        if Bool.random(using: &random) { mark.tactic = Self.base.tactics(of: id).randomElement(using: &random) }
        if Bool.random(using: &random) { mark.score = Double(Int.random(in: -50...50, using: &random)) / 4 }
        if Bool.random(using: &random) { mark.category = MatrixCategory.allCases.randomElement(using: &random) }
        if Bool.random(using: &random) { mark.comment = "\"a\"\n<b>\t\\ \(id) \u{1F600}" }
        return mark
      }
      let layer = try Self.layer { $0.marks = marks }
      let (read, remarks) = try Self.read(Self.json(layer, .allCases.randomElement(using: &random) ?? .current))
      #expect(remarks.isEmpty, "\(remarks)")
      func key(_ mark: MatrixMark) -> String { "\(mark)" }
      marks.sort { key($0) < key($1) }
      #expect(read.sorted { key($0) < key($1) } == marks)
    }
  }

  /// The layer of each case study marks the techniques of its steps, in their tactics.
  @Test func caseStudiesMarkTheirSteps() throws {
    for study in Self.base.ids(of: .caseStudy) {
      let layer = try Self.layer { $0.origins = [study] }
      let opened = layer.entries.filter { $0.color == nil && $0.score == nil }
      #expect(opened.allSatisfy { $0.showsSubtechniques })
      let marked = layer.entries.filter { $0.color != nil }
      let steps = Self.base.steps(of: study)
      #expect(Set(marked.map(\.id)) == Set(steps.map { "\($0.target)" }), "\(study)")
      // A parent is opened in the same column as its sub-technique.
      for entry in marked where entry.id.count > "AML.T0000".count {
        let parent = String(entry.id.dropLast(4))
        #expect(layer.entries.contains { $0.id == parent && $0.tactic == entry.tactic && $0.showsSubtechniques })
      }
    }
  }

  // MARK: Layers of others

  /// A layer in the form of those that MITRE publishes: version 4.3, a parent that opens, a sub-technique of no tactic.
  private static func published(
    domain: String = "atlas-atlas", version: String = "\"4.3\"", id: String = "AML.T0051", tactic: String = "execution"
  ) -> String {
    """
    {"version": "4.3", "versions": {"layer": \(version), "navigator": "4.6.4"}, "name": "A study", "description": "",
     "domain": "\(domain)", "metadata": [{"name": "atlas_data_version", "value": "2026.09"}],
     "techniques": [
      {"techniqueID": "\(id)", "tactic": "\(tactic)", "showSubtechniques": true},
      {"techniqueID": "AML.T0051.000", "color": "#C8E6C9", "comment": "the first step"},
      {"techniqueID": "\(id)", "tactic": "\(tactic)", "score": 2},
      {"techniqueID": "AML.T0031", "tactic": "impact", "score": 1, "enabled": false}
     ],
     "gradient": {"colors": ["#ffffff", "#66b1ff"], "minValue": 0, "maxValue": 2},
     "legendItems": [{"label": "Covered", "color": "#c8e6c9"}]}
    """
  }

  @Test func readsPublishedLayers() throws {
    let execution = try #require(RecordID("AML.TA0005"))
    let (first, second) = try (#require(RecordID("AML.T0051.000")), #require(RecordID("AML.T0051")))
    let (marks, remarks) = try Self.read(Self.published())
    #expect(remarks.isEmpty)
    #expect(
      marks == [
        MatrixMark(first, category: .covered, comment: "the first step"),
        MatrixMark(second, tactic: execution, score: 2),
      ])
    #expect(try Self.read("[\(Self.published()), \(Self.published())]").marks.count == 4)
    #expect(try Self.read("\u{FEFF}" + Self.published(version: "4.5")).marks.count == 2)
  }

  @Test(arguments: [
    ("AML.T0104", "", "AML.T0104 was retired in 2026.07; it is now AML.T0115.002"),
    ("AML.T9999", "", "AML.T9999 is not in release 2026.09"), ("T1059", "", "AML.T1059 is not in release 2026.09"),
    ("AML.T0051", "impact", "x.json:6: AML.T0051 does not have the tactic AML.TA0011 (Impact)"),
    ("AML.T0051", "no-such", "x.json:6: no tactic \"no-such\" in release 2026.09"),
    ("AML.T0005", "ml-attack-staging", "the tactic \"ml-attack-staging\" is now AML.TA0001"),
  ])
  func namesWhatIsStale(_ id: String, _ tactic: String, _ remark: String) throws {
    let remarks = try Self.read(Self.published(id: id, tactic: tactic)).remarks
    #expect(remarks.contains { $0.contains(remark) }, "\(remarks)")
  }

  @Test(arguments: [
    (published(domain: "enterprise-attack"), "a layer of the domain \"enterprise-attack\", not of atlas-atlas"),
    (published(version: "\"2.2\""), "a layer of version \"2.2\"; supported are 4.3, 4.4 and 4.5"),
    ("{\"domain\": \"atlas-atlas\"}", "not a Navigator layer: it has no techniques"),
    ("{\"name\": 1}", "not a Navigator layer: it has no domain"), ("[]", "not a Navigator layer: an empty array"),
    ("3", "not a Navigator layer: expected an object"), ("{", "1:2: expected a key in double quotes"),
    (
      "{\"domain\": \"atlas-atlas\", \"techniques\": [\n{}]}",
      "not a Navigator layer: line 2 has a technique without techniqueID"
    ),
  ])
  func refusesOthers(_ text: String, _ reason: String) {
    let error = #expect(throws: LayerError.self) { try Layer.layers(in: text) }
    #expect(error.map { "\($0)" } == reason)
  }

  /// The lines of a table are those of the file, also behind a cell of several lines; an unknown id is told by its line.
  @Test func tablesHaveLinesAndCells() throws {
    let text = "id,score,comment\nAML.T0051,1,\"a\nb, \"\"c\"\"\n\"\nAML.T9999,2,d\n\nAML.T0031,,e"
    var reader = MarkListReader(Self.base)
    try reader.take(list: Bytes(copying: text), source: "x.csv")
    #expect(reader.selector.selection.remarks.map { $0.place?.line } == [5])
    #expect(reader.marks.map(\.comment) == ["a\nb, \"c\"\n", "e"] && reader.marks.map(\.score) == [1, nil])
    // A list of ids, with a score, a name or both behind them.
    reader = MarkListReader(Self.base)
    try reader.take(
      list: "AML.T0051\t3\tsee\nAML.T0031\tErode\t4\tthere\nAML.T0054\tJailbreak\there\nAML.T0024\n", source: "x.tsv")
    #expect(reader.marks.map(\.score) == [3, 4, nil, nil])
    #expect(reader.marks.map(\.comment) == ["see", "there", "here", nil])
  }

  /// Official releases have the same facts: their case studies and layers agree, wherever the file is at hand.
  @Test func officialReleasesMarkTheSame() throws {
    let name = "ATLAS-5.6.0.yaml"
    guard ReleaseFixtures.officialNames.contains(name) else { return }
    let base = KnowledgeBase(try ReleaseFile.read(try ReleaseFixtures.bytes(name), path: name).release)
    let studies = base.ids(of: .caseStudy)
    #expect(studies.count == 57)
    for study in studies {
      var query = MatrixQuery()
      query.origins = [study]
      let layer = Layer(try query.answer(in: base))
      let places = Set(layer.entries.filter { $0.color != nil }.map { "\($0.id) \($0.tactic ?? "")" })
      let steps = base.steps(of: study)
      let techniques = Set(steps.map { "\($0.target)" })
      #expect(Set(places.map { String($0.prefix { $0 != " " }) }) == techniques, "\(study)")
      for step in steps where step.target.sub == nil {
        guard let tactic = step.tactic, base.tactics(of: step.target).contains(tactic) else { continue }
        let short = base.name(of: tactic).lowercased().replacing(" ", with: "-")
        #expect(places.contains("\(step.target) \(short)"), "\(study) \(step.target)")
      }
    }
  }
}
