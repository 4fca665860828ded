import Foundation
import TestSupport
import Testing

@testable import AtlasCLI

/// A large vault of another author is read, and what is wrong with it is told in few lines.
@Suite struct StrangersVaultTests {
  @Test func lintSaysWhatMattersInFewLines() throws {
    let work = try ScratchFolder()
    _ = try StrangersVault(in: work)
    let vault = work.path("vault")
    #expect(work.files("vault").count { $0.hasSuffix(".md") } == StrangersVault.pageCount)
    let result = work.atlas("lint", vault)
    let lines = result.output.split(separator: "\n")
    #expect(lines.count < 30, "\(result.output)")
    #expect(result.status == 1 && result.errors.contains("; --verbose prints each finding\n"), "\(result.errors)")
    #expect(
      lines.count { $0.contains(": note: AML.T") && $0.contains("which has no page (one of 58; also AML.T") } == 1)
    #expect(lines.count { $0.contains(" gives none of its ") && $0.contains("(one of 73; also AML.CS") } == 1)
    // An index is not a record without an id, and the ids in the metadata and the links to parents are read.
    #expect(
      !lines.contains { $0.contains("no record:") || $0.contains("unknown label") || $0.contains("unknown section") })
    let verbose = work.atlas("lint", vault, "--verbose")
    let all = work.atlas("lint", vault, "--format", "jsonl").output.split(separator: "\n")
    #expect(verbose.output.split(separator: "\n").count == all.count && all.count > 300)
    #expect(verbose.output.split(separator: "\n").count { $0.contains("which has no page") } == 58)
    #expect(!verbose.output.contains("(one of ") && !verbose.errors.contains("--verbose"))
  }

  @Test func theVaultAnswers() throws {
    let work = try ScratchFolder()
    _ = try StrangersVault(in: work)
    let vault = work.path("vault")
    let ids = work.atlas("list", "--data", vault, "--format", "ids").output.split(separator: "\n")
    #expect(ids.count { $0.hasPrefix("AML.CS") } == 73 && ids.count { $0.hasPrefix("AML.M") } == 36)
    let study = work.atlas("show", "cs0022", "--data", vault).output
    #expect(study.contains("1. AML.T0040 AI Model Inference API Access"), "\(study)")
    let child = work.atlas("show", "t0051.001", "--data", vault).output
    #expect(child.contains("AML.T0051.001  LLM Prompt Injection: Indirect"), "\(child)")
    #expect(work.atlas("export", "--data", vault, work.path("export")).status == 0)
    #expect(
      work.atlas("list", "--data", work.path("export"), "--format", "ids").output.split(separator: "\n") == ids)
  }
}
