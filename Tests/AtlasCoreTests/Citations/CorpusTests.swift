import AtlasData
import Foundation
import Testing

@testable import AtlasCore

/// How many findings in the files of `Corpus` are right, and how many are missed, by the labels of `labels.tsv`.
///
/// `CORPUS_REPORT=1` prints the table and every miss; so does a failure.
@Suite struct CorpusTests {
  /// The least precision and recall of each verdict.
  private static let floors: [String: (precision: Double, recall: Double)] = [
    "ok": (0.98, 0.98), "unknown": (0.98, 0.95), "newer": (0.98, 0.95), "retired": (0.98, 0.95),
    "renamed": (0.98, 0.95), "mismatched": (0.98, 0.95), "wrong-tactic": (0.98, 0.95),
    "conflicting-ids": (0.98, 0.95), "wrong-namespace": (0.98, 0.95), "wrong-release": (0.98, 0.95),
    "unknown-name": (0.98, 0.95), "-": (0.98, 0.98),
  ]

  @Test func labelsFitTheFiles() throws {
    let corpus = try LabelledCorpus()
    #expect(corpus.files.count >= 60 && corpus.files.reduce(0) { $0 + $1.labels.count } >= 350)
    for file in corpus.files {
      for label in file.labels {
        #expect(label.isWritten(in: file.text), "\(label) is not at its place")
        #expect(label.verdicts.allSatisfy(LabelledCorpus.words.contains), "\(label) has another verdict")
      }
      // A place without a label would be measured as one where nothing is.
      let ids = file.text.matches(of: #/(?i)\bAML\.(?:TA|T|M|CS)[0-9]+/#).count
      let labelled = file.labels.filter { $0.written.lowercased().hasPrefix("aml.") }.count
      #expect(ids <= labelled + file.labels.filter { $0.written.lowercased().contains(".aml.") }.count, "\(file.name)")
    }
  }

  /// A corrected file has nothing more to correct.
  @Test func correctionsAreComplete() throws {
    for file in try LabelledCorpus().files {
      let text = Bytes(copying: file.text)
      let found = scanner.citations(in: text, path: file.name)
      let fixed = try #require(Correction(found).applied(to: text))
      let again = Bytes(copying: fixed)
      let rest = scanner.citations(in: again, path: file.name)
      #expect(rest.allSatisfy { $0.edits.isEmpty }, "\(file.name)")
      #expect(
        rest.count == found.count && rest.count { $0.verdict.kind != .ok } <= found.count { $0.verdict.kind != .ok })
    }
  }

  @Test func findingsAreRight() throws {
    let measure = try CorpusMeasure(LabelledCorpus())
    if ProcessInfo.processInfo.environment["CORPUS_REPORT"] != nil { print(measure.report) }
    let low = Self.floors.filter { word, floor in
      let score = measure.scores[word, default: CorpusScore()]
      return score.precision < floor.precision || score.recall < floor.recall
    }
    #expect(low.isEmpty, "\(low.keys.sorted()) are below their floors\n\(measure.report)")
  }

  /// The labels are right for the release: what they call an id of it is one, and so on.
  @Test func labelsFitTheRelease() throws {
    let base = KnowledgeBase.bundled
    for label in try LabelledCorpus().files.flatMap(\.labels) where !label.verdicts.contains("-") {
      guard let id = label.id, !label.file.hasPrefix("pins/") else { continue }
      switch label.verdicts[0] {
      case "retired":
        let into = base.history.retirement(of: id)?.into ?? []
        #expect(into.map(\.description) == [label.meant], "\(label)")
      case "unknown", "newer": #expect(!base.contains(id), "\(label)")
      case "renamed": #expect(base.fullName(of: id) == label.meant, "\(label)")
      case "mismatched", "conflicting-ids":
        #expect(base.contains(id) && RecordID(label.meant).map(base.contains) == true, "\(label)")
      default: #expect(base.contains(id), "\(label)")
      }
    }
  }
}
