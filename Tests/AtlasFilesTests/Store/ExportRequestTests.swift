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

  @Test func aFileIsNotADirectory() throws {
    let work = try ScratchFolder()
    let file = try work.write("file", "x")
    let error = #expect(throws: DataError.self) { try ExportRequest(to: file).answer(of: .bundled) }
    #expect(error?.description == "\(file) is not a directory")
  }
}
