import AtlasCore
import AtlasFiles
import Foundation
import TestSupport
import Testing

/// Directories of pages, and what is wrong with them.
@Suite struct PageLoaderTests {
  private func store(_ work: ScratchFolder) -> ReleaseStore { ReleaseStore(root: work.path("store")) }

  @Test func aDirectoryAndAPage() throws {
    let work = try ScratchFolder()
    let page = try work.write("pages/deep/a.md", "# AML.T0999: Burn Toast\n\nText.\n")
    _ = try work.write("pages/b.markdown", "# AML.M0999: Cold Bread\n")
    _ = try work.write("pages/c.yml", "# AML.T0998: Not a page\n")
    let all = try store(work).load(work.path("pages"))
    #expect(all.knowledgeBase.ids().map(\.description) == ["AML.T0999", "AML.M0999"])
    #expect(all.remarks.isEmpty)
    #expect(try store(work).load(page).knowledgeBase.ids().count == 1)
  }

  @Test func whatIsSkippedIsARemark() throws {
    let work = try ScratchFolder()
    _ = try work.write("pages/a.md", "# AML.T0999: Burn Toast\n")
    try FileManager.default.createSymbolicLink(atPath: work.path("pages/b.md"), withDestinationPath: "nowhere")
    // A link back into the tree is entered once.
    try FileManager.default.createSymbolicLink(atPath: work.path("pages/up"), withDestinationPath: ".")
    let data = try store(work).load(work.path("pages"))
    #expect(data.remarks.map(\.description) == ["\(work.path("pages/b.md")) is a broken link; skipped"])
    #expect(data.knowledgeBase.ids().count == 1)
  }

  @Test func whatCannotBeLoaded() throws {
    let work = try ScratchFolder()
    _ = try work.write("empty/readme.rst", "x")
    _ = try work.write("notes/a.md", "Just a note.\n")
    let sentences = [
      ("empty", "\(work.path("empty")) holds no pages (.md, .markdown, .mdx, .txt)"),
      (
        "notes",
        "\(work.path("notes")) holds no records: no page has an id such as AML.T0031 in its title or heading"
      ),
      ("none", "cannot read \(work.path("none")): No such file or directory"),
    ]
    for (name, sentence) in sentences {
      let error = #expect(throws: DataError.self) { try store(work).load(work.path(name)) }
      #expect(error?.description == sentence)
    }
  }
}
