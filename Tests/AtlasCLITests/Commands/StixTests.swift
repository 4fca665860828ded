import AtlasCore
import Foundation
import TestSupport
import Testing

@testable import AtlasCLI

/// STIX bundles on the command line.
@Suite struct StixTests {
  @Test func aPart() {
    let result = Tool.run("export --format stix t0051.002 m0015 t0031 cs0009")
    #expect(result.errors == "" && result.status == 0)
    expectGolden(result.output, named: "tool/export-stix.json")
  }

  @Test func aReleaseComesBack() throws {
    let work = try ScratchFolder()
    let file = work.path("atlas.json")
    let bundle = work.atlas("export", "--format", "stix")
    #expect(bundle.errors == "" && bundle.status == 0)
    #expect((try? Data(bundle.output.utf8).write(to: URL(filePath: file))) != nil)
    #expect(work.atlas("diff", "bundled", file) == ("", "", 0))
    let first = work.atlas("import", file)
    #expect(first.errors == "", "\(first.errors)")
    #expect(first.output.hasSuffix(": 16 tactics, 208 techniques, 40 mitigations, 73 case studies\n"))
    #expect(work.atlas("import", file).errors == "atlas: 2026.09 is already imported\n")
    #expect(work.atlas("export", "--format", "stix", "--release", "2026.09").output == bundle.output)
    #expect(work.atlas("import", file, "--to", work.path("pages")).status == 0)
    for format in ["stix", "yaml"] {
      let again = work.atlas("export", "--format", format, "--data", work.path("pages")).output
      #expect(again == work.atlas("export", "--format", format, "--release", "bundled").output, "\(format)")
    }
    #expect(work.atlas("lint", work.path("pages")).status == 0)
    #expect(work.atlas("lint", file).status == 0)
  }

  /// The ids of the records in a bundle.
  private func ids(_ words: String) -> [String] {
    let output = Tool.run("export --format stix \(words)").output
    return output.matches(of: #/"external_id": "(AML\.\w+\d+(?:\.\d+)?)"/#).map { String($0.1) }.sorted()
  }

  @Test func selections() {
    #expect(ids("t0031") == ["AML.T0031", "AML.TA0011"])
    #expect(ids("m0015 M0015,m0003") == ["AML.M0003", "AML.M0015"])
    #expect(Set(ids("--kind mitigation")) == Set(Tool.ids("mitigations")))
    #expect(Set(ids("--category policy")) == Set(Tool.ids("list --category policy")))
    // The record itself, and what the list of those related to it has.
    let related = Set(Tool.ids("list --for cs0009"))
    #expect(Set(ids("--for cs0009")).isSuperset(of: related.union(["AML.CS0009"])))
    #expect(Set(ids("--for m0015 --kind technique")).isSuperset(of: Tool.ids("techniques --for m0015")))
    #expect(!ids("--for m0015 --kind technique").contains { $0.hasPrefix("AML.CS") })
    let listed = Tool.run("export --format stix -", Tool.input("AML.T0031\nAML.M0015\n"))
    #expect(listed.output == Tool.run("export --format stix m0015 t0031").output)
  }

  @Test func refusals() throws {
    let work = try ScratchFolder()
    #expect(work.atlas("export", "--format", "stix", "t9999").output == "")
    #expect(
      work.atlas("export", "--format", "stix", "--name", "zzzz")
        == ("", "atlas: no record in release 2026.09 was chosen by --name zzzz\n", 1))
    #expect(
      work.atlas("export", "--format", "csv", "--for", "t0031").errors.hasPrefix(
        "atlas: --for needs --format stix; atlas list writes a selection in other formats\n"))
    #expect(work.atlas("export", work.path("a"), work.path("b")).status == 2)
    #expect(work.atlas("export", "--format", "yaml", "t0031").status == 2)
    let part = work.atlas("export", "--format", "stix", "t0031").output
    let file = try work.write("part.json", part)
    let refused = work.atlas("import", file)
    #expect(refused.status == 2 && refused.errors.contains("seems to be incomplete: no x-mitre-collection"))
    #expect(work.atlas("import", file, "--to", work.path("part"), "--force").status == 0)
    #expect(work.atlas("show", "t0031", "--data", work.path("part"), "--json").status == 0)
    let attack = part.replacing("mitre-atlas", with: "mitre-attack")
    #expect(
      work.atlas("import", try work.write("attack.json", attack))
        == ("", "atlas: \(work.path("attack.json")):1:1: a STIX bundle of ATT&CK; atlas imports those of ATLAS\n", 2))
  }

  @Test func whatABundleLacksIsSaid() throws {
    let work = try ScratchFolder()
    let bundle = """
      {"type": "bundle", "objects": [
      {"type": "x-mitre-collection", "id": "x-mitre-collection--1", "x_mitre_version": "5.6.0"},
      {"type": "x-mitre-tactic", "id": "x-mitre-tactic--1", "name": "Impact", "x_mitre_shortname": "impact",
       "external_references": [{"source_name": "mitre-atlas", "external_id": "AML.TA0011"}]},
      {"type": "attack-pattern", "id": "attack-pattern--1", "name": "Erode", "created": "2021-05-13T00:00:00.000Z",
       "kill_chain_phases": [{"kill_chain_name": "mitre-atlas", "phase_name": "impact"}],
       "external_references": [{"source_name": "mitre-atlas", "external_id": "AML.T0031"}]}]}
      """
    let file = try work.write("mitre.json", bundle)
    let result = work.atlas("import", file)
    #expect(result.status == 0)
    #expect(
      result.errors == "atlas: \(file): a STIX bundle without references, ATT&CK references, platforms, maturity, "
        + "categories, lifecycle phases, case studies or steps; the YAML release file of atlas-data has them\n")
    #expect(work.atlas("show", "t0031", "--release", "5.6.0").output.contains("Erode"))
  }
}
