import AtlasCore
import Foundation
import TestSupport
import Testing

@testable import AtlasCLI

@Suite struct ExportTests {
  /// Exported and read back, as pages and as YAML, a release is the same field for field.
  private func expectReadsBack(_ work: ScratchFolder, _ release: String) {
    let vault = work.path("vault")
    let yaml = work.path("atlas.yaml")
    #expect(work.atlas("export", vault, "--release", release).status == 0)
    #expect(work.atlas("diff", release, vault) == ("", "", 0))
    let written = work.atlas("export", "--format", "yaml", "--release", release)
    #expect((try? Data(written.output.utf8).write(to: URL(filePath: yaml))) != nil)
    #expect(work.atlas("diff", release, yaml) == ("", "", 0))
    #expect(work.atlas("import", yaml, "--to", work.path("again")).status == 0)
    #expect(work.atlas("diff", release, work.path("again")).status == 0)
    // Written once more, both are the same to the byte: nothing was lost or changed on the way.
    #expect(work.atlas("export", "--format", "yaml", "--data", work.path("again")).output == written.output)
    #expect(work.atlas("export", "--format", "yaml", "--data", vault).output == written.output)
    let changes = work.atlas("history", "--release", release, "--json")
    #expect(work.atlas("history", "--data", work.path("again"), "--json").output == changes.output)
    #expect(work.atlas("lint", work.path("again")).status == 0)
    #expect(work.atlas("lint", vault).status == 0)
  }

  @Test func theBundledRelease() throws {
    let work = try ScratchFolder()
    expectReadsBack(work, "bundled")
    #expect(try work.read("vault/history.md").contains("| AML.T0019 |"))
    #expect(try work.read("vault/tactics.md").contains("[[tactics/AML.TA0002|AML.TA0002: Reconnaissance]]"))
    #expect(try work.read("vault/ATLAS.md").contains("not MITRE's wording"))
    #expect(work.atlas("export", work.path("vault")).status == 0, "an earlier export gives way")
    // The facts about all releases come with the tool, and are in no release file.
    let history = try #require(try work.read("vault/history.md").components(separatedBy: "\n## Releases").first)
    #expect(try work.read("again/history.md").hasPrefix(history))
  }

  @Test func whatAReleaseFileHasNoPlaceForComesBackToo() throws {
    let work = try ScratchFolder()
    _ = try work.write("pages/a.md", "---\nid: my-own-word\n---\n\n# AML.TA0001: First\n\nText.\n")
    _ = try work.write("pages/b.md", "# AML.TA0002: Second\n\nText.\n")
    _ = try work.write(
      "pages/ATLAS.md", "---\nid: atlas\n---\n\n# MITRE ATLAS\n\n## Matrix\n\n1. [[AML.TA0001]]\n2. [[AML.TA0002]]\n")
    _ = try work.write(
      "pages/history.md",
      """
      ---
      id: history
      ---

      ## Retired ids

      | ID | Name | Retired in | Now |
      |---|---|---|---|
      | AML.TA0009 | This \\| That | 2025.01 | AML.TA0001, AML.TA0002 |
      | AML.TA0008 | Nothing | 2025.01 |  |

      ## Former names

      | ID | Former name | Renamed in | Name after |
      |---|---|---|---|
      | AML.TA0001 | Once | 2025.02 | First |

      """)
    let pages = work.path("pages")
    let yaml = work.atlas("export", "--format", "yaml", "--data", pages).output
    #expect(yaml.contains("    x-slug: my-own-word\n"))
    #expect(yaml.contains("    x-slug: ''\n"))
    let file = try work.write("own.yaml", yaml)
    #expect(work.atlas("import", file, "--to", work.path("again")).status == 0)
    #expect(work.atlas("diff", pages, work.path("again")) == ("", "", 0))
    let history = work.atlas("history", "--data", pages)
    #expect(history.output.contains("AML.TA0009  This | That is now AML.TA0001 First, AML.TA0002 Second\n"))
    #expect(work.atlas("history", "--data", work.path("again")) == history)
    #expect(work.atlas("export", "--format", "yaml", "--data", work.path("again")).output == yaml)
  }

  @Test func aTinyRelease() throws {
    let work = try ScratchFolder()
    _ = work.atlas("import", try work.write("tiny.yaml", TinyRelease.yaml()))
    expectReadsBack(work, "2026.01")
  }

  @Test(arguments: OfficialReleases.paths) func officialReleases(_ path: String) throws {
    let work = try ScratchFolder()
    #expect(work.atlas("import", path).status == 0)
    let name = try #require(work.files("data/atlas").first)
    expectReadsBack(work, name)
  }

  @Test func everyLinkLeadsToAFile() throws {
    let work = try ScratchFolder()
    #expect(work.atlas("export", work.path("vault")).status == 0)
    let files = Set(work.files("vault"))
    for file in files where file.hasSuffix(".md") {
      let text = try work.read("vault/\(file)")
      for match in text.matches(of: #/\[\[([^\]|]+)(\|[^\]]*)?\]\]/#) {
        #expect(files.contains("\(match.1).md"), "\(file): \(match.0)")
      }
    }
  }

  @Test func data() throws {
    let work = try ScratchFolder()
    #expect(work.atlas("export", "--format", "jsonl").output.split(separator: "\n").count == 337)
    #expect(work.atlas("export", "--format", "csv").output.hasPrefix("id,kind,name,"))
    #expect(work.atlas("export").status == 2)
    #expect(work.atlas("export", work.path("x"), "--format", "json").status == 2)
    #expect(work.files().isEmpty)
  }
}
