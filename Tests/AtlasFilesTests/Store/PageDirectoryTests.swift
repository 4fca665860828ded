import AtlasCore
import AtlasFiles
import Foundation
import TestSupport
import Testing

/// What `export DIR` and `import --to DIR` leave alone, replace and refuse in a directory of the user's.
@Suite struct PageDirectoryTests {
  private static let page = "techniques/AML.T0000.md"
  /// A page whose record the next release does not have.
  private static let gone = "mitigations/AML.M0000.md"

  private let work: ScratchFolder
  private var vault: String { work.path("vault") }

  init() throws {
    work = try ScratchFolder()
    try export("old")
  }

  private func base(_ name: String) throws -> KnowledgeBase {
    let changes = [("They look around", "They stare"), ("AML.M0000", "AML.M0001")]
    let yaml = TinyRelease.yaml(replacing: name == "old" ? [] : changes)
    return KnowledgeBase(try ReleaseFileOnDisk(Bytes(copying: yaml), name: "tiny.yaml").release)
  }

  private func export(_ name: String, to path: String = "vault", isForced: Bool = false) throws {
    var request = ExportRequest(to: work.path(path))
    request.isForced = isForced
    _ = try request.answer(of: base(name))
  }

  /// What a failed export says; it must have changed nothing.
  private func refusal(isForced: Bool = false) throws -> String? {
    let before = state()
    let error = #expect(throws: DataError.self) { try export("new", isForced: isForced) }
    #expect(state() == before)
    return error?.description.replacing(vault, with: "vault")
  }

  /// Every file and link with what it holds.
  private func state(_ folder: String = "vault") -> [String: String] {
    var state: [String: String] = [:]
    for file in work.files(folder) {
      let path = work.path("\(folder)/\(file)")
      state[file] =
        (try? FileManager.default.destinationOfSymbolicLink(atPath: path))
        ?? (try? String(contentsOfFile: path, encoding: .utf8)) ?? "directory"
    }
    return state
  }

  private func expectNew(_ comment: Comment? = nil) throws {
    try export("new", to: "fresh")
    #expect(state() == state("fresh"), comment)
  }

  @Test func whatNobodyTouchedIsReplacedOrRemoved() throws {
    try export("new")
    try expectNew()
    #expect(!work.files("vault").contains(Self.gone))
    #expect(work.files().filter { $0.hasPrefix(".atlas") }.isEmpty)
  }

