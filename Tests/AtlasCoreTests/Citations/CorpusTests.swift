import Foundation
import Testing

@testable import AtlasCore

/// How many findings in the files of `Corpus` are right, and how many are missed, by the labels of `labels.tsv`.
///
/// `CORPUS_REPORT=1` prints the table and every miss; so does a failure.
@Suite struct CorpusTests {
  /// The least precision and recall of each verdict.
  private static let floors: [String: (precision: Double, recall: Double)] = [
    "ok": (0.80, 0.90), "unknown": (0.98, 0.40), "newer": (0.85, 0.95), "retired": (0.98, 0.75),
    "renamed": (0.98, 0.75), "mismatched": (0.90, 0.70), "-": (0.50, 0.98),
  ]

  @Test func labelsFitTheFiles() throws {
    let corpus = try LabelledCorpus()
    #expect(corpus.files.count >= 20 && corpus.files.reduce(0) { $0 + $1.labels.count } >= 200)
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

  @Test func findingsAreRight() throws {
    let measure = try CorpusMeasure(LabelledCorpus())
    if ProcessInfo.processInfo.environment["CORPUS_REPORT"] != nil { print(measure.report) }
    for (word, floor) in Self.floors {
      let score = measure.scores[word, default: CorpusScore()]
      #expect(score.precision >= floor.precision && score.recall >= floor.recall, "\(word)\n\(measure.report)")
    }
  }
}
