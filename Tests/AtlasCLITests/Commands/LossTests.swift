import AtlasCore
import Foundation
import TestSupport
import Testing

@testable import AtlasCLI

/// Nothing of the user's is lost by an export or an import, and no release by a file that is cut off.
@Suite struct LossTests {
  @Test func anEditedPage() throws {
    let work = try ScratchFolder()
    let vault = work.path("v")
    #expect(work.atlas("export", vault).status == 0)
    let page = "v/techniques/AML.T0051.md"
    let edited = try work.read(page) + "NOTES\n"
    _ = try work.write(page, edited)
    _ = try work.write("v/techniques/notes.md", "hi")
    #expect(
      work.atlas("export", vault)
        == (
          "",
          "atlas: \(vault) has pages that differ from what atlas wrote: techniques/AML.T0051.md; --force overwrites them\n",
          2
        ))
    #expect(try work.read(page) == edited)
    #expect(work.atlas("export", vault, "--force").status == 0)
    #expect(try !work.read(page).contains("NOTES"))
    #expect(try work.read("v/techniques/notes.md") == "hi")
  }

  /// The store keeps what the user did to its pages, too.
  @Test func pagesInTheStore() throws {
    let work = try ScratchFolder()
    let file = try work.write("tiny.yaml", TinyRelease.yaml())
    let page = "data/atlas/2026.01/techniques/AML.T0000.md"
    #expect(work.atlas("import", file, "--pages").status == 0)
    _ = try work.write(page, "mine")
    _ = try work.write("data/atlas/2026.01/notes.md", "mine")
    for words in [["import", file], ["import", file, "--pages"]] {
      #expect(work.atlas(words).status == 2)
      #expect(try work.read(page) == "mine")
    }
    #expect(work.atlas("import", file, "--force").status == 0)
    #expect(work.files("data/atlas/2026.01") == [".atlas-index", "atlas.pages", "notes.md"])
    #expect(work.atlas("import", file, "--pages").status == 0)
    #expect(work.files("data/atlas/2026.01").contains("techniques/AML.T0000.md"))
    #expect(!work.files("data/atlas/2026.01").contains("atlas.pages"))
    #expect(work.atlas("import", file, "--pages").errors == "atlas: 2026.01 is already imported\n")
  }

  // MARK: Files that are cut off

  @Test func aReleaseWithoutRecords() throws {
    let work = try ScratchFolder()
    let file = try work.write(
      "empty.yaml",
      """
      format-version: 6.0.0
      collection: {id: ATLAS-collection, name: ATLAS, version: '2026.01'}
      tactics: {}
      techniques: {}
      mitigations: {}
      case-studies: {}

      """)
    for words in [["import", file], ["import", file, "--force"]] {
      #expect(work.atlas(words) == ("", "atlas: \(file) has no records\n", 2))
    }
  }

  @Test func aKindThatIsMissing() throws {
    let work = try ScratchFolder()
    let text = TinyRelease.yaml()
    let start = try #require(text.range(of: "mitigations:"))
    let end = try #require(text.range(of: "case-studies:"))
    let mitigates = try #require(text.range(of: "  AML.M0000:\n    mitigates:"))
    let study = try #require(text.range(of: "  AML.CS0000:\n    employs:"))
    let file = try work.write(
      "tiny.yaml",
      String(text[..<start.lowerBound] + text[end.lowerBound..<mitigates.lowerBound] + text[study.lowerBound...]))
    let result = work.atlas("import", file)
    #expect(
      result == ("", "atlas: \(file) seems to be incomplete: no mitigations; --force imports it anyway\n", 2))
    let forced = work.atlas("import", file, "--force")
    #expect(forced.status == 0 && forced.errors == "atlas: tiny.yaml seems to be incomplete: no mitigations\n")
  }

  @Test func aReleaseThatHasShrunk() throws {
    let work = try ScratchFolder()
    let more = (1...4).map {
      "  AML.M000\($0): {id: AML.M000\($0), name: Door \($0), description: Text., categories: [Policy]}\n"
    }.joined()
    let file = try work.write("more.yaml", TinyRelease.yaml(replacing: [("case-studies:\n", more + "case-studies:\n")]))
    #expect(work.atlas("import", file).status == 0)
    let before = try work.read("data/atlas/2026.01/atlas.pages")
    let tiny = try work.write("tiny.yaml", TinyRelease.yaml())
    #expect(
      work.atlas("import", tiny).errors
        == "atlas: \(tiny) seems to be incomplete: 1 mitigation, where 2026.01 has 5; --force imports it anyway\n")
    #expect(try work.read("data/atlas/2026.01/atlas.pages") == before)
    #expect(work.atlas("import", tiny, "--force").status == 0)
  }

  /// In the middle of a line, whether or not that is still YAML.
  @Test func everyCutOfASmallFile() throws {
    let work = try ScratchFolder()
    let bytes = Array(TinyRelease.yaml().utf8)
    for count in 0..<bytes.count - 1 where bytes[count - (count > 0 ? 1 : 0)] != UInt8(ascii: "\n") {
      #expect(work.atlas("import", "-", input: Bytes(copying: Array(bytes[..<count]))).status == 2, "\(count) bytes")
    }
    #expect(work.files().isEmpty)
  }

  @Test(arguments: OfficialReleases.paths) func cutsOfOfficialReleases(_ path: String) throws {
    let work = try ScratchFolder()
    let bytes = Array(try Data(contentsOf: URL(filePath: path)))
    #expect(work.atlas("import", path).status == 0)
    let store = work.files("data/atlas")
    let bundle = try work.read("data/atlas/\(store[0])/atlas.pages")
    for cut in stride(from: 1, to: bytes.count - 1, by: bytes.count / 40) where bytes[cut - 1] != UInt8(ascii: "\n") {
      #expect(work.atlas("import", "-", input: Bytes(copying: Array(bytes[..<cut]))).status == 2, "\(cut) bytes")
    }
    #expect(try work.files("data/atlas") == store && work.read("data/atlas/\(store[0])/atlas.pages") == bundle)
  }

  /// In formats before 6 the last case study is at the end of the file, and may end between two of its lines.
  @Test func aCaseStudyThatIsCutOff() throws {
    let work = try ScratchFolder()
    let studies = (0...3).map { number in
      """
      - id: AML.CS000\(number)
        name: Study \(number)
        summary: Text.
        procedure:
        - tactic: AML.TA0002
          technique: AML.T0000
          description: Text.
        target: Someone

      """
    }.joined()
    let text = """
      id: ATLAS
      name: ATLAS
      version: 1.0.0
      matrices:
      - id: ATLAS
        name: ATLAS
        tactics:
        - {id: AML.TA0002, name: First, description: Text.}
        techniques:
        - {id: AML.T0000, name: Look, description: Text., tactics: [AML.TA0002]}
        mitigations:
        - {id: AML.M0000, name: Close, description: Text., techniques: [{id: AML.T0000, use: Text.}]}
      case-studies:

      """ + studies
    let file = try work.write("whole.yaml", text)
    #expect(work.atlas("import", file).status == 0, "\(work.atlas("import", file).errors)")
    let short = try work.write("short.yaml", String(text.dropLast("  target: Someone\n".count)))
    #expect(
      work.atlas("import", short).errors
        == "atlas: \(short) seems to be incomplete: the last case study has no `target`, which all others have; "
        + "--force imports it anyway\n")
    let key = try work.write("key.yaml", text + "  references:\n")
    #expect(work.atlas("import", key).errors.contains("incomplete: the last line is a key without a value; "))
  }

  // MARK: Output that cannot be written

  @Test(.enabled(if: FileManager.default.fileExists(atPath: "/dev/full"))) func theReportCannotBeWritten() throws {
    let work = try ScratchFolder()
    let file = try work.write("tiny.yaml", TinyRelease.yaml())
    let variables = ["XDG_DATA_HOME": work.path("data")]
    let outcome = try Shell.run("atlas import \(file) >/dev/full", variables: variables)
    #expect(outcome.status == 2)
    #expect(
      outcome.errors
        == "atlas: 2026.01 was imported, but cannot write standard output: No space left on device\n")
    #expect(work.atlas("list", "--release", "2026.01").status == 0)
  }

  /// A page that cannot be read is named, the exit status is 2, and it is not taken for one that is not there.
  @Test func anUnreadablePage() throws {
    let work = try ScratchFolder()
    #expect(work.atlas("import", try work.write("tiny.yaml", TinyRelease.yaml()), "--to", work.path("v")).status == 0)
    let before = work.files("v")
    let path = work.path("v/techniques/AML.T0000.md")
    // Too long to be read, whoever the user is; the file has a hole and takes no room.
    try FileManager.default.removeItem(atPath: path)
    #expect(FileManager.default.createFile(atPath: path, contents: nil))
    let file = try #require(FileHandle(forWritingAtPath: path))
    try file.truncate(atOffset: 257 << 20)
    try file.close()
    let reason = "atlas: cannot read \(path): larger than the limit of 256 MiB; skipped\n"
    for line in ["list --data DIR", "show m0000 --data DIR", "search doors --data DIR", "lint DIR"] {
      let result = Tool.run(line.replacing("DIR", with: work.path("v")))
      #expect(result.status == 2 && !(result.output + result.errors).contains("no findings"), "\(line)")
      #expect(result.errors.hasPrefix(reason), "\(line): \(result.errors)")
    }
    #expect(Tool.run("lint \(work.path("v")) --format sarif").output.contains("\"executionSuccessful\":false"))
    for line in ["diff DIR bundled", "export OTHER --data DIR", "export --format yaml --data DIR"] {
      let words = line.replacing("DIR", with: work.path("v")).replacing("OTHER", with: work.path("other"))
      let result = Tool.run(words)
      #expect(result.status == 2 && result.output == "" && result.errors.hasPrefix(reason), "\(line): \(result)")
      #expect(result.errors.contains(", because not every page could be read"), "\(line)")
    }
    #expect(work.files("v") == before && work.files("other") == [])
  }
}
