import AtlasCore
import Foundation
import TestSupport
import Testing

@testable import AtlasCLI

/// Where `import` takes a release from: a manifest, a checkout, several files, standard input.
@Suite struct ImportSourceTests {
  private static let counts = "1 tactic, 2 techniques, 1 mitigation, 1 case study"

  /// A folder with a checkout of two releases in format 6 and one in an earlier format.
  private static func checkout() throws -> ScratchFolder {
    let work = try ScratchFolder()
    _ = try work.write("co/dist/v6/ATLAS-2026.01.yaml", TinyRelease.yaml())
    _ = try work.write("co/dist/v6/ATLAS-2026.02.yaml", TinyRelease.yaml(version: "2026.02"))
    _ = try work.write("co/dist/ATLAS.yaml", "not read")
    try manifest(work, "ATLAS.yaml", "v6/ATLAS-2026.01.yaml", "v6/ATLAS-2026.02.yaml")
    return work
  }

  private static func manifest(_ work: ScratchFolder, _ paths: String...) throws {
    let versions = paths.map { "- {format-version: \($0 == "ATLAS.yaml" ? "5.0.0" : "6.0.0"), path: '\($0)'}\n" }
    _ = try work.write("co/dist/manifest.yaml", "release: '2026.02'\nversions:\n" + versions.joined())
  }

  // MARK: Checkouts

  @Test(arguments: ["co", "co/", "co/dist", "co/dist/", "co/dist/manifest.yaml"])
  func theNewestOfACheckout(_ path: String) throws {
    let work = try Self.checkout()
    let result = work.atlas("import", work.path(path))
    #expect(result.status == 0 && result.errors == "")
    #expect(result.output.hasPrefix("imported 2026.02 from ") && result.output.contains("/v6/ATLAS-2026.02.yaml into "))
    #expect(work.files("data/atlas") == ["2026.02", "2026.02/.atlas-index", "2026.02/atlas.pages"])
    #expect(work.atlas("import", work.path(path)).errors == "atlas: 2026.02 is already imported\n")
  }

  @Test func pathsFromTheTopOfTheCheckoutAndLinksInside() throws {
    let work = try Self.checkout()
    try FileManager.default.createSymbolicLink(
      atPath: work.path("co/dist/v6/ATLAS-latest.yaml"), withDestinationPath: "ATLAS-2026.02.yaml")
    for path in ["dist/v6/ATLAS-2026.02.yaml", "v6/ATLAS-latest.yaml", "./v6/ATLAS-2026.02.yaml"] {
      try Self.manifest(work, path)
      let result = work.atlas("import", work.path("co"), "--force")
      #expect(result.status == 0 && result.output.hasPrefix("imported 2026.02"), "\(path): \(result.errors)")
    }
  }

  /// Paths in a manifest, and what its one line says.
  @Test(arguments: [
    ("/etc/passwd", "outside"), ("../../secret.yaml", "outside"), ("v6/../../../secret.yaml", "outside"),
    ("..", "outside"),
    ("v6/link.yaml", "outside"), ("folder/secret.yaml", "outside"), ("v6/none.yaml", "does not exist"),
    ("v6", "not a regular file"), ("v6/fifo.yaml", "not a regular file"), ("v6/pointer.yaml", "only a link to"),
    ("v6/broken.yaml", "broken.yaml:1:1: "), ("v6/\u{202E}.yaml", "does not exist"),
  ])
  func aPathThatIsRefused(_ path: String, _ reason: String) throws {
    let work = try Self.checkout()
    let manager = FileManager.default
    _ = try work.write("secret.yaml", TinyRelease.yaml())
    _ = try work.write("co/dist/v6/pointer.yaml", "ATLAS-2026.02.yaml")
    _ = try work.write("co/dist/v6/broken.yaml", "[")
    try manager.createSymbolicLink(
      atPath: work.path("co/dist/v6/link.yaml"), withDestinationPath: work.path("secret.yaml"))
    try manager.createSymbolicLink(atPath: work.path("co/dist/folder"), withDestinationPath: work.root)
    #expect(try Shell.run("mkfifo \(work.path("co/dist/v6/fifo.yaml"))").status == 0)
    _ = try Self.manifest(work, path)
    for argument in ["co", "co/dist", "co/dist/manifest.yaml"] {
      let result = work.atlas("import", work.path(argument))
      #expect(result.status == 2 && result.output == "")
      #expect(result.errors.contains(reason), "\(result.errors)")
      #expect(result.errors.split(separator: "\n").count == 1 && !result.errors.contains("\u{1B}"), "\(result.errors)")
      #expect(!result.errors.contains("\u{202E}"))
      #expect(work.files("data") == [])
    }
  }

