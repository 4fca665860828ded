import AtlasCore
import AtlasData
import AtlasFiles
import Foundation
import TestSupport
import Testing

/// Importing, choosing, loading and removing releases, as a user of the library does it.
@Suite struct ReleaseStoreTests {
  /// A store with one imported release, `2026.01`.
  private func store(_ work: ScratchFolder) throws -> ReleaseStore {
    let store = ReleaseStore(root: work.path("store"))
    let file = try ReleaseFileOnDisk(try work.write("tiny.yaml", TinyRelease.yaml()))
    #expect(file.irregularities.isEmpty)
    let answer = try ImportRequest(file).answer(in: store)
    #expect(answer.directory == work.path("store/2026.01") && !answer.isUnchanged)
    #expect(answer.record.counts == [1, 2, 1, 1])
    return store
  }

  @Test func theEnvironmentNamesTheDirectory() {
    func root(_ variables: [String: String]) -> String? { ReleaseStore(environment: { variables[$0] }).root }
    #expect(root(["XDG_DATA_HOME": "/data", "HOME": "/home/me"]) == "/data/atlas")
    #expect(root(["XDG_DATA_HOME": "relative", "HOME": "/home/me"]) == "/home/me/.local/share/atlas")
    #expect(root([:]) == nil)
    func cache(_ variables: [String: String]) -> String { ReleaseStore(environment: { variables[$0] }).cacheDirectory }
    #expect(cache(["XDG_CACHE_HOME": "/cache", "HOME": "/home/me"]) == "/cache/atlas")
    #expect(cache(["XDG_CACHE_HOME": "relative", "HOME": "/home/me"]) == "/home/me/\(System.cacheFolder)/atlas")
    #expect(cache([:]).isEmpty && cache(["HOME": "here"]).isEmpty)
    #expect(ReleaseStore(environment: { _ in nil }).names.isEmpty)
  }

  @Test func names() {
    for name in ["5.6.0", "2026.09", "a_b-c", String(repeating: "x", count: 64)] { #expect(ReleaseStore.isName(name)) }
    for name in ["", ".ssh", "-x", "a/b", "..", "bundled", "in-use", "é", String(repeating: "x", count: 65)] {
      #expect(!ReleaseStore.isName(name))
    }
  }

  @Test func importListLoad() throws {
    let work = try ScratchFolder()
    let store = try store(work)
    #expect(store.names == ["2026.01"])
    let releases = store.releases
    #expect(releases.map(\.name) == ["bundled", "2026.01"] && releases.map(\.isInUse) == [true, false])
    #expect(releases[1].version == "2026.01" && releases[1].file == "tiny.yaml")
    #expect(releases[1].counts[.technique] == 2 && releases[1].date?.iso == "2026-01-31")
    let base = try store.load("2026.01").knowledgeBase
    #expect(base.nameBytes(of: try #require(RecordID("AML.T0000"))) == "Look Around")
    let again = try ImportRequest(try ReleaseFileOnDisk(work.path("tiny.yaml"))).answer(in: store)
    #expect(again.isUnchanged)
  }

  /// A release, a release file, a directory and a page: one word each.
  @Test func words() throws {
    let work = try ScratchFolder()
    let store = try store(work)
    _ = try work.write("pages/a.md", "# AML.T0999: Burn Toast\n")
    #expect(try store.source("bundled") == .bundled)
    #expect(try store.source("2026.01") == .release("2026.01"))
    #expect(try store.source("2026.09") == .bundled, "the version of the bundled release")
    #expect(try store.source(work.path("tiny.yaml")) == .releaseFile(work.path("tiny.yaml")))
    #expect(try store.source(work.path("pages")) == .pages(work.path("pages")))
    #expect(try store.load(work.path("tiny.yaml")).knowledgeBase.ids().count == 5)
    let error = #expect(throws: DataError.self) { try store.source("9.9") }
    #expect(error?.description == "no release \"9.9\"; installed: bundled and 2026.01")
  }

  @Test func useAndRemove() throws {
    let work = try ScratchFolder()
    let store = try store(work)
    #expect(try store.sourceInUse == .bundled)
    try store.use("2026.01")
    #expect(try store.sourceInUse == .release("2026.01") && store.nameInUse == "2026.01")
    #expect(throws: DataError.self) { try store.use("9.9") }
    #expect(store.nameInUse == "2026.01", "a failure changes nothing")
    for name in ["bundled", "2026.09"] {
      let error = #expect(throws: DataError.self) { try store.remove(name) }
      #expect(error?.description == "the bundled release cannot be removed")
    }
    #expect(throws: DataError.self) { try store.remove("../store") }
    #expect(try store.remove("2026.01"), "it was in use")
    #expect(store.names.isEmpty && store.nameInUse == nil)
    #expect(work.files("store").isEmpty, "nothing is left, hidden files included")
    #expect(throws: DataError.self) { try store.remove("2026.01") }
  }

  @Test func removingAnotherReleaseKeepsTheChoice() throws {
    let work = try ScratchFolder()
    let store = try store(work)
    let next = try ReleaseFileOnDisk(Bytes(copying: TinyRelease.yaml(version: "2026.02")), name: "next.yaml")
    var request = ImportRequest(next)
    request.hasPageFiles = true
    _ = try request.answer(in: store)
    try store.use("2026.01")
    #expect(try !store.remove("2026.02"))
    #expect(store.names == ["2026.01"] && store.nameInUse == "2026.01")
  }

  @Test func aReleaseInUseThatIsMissing() throws {
    let work = try ScratchFolder()
    let store = try store(work)
    try store.use("2026.01")
    try FileManager.default.removeItem(atPath: work.path("store/2026.01"))
    let error = #expect(throws: DataError.self) { try store.sourceInUse }
    #expect(error?.description == "the release in use, 2026.01, no longer exists")
  }

  @Test func badFiles() throws {
    let error = #expect(throws: DataError.self) { try ReleaseFileOnDisk("[1, 2]", name: "x.yaml") }
    #expect(error?.description.hasPrefix("x.yaml:1:1: JSON; ") == true)
    let odd = try ReleaseFileOnDisk(
      Bytes(copying: TinyRelease.yaml(replacing: [("name: Closely", "nome: x, name: Closely")])), name: "odd.yaml")
    #expect(odd.remarks.count == 1 && odd.remarks[0].description.hasSuffix(": fields `nome` (1)"))
    let unnamed = try ReleaseFileOnDisk(
      Bytes(copying: TinyRelease.yaml(replacing: [("version: '2026.01', ", "")])), name: "unnamed.yaml")
    let missing = #expect(throws: DataError.self) {
      try ImportRequest(unnamed).answer(in: ReleaseStore(root: "/nonexistent"))
    }
    #expect(missing?.description == "unnamed.yaml does not name its release")
  }
}
