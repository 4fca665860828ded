import Foundation

@testable import AtlasCore

/// How one verdict does over a corpus.
struct CorpusScore {
  /// The labels that expect it, and those of them that got it.
  var places = 0
  var met = 0
  /// The places that got it, and those of them that accept it.
  var reported = 0
  var right = 0

  var recall: Double { places == 0 ? 1 : Double(met) / Double(places) }
  var precision: Double { reported == 0 ? 1 : Double(right) / Double(reported) }
}

/// What a scan says of a corpus, beside what its labels expect.
struct CorpusMeasure {
  private(set) var scores: [String: CorpusScore] = [:]
  private var misses: [String] = []

  init(_ corpus: LabelledCorpus) {
    for file in corpus.files {
      // `unknown-name` exists only with strict names, and every other verdict is measured without them.
      compare(file, strict: false)
      compare(file, strict: true)
    }
  }

  /// The citations of a file, by verdict and place.
  private static func citations(in file: LabelledCorpus.File, strict: Bool) -> [Citation] {
    (strict ? strictScanner : scanner).citations(in: Bytes(copying: file.text), path: file.name)
  }

  private static func word(_ citation: Citation) -> String { citation.verdict.kind.rawValue }

  private mutating func compare(_ file: LabelledCorpus.File, strict: Bool) {
    let found = CorpusMeasure.citations(in: file, strict: strict)
    let got = file.labels.map { label in found.first(where: label.isPlace).map(CorpusMeasure.word) ?? "-" }
    for (label, word) in zip(file.labels, got) {
      var accepted = label.verdicts
      if !strict { accepted = accepted.map { $0 == "unknown-name" ? "ok" : $0 } }
      let expected = accepted[0]
      let isMet = accepted.contains(word) || isMetByOther(label, word, file.labels, got)
      guard strict == (expected == "unknown-name" || word == "unknown-name") else { continue }
      // A right place with a false `unknown-name` was counted in the first pass.
      if strict == (expected == "unknown-name") {
        scores[expected, default: CorpusScore()].places += 1
        if isMet { scores[expected, default: CorpusScore()].met += 1 }
      }
      scores[word, default: CorpusScore()].reported += 1
      if isMet { scores[word, default: CorpusScore()].right += 1 }
      if !isMet { misses.append("\(label) expected \(expected) got \(word)") }
    }
    for citation in found where !file.labels.contains(where: { $0.isPlace(of: citation) }) {
      let word = CorpusMeasure.word(citation)
      guard strict == (word == "unknown-name") else { continue }
      scores[word, default: CorpusScore()].reported += 1
      let place = "\(file.name):\(citation.place.line):\(citation.place.column) \(citation.text)"
      misses.append("\(place) expected no id got \(word)")
    }
  }

  /// Whether the other of two conflicting ids has the finding.
  private func isMetByOther(
    _ label: LabelledCorpus.Label, _ word: String, _ labels: [LabelledCorpus.Label], _ got: [String]
  ) -> Bool {
    guard word == "ok", label.verdicts[0] == "conflicting-ids" else { return false }
    return zip(labels, got).contains { other, word in
      word == "conflicting-ids" && abs(other.line - label.line) <= 12 && other.meant == label.written
        && label.meant == other.written
    }
  }

  /// The table of scores, and every miss.
  var report: String {
    let rows = LabelledCorpus.words.compactMap { word -> String? in
      guard let score = scores[word] else { return nil }
      return word.padding(toLength: 16, withPad: " ", startingAt: 0)
        + String(format: "%6d %9d %9.3f %6.3f", score.places, score.reported, score.precision, score.recall)
    }
    return (["verdict         places  reported precision recall"] + rows + misses).joined(separator: "\n")
  }
}
