import AtlasCore
import AtlasData
import TestSupport
import Testing

@testable import AtlasCLI

/// `graph` in each format, and the whole table of transitions.
@Suite struct GraphTests {
  @Test(arguments: [
    ("graph AML.CS0009", "procedure"), ("graph cs0009 cs0016", "overlay"), ("graph t0051 --limit 2", "technique"),
    ("graph ta0014 --limit 2", "tactic"), ("graph m0003 --limit 2", "mitigation"),
  ])
  func formats(_ line: String, _ name: String) {
    for (format, ending) in [("text", "txt"), ("svg", "svg"), ("dot", "dot"), ("mermaid", "mmd"), ("json", "json")] {
      let result = Tool.run("\(line) --format \(format)")
      #expect(result.status == 0 && result.errors.isEmpty)
      expectGolden(result.output, named: "graph/\(name).\(ending)")
      if format != "text" { #expect(result == Tool.run("\(line) --format \(format)", Tool.terminal(60, color: true))) }
    }
  }

  @Test(arguments: [60, 80, 200]) func outlines(_ width: Int) {
    for (line, name) in [
      ("graph cs0009", "procedure"), ("graph cs0009 cs0016", "overlay"), ("graph t0051", "technique"),
    ] {
      let output = Tool.run(line, Tool.terminal(width)).output
      expectGolden(output, named: "graph/\(name)-\(width).txt")
      for line in output.split(separator: "\n") {
        #expect(Width.columns(of: String(line)) <= width && line.last != " ", "\(line)")
      }
    }
  }

  @Test(arguments: [
    ("graph cs0009 t0051", "a graph is of case studies, or of one technique, tactic or mitigation"),
    ("graph t0020 t0051", "a graph is of case studies, or of one technique, tactic or mitigation"),
    ("graph cs0009 --limit 3", "--limit does not go with case studies, whose graphs are whole"),
    ("graph t0051 --format attack-flow", "--format attack-flow is for one case study"),
    ("graph cs0009 cs0016 --format attack-flow", "--format attack-flow is for one case study"),
    ("graph t9999 --format svg", "AML.T9999 is not in release 2026.09"), ("graph cs0009 --json --format svg", "--json"),
    ("after t0051 --format dot", "--format dot needs --all"), ("after", "after needs ID, or --all"),
    ("after --all t0051", "--all takes no ids; leave out \"t0051\""),
    ("before --all --steps", "--all does not go with --steps"),
    ("case-studies --timeline --limit 2", "--timeline does not go with --limit"),
    ("case-studies --timeline --with techniques", "--timeline does not go with --with"),
    ("case-studies --like chatbot --timeline", "--like does not go with --timeline"),
    ("case-studies --timeline -0", "--timeline has no ids; leave --timeline out"),
    ("techniques --timeline", "no flag --timeline"),
  ])
  func refusals(_ line: String, _ message: String) {
    let result = Tool.run(line)
    #expect(result.status == 2 && result.output.isEmpty)
    #expect(result.errors.hasPrefix("atlas: \(message)"), "\(result.errors)")
  }

  @Test func retiredIdsLeadToTheirSuccessors() {
    let result = Tool.run("graph t0019 --limit 2")
    #expect(result.status == 0 && result.errors.contains("was retired"))
    #expect(result.output == Tool.run("graph t0115.000 --limit 2").output)
  }

  @Test func listsCanBePiped() {
    let list = Tool.run("case-studies --for t0093 --limit 3").output
    let result = Tool.run("graph - --format json", Tool.input(list))
    #expect(result.status == 0 && result.output.contains("\"kind\": \"overlay\""))
    #expect(Tool.run("graph -", Tool.input("")).status == 1)
  }

  @Test func caseStudiesWithoutSteps() throws {
    let folder = try ScratchFolder()
    let path = try folder.write("none.md", "# AML.CS0100: None <b>\n\nNothing is known.\n")
    for format in ["text", "svg", "json", "attack-flow"] {
      let result = Tool.run("graph cs0100 --data \(path) --format \(format)")
      #expect(result.status == 1 && result.output.isEmpty)
      #expect(result.errors == "atlas: AML.CS0100 (None <b>) has no steps\n")
    }
  }

  // MARK: Attack Flow

  /// The schema of Attack Flow 2.0 as far as the bundle uses it, and what STIX 2.1 asks of every object.
  private static func check(_ text: String, steps: [Relation]) throws {
    let bundle = try JSONValue(parsing: Bytes(copying: text))
    let objects = try #require(bundle["objects"]?.array)
    let types = objects.compactMap { $0["type"]?.string }
    #expect(bundle["type"]?.string == "bundle" && types.count == objects.count)
    #expect(types == ["extension-definition", "identity", "attack-flow"] + steps.map { _ in "attack-action" })
    let ids = try objects.map { try #require($0["id"]?.string) } + [try #require(bundle["id"]?.string)]
    #expect(Set(ids).count == ids.count)
    let definition = "extension-definition--fb9c968a-745b-4ade-9b25-c324172197f4"
    #expect(ids[0] == definition)
    for (object, type) in zip(objects, types) {
      #expect(object["id"]?.string?.wholeMatch(of: #/[a-z-]+--[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}/#) != nil)
      #expect(object["id"]?.string?.hasPrefix(type + "--") == true && object["spec_version"]?.string == "2.1")
      let times = try ["created", "modified"].map { try #require(object[$0]?.string) }
      #expect(times[0] <= times[1])
      for time in times { #expect(time.wholeMatch(of: #/\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{3}Z/#) != nil) }
      for member in object.object ?? [] {
        #expect(member.value.array?.isEmpty != true, "STIX has no empty lists")
        let references =
          member.key.hasSuffix("_refs") ? member.value.array ?? [] : member.key.hasSuffix("_ref") ? [member.value] : []
        for reference in references { #expect(ids.contains(reference.string ?? ""), "\(member.key)") }
      }
      let known: Set<String> =
        switch type {
        case "attack-flow": ["name", "description", "scope", "start_refs", "external_references"]
        case "attack-action": ["name", "description", "tactic_id", "technique_id", "effect_refs"]
        default: []
        }
      guard !known.isEmpty else { continue }
      #expect(object["extensions"]?[definition]?["extension_type"]?.string == "new-sdo")
      let common: Set = ["type", "spec_version", "id", "created", "modified", "extensions"]
      #expect(Set((object.object ?? []).map(\.key)).isSubset(of: known.union(common)))
      #expect(object["name"]?.string?.isEmpty == false)
    }
    let (flow, actions) = (objects[2], objects.dropFirst(3))
    #expect(["incident", "other"].contains(flow["scope"]?.string))
    #expect(flow["start_refs"]?.array?.map(\.string) == [ids[3]])
    for (place, action) in actions.enumerated() {
      #expect(action["technique_id"]?.string == steps[place].target.description)
      #expect(action["tactic_id"]?.string == steps[place].tactic?.description)
      let next = place + 1 < steps.count ? [Optional(ids[place + 4])] : nil
      #expect(action["effect_refs"]?.array?.map(\.string) == next)
    }
  }

  @Test func attackFlowsFollowTheSchema() throws {
    let base = KnowledgeBase.bundled
    var ids: Set<String> = []
    for study in base.ids(of: .caseStudy) {
      let result = Tool.run("graph \(study) --format attack-flow")
      #expect(result.status == 0)
      try Self.check(result.output, steps: base.steps(of: study))
      ids.formUnion(result.output.matches(of: #/"id": "(attack-[^"]*)"/#).map { String($0.1) })
    }
    #expect(ids.count == base.ids(of: .caseStudy).reduce(0) { $0 + 1 + base.steps(of: $1).count })
    expectGolden(Tool.run("graph cs0009 --format attack-flow").output, named: "graph/attack-flow.json")
  }

  // MARK: Transitions and years

  @Test(arguments: ["text", "json", "csv", "markdown", "ids", "dot"]) func transitions(_ format: String) {
    let result = Tool.run("after --all --limit 3 --format \(format)")
    #expect(result.status == 0 && result.errors.isEmpty)
    #expect(result == Tool.run("before --all --limit 3 --format \(format)"))
    expectGolden(result.output, named: "graph/transitions-\(format).txt")
  }

  @Test func transitionsCountEveryPair() {
    let rows = Tool.lines("after --all").map { $0.split(separator: "\t") }
    #expect(rows.reduce(0) { $0 + (Int($1[2]) ?? 0) } == 592)
    let incidents = Tool.lines("after --all --type incident").count
    #expect(incidents > 50 && incidents < rows.count)
    for row in rows.prefix(5) {
      let after = Tool.lines("after \(row[0])").first { $0.hasPrefix(row[1] + "\t") }
      #expect(after?.split(separator: "\t")[2] == row[2])
    }
    #expect(Tool.run("after --all --limit 0").status == 1)
  }

  @Test func timeline() {
    for (line, name) in [
      ("case-studies --timeline", "all"), ("case-studies --timeline --for t0051 --include-related --reverse", "for"),
    ] {
      expectGolden(Tool.run(line).output, named: "graph/timeline-\(name)-pipe.txt")
      for width in [30, 80] {
        expectGolden(Tool.run(line, Tool.terminal(width)).output, named: "graph/timeline-\(name)-\(width).txt")
      }
    }
    for format in ["json", "csv", "tsv", "markdown"] {
      expectGolden(
        Tool.run("case-studies --timeline --since 2025 --format \(format)").output, named: "graph/timeline.\(format)")
    }
    #expect(Tool.run("case-studies --timeline --since 2030").status == 1)
    #expect(Tool.lines("case-studies --timeline --type exercise").allSatisfy { $0.split(separator: "\t")[1] == "0" })
  }
}
