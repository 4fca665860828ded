/// Finds the records that answer a question best.
///
/// Nothing is indexed: the lines with one of the words, or of their relatives, are found as a search finds them, and only
/// these are read word by word. A record's score is, over the words of the question, how rare the word is times how much
/// the record is about it: names count more than descriptions, these more than steps and the rest; many occurrences count
/// little more than few, and less on a long page; what all words of the question are found in comes first. It is BM25F in
/// spirit (S. Robertson, H. Zaragoza, The Probabilistic Relevance Framework: BM25 and Beyond, 2009), with weights chosen
/// by hand for pages like these.
package struct Ranking {
  private let question: Question
  private let sheets: [SearchedSource]
  private var scanner: PatternScanner?

  /// - Parameters:
  ///   - question: what is asked.
  ///   - sheets: the texts to search, in the order of the ids.
  package init(_ question: Question, in sheets: [SearchedSource]) {
    self.question = question
    self.sheets = sheets
    scanner = question.pattern.map(PatternScanner.init)
  }

  /// How much a record is about each word of the question.
  private struct Candidate {
    let sheets: Range<Int>
    var weights: [Double]
    var length: Int
  }

  /// The best answers, from best to worst.
  package mutating func answers(limit: Int) -> [RankedRecord] {
    var found = collect()
    guard !found.isEmpty else { return [] }
    let count = Double(max(recordCount, 1))
    let rareness = question.terms.indices.map { term in
      let holders = Double(found.reduce(0) { $1.weights[term] > 0 ? $0 + 1 : $0 })
      // What half of the records hold still says a little.
      return 0.1 + (1 + (count - holders) / (holders + 0.5)).logarithm
    }
    let all = rareness.reduce(0, +)
    let average = Double(sheets.reduce(0) { $0 + $1.text.count }) / count
    var scored = found.map { record -> (score: Double, record: Candidate) in
      let length = 0.6 + 0.4 * Double(record.length) / max(average, 1)
      var score = 0.0
      var present = 0.0
      for (weight, rareness) in zip(record.weights, rareness) where weight > 0 {
        score += rareness * weight / (weight + 3 * length)
        present += rareness
      }
      return (score * (0.4 + 0.6 * present / all), record)
    }
    found = []
    scored.sort {
      $0.score != $1.score ? $0.score > $1.score : $0.record.sheets.lowerBound < $1.record.sheets.lowerBound
    }
    return scored.prefix(limit).map { answer($0.record, score: $0.score, rareness) }
  }

  private var recordCount: Int {
    sheets.indices.reduce(0) { $1 == 0 || sheets[$1].id != sheets[$1 - 1].id ? $0 + 1 : $0 }
  }

  private mutating func collect() -> [Candidate] {
    var found: [Candidate] = []
    var hits = scanner.map { Hits(in: sheets, SelectedLines($0)) }
    while let first = hits?.nextRecord() {
      let id = sheets[first.sheet].id
      var record = Candidate(
        sheets: first.sheet..<first.sheet + 1, weights: [Double](repeating: 0, count: question.terms.count), length: 0)
      var segments: [(part: PagePart, start: Int)] = []
      var segmented = -1
      var next: Hits.Hit? = first
      while let hit = next {
        if segmented != hit.sheet {
          segments = PagePart.segments(of: sheets[hit.sheet].sheet)
          segmented = hit.sheet
        }
        let part = segments.last { $0.start <= hit.line.lowerBound }?.part ?? .description
        question.hits(in: sheets[hit.sheet].page[hit.line]) { word in
          record.weights[word.term] += word.weight * part.weight
        }
        next = hits?.nextLine()
      }
      var end = first.sheet
      while end < sheets.count, sheets[end].id == id {
        record.length += sheets[end].text.count
        end += 1
      }
      guard record.weights.contains(where: { $0 > 0 }) else { continue }
      found.append(Candidate(sheets: first.sheet..<end, weights: record.weights, length: record.length))
    }
    return found
  }

  /// The answer, with the line that holds the rarest of the words.
  private func answer(_ record: Candidate, score: Double, _ rareness: [Double]) -> RankedRecord {
    var best = (worth: -1.0, line: Bytes.empty)
    for sheet in sheets[record.sheets] {
      let segments = PagePart.segments(of: sheet.sheet)
      var rest = sheet.text
      while let line = rest.eatLine() {
        guard let part = segments.last(where: { $0.start <= line.startIndex })?.part, part.isProse else { continue }
        guard !line.trimmed.isEmpty, !line.isStructure else { continue }
        var worth = [Double](repeating: 0, count: rareness.count)
        question.hits(in: line) { worth[$0.term] = max(worth[$0.term], $0.weight * rareness[$0.term]) }
        let sum = worth.reduce(0, +) * (part == .description ? 1.5 : 1)
        if sum > best.worth { best = (sum, line) }
      }
    }
    return RankedRecord(id: sheets[record.sheets.lowerBound].id, score: score, bestLine: best.line)
  }
}

extension PagePart {
  /// How much a word counts there.
  fileprivate var weight: Double {
    switch self {
    case .name: 6
    case .description: 2
    case .steps: 1
    case .mitigations: 0.6
    case .references, .metadata: 0.4
    }
  }

  /// Whether a line of it makes a context.
  fileprivate var isProse: Bool { self == .description || self == .steps || self == .mitigations }
}

extension Bytes {
  /// Whether a line is a heading, or says in one of the fixed forms what the record is related to.
  fileprivate var isStructure: Bool { first == .hash || first == .greater || starts(with: "**" as Bytes) }
}

extension Double {
  /// About the binary logarithm, exact for powers of two and straight in between: the core has no other, and an order of
  /// answers needs no better.
  fileprivate var logarithm: Double { self > 0 ? Double(exponent) + significand - 1 : 0 }
}
