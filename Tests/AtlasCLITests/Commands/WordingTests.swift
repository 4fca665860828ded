import AtlasCore
import Foundation
import TestSupport
import Testing

@testable import AtlasCLI

/// Each answer says whose words it has, and claims a release and an address only for records of the release.
@Suite struct WordingTests {
  private static let own = """
    ---
    title: "AML.T9001: Draft"
    ---

    # AML.T9001: Draft

    See [[techniques/AML.T0031|Erode AI Model Integrity]] and [[techniques/AML.T9002|Later]].
    """

  @Test func theBundledTextsAreSummaries() throws {
    #expect(Tool.run("show t0031").output.contains("Wording    summary (written for atlas, not MITRE's text)"))
    #expect(Tool.run("--version").output.contains("Wording: summary ("))
    #expect(Tool.run("--version --json").output.contains("\"wording\": \"summary\""))
    #expect(
      Tool.run("list --format jsonl --fields wording").output.split(separator: "\n").allSatisfy {
        $0.contains("summary")
      })
    #expect(Tool.run("show t0031 --format markdown").output.contains("- **Wording:** summary ("))
    #expect(Tool.run("export --format yaml").output.contains("x-wording: summary"))
  }

  @Test func anImportedReleaseIsOfficial() throws {
    let work = try ScratchFolder()
    let file = try work.write("release.yaml", TinyRelease.yaml())
    #expect(work.atlas("import", file).status == 0)
    #expect(work.atlas("show", "t0000", "--release", "2026.01").output.contains("Wording    official (MITRE's text)"))
    #expect(work.atlas("export", "--release", "2026.01", work.path("vault")).status == 0)
    #expect(try work.read("vault/techniques/AML.T0000.md").contains("- **Wording:** official"))
    let back = work.atlas("show", "t0000", "--data", work.path("vault"), "--format", "json").output
    #expect(back.contains("\"wording\": \"official\"") && back.contains("\"file\": \"\(work.path("vault"))/techniques"))
    #expect(work.atlas("diff", work.path("vault"), "2026.01") == ("", "", 0))
  }

  /// The export of a release with the summaries of the bundled one reads back with them.
  @Test func anExportKeepsTheWording() throws {
    let work = try ScratchFolder()
    #expect(work.atlas("export", work.path("vault")).status == 0)
    let page = try work.read("vault/techniques/AML.T0031.md")
    #expect(
      page.contains(
        "Summarizes: MITRE Corporation. *Erode AI Model Integrity (AML.T0031)*. MITRE ATLAS, release 2026.09."))
    let yaml = try work.write("bundled.yaml", work.atlas("export", "--format", "yaml").output)
    for place in [work.path("vault"), yaml] {
      let record = work.atlas("show", "t0031", "--data", place, "--json")
      if place == yaml {
        #expect(work.atlas("diff", yaml, "bundled") == ("", "", 0))
      } else {
        #expect(
          record.output.contains("\"wording\": \"summary\"") && record.output.contains("\"release\": \"2026.09\""))
      }
    }
  }

  @Test func anOwnRecordClaimsNothing() throws {
    let work = try ScratchFolder()
    #expect(work.atlas("export", work.path("vault")).status == 0)
    let page = try work.write("vault/techniques/AML.T9001.md", WordingTests.own)
    let text = work.atlas("show", "t9001", "--data", work.path("vault"))
    #expect(text.status == 0 && text.output.contains("File       \(page)"))
    #expect(!text.output.contains("Release ") && !text.output.contains("https://atlas.mitre.org/techniques/AML.T9001"))
    let json = work.atlas("show", "t9001", "--data", work.path("vault"), "--json").output
    for pair in ["\"url\": null", "\"release\": null", "\"wording\": \"own\"", "\"file\": \"\(page)\""] {
      #expect(json.contains(pair), "\(pair)")
    }
    #expect(
      json.contains(
        "See [Erode AI Model Integrity](https://atlas.mitre.org/techniques/AML.T0031) and Later [AML.T9002]."))
    let painted = work.atlas("show", "t9001", "--data", work.path("vault"), "--color", "always").output
    #expect(painted.contains("AML.T9001") && !painted.contains("]8;;https://atlas.mitre.org/techniques/AML.T9001"))
    // The pages of the release beside it keep theirs.
    #expect(
      work.atlas("show", "t0031", "--data", work.path("vault"), "--json").output.contains("\"release\": \"2026.09\""))
  }

  @Test func textsAreComparedBetweenTheSameWordings() throws {
    let work = try ScratchFolder()
    let official = try work.write(
      "official.yaml",
      work.atlas("export", "--format", "yaml").output.replacing(
        "x-wording: summary", with: "x-other: summary"
      ).replacing("Erode AI Model Integrity", with: "Erode AI Models"))
    let result = work.atlas("diff", official, "bundled")
    #expect(result.status == 1 && result.errors.contains("texts are not compared"))
    #expect(!result.output.contains("description:"))
    let name = TinyRelease.yaml(replacing: [("Doors that are closed.", "Doors that  are\\nclosed.")])
    let (old, new) = (try work.write("old.yaml", TinyRelease.yaml()), try work.write("new.yaml", name))
    #expect(work.atlas("diff", old, new).errors == "")
  }

  @Test(.enabled(if: FileManager.default.fileExists(atPath: WordingTests.release)))
  func theOfficialFileIsTheBundledRelease() throws {
    let work = try ScratchFolder()
    let result = work.atlas("diff", WordingTests.release, "bundled")
    #expect(result.output == "" && result.status == 0)
    #expect(result.errors.split(separator: "\n").count == 1 && result.errors.contains("--text compares them"))
  }

  private static let release = URL(filePath: #filePath).appending(
    path: "../../../../../shared/releases/ATLAS-2026.09.yaml"
  ).standardizedFileURL.path(percentEncoded: false)

  @Test func markdownWorksAnywhere() {
    let page = Tool.run("show t0051 --format markdown").output
    #expect(page.hasPrefix("# AML.T0051: LLM Prompt Injection\n"))
    #expect(!page.contains("[[") && !page.contains("---\n"))
    #expect(page.contains("[AML.TA0005: Execution](https://atlas.mitre.org/tactics/AML.TA0005)"))
  }

  /// No machine format has a wiki link.
  @Test(arguments: ["json", "jsonl", "csv", "tsv", "markdown"]) func linksArePortable(_ format: String) {
    for line in ["list", "mitigations --for t0051 --include-related", "techniques --with mitigations"] {
      #expect(!Tool.run("\(line) --format \(format)").output.contains("[["), "\(line)")
    }
  }
}
