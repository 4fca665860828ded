import AtlasCore
import AtlasData
import AtlasFiles
import TestSupport
import Testing

/// Exporting pages, as a user of the library does it.
@Suite struct ExportRequestTests {
  @Test func whatIsExportedReadsBack() throws {
    let work = try ScratchFolder()
    let answer = try ExportRequest(to: work.path("vault")).answer(of: .bundled)
    #expect(answer.pageCount == work.files("vault").count { $0.hasSuffix(".md") })
    let base = try ReleaseStore(root: work.path("store")).load(work.path("vault")).knowledgeBase
    let difference = DifferenceQuery().answer(from: .bundled, to: base)
    #expect(difference.isEmpty && difference.isHistoryEqual)
    // An earlier export may be replaced.
    _ = try ExportRequest(to: work.path("vault")).answer(of: .bundled)
  }

  @Test func otherFilesStay() throws {
    let work = try ScratchFolder()
    _ = try work.write("mine/diary.md", "Dear diary")
    var request = ExportRequest(to: work.path("mine"))
    let error = #expect(throws: DataError.self) { try request.answer(of: .bundled) }
    #expect(error?.description == "\(work.path("mine")) contains files that atlas did not write (diary.md)")
    #expect(work.files("mine") == ["diary.md"])
    request.replacesAnything = true
    _ = try request.answer(of: .bundled)
    #expect(!work.files("mine").contains("diary.md"))
    let file = try work.write("file", "x")
    let notDirectory = #expect(throws: DataError.self) { try ExportRequest(to: file).answer(of: .bundled) }
    #expect(notDirectory?.description == "\(file) is not a directory")
  }
}