  @Test(arguments: [false, true]) func filesOfTheUserStay(isForced: Bool) throws {
    let mine = ["notes.md", "techniques/notes.md", "notes/a.md", ".obsidian/app.json", ".hidden", "mitigations/.x"]
    for file in mine { _ = try work.write("vault/\(file)", "mine") }
    let link = work.path("vault/techniques/link.md")
    try FileManager.default.createSymbolicLink(atPath: link, withDestinationPath: "notes.md")
    try FileManager.default.createDirectory(atPath: work.path("vault/empty"), withIntermediateDirectories: true)
    try export("new", isForced: isForced)
    for file in mine { #expect(try work.read("vault/\(file)") == "mine", "\(file)") }
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: link) == "notes.md")
    #expect(work.files("vault").contains("empty") && !work.files("vault").contains(Self.gone))
    #expect(try work.read("vault/\(Self.page)").contains("They stare"))
  }

  @Test func aPageThatWasEditedStays() throws {
    _ = try work.write("vault/\(Self.page)", "mine")
    #expect(try refusal() == "vault has pages that differ from what atlas wrote: \(Self.page)")
    // The same if the edited page's record is gone.
    _ = try work.write("vault/\(Self.gone)", "mine")
    _ = try work.write("vault/tactics.md", "mine")
    _ = try work.write("vault/ATLAS.md", "mine")
    let reason = try #require(try refusal())
    #expect(reason.contains("ATLAS.md, tactics.md, ") || reason.contains("ATLAS.md, "), "\(reason)")
    #expect(reason.hasSuffix(" and 1 more"), "\(reason)")
    try export("new", isForced: true)
    try expectNew()
  }

  @Test func aPageThatWasRemovedComesBack() throws {
    try FileManager.default.removeItem(atPath: work.path("vault/\(Self.page)"))
    try FileManager.default.removeItem(atPath: work.path("vault/tactics"))
    try export("new")
    try expectNew()
  }

  /// Without a list of pages, only pages that are the same count as written by atlas.
  @Test func aDirectoryWithoutAList() throws {
    let list = work.path("vault/.atlas-pages")
    let whole = state()
    try FileManager.default.removeItem(atPath: list)
    try export("old")
    #expect(state() == whole)
    try FileManager.default.removeItem(atPath: list)
    #expect(try refusal()?.hasPrefix("vault has pages that differ from what atlas wrote: ") == true)
    try export("new", isForced: true)
    #expect(work.files("vault").contains(Self.gone), "nothing says that atlas wrote it")
  }

  @Test(arguments: [
    (Self.page, "link"), (Self.page, "directory"), ("techniques", "link"), ("techniques", "file"),
    (Self.page, "link out"), ("techniques", "link out"), (".atlas-pages", "directory"),
  ]) func whatIsInTheWayStays(_ path: String, kind: String) throws {
    let place = work.path("vault/\(path)")
    try FileManager.default.moveItem(atPath: place, toPath: work.path("vault/moved"))
    switch kind {
    case "link": try FileManager.default.createSymbolicLink(atPath: place, withDestinationPath: "moved")
    case "link out":
      _ = try work.write("outside/AML.T0000.md", "outside")
      let target = work.path(path == Self.page ? "outside/AML.T0000.md" : "outside")
      try FileManager.default.createSymbolicLink(atPath: place, withDestinationPath: target)
    case "directory": try FileManager.default.createDirectory(atPath: place, withIntermediateDirectories: true)
    default: _ = try work.write("vault/\(path)", "mine")
    }
    for isForced in [false, true] {
      let reason = try #require(try refusal(isForced: isForced))
      #expect(reason.hasPrefix("vault/\(path) is a \(kind.split(separator: " ")[0]), where "), "\(reason)")
    }
    if kind == "link out" { #expect(try work.read("outside/AML.T0000.md") == "outside") }
  }

  /// A list that someone wrote by hand leads nowhere else.
  @Test func aListNamesPagesOnly() throws {
    let file = try work.write("outside.md", "")
    _ = try work.write("vault/.git/x.md", "")
    _ = try work.write("vault/notes/gone.md", "")
    // The digest of an empty page.
    let digest = "cbf29ce484222325"
    for path in ["../outside.md", ".git/x.md", file, "a//b.md", "./x.md", "techniques/../.git/x.md", "notes/gone.md"] {
      let list = try work.read("vault/.atlas-pages")
      _ = try work.write("vault/.atlas-pages", list + "\(digest) \(path)\n")
    }
    try export("new")
    #expect(work.files().contains("outside.md") && work.files("vault").contains(".git/x.md"))
    #expect(!work.files("vault").contains("notes"), "the digest is that of an empty page")
  }

  @Test func aLinkToTheDirectoryIsFollowed() throws {
    try FileManager.default.createSymbolicLink(atPath: work.path("link"), withDestinationPath: "vault")
    try export("new", to: "link/")
    try expectNew()
    #expect(try FileManager.default.destinationOfSymbolicLink(atPath: work.path("link")) == "vault")
  }

  @Test(.enabled(if: getuid() != 0, "the superuser may write everywhere"))
  func noPermission() throws {
    let folder = work.path("vault/techniques")
    try FileManager.default.setAttributes([.posixPermissions: 0o555], ofItemAtPath: folder)
    defer { try? FileManager.default.setAttributes([.posixPermissions: 0o755], ofItemAtPath: folder) }
    #expect(try refusal() == "cannot write vault/techniques: Permission denied")
  }

  @Test func permissionsStay() throws {
    for isShared in [false, true] {
      try FileManager.default.setAttributes([.posixPermissions: 0o700], ofItemAtPath: vault)
      try FileManager.default.setAttributes([.posixPermissions: 0o600], ofItemAtPath: work.path("vault/\(Self.page)"))
      if isShared { _ = try work.write("vault/mine", "mine") }
      try export(isShared ? "old" : "new")
      for (path, mode) in [("vault", 0o700), ("vault/\(Self.page)", 0o600)] {
        let attributes = try FileManager.default.attributesOfItem(atPath: work.path(path))
        #expect(attributes[.posixPermissions] as? Int == mode, "\(path)")
      }
    }
  }

  /// Killed half-way, with files of the user in the directory: some pages are new, and the list has both.
  @Test(arguments: ["new", "old"]) func anInterruptedWriteIsCompleted(next: String) throws {
    let old = state()
    try export("new", to: "fresh")
    let new = state("fresh")
    func lines(_ state: [String: String]) -> Set<Substring> { Set(state[".atlas-pages"]?.split(separator: "\n") ?? []) }
    let both = lines(old).union(lines(new)).sorted().joined(separator: "\n")
    _ = try work.write("vault/.atlas-pages", "# unfinished\n\(both)\n")
    _ = try work.write("vault/mine", "mine")
    _ = try work.write("vault/.atlas-staged-abcdef/ATLAS.md", "half")
    _ = try work.write("vault/\(Self.page)", try #require(new[Self.page]))
    _ = try work.write("vault/mitigations/AML.M0001.md", try #require(new["mitigations/AML.M0001.md"]))
    let error = #expect(throws: DataError.self) { try ReleaseStore(root: "/nonexistent").load(vault) }
    #expect(error?.description == "the pages in \(vault) are being replaced, or that was interrupted")
    try FileManager.default.setAttributes(
      [.modificationDate: Date(timeIntervalSinceNow: -3600)], ofItemAtPath: work.path("vault/.atlas-staged-abcdef"))
    try export(next)
    var expected = next == "new" ? new : old
    expected["mine"] = "mine"
    #expect(state() == expected)
    _ = try ReleaseStore(root: "/nonexistent").load(vault)
  }
}