  @Test(arguments: [
    ("", "names no release file"), ("release: x\n", "names no release file"),
    ("versions: []\n", "names no release file"),
    ("[", "line 1, column 1"), ("versions:\n- {format-version: 7.0.0, path: x.yaml}\n", "names no release file"),
  ])
  func aManifestThatNamesNothing(_ text: String, _ reason: String) throws {
    let work = try Self.checkout()
    _ = try work.write("co/dist/manifest.yaml", text)
    for argument in ["co", "co/dist/manifest.yaml"] {
      let result = work.atlas("import", work.path(argument))
      #expect(result.status == 2 && result.errors.contains("manifest.yaml: "), "\(result.errors)")
      #expect(result.errors.contains(reason) && result.errors.split(separator: "\n").count == 1, "\(result.errors)")
    }
  }

  @Test func brokenCheckouts() throws {
    let work = try Self.checkout()
    _ = try work.write("empty/.keep", "")
    #expect(
      work.atlas("import", work.path("empty")).errors
        == "atlas: \(work.path("empty")) is not a checkout of atlas-data: no dist/manifest.yaml or manifest.yaml in it; "
        + "name a release file, or dist/manifest.yaml\n")
    _ = try work.write("co/dist/v6/ATLAS-2026.02.yaml", String(TinyRelease.yaml().prefix(700)))
    let result = work.atlas("import", work.path("co"))
    #expect(result.status == 2 && result.output == "" && result.errors.split(separator: "\n").count == 1)
    #expect(result.errors.hasPrefix("atlas: \(work.path("co/dist/v6/ATLAS-2026.02.yaml")):"), "\(result.errors)")
    // The manifest itself may be a link that leads away.
    try FileManager.default.removeItem(atPath: work.path("co/dist/manifest.yaml"))
    _ = try work.write("elsewhere.yaml", "versions:\n- {format-version: 6.0.0, path: v6/ATLAS-2026.01.yaml}\n")
    try FileManager.default.createSymbolicLink(
      atPath: work.path("co/dist/manifest.yaml"), withDestinationPath: work.path("elsewhere.yaml"))
    #expect(work.atlas("import", work.path("co")).errors.contains("outside of the checkout"))
  }

  @Test func aManifestOrAPointerThatWasDownloaded() throws {
    let work = try Self.checkout()
    let manifest = Bytes(copying: try work.read("co/dist/manifest.yaml"))
    #expect(
      work.atlas("import", "-", input: manifest).errors
        == "atlas: standard input:1:1: the manifest of atlas-data, not a release file; fetch `v6/ATLAS-2026.02.yaml`, "
        + "which it names\n")
    #expect(
      work.atlas("import", "-", input: "ATLAS-2026.09.yaml").errors
        == "atlas: standard input:1:1: the file is only a link to `ATLAS-2026.09.yaml`; fetch that file from the same "
        + "folder of atlas-data\n")
  }

  // MARK: Several files

  @Test func severalFilesInOneCall() throws {
    let work = try Self.checkout()
    let first = work.path("co/dist/v6/ATLAS-2026.01.yaml")
    let result = work.atlas(
      "import", first, work.path("co"), "-", input: Bytes(copying: TinyRelease.yaml(version: "3")))
    let lines = result.output.split(separator: "\n")
    #expect(result.status == 0 && result.errors == "" && lines.count == 3)
    #expect(lines[0] == "imported 2026.01 into \(work.path("data/atlas/2026.01")): \(Self.counts)")
    #expect(lines[1].hasPrefix("imported 2026.02 from \(work.path("co/dist/v6/ATLAS-2026.02.yaml")) into "))
    #expect(lines[2] == "imported 3 into \(work.path("data/atlas/3")): \(Self.counts)")
    let again = work.atlas("import", first, first)
    #expect(again.status == 0 && again.output == "")
    #expect(again.errors == "atlas: 2026.01 is already imported\natlas: 2026.01 is already imported\n")
  }

  /// All files are read and checked before the first one is stored.
  @Test func oneBadFileOfSeveral() throws {
    let work = try Self.checkout()
    let good = work.path("co/dist/v6/ATLAS-2026.01.yaml")
    let other = try work.write("other.yaml", TinyRelease.yaml(replacing: [("Closer.", "Much closer.")]))
    let bad = [
      try work.write("bad.yaml", "["), try work.write("cut.yaml", String(TinyRelease.yaml(version: "4").dropLast())),
      try work.write("name.yaml", TinyRelease.yaml(version: "../x")), work.path("none.yaml"), other,
    ]
    for path in bad {
      for words in [[good, path], [path, good]] {
        let result = work.atlas(["import"] + words)
        #expect(result.status == 2 && result.output == "", "\(words)")
        #expect(result.errors.split(separator: "\n").count == 1, "\(result.errors)")
        #expect(work.files("data") == [])
      }
    }
    #expect(
      work.atlas("import", good, other).errors
        == "atlas: \(good) and \(other) hold release 2026.01 with different content; import one of them\n")
    #expect(work.atlas("import", good, work.path("co"), "--to", work.path("v")).errors.contains("--to takes a single"))
    #expect(work.atlas("import", "-", "-").errors.hasPrefix("atlas: - can be given only once"))
  }

  /// What was stored before the disk was full is said, and stays.
  @Test func aFullDiskAtTheSecondFile() throws {
    let work = try Self.checkout()
    let first = work.path("co/dist/v6/ATLAS-2026.01.yaml")
    let text = String(repeating: "Much more is said of it. ", count: 4_000)
    let second = try work.write(
      "big.yaml", TinyRelease.yaml(version: "2026.03", replacing: [("Doors that are closed.", text)]))
    let outcome = try Shell.run(
      "ulimit -f 40; exec atlas import \(first) \(second)", variables: ["XDG_DATA_HOME": work.path("data")])
    #expect(outcome.status == 2)
    #expect(outcome.output == "imported 2026.01 into \(work.path("data/atlas/2026.01")): \(Self.counts)\n")
    #expect(outcome.errors.hasPrefix("atlas: cannot write ") && outcome.errors.split(separator: "\n").count == 1)
    #expect(work.files("data/atlas") == ["2026.01", "2026.01/.atlas-index", "2026.01/atlas.pages"])
  }

  // MARK: Input without an end, and what is unknown

  /// Devices are refused, and a stream is read up to the limit.
  @Test func inputWithoutAnEnd() throws {
    let endless = try Shell.run("ulimit -v 4000000; atlas import - </dev/zero")
    #expect(endless.errors == "atlas: cannot read standard input: larger than the limit of 128 MiB\n")
    #expect(endless.status == 2 && endless.output == "")
    let work = try ScratchFolder()
    let pipe = work.path("pipe")
    #expect(try Shell.run("mkfifo '\(pipe)'").status == 0)
    for line in [
      "import /dev/zero", "diff /dev/zero bundled", "list --data /dev/zero", "lint /dev/zero",
      "search x --data /dev/urandom",
      "show t0051 --data '\(pipe)'", "lint '\(pipe)'", "diff '\(pipe)' bundled", "find x --data '\(pipe)'",
    ] {
      let outcome = try Shell.run("ulimit -v 4000000; atlas \(line)")
      #expect(outcome.status == 2 && outcome.output == "")
      #expect(outcome.errors.hasSuffix(": not a regular file\n"), "\(line): \(outcome.errors)")
    }
  }

  @Test func whatIsUnknownIsOneWarning() throws {
    let work = try ScratchFolder()
    let file = try work.write(
      "newer.yaml",
      TinyRelease.yaml(replacing: [
        ("format-version: 6.0.0", "format-version: 6.1.0"),
        ("          maturity: R", "          risk: 1\n          maturity: R"),
        ("relationships:\n", "software: {AML.SW0000: {name: X}, AML.SW0001: {name: Y}}\nrelationships:\n"),
        ("    employs:\n", "    uses: [{target: AML.SW0000}]\n    employs:\n"),
      ]))
    let phrase = "records `software` (2); relations `uses` (1)"
    let result = work.atlas("import", file)
    #expect(result.status == 0 && result.output.hasSuffix("\(Self.counts)\n"))
    #expect(
      result.errors
        == "atlas: \(file): left out what this version of atlas does not know: \(phrase); atlas lint \(file) lists them\n"
    )
    let lint = work.atlas("lint", file)
    #expect(lint.status == 1 && lint.output.split(separator: "\n").count == 2, "\(lint.output)")
    #expect(
      work.atlas("lint", "-", input: Bytes(copying: try work.read("newer.yaml"))).output.hasPrefix("standard input:"))
    let imported = work.atlas("lint", "--release", "2026.01", "--format", "jsonl")
    #expect(imported.output.contains(#""rule":"left-out""#) && imported.output.contains(phrase), "\(imported.output)")
    #expect(work.atlas("diff", try work.write("tiny.yaml", TinyRelease.yaml()), "2026.01").output == "")
  }
}
